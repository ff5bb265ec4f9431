"""Segments to numbers, for the learned choice of an article's text: a row a segment, columns as in `names()`.

The ideas are those of Web2Text (text and link density, neighbours) and boilerpipe, with page makers' names for things
and the agreement of other extractors added. Nothing is decided here. Its length is that of the list of features.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from lxml import etree

from octavo.core.gather.extract.hints import NAME_KINDS, PHRASE_KINDS, name_hints, phrase_hints
from octavo.core.gather.extract.segments import Segment

Matrix = np.ndarray[Any, np.dtype[np.float32]]

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_NAMING = ("class", "id", "itemprop", "role", "data-testid", "data-component")
_TAGS = ("p", "li", "h1", "h2", "h3", "h4", "div", "section", "blockquote", "figcaption", "pre", "td", "dd")
_AROUND = (
    "header",
    "footer",
    "nav",
    "aside",
    "figure",
    "form",
    "table",
    "ul",
    "article",
    "main",
    "blockquote",
    "details",
)
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HINT_LEVELS = 3  # the element itself, its parent, its grandparent; then all above together
_FARTHEST = 12  # levels up to an enclosing element of a kind are counted to here
_ENDS = tuple('.!?…。！？"”»“।؟۔')


@dataclass(frozen=True, slots=True)
class Evidence:
    """What others say of the page: texts of extractors (or of its structured data), its title and its description."""

    texts: tuple[str, ...]  # in the order of `EVIDENCE_NAMES`
    title: str
    description: str

    @property
    def stated(self) -> str:
        """The text in the page's structured data."""
        return self.texts[-1]


def tokens(text: str) -> list[str]:
    """Words, each CJK character its own."""
    return _TOKEN.findall(text.lower())


class Coverage:
    """How much of a piece of text stands in another text."""

    def __init__(self, text: str) -> None:
        words = tokens(text)
        self.size = len(words)
        self._fours = set(zip(words, words[1:], words[2:], words[3:], strict=False))
        self._lines = {" ".join(tokens(line)) for line in text.splitlines()}

    def __call__(self, words: Sequence[str]) -> float:
        """Share of the word 4-grams; for shorter pieces, whether they are a line of their own."""
        if len(words) < 4:
            return float(" ".join(words) in self._lines)
        fours = list(zip(words, words[1:], words[2:], words[3:], strict=False))
        return sum(four in self._fours for four in fours) / len(fours)


def matrix(found: Sequence[Segment], evidence: Evidence) -> Matrix:
    """The features of all segments of a page, shape (segments, len(names()))."""
    words = [tokens(segment.text) for segment in found]
    around: dict[etree._Element, list[float]] = {}
    own = np.array(
        [_own(segment, some, around) for segment, some in zip(found, words, strict=True)], dtype=np.float32
    ).reshape(len(found), len(_OWN))
    parts = [own, _hints(found), _phrases(found), _agreement(found, words, evidence), _place(found, words, evidence)]
    whole = np.hstack(parts)
    return np.hstack([whole, _neighbours(whole)])


_OWN = ("words", "chars", "word_length", "marks", "commas", "ends", "upper", "digits", "link_density", "links",
        "strong", "quote", "colon", "question", "short_words", *(f"tag_{tag}" for tag in _TAGS),
        *(f"in_{tag}" for tag in _AROUND),
        "depth", "cjk", "hidden")  # fmt: skip


def _own(segment: Segment, words: list[str], enclosing: dict[etree._Element, list[float]]) -> list[float]:
    text, size = segment.text, max(1, len(segment.text))
    count = len(words)
    tag = segment.path[-1].tag if segment.path else ""
    around = _around(segment.path, enclosing)
    return [
        math.log1p(count),
        math.log1p(size),
        size / (count + 1),
        sum(map(text.count, ".!?;:。！？、，")) / (count + 1),
        sum(map(text.count, ",、，،")),
        float(text.endswith(_ENDS)),
        sum(word[:1].isupper() for word in text.split()[:60]) / (min(count, 60) + 1),
        sum(map(str.isdigit, text[:400])) / min(size, 400),
        min(1.0, segment.link_chars / size),
        segment.links,
        min(1.0, segment.strong_chars / size),
        float(any(mark in text for mark in '"“”„«»「')),
        float(text.endswith(":")),
        float("?" in text),
        sum(len(word) < 4 for word in words) / (count + 1),
        *(float(tag == name) for name in _TAGS),
        *around,
        len(segment.path),
        float(count > 0 and len(words[0]) == 1 and words[0] > "\u3000"),
        float(hides(segment.path)),
    ]


def _around(path: tuple[etree._Element, ...], known: dict[etree._Element, list[float]]) -> list[float]:
    """Which of `_AROUND` enclose the end of a path; computed once for each element that holds segments."""
    if path[-1] not in known:
        tags = {element.tag for element in path[-12:]}
        known[path[-1]] = [float(name in tags) for name in _AROUND]
    return known[path[-1]]


def hides(path: tuple[etree._Element, ...]) -> bool:
    """Whether the markup itself hides an enclosing element."""
    for element in path:
        style = element.get("style")
        if (style and _HIDING.search(style)) or element.get("hidden") is not None:
            return True
    return False


def _names_of(element: etree._Element) -> str:
    return " ".join(element.get(name) or "" for name in _NAMING)[:400]


def _hints(found: Sequence[Segment]) -> Matrix:
    """For each kind of name: does it stand on the element, its parent, its grandparent, and how far up is the "
    "first one."""
    none = (False,) * len(NAME_KINDS)
    own: dict[etree._Element, tuple[bool, ...]] = {}
    above: dict[etree._Element, list[int]] = {}  # levels up to the nearest element of each kind, itself included
    rows = []
    for segment in found:
        path = segment.path
        start = next((i for i in range(len(path) - 1, -1, -1) if path[i] in above), -1)
        for i in range(start + 1, len(path)):
            up = above[path[i - 1]] if i else [_FARTHEST] * len(NAME_KINDS)
            names = _names_of(path[i])
            hints = own[path[i]] = none if names.isspace() else name_hints(names)
            above[path[i]] = [
                0 if yes else far + 1 if far < _FARTHEST else far for yes, far in zip(hints, up, strict=True)
            ]
        row: list[float] = []
        for level in range(1, _HINT_LEVELS):
            row += own[path[-level]] if len(path) >= level else none
        row += above[path[-1]] if path else [_FARTHEST] * len(NAME_KINDS)
        rows.append(row)
    return np.array(rows, dtype=np.float32).reshape(len(found), _HINT_LEVELS * len(NAME_KINDS))


def _phrases(found: Sequence[Segment]) -> Matrix:
    rows = [phrase_hints(segment.text) for segment in found]
    return np.array(rows, dtype=np.float32).reshape(len(found), len(PHRASE_KINDS))


def _agreement(found: Sequence[Segment], words: Sequence[list[str]], evidence: Evidence) -> Matrix:
    """How much of each segment each other text holds, how long those texts are, and repetition inside the page."""
    covers = [Coverage(text) for text in evidence.texts]
    title, description = Coverage(evidence.title), Coverage(evidence.description)
    title_words = set(tokens(evidence.title))
    seen: Counter[str] = Counter()
    rows = []
    for segment, some in zip(found, words, strict=True):
        overlap = len(title_words.intersection(some)) / (len(some) + 1)
        rows.append([*(cover(some) for cover in covers), title(some), overlap, description(some), seen[segment.text]])
        seen[segment.text] += 1
    table = np.array(rows, dtype=np.float32).reshape(len(found), len(covers) + 4)
    total = np.array([[math.log1p(cover.size) for cover in covers] + [0.0] * 0], dtype=np.float32)
    again = np.array([[seen[segment.text]] for segment in found], dtype=np.float32).reshape(len(found), 1)
    return np.hstack([table, np.repeat(total, len(found), axis=0), again])


def _place(found: Sequence[Segment], words: Sequence[list[str]], evidence: Evidence) -> Matrix:
    """Where in the page: relative order, distance to the title, size and density of what encloses the segment, "
    "its like."""
    sizes = np.array([len(some) for some in words], dtype=np.float32)
    prose = np.array([_is_prose(segment, some) * len(some) for segment, some in zip(found, words, strict=True)])
    in_parent: dict[etree._Element, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
    alike: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    keys = [_alike_key(segment) for segment in found]
    for i, segment in enumerate(found):
        for element in segment.path[-8:]:
            sums = in_parent[element]
            sums[0] += prose[i]
            sums[1] += sizes[i]
            sums[2] += sizes[i] * min(1.0, segment.link_chars / max(1, len(segment.text)))
            sums[3] += 1
        group = alike[keys[i]]
        group[0] += 1
        group[1] += prose[i]
        group[2] += sizes[i]
    title_at = _title_at(found, words, evidence)
    main = _main(in_parent, float(prose.sum()))
    total, all_prose = float(sizes.sum()) or 1.0, float(prose.sum()) or 1.0
    before = np.cumsum(sizes) - sizes
    prose_before = np.cumsum(prose) - prose
    rows = []
    for i, segment in enumerate(found):
        path = segment.path
        row = [
            i / len(found),
            before[i] / total,
            prose_before[i] / all_prose,
            float(i > title_at),
            min(i - title_at, 60),
        ]
        for level in (1, 2, 3, 4):
            sums = in_parent[path[-level]] if len(path) >= level else [0.0, 0.0, 0.0, 0.0]
            row += [sums[0] / all_prose, sums[2] / (sums[1] + 1), math.log1p(sums[3])]
        depth_of_main = next((k for k in range(len(path)) if path[k] is main), -1)
        row += [float(depth_of_main >= 0), (len(path) - depth_of_main) if depth_of_main >= 0 else 20.0]
        group = alike[keys[i]]
        row += [math.log1p(group[0]), group[1] / all_prose, group[2] / group[0], prose[i] / all_prose]
        row.append(_common_depth(path, found[i - 1].path) - len(path) if i else 0.0)
        row.append(_common_depth(path, found[i + 1].path) - len(path) if i + 1 < len(found) else 0.0)
        rows.append(row)
    table = np.array(rows, dtype=np.float32).reshape(len(found), len(_PLACE) - 2)
    page = np.array([[math.log1p(len(found)), math.log1p(all_prose)]], dtype=np.float32)
    return np.hstack([table, np.repeat(page, len(found), axis=0)])


_PLACE = ("order", "text_before", "prose_before", "after_title", "from_title",
          *(f"{what}_{level}" for level in (1, 2, 3, 4) for what in ("prose", "links", "segments")),
          "in_main", "below_main", "alike", "alike_prose", "alike_words", "prose_share", "shared_before",
          "shared_after", "page_segments", "page_prose")  # fmt: skip


def _is_prose(segment: Segment, words: list[str]) -> bool:
    return (
        len(words) >= 12
        and segment.link_chars < 0.4 * len(segment.text)
        and any(mark in segment.text for mark in ".。!?！？,，、")
    )


def _alike_key(segment: Segment) -> str:
    """Segments with the same tags and classes at the two nearest levels are of one kind."""
    return "|".join(f"{element.tag}.{element.get('class') or ''}" for element in segment.path[-2:])[:300]


def _title_at(found: Sequence[Segment], words: Sequence[list[str]], evidence: Evidence) -> int:
    """The index of the headline: an h1 or heading with most of the title's words, else the first h1, else -1."""
    title = set(tokens(evidence.title))
    best, at = 0.0, -1
    for i, segment in enumerate(found):
        tag = segment.path[-1].tag if segment.path else ""
        shared = len(title.intersection(words[i])) / (len(title) + abs(len(words[i]) - len(title)) + 1)
        score = shared + (0.3 if tag == "h1" else 0.1 if tag == "h2" else 0.0)
        if (shared > 0.4 or tag == "h1") and score > best + 1e-9:
            best, at = score, i
    return at


def _main(in_parent: dict[etree._Element, list[float]], all_prose: float) -> etree._Element | None:
    """The smallest element that holds most of the page's prose."""
    holding = [
        (sums[3], i, element) for i, (element, sums) in enumerate(in_parent.items()) if sums[0] > 0.55 * all_prose
    ]
    return min(holding)[2] if holding else None


def _common_depth(one: tuple[etree._Element, ...], other: tuple[etree._Element, ...]) -> int:
    depth = 0
    for a, b in zip(one, other, strict=False):
        if a is not b:
            break
        depth += 1
    return depth


_NEAR = (-3, -2, -1, 1, 2, 3)


def _neighbours(whole: Matrix) -> Matrix:
    """A few columns of the segments before and after; zeros beyond the ends."""
    columns = whole[:, NEAR_COLUMNS]
    return np.hstack([shifted(columns, step) for step in _NEAR])


def shifted(table: Matrix, step: int) -> Matrix:
    """Row i becomes row i + step; beyond the ends zeros."""
    out = np.zeros_like(table)
    if abs(step) < len(table):
        if step > 0:
            out[:-step] = table[step:]
        else:
            out[-step:] = table[:step]
    return out


EVIDENCE_NAMES = ("precise", "simple", "stated")
_AGREEMENT = (
    *EVIDENCE_NAMES,
    "title",
    "title_words",
    "description",
    "said_before",
    *(f"{name}_size" for name in EVIDENCE_NAMES),
    "said",
)
_BASE = (
    *_OWN,
    *(f"{level}_{kind}" for level in ("own", "parent", "above") for kind in NAME_KINDS),
    *(f"says_{kind}" for kind in PHRASE_KINDS),
    *_AGREEMENT,
    *_PLACE,
)
_NEAR_NAMES = (
    "words",
    "link_density",
    "ends",
    "precise",
    "simple",
    "tag_p",
    "tag_h2",
    "tag_li",
    "prose_1",
    "says_related",
    "in_figure",
)
NEAR_COLUMNS = [_BASE.index(name) for name in _NEAR_NAMES]


def names() -> tuple[str, ...]:
    """The columns of `matrix`."""
    return (*_BASE, *(f"{name}@{step}" for step in _NEAR for name in _NEAR_NAMES))
