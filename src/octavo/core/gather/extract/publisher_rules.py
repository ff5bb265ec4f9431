"""What is known of single publishers' pages, for those where the general way fails: a small file each in `rules/`.

A file is found by its name, the registrable domain (`rules/coast.example.toml`), and is read when a page of that domain
is met. A rule only says where things stand; what is done with that is decided here and in `extract`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from octavo.core.gather.extract.segments import Segment
from octavo.core.gather.extract.structured import words_of
from octavo.core.gather.urls import host_of, registrable_domain
from octavo.errors import InputError

if TYPE_CHECKING:
    from lxml.cssselect import CSSSelector

_FOLDER = resources.files("octavo.core.gather.extract") / "rules"
_LONGEST = 300  # characters of one selector


@dataclass(frozen=True, slots=True)
class PublisherRule:
    """CSS selectors; each field may be left out. Where a selector finds nothing the general way holds."""

    within: tuple[CSSSelector, ...] = ()  # no text outside these; the general way still chooses among what is inside
    keep: tuple[CSSSelector, ...] = ()  # always text
    remove: tuple[CSSSelector, ...] = ()  # never text, and no pictures from there
    title: tuple[CSSSelector, ...] = ()  # the headline's element
    authors: tuple[CSSSelector, ...] = ()  # one element a name or byline
    published: tuple[CSSSelector, ...] = ()  # `datetime`, `content` or the words
    teaser: tuple[CSSSelector, ...] = ()  # a page with such an element holds a teaser only


@dataclass(frozen=True, slots=True)
class Said:
    """What a rule reads from one page; empty where it finds nothing."""

    title: str = ""
    authors: tuple[str, ...] = field(default=())
    published: str = ""
    is_teaser: bool = False


def rule_for(url: str, read: Callable[[str], str | None] | None = None) -> PublisherRule | None:
    """The rule of the publisher at `url`, if there is one. `read` gives a file's text by domain.

    A rule that cannot be read counts as none: the tests read them all and say what is wrong.
    """
    domain = registrable_domain(host_of(url))
    if read is None:
        return _shipped(domain) if domain in rule_names() else None
    text = read(domain)
    try:
        return None if text is None else read_rule(text)
    except InputError:
        return None


@cache
def rule_names() -> frozenset[str]:
    """The domains that have a rule."""
    return frozenset(entry.name.removesuffix(".toml") for entry in _FOLDER.iterdir() if entry.name.endswith(".toml"))


def rule_text(domain: str) -> str:
    """The file of a domain that has a rule."""
    return (_FOLDER / f"{domain}.toml").read_text("utf8")


@cache
def _shipped(domain: str) -> PublisherRule | None:
    return rule_for(f"https://{domain}/", rule_text)


def read_rule(text: str) -> PublisherRule:
    """A rule from TOML: each key a selector or a list of them. InputError says which line or key is wrong."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError("the rule is no TOML", hint=str(error)) from error
    known = [one.name for one in fields(PublisherRule)]
    if unknown := sorted(set(found) - set(known)):
        raise InputError(f"a rule has no key {unknown[0]!r}", hint=f"there are {', '.join(known)}")
    if not found:
        raise InputError("the rule says nothing", hint=f"give one of {', '.join(known)}")
    return PublisherRule(**{key: _selectors(key, value) for key, value in found.items()})


def _selectors(key: str, value: object) -> tuple[CSSSelector, ...]:
    return tuple(_selector(key, one) for one in (value if isinstance(value, list) else [value]))


def _selector(key: str, value: object) -> CSSSelector:
    from cssselect import SelectorError
    from lxml.cssselect import CSSSelector

    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST:
        raise InputError(f"{key!r} takes CSS selectors of at most {_LONGEST} characters")
    try:
        return CSSSelector(value, translator="html")
    except (SelectorError, etree.XPathSyntaxError) as error:
        raise InputError(f"the selector of {key!r} cannot be read: {value!r}", hint=str(error)) from error


def said(rule: PublisherRule, root: etree._Element) -> Said:
    """Metadata and access marks by the rule, read before `take_out` changes the page."""
    times = _found(root, rule.published)[:1]
    return Said(
        title=next((words for one in _found(root, rule.title) if (words := words_of(one))), ""),
        authors=tuple(words[:200] for one in _found(root, rule.authors) if (words := words_of(one))),
        published=next((one.get("datetime") or one.get("content") or words_of(one) for one in times), ""),
        is_teaser=bool(_found(root, rule.teaser)),
    )


def take_out(rule: PublisherRule, root: etree._Element) -> None:
    """Take from the tree what the rule says is never text."""
    for element in _found(root, rule.remove):
        parent = element.getparent()
        if parent is not None:
            element.tail, tail = None, element.tail
            before = element.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + " " + (tail or "")
            else:
                parent.text = (parent.text or "") + " " + (tail or "")
            parent.remove(element)


def settled(rule: PublisherRule, root: etree._Element, found: Sequence[Segment], chosen: Sequence[bool]) -> list[bool]:
    """The general choice with what the rule keeps, and without what stands outside its text."""
    inside, kept = _holding(root, rule.within), _holding(root, rule.keep)
    places = [_place(segment) for segment in found]
    return [
        place in kept or (yes and (not inside or place in inside)) for place, yes in zip(places, chosen, strict=True)
    ]


def _place(segment: Segment) -> etree._Element | None:
    """The element whose content a segment is."""
    slot = next(one for one in segment.slots if (one.text or "").strip())
    return slot.element.getparent() if slot.is_tail else slot.element


def _holding(root: etree._Element, selectors: Sequence[CSSSelector]) -> set[etree._Element]:
    """All elements inside what the selectors find."""
    return {inner for one in _found(root, selectors) for inner in one.iter()}


def _found(root: etree._Element, selectors: Sequence[CSSSelector]) -> list[etree._Element]:
    found: list[Any] = [element for selector in selectors for element in cast("Any", selector(root))]
    return [element for element in found if isinstance(element, etree._Element)]
