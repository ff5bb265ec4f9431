"""A page's tree to its segments: the runs of words between block borders, each with where it stands. Judges nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from octavo.core.gather.blocks import DROPPED, EMBEDS, INLINE, TRANSPARENT

_IN_LINE = {*INLINE, *TRANSPARENT, "img", "br"}


@dataclass(slots=True)
class Slot:
    """One text node: the `text` of `element`, or its `tail`."""

    element: etree._Element
    is_tail: bool

    @property
    def text(self) -> str | None:
        return self.element.tail if self.is_tail else self.element.text

    def clear(self) -> None:
        if self.is_tail:
            self.element.tail = " "
        else:
            self.element.text = None


@dataclass(slots=True)
class Segment:
    """A run of words. `path` are the enclosing block elements, outermost first."""

    text: str
    path: tuple[etree._Element, ...]
    slots: list[Slot] = field(default_factory=list)
    link_chars: int = 0
    links: int = 0
    strong_chars: int = 0


def segments(root: etree._Element) -> list[Segment]:
    """All segments of a page in order; words in scripts, forms' controls and the like are none."""
    return list(_Walk().run(root))


class _Walk:
    def __init__(self) -> None:
        self._path: list[etree._Element] = []
        self._pieces: list[tuple[str, Slot, bool, bool]] = []
        self._links = self._anchors = self._strong = self._breaks = 0

    def run(self, root: etree._Element) -> Iterator[Segment]:
        skip: etree._Element | None = None
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else ""
            if skip is not None:
                if event == "end" and element is skip:
                    skip = None
                    self._text(element, is_tail=True)
                continue
            if event == "start":
                if tag in DROPPED or tag in EMBEDS or not tag:
                    skip = element
                    continue
                yield from self._start(element, tag)
            else:
                yield from self._end(element, tag)
        yield from self._flush()

    def _start(self, element: etree._Element, tag: str) -> Iterator[Segment]:
        if tag == "br":
            self._breaks += 1
            if self._breaks > 1:
                yield from self._flush()
            return
        if tag not in _IN_LINE:
            yield from self._flush()
            self._path.append(element)
        elif tag == "a":
            self._anchors += 1
            self._links += 1
        elif tag in ("b", "strong"):
            self._strong += 1
        self._text(element, is_tail=False)

    def _end(self, element: etree._Element, tag: str) -> Iterator[Segment]:
        if tag not in _IN_LINE:
            yield from self._flush()
            self._path.pop()
        elif tag == "a":
            self._anchors -= 1
        elif tag in ("b", "strong"):
            self._strong -= 1
        self._text(element, is_tail=True)

    def _text(self, element: etree._Element, *, is_tail: bool) -> None:
        text = element.tail if is_tail else element.text
        if not text:
            return
        if not text.isspace():
            self._breaks = 0
        self._pieces.append((text, Slot(element, is_tail), self._anchors > 0, self._strong > 0))

    def _flush(self) -> Iterator[Segment]:
        pieces, self._pieces = self._pieces, []
        links, self._links, self._breaks = self._links, 0, 0
        text = " ".join("".join(piece[0] for piece in pieces).split())
        if text:
            yield Segment(
                text,
                tuple(self._path),
                [piece[1] for piece in pieces],
                sum(len(piece[0].strip()) for piece in pieces if piece[2]),
                links,
                sum(len(piece[0].strip()) for piece in pieces if piece[3]),
            )
