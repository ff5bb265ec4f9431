"""Who wrote an entry, as feeds write names. Knows no person and judges no name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from octavo.core.gather.feeds.names import Fields
from octavo.core.gather.feeds.text import plain

MAX_AUTHORS = 20
_ADDRESS = re.compile(r"(?:mailto:)?[^\s@()<>\"']{1,100}@[^\s@()<>\"']{1,100}\.[^\s@()<>\"']{1,30}")


def authors(fields: Fields) -> tuple[str, ...]:
    """Names, each once, from the first of the ways to state them that names anyone."""
    for found in (_atom(fields), fields.all("dc:creator", "dc:author"), fields.all("author"), _podcast(fields)):
        names = unique(plain("".join(str(part) for part in one.itertext())) for one in found)
        if names:
            return names
    return ()


def unique(stated: Iterable[str]) -> tuple[str, ...]:
    """Names without the mail addresses that RSS asks for, blanks and repetitions."""
    names = (_name(one) for one in stated)
    return tuple(dict.fromkeys(name for name in names if name))[:MAX_AUTHORS]


def _name(stated: str) -> str:
    """`mail@example.com (Ana Lima)`, `Ana Lima <mail@example.com>` and `Ana Lima` all name Ana Lima."""
    if "@" not in stated:
        return stated
    return " ".join(re.sub(r"[()<>\"\[\]]", " ", _ADDRESS.sub(" ", stated)).split())


def _atom(fields: Fields) -> Iterator[etree._Element]:
    for author in (*fields.nested("author"), *fields.nested("atom:author")):
        yield from author.all("name", "atom:name")


def _podcast(fields: Fields) -> Iterator[etree._Element]:
    credits = (one for one in fields.all("media:credit") if one.get("role", "author") in ("author", "owner"))
    yield from (*fields.all("itunes:author"), *credits)
