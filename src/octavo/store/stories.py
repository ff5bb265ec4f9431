"""Stories: the facts of each kept up to date, found again after merges and splits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from octavo.core.organise.ranking import StoryFacts, importance
from octavo.core.organise.typical_titles import typical
from octavo.store.comments import recount
from octavo.store.models import Story, StoryFace, StoryMember
from octavo.store.rows import in_parts, insert, update
from octavo.types import Access

# which of two threads' states counts after a merge: the strictest
_STRICTNESS = [Story.Thread.OPEN, Story.Thread.SLOW, Story.Thread.CLOSED]


@dataclass(frozen=True, slots=True)
class _Row:
    article_id: int
    story_id: int
    wire_of: int | None
    score: float
    section: str
    title: str
    lang: str
    lang_stated: str
    stream_at: datetime
    publisher_id: int
    country: str
    access: str
    image: str
    words: int


_KEPT = ("thread", "comments")  # what readers and moderators brought
_COLUMNS = (
    "id", "merged_into", "lang", "title", "lead_id", "first_at", "last_at", "articles", "publishers", "importance",
    "importance_reason", "section", *_KEPT,
)  # fmt: skip
_FACE = ("story_id", "lang", "title", "lead_id", "last_at")
_A_VOICE = 0.1  # share of a story's articles from which a language tells it, whatever the pages say of their own


def refresh(ids: Iterable[int]) -> None:
    """Bring these stories in line with their members; one without members goes, unless it was merged."""
    wanted = set(ids)
    by_story: dict[int, list[_Row]] = {pk: [] for pk in wanted}
    rows = StoryMember.objects.filter(story_id__in=wanted, article__hidden=False).values_list(
        "article_id",
        "story_id",
        "wire_of",
        "score",
        "section",
        "article__title",
        "article__lang",
        "article__lang_stated",
        "stream_at",
        "article__publisher_id",
        "article__publisher__country",
        "article__access",
        "article__image",
        "article__words",
    )
    for values in rows.order_by("grouped_no"):
        row = _Row(*values)
        by_story[row.story_id].append(row)
    insert(Story, _COLUMNS, [_facts(pk, rows) for pk, rows in by_story.items() if rows], known="replace", kept=_KEPT)
    StoryFace.objects.filter(story_id__in=wanted).delete()
    insert(StoryFace, _FACE, [face for pk, rows in by_story.items() for face in _faces(pk, rows)])
    recount(wanted)
    empty = [pk for pk, rows in by_story.items() if not rows]
    Story.objects.filter(id__in=empty, merged_into__isnull=True).delete()


def absorb(pairs: Sequence[tuple[int, int]]) -> None:
    """After merges of (kept, absorbed) stories, in order: the address of an absorbed one leads on, and the strictest
    thread state stays."""
    columns = ("id", "merged_into", "thread")
    known = in_parts(
        lambda ids: Story.objects.filter(id__in=ids).values_list(*columns), {pk for p in pairs for pk in p}
    )
    known += in_parts(
        lambda ids: Story.objects.filter(merged_into__in=ids).values_list(*columns), {gone for _, gone in pairs}
    )
    leads = {pk: to for pk, to, _ in known}
    threads = {pk: thread for pk, _, thread in known}
    led: dict[int | None, set[int]] = {}  # by the story that they lead to
    for pk, to in leads.items():
        led.setdefault(to, set()).add(pk)
    for kept, gone in pairs:
        leading = led.pop(gone, set())
        if gone in leads:
            led.get(leads[gone], leading).discard(gone)
            leading.add(gone)
        leads |= dict.fromkeys(leading, kept)
        led.setdefault(kept, set()).update(leading)
        if kept in threads and gone in threads:
            threads[kept] = max(threads[kept], threads[gone], key=_strictness)
    before = {pk: (to, thread) for pk, to, thread in known}
    changed = ((pk, leads[pk], threads[pk]) for pk in before if before[pk] != (leads[pk], threads[pk]))
    update(Story, ("merged_into", "thread"), changed)


def _strictness(state: str) -> int:
    return _STRICTNESS.index(Story.Thread(state))


def _facts(pk: int, rows: list[_Row]) -> tuple[object, ...]:
    """A story's values, in the order of `_COLUMNS`."""
    lang = _most(r.lang for r in rows)
    lead = _lead(rows, lang)
    sections = [r.section for r in rows if r.section]
    first, last = min(r.stream_at for r in rows), max(r.stream_at for r in rows)
    facts = StoryFacts(
        articles=len(rows),
        publishers=len({r.publisher_id for r in rows if r.wire_of is None}) or 1,
        countries=len({r.country for r in rows if r.country}),
        first_at=first,
        last_at=last,
        recent=sum(r.stream_at > last - timedelta(hours=6) for r in rows),
    )
    weight, reason = importance(facts, last)
    return (
        pk,
        None,
        lang,
        lead.title,
        lead.article_id,
        first,
        last,
        len(rows),
        len({r.publisher_id for r in rows}),
        weight,
        reason[:200],
        _most(sections) if sections else "",
        Story.Thread.OPEN.value,
        0,
    )


def _faces(pk: int, rows: list[_Row]) -> Iterator[tuple[object, ...]]:
    """What the story is called in each language but its own, in the order of `_FACE`."""
    if len(langs := {row.lang for row in rows}) < 2:
        return
    last = max(row.stream_at for row in rows)
    for lang in sorted(langs - {_most(row.lang for row in rows), "und"}):
        telling = [row for row in rows if row.lang == lang]
        # a headline or two among many may be taken for another language: then the page's own word is asked for
        if len(telling) >= _A_VOICE * len(rows) or any(_says(row.lang_stated, lang) for row in telling):
            lead = _lead(telling, lang)
            yield pk, lang, lead.title, lead.article_id, last


def _says(stated: str, lang: str) -> bool:
    return stated.casefold().replace("_", "-").partition("-")[0] == lang


def _lead(rows: list[_Row], lang: str) -> _Row:
    """The article that stands for a story told in `lang`."""
    fits = dict(zip((row.article_id for row in rows), typical([row.title for row in rows]), strict=True))
    return max(rows, key=lambda row: _lead_key(row, lang, fits[row.article_id]))


def _lead_key(row: _Row, lang: str, fits: bool) -> tuple[bool, bool, bool, bool, bool, datetime, int]:
    """The story's own language, a title that says what the others say, a whole text before a teaser, an original before
    a copy, a picture; then the newest."""
    return (
        row.lang == lang,
        fits,
        row.access == Access.FULL,
        row.wire_of is None,
        bool(row.image),
        row.stream_at,
        row.article_id,
    )


def _most(values: Iterable[str]) -> str:
    """The most frequent value; of equals the one that came first."""
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return max(counts, key=lambda v: counts[v])
