"""Lists of sources as OPML, read tolerantly and written strictly. Fetches nothing and judges no source.

Most real lists are not well-formed (a bare `&` in a title is enough), so outlines are found one by one instead of
through an XML parser: one broken line costs at most itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape, unescape

from octavo.core.gather.decode import decode
from octavo.core.gather.urls import absolute_url
from octavo.errors import InputError, TooLarge

MAX_TEXT = 200  # characters of a title or folder
_MAX_OUTLINE = 20_000  # characters of one outline
_MAX_DEPTH = 50
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_TOKEN = re.compile(r"<(?:outline(?=[\s/>])|/outline\s{0,9}>|/body|/opml)", re.I)
_STRICT = re.compile(r"<outline((?:\s++[\w:.-]++\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'))*+)\s*+(/?)>", re.I)
_PAIR = re.compile(r"\s([\w:.-]{1,50})\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')")
_START = re.compile(r"[\s\"']([\w:.-]{1,50})\s{0,9}=\s{0,9}([\"'])")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BARE = re.compile(r"&(?!(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)")


@dataclass(frozen=True, slots=True)
class OpmlSource:
    """One line of a list. `folder` is the path of outlines around it, joined by " / "."""

    url: str
    title: str = ""
    site: str | None = None
    folder: str = ""
    line: int = field(default=0, compare=False)  # where it stands; 0 where that is not known


@dataclass(frozen=True, slots=True)
class OpmlResult:
    """What could be read, and (line number, reason) for each line that is broken or gives nothing."""

    sources: tuple[OpmlSource, ...]
    problems: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Outline:
    line: int
    attributes: dict[str, str]  # names in lower case
    closed: bool
    fault: str  # why it is not well-formed; "" where it is


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest list that is read."""

    size: int = 20_000_000  # bytes
    sources: int = 50_000
    outlines: int = 60_000


LIMITS = Limits()


def read_opml(raw: bytes, limits: Limits = LIMITS) -> OpmlResult:
    """Every feed address that the list states, each once, in order. InputError where there is no outline at all;
    TooLarge beyond `limits`."""
    if len(raw) > limits.size:
        raise TooLarge(f"a list of {len(raw):,} bytes; at most {limits.size:,} are read")
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), decode(raw))
    sources: dict[str, OpmlSource] = {}
    problems: list[tuple[int, str]] = []
    folders: list[str] = []
    outlines = 0
    for outline in _outlines(text):
        if outline is None:
            del folders[-1:]
            continue
        outlines += 1
        problem = _take(outline, folders, sources)
        faults = [fault for fault in (outline.fault, problem) if fault]
        if faults:
            problems.append((outline.line, "; ".join(faults)))
        if len(sources) > limits.sources or outlines > limits.outlines:
            raise TooLarge(f"a list of more than {limits.sources:,} sources or {limits.outlines:,} outlines")
    if not outlines:
        raise InputError("no outline found: this is not OPML", hint="feed readers export their list as OPML")
    return OpmlResult(tuple(sources.values()), tuple(problems))


def write_opml(sources: Iterable[OpmlSource], title: str) -> str:
    """An OPML 2.0 document; sources of one folder stand together, folders in the order of their first source."""
    folders: dict[str, list[OpmlSource]] = {}
    for source in sources:
        folders.setdefault(source.folder, []).append(source)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += [f"  <head><title>{escape(title)}</title></head>", "  <body>"]
    for folder, members in folders.items():
        indent = "      " if folder else "    "
        inner = [indent + _outline(source) for source in members]
        lines += [f'    <outline text="{_attribute(folder)}">', *inner, "    </outline>"] if folder else inner
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _take(outline: _Outline, folders: list[str], sources: dict[str, OpmlSource]) -> str:
    """Puts the outline where it belongs; returns why it gives no source, or ""."""
    attributes = outline.attributes
    stated = attributes.get("xmlurl") or (attributes.get("url", "") if _is_feed_kind(attributes) else "")
    title = _short(attributes.get("title") or attributes.get("text", ""))
    if not outline.closed and len(folders) < _MAX_DEPTH:
        folders.append("" if stated else title)
    if not stated:
        return "names no feed address" if _is_feed_kind(attributes) else ""
    url = absolute_url(re.sub(r"^feed:(?://)?(?=https?:)", "", stated).replace("feed://", "http://", 1))
    if url is None:
        return f"not a web address: {stated[:80]!r}"
    folder = " / ".join(name for name in folders if name)
    site = absolute_url(attributes.get("htmlurl", ""))
    sources.setdefault(url, OpmlSource(url, title, site, folder, outline.line))
    return ""


def _is_feed_kind(attributes: dict[str, str]) -> bool:
    return attributes.get("type", "").lower() in ("rss", "atom", "rdf", "feed", "json")


def _outlines(text: str) -> Iterator[_Outline | None]:
    """The outlines in order; None where one ends."""
    tokens = list(_TOKEN.finditer(text))
    line, counted = 1, 0
    for index, token in enumerate(tokens):
        line += text.count("\n", counted, token.start())
        counted = token.start()
        if token[0].startswith("</"):
            if token[0].lower().startswith("</outline"):
                yield None
            continue
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        chunk = text[token.start() : after.start() if after else len(text)]
        yield _read(chunk, line, closing_follows=after is not None and after[0].lower().startswith("</outline"))


def _read(chunk: str, line: int, *, closing_follows: bool) -> _Outline:
    strict = _STRICT.match(chunk)
    if strict is not None:
        pairs = {name.lower(): _value(double or single) for name, double, single in _PAIR.findall(strict[1])}
        fault = "a bare & (should be &amp;)" if _BARE.search(strict[1]) else ""
        return _Outline(line, pairs, strict[2] == "/", fault)
    if len(chunk) > _MAX_OUTLINE:
        return _Outline(line, {}, True, "an outline that never ends")
    closed = chunk.rstrip().endswith("/>") or not closing_follows
    return _Outline(line, _tolerant(chunk), closed, "quotes or brackets that do not match")


def _tolerant(chunk: str) -> dict[str, str]:
    """Attributes of a tag whose quotes or brackets are broken: a value runs up to where the next one starts."""
    starts = list(_START.finditer(chunk))
    found: dict[str, str] = {}
    for index, start in enumerate(starts):
        end = starts[index + 1].start() + 1 if index + 1 < len(starts) else len(chunk)
        value = chunk[start.end() : end].rstrip()
        if index + 1 == len(starts):
            value = re.sub(r"\s{0,9}/?>\s{0,99}\Z", "", value)
        value = value.rstrip().removesuffix(start[2])
        name = start[1].lower()
        if name.endswith("url"):  # no address holds a quote or blank
            value = re.split(r"[\s\"'<>]", value.strip(), maxsplit=1)[0]
        found.setdefault(name, _value(value))
    return found


def _value(text: str) -> str:
    """Without references; only those that end in `;`, since addresses are full of `&copy=` and the like."""
    return _REFERENCE.sub(lambda found: unescape(found[0]), text).strip()


def _short(text: str) -> str:
    return " ".join(text.split())[:MAX_TEXT]


def _outline(source: OpmlSource) -> str:
    title = _attribute(source.title or source.url)
    site = f' htmlUrl="{_attribute(source.site)}"' if source.site else ""
    return f'<outline type="rss" text="{title}" title="{title}" xmlUrl="{_attribute(source.url)}"{site}/>'


def _attribute(text: str) -> str:
    return escape(re.sub(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]", " ", text))
