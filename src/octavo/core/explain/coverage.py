"""Who reports what: the numbers and names of a story, publisher by publisher, and where the numbers differ.

It compares what is written beside a number ("12 dead" with "14 dead"); it does not know which is right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from octavo.core.explain.reading import Read, Word, read
from octavo.core.explain.summarise import Readable
from octavo.types import Citation, Statement

_MOST_NUMBERS, _MOST_NAMES = 8, 8
_AT_LEAST = 2  # publishers


@dataclass(frozen=True, slots=True)
class Report:
    """What one publisher has for a row: the words as written and the sentence they stand in, its first report."""

    publisher: str
    value: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A number (by what is counted) or a name; `differs` when publishers have no number of it in common."""

    kind: Literal["number", "name"]
    label: str
    reports: tuple[Report, ...]
    missing: tuple[str, ...]  # publishers that do not have it
    differs: bool = False


@dataclass(frozen=True, slots=True)
class CoverageTable:
    """`publishers` in the order in which they first reported; numbers that differ come first, then what most have."""

    publishers: tuple[str, ...] = ()
    rows: tuple[CoverageRow, ...] = ()


@dataclass(frozen=True, slots=True)
class _Mention:
    publisher: str
    key: str
    label: str
    value: str
    number: float
    statement: Statement


def coverage(articles: Sequence[Readable]) -> CoverageTable:
    """The table of a story's articles; without two publishers there is nothing to compare."""
    ordered = sorted(
        articles,
        key=lambda one: (one.published is None, one.published.timestamp() if one.published else 0.0, one.article_id),
    )
    publishers = tuple(dict.fromkeys(one.publisher for one in ordered))
    if len(publishers) < _AT_LEAST:
        return CoverageTable(publishers)
    numbers: dict[str, list[_Mention]] = defaultdict(list)
    names: dict[str, list[_Mention]] = defaultdict(list)
    for article in ordered:
        for sentence in read(article.text, article.lang):
            for mention in _numbers(article, sentence):
                numbers[mention.key].append(mention)
            for mention in _names(article, sentence):
                names[mention.key].append(mention)
    return CoverageTable(
        publishers,
        (
            *_rows("number", numbers.values(), publishers, _MOST_NUMBERS),
            *_rows("name", names.values(), publishers, _MOST_NAMES),
        ),
    )


def _rows(
    kind: Literal["number", "name"], groups: Iterable[list[_Mention]], publishers: Sequence[str], most: int
) -> list[CoverageRow]:
    """The rows that at least two publishers have, best first."""
    rows = [_row(kind, mentions, publishers) for mentions in groups]
    shared = [row for row in rows if len(row.reports) >= _AT_LEAST]
    return sorted(shared, key=lambda row: (not row.differs, -len(row.reports), row.label))[:most]


def _row(kind: Literal["number", "name"], mentions: Sequence[_Mention], publishers: Sequence[str]) -> CoverageRow:
    first: dict[str, _Mention] = {}
    values: dict[str, set[float]] = defaultdict(set)
    for mention in mentions:
        first.setdefault(mention.publisher, mention)
        values[mention.publisher].add(mention.number)
    reports = tuple(Report(name, first[name].value, first[name].statement) for name in publishers if name in first)
    missing = tuple(name for name in publishers if name not in first)
    return CoverageRow(
        kind, mentions[0].label, reports, missing, not frozenset.intersection(*map(frozenset, values.values()))
    )


def _numbers(article: Readable, sentence: Read) -> Iterator[_Mention]:
    """Each number with the first content word behind it: "214 passengers". Years and bare numbers are left out."""
    for figure in sentence.figures:
        counted = _counted(sentence, figure.span.end)
        if counted:
            written = article.text[figure.span.start : counted.end]
            yield _Mention(
                article.publisher, counted.stem, counted.text, written, figure.value, _quoted(article, sentence)
            )


def _counted(sentence: Read, end: int) -> Word | None:
    following = [word for word in sentence.words if word.start >= end][:2]
    for word in following:
        if word.norm[0].isdigit() or word.name:
            return None
        if word.content:
            return word
    return None


def _names(article: Readable, sentence: Read) -> Iterator[_Mention]:
    """Runs of at least two capitalised words; a single capital may be anything."""
    run: list[Word] = []
    for index, word in enumerate((*sentence.words, None)):
        # The first word's capital says nothing by itself; before another name it belongs to it.
        if word is not None and (word.name or (index == 0 and word.content and word.text[0].isupper())):
            run.append(word)
            continue
        if len(run) > 1:
            written = article.text[run[0].start : run[-1].end]
            key = " ".join(one.norm for one in run[-2:])  # titles come and go: "Captain Maria Lindqvist"
            yield _Mention(article.publisher, key, written, written, 0.0, _quoted(article, sentence))
        run = []


def _quoted(article: Readable, sentence: Read) -> Statement:
    span = sentence.span
    return Statement(article.text[span.start : span.end], Citation(article.article_id, span))
