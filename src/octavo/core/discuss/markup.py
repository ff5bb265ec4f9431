"""Turns what a reader typed into safe HTML: paragraphs, quotes, emphasis, code, links. Nothing else is markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

import nh3

from octavo.errors import InputError

LIMIT = 4000  # characters of one comment

_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
_STACKED_MARKS = re.compile(
    "([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
_TOKEN = re.compile(r"`[^`\n]+`|https?://[^\s<>\"`*]+|\*\*|\*|\n|[^`*\nh]+|[\s\S]")
_TAGS = {"p", "br", "blockquote", "em", "strong", "code", "a"}


def validate_comment(text: str, *, limit: int = LIMIT) -> str:
    """The comment as it is kept: NFC, one kind of newline, no control, invisible or direction-changing characters.

    Raises InputError when nothing readable is left or it is longer than `limit` characters.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _STACKED_MARKS.sub(r"\1", _INVISIBLE.sub("", text))
    lines = [line.rstrip() for line in text.split("\n")]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise InputError("The comment is empty.", hint="Write something first.")
    if len(text) > limit:
        raise InputError(
            f"The comment has {len(text)} characters; {limit} are allowed.", hint="Shorten it or split it in two."
        )
    return text


def render_comment(text: str) -> str:
    """Safe HTML of a comment. Any text is accepted; what is not one of the few marks is shown as typed."""
    html = "".join(_block(quoted, lines) for quoted, lines in _blocks(text))
    return nh3.clean(
        html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https"}, link_rel="nofollow ugc noopener"
    )


def _blocks(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Runs of lines with whether they are quoted; blank lines and a change of quoting end a run."""
    run: list[str] = []
    run_quoted = False
    for line in text.splitlines():
        quoted = line.startswith(">")
        if run and (quoted != run_quoted or not line.strip("> \t")):
            yield run_quoted, run
            run = []
        if line.strip("> \t"):
            run.append(line.lstrip("> \t") if quoted else line.strip())
            run_quoted = quoted
    if run:
        yield run_quoted, run


def _block(quoted: bool, lines: Sequence[str]) -> str:
    paragraph = f"<p>{_inline(chr(10).join(lines))}</p>"
    return f"<blockquote>{paragraph}</blockquote>" if quoted else paragraph


class _Open(NamedTuple):
    mark: str
    at: int  # index in the pieces written so far


_ELEMENT = {"*": "em", "**": "strong"}


def _inline(text: str) -> str:
    """One pass over the tokens; a star run that finds no partner stays a star."""
    pieces: list[str] = []
    opened: list[_Open] = []
    for token in _TOKEN.finditer(text):
        word = token.group()
        if word in _ELEMENT:
            _star(word, text[: token.start()][-1:], text[token.end() :][:1], pieces, opened)
        elif word == "\n":
            pieces.append("<br>")
        elif word[0] == "`" and len(word) > 1:
            pieces.append(f"<code>{escape(word[1:-1])}</code>")
        elif word.startswith(("http://", "https://")):
            pieces.append(_link(word))
        else:
            pieces.append(escape(word))
    return "".join(pieces)


def _star(mark: str, before: str, after: str, pieces: list[str], opened: list[_Open]) -> None:
    """Closes the innermost open mark of this kind when it can, else opens one when it can, else is literal."""
    closes = bool(before.strip()) and any(one.mark == mark for one in opened)
    if closes:
        while opened[-1].mark != mark:
            opened.pop()
        start = opened.pop().at
        pieces[start] = f"<{_ELEMENT[mark]}>"
        pieces.append(f"</{_ELEMENT[mark]}>")
        return
    if after.strip():
        opened.append(_Open(mark, len(pieces)))
    pieces.append(mark)


def _link(url: str) -> str:
    """A link; punctuation that ends the sentence, and a bracket that the address did not open, stay outside."""
    address = url.rstrip(".,;:!?'’”)]}")
    rest = url[len(address) :]
    if rest.startswith(")") and address.count("(") > address.count(")"):
        address, rest = address + ")", rest[1:]
    if address.endswith("://"):
        return escape(url)
    return f'<a href="{escape(address)}">{escape(address)}</a>{escape(rest)}'
