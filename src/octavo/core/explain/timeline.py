"""How we got here: one dated row for each development, oldest first, with who reported it first. Writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from octavo.core.explain.salience import rate
from octavo.core.text.stems import terms
from octavo.types import Citation, Precision, Statement

_SAME_TITLE = 0.5  # share of title words in common from which two rows are one development …
_SAME_EVENT_TITLE = 0.34  # … and less is enough within one story and _CLOSE
_CLOSE = timedelta(hours=36)


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """An article that may be a row. `at` is aware; `same_story` = it reports the event that the reader is on."""

    article_id: int
    publisher: str
    title: str
    text: str
    at: datetime
    precision: Precision = Precision.SECOND
    same_story: bool = False
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """A development: the article that reported it first, its key sentence (None where the text has none to quote)."""

    at: datetime
    precision: Precision
    article_id: int
    publisher: str
    title: str
    statement: Statement | None
    first_reported_by: str
    reports: int  # articles folded into this row


def timeline(entries: Sequence[TimelineEntry], *, limit: int = 12) -> tuple[TimelineRow, ...]:
    """At most `limit` rows, oldest first. Entries that tell the same are folded, the first report is kept.

    When there are more, those with most reports stay, the first and the last row always.
    """
    groups: list[list[TimelineEntry]] = []
    words: list[frozenset[str]] = []
    for entry in sorted(entries, key=lambda one: (one.at, one.article_id)):
        mine = frozenset(terms(entry.title, entry.lang))
        home = _home(entry, mine, groups, words)
        if home is None:
            groups.append([entry])
            words.append(mine)
        else:
            groups[home].append(entry)
    return tuple(_row(group) for group in _most_told(groups, limit))


def _home(
    entry: TimelineEntry,
    mine: frozenset[str],
    groups: Sequence[Sequence[TimelineEntry]],
    words: Sequence[frozenset[str]],
) -> int | None:
    """The latest development that this entry only repeats."""
    for index in range(len(groups) - 1, -1, -1):
        first, last = groups[index][0], groups[index][-1]
        if entry.at - first.at > 2 * _CLOSE:
            break  # and so are all before it
        alike = len(mine & words[index]) / (min(len(mine), len(words[index])) or 1)
        close = entry.same_story and last.same_story and entry.at - last.at <= _CLOSE
        if alike >= (_SAME_EVENT_TITLE if close else _SAME_TITLE) or (not mine and entry.title == first.title):
            return index
    return None


def _most_told(groups: list[list[TimelineEntry]], limit: int) -> list[list[TimelineEntry]]:
    if len(groups) <= limit:
        return groups
    ends = {0, len(groups) - 1} if limit > 1 else {len(groups) - 1}
    middle = sorted(set(range(len(groups))) - ends, key=lambda index: (-len(groups[index]), -index))
    kept = ends | set(middle[: max(0, limit - len(ends))])
    return [group for index, group in enumerate(groups) if index in kept][: max(0, limit)]


def _row(group: Sequence[TimelineEntry]) -> TimelineRow:
    first = group[0]
    return TimelineRow(
        first.at,
        first.precision,
        first.article_id,
        first.publisher,
        first.title,
        _key_sentence(group),
        first.publisher,
        len(group),
    )


def _key_sentence(group: Sequence[TimelineEntry]) -> Statement | None:
    """The best sentence of the first report that has one; an article may be a headline only."""
    for entry in group:
        rated = rate([(entry.title, entry.text, entry.lang)])
        if rated:
            best = max(rated, key=lambda one: (one.score, -one.place))
            span = best.span
            return Statement(entry.text[span.start : span.end], Citation(entry.article_id, span), round(best.score, 4))
    return None
