"""What grouping reads and writes: analyses, the state of the stream, and the outcome of a batch in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from octavo.store import hashtag_rows, hashtag_rules, work
from octavo.store.documents import publisher_key
from octavo.store.models import (
    Article,
    ArticleAnalysis,
    ArticleVector,
    Lease,
    RelatedList,
    StoryEvent,
    StoryMember,
    StreamState,
)
from octavo.store.rows import in_parts, insert, update
from octavo.store.search import enqueue
from octavo.store.stories import absorb, refresh
from octavo.types import Hashtag, RelatedItem


class LeaseLost(Exception):
    """Another process took over grouping; this one throws its stream away and starts anew."""


@dataclass(frozen=True, slots=True)
class State:
    grouped: int = 0
    relinked_at: int = 0
    snapshot_at: int = 0
    snapshot: bytes | None = None
    epoch: int = 0
    labels_at: int = 0  # the last label that the last re-linking knew


@dataclass(frozen=True, slots=True)
class Member:
    """A grouped article as the stream needs it to go on after a restart."""

    article_id: int
    story_id: int
    grouped_no: int
    wire_of: int | None
    publisher: str
    title: str
    stream_at: datetime
    analysis: bytes
    vector: bytes | None
    related: tuple[RelatedItem, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """The outcome of grouping one article."""

    article_id: int
    story_id: int
    reason: str
    score: float
    wire_of: int | None
    section: str
    lang: str
    stream_at: datetime
    hashtags: tuple[Hashtag, ...]
    spares: tuple[Hashtag, ...] = ()  # hashtags that come next


@dataclass(frozen=True, slots=True)
class Moved:
    """A merge or split: `members` leave `story_id` for `other_id` (split), or `other_id` is taken into `story_id`.

    What a merge moves is all of the other story; its `members` need not be given.
    """

    kind: str  # merge, split
    story_id: int
    other_id: int
    members: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Vectors:
    """Packed vectors by article id, all of one embedder."""

    embedder: str = ""
    of: Mapping[int, bytes] = field(default_factory=dict)


def save_analyses(
    found: Mapping[int, tuple[str, bytes]], version: int, work_ids: Mapping[int, int], vectors: Vectors = Vectors()
) -> None:
    """Store (language, analysis) by article id and pass the articles on to grouping, in one transaction.

    An article that is grouped already (an edit) keeps its story and is done. A vector of its text before is dropped.
    """
    rows = ((pk, version, blob) for pk, (_, blob) in found.items())
    by_lang: dict[str, list[int]] = {}
    for pk, (lang, _) in found.items():
        by_lang.setdefault(lang, []).append(pk)
    with transaction.atomic():
        insert(ArticleAnalysis, ("article", "version", "blob"), rows, known="replace")
        _save_vectors(found, vectors)
        for lang, ids in by_lang.items():
            Article.objects.filter(id__in=ids).update(lang=lang)
        enqueue(found)
        grouped = set(StoryMember.objects.filter(article_id__in=found).values_list("article_id", flat=True))
        work.finish(work_ids[pk] for pk in found if pk in grouped)
        work.advance((work_ids[pk] for pk in found if pk not in grouped), "group")


def _save_vectors(found: Iterable[int], vectors: Vectors) -> None:
    ArticleVector.objects.filter(article_id__in=[pk for pk in found if pk not in vectors.of]).delete()
    ArticleVector.objects.bulk_create(
        [
            ArticleVector(article_id=pk, embedder=vectors.embedder, blob=vectors.of[pk])
            for pk in found
            if pk in vectors.of
        ],
        batch_size=200,
        update_conflicts=True,
        unique_fields=["article"],
        update_fields=["embedder", "blob"],
    )


def state(*, snapshot: bool = False) -> State:
    """What is stored now. Its snapshot comes along only where it is asked for: it is megabytes, and needed to restore
    alone."""
    columns = ["grouped", "relinked_at", "snapshot_at", "epoch", "labels_at", *(["snapshot"] if snapshot else [])]
    found = StreamState.objects.filter(id=1).values(*columns).first()
    if found is None:
        return State()
    raw = found.pop("snapshot", None)
    return State(**found, snapshot=None if raw is None else bytes(raw))


def members(after: int, embedder: str = "") -> list[Member]:
    """Grouped articles with a number above `after`, in grouped order, with their vectors by `embedder`."""
    rows = StoryMember.objects.filter(grouped_no__gt=after)
    found = list(
        rows.order_by("grouped_no").values_list(
            "article_id", "story_id", "grouped_no", "wire_of", "article__publisher_id", "article__title", "stream_at"
        )
    )
    ids = [row[0] for row in found]
    blobs = _in_parts(ArticleAnalysis.objects, ids, "blob")
    found_vectors = vectors(ids, embedder)
    lists = _in_parts(RelatedList.objects, ids, "items")
    return [
        Member(
            pk,
            story,
            no,
            wire,
            publisher_key(publisher),
            title,
            at,
            bytes(blobs[pk]),
            found_vectors.get(pk),
            _items(lists.get(pk, [])),
        )
        for pk, story, no, wire, publisher, title, at in found
        if pk in blobs
    ]


def stories_of(ids: Iterable[int]) -> dict[int, int]:
    """The story of each of these articles, as stored."""
    return {pk: int(story) for pk, story in _in_parts(StoryMember.objects, list(ids), "story_id").items()}


def analyses(ids: Iterable[int]) -> dict[int, bytes]:
    """The stored analysis of each article, as bytes."""
    return {pk: bytes(blob) for pk, blob in _in_parts(ArticleAnalysis.objects, list(ids), "blob").items()}


def vectors(ids: Iterable[int], embedder: str) -> dict[int, bytes]:
    """The stored vector of each article, where it is of this embedder ("" has none)."""
    if not embedder:
        return {}
    rows = ArticleVector.objects.filter(embedder=embedder)
    return {pk: bytes(blob) for pk, blob in _in_parts(rows, list(ids), "blob").items()}


def write(
    owner: str,
    placed: Sequence[Placed],
    related: Mapping[int, tuple[RelatedItem, ...]],
    moved: Sequence[Moved],
    done: Iterable[int],
    new_state: State,
    now: datetime,
) -> None:
    """One batch of grouping, whole or not at all. LeaseLost where `owner` no longer holds the right to group."""
    with transaction.atomic():
        if not Lease.objects.filter(name="group", owner=owner).update(owner=owner):
            raise LeaseLost
        before = new_state.grouped - len(placed)
        _write_members(placed, before)
        _write_hashtags(placed)
        stories = {p.story_id for p in placed} | _apply(moved, new_state.grouped, now)
        write_related(related)
        refresh(stories)
        work.finish(done)
        if not _write_state(new_state, before):
            raise LeaseLost


def regroup(moved: Sequence[Moved], now: datetime) -> None:
    """Merge or split what grouping no longer looks at; streams in memory start anew from what is stored then."""
    with transaction.atomic():
        # a batch that is being written holds this row: it is done before, or finds the epoch changed
        Lease.objects.filter(name="group").update(owner=F("owner"))
        grouped = StreamState.objects.filter(id=1).values_list("grouped", flat=True).first() or 0
        refresh(_apply(moved, grouped, now))
        StreamState.objects.update(epoch=F("epoch") + 1)


def write_related(related: Mapping[int, tuple[RelatedItem, ...]]) -> None:
    lists = ((pk, [[str(i.article_id), i.score, i.layer, i.reason] for i in items]) for pk, items in related.items())
    insert(RelatedList, ("article", "items"), lists, known="replace")


def _write_members(placed: Sequence[Placed], before: int) -> None:
    columns = (
        "article", "story_id", "online_story_id", "grouped_no", "reason", "score", "wire_of", "section", "stream_at",
    )  # fmt: skip
    rows = (
        (p.article_id, p.story_id, p.story_id, no, p.reason, p.score, p.wire_of, p.section, p.stream_at)
        for no, p in enumerate(placed, before + 1)
    )
    insert(StoryMember, columns, rows)


def _write_hashtags(placed: Sequence[Placed]) -> None:
    made = [hashtag_rows.Made(p.article_id, p.lang, p.stream_at, p.hashtags, p.spares) for p in placed]
    hashtag_rows.write(made, hashtag_rules.current())


def _apply(moved: Sequence[Moved], grouped: int, now: datetime) -> set[int]:
    """Move members as the intents say and log each; returns the stories whose facts changed."""
    if not moved:
        return set()
    changed = {story for move in moved for story in (move.story_id, move.other_id)}
    named = {pk for move in moved for pk in move.members}
    columns = ("article_id", "story_id", "grouped_no")
    rows = in_parts(lambda ids: StoryMember.objects.filter(story_id__in=ids).values_list(*columns), changed)
    rows += in_parts(lambda ids: StoryMember.objects.filter(article_id__in=ids).values_list(*columns), named)
    before = {pk: story for pk, story, _ in rows}
    place_of = {pk: no for pk, _, no in rows}
    home = dict(before)
    inside: dict[int, set[int]] = {}  # by story
    for pk, story in home.items():
        inside.setdefault(story, set()).add(pk)
    came: dict[int, list[int]] = {}  # by place in `moved`
    for place, move in enumerate(moved):
        if move.kind == "merge":
            came[place] = leaving = sorted(inside.get(move.other_id, ()), key=place_of.__getitem__)
            goal = move.story_id
        else:
            leaving, goal = [pk for pk in move.members if pk in home], move.other_id
        for pk in leaving:
            inside[home[pk]].discard(pk)
            inside.setdefault(goal, set()).add(pk)
            home[pk] = goal
    update(StoryMember, ("story_id",), ((pk, story) for pk, story in home.items() if story != before[pk]))
    absorb([(move.story_id, move.other_id) for move in moved if move.kind == "merge"])
    StoryEvent.objects.bulk_create(
        [
            StoryEvent(
                kind=m.kind,
                story_id=m.story_id,
                other_id=m.other_id,
                members=[str(pk) for pk in came.get(place, m.members)],
                reason=m.reason,
                at=now,
                grouped=grouped,
            )
            for place, m in enumerate(moved)
        ]
    )
    return changed


def _write_state(new: State, before: int) -> bool:
    """False where it is not as the batch found it: `before` articles grouped, and none removed since."""
    values: dict[str, object] = {"grouped": new.grouped, "relinked_at": new.relinked_at, "labels_at": new.labels_at}
    if new.snapshot is not None:
        values |= {"snapshot": new.snapshot, "snapshot_at": new.snapshot_at}
    if StreamState.objects.filter(id=1, grouped=before, epoch=new.epoch).update(**values):
        return True
    if before or new.epoch or StreamState.objects.filter(id=1).exists():
        return False
    StreamState.objects.create(id=1, **values)
    return True


def _in_parts(manager: Any, ids: list[int], column: str) -> dict[int, Any]:
    """`column` by article id."""
    return dict(in_parts(lambda part: manager.filter(article_id__in=part).values_list("article_id", column), ids))


def _items(rows: list[list[object]]) -> tuple[RelatedItem, ...]:
    return tuple(RelatedItem(int(str(r[0])), float(str(r[1])), str(r[2]), str(r[3])) for r in rows)
