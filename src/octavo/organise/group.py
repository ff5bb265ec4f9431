"""The stage `group`: hashtags, stories, wire copies and related lists, in stream order, by one process at a time.

The process that holds the lease `group` keeps the stream in memory; any other can take over by restoring it from the
store, and goes on exactly as if it had never changed hands.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from octavo.core.organise.analysis import Analysis, from_bytes
from octavo.core.organise.hashtags import chosen
from octavo.core.organise.leaning import leaning
from octavo.core.organise.meanings import unpack
from octavo.core.organise.pair_model import Model, default_model
from octavo.core.organise.sections_learned import Table, placed
from octavo.core.organise.stories import Intent, Merge
from octavo.core.organise.stream import DEFAULT, Describe, Description, Placement, StoredMember, Stream, relink_every
from octavo.core.organise.vectors import Floats
from octavo.core.organise.vectors_terms import StreamFrequencies
from octavo.errors import StoreError
from octavo.organise.embedding import current as current_embedding
from octavo.organise.refit import Due, due, in_force, refit
from octavo.store import documents, labels, learned, stream, work
from octavo.store.labels import Word
from octavo.types import Document, RelatedItem

log = logging.getLogger(__name__)

BATCH = 100
RECOUNTED = 2 * DEFAULT.window  # articles that are counted again where a snapshot cannot be used, so memory is bounded
SNAPSHOT_EVERY = 2048  # grouped articles: the longest that a restart must count again


@dataclass(slots=True)
class _Outcome:
    placed: list[stream.Placed]
    related: dict[int, tuple[RelatedItem, ...]]
    moved: list[stream.Moved]
    done: list[int]


class Grouper:
    """Groups what is ready, batch by batch. One object a process.

    `refit_due` tells whether it is time to learn after so many grouped articles.
    """

    def __init__(self, owner: str, clock: Callable[[], datetime], refit_due: Due = due) -> None:
        self.owner = owner
        self._clock = clock
        self._refit_due = refit_due
        self._lean = 0.0  # of the pair model of the stream in memory
        self._tables: Mapping[str, Table] = {}  # what was learned of sections, in force now
        self._stream: Stream | None = None
        self._state = stream.State()
        self._labels = 0  # the last one that the stream in memory knows

    def run(self, limit: int = BATCH) -> int | None:
        """Group up to `limit` ready articles; how many, or None where another process has the right to group."""
        ready = work.ready_to_group(limit)
        if not ready:
            return 0
        if not work.hold_lease("group", self.owner, self._clock()):
            return None
        try:
            return self._group(ready)
        except stream.LeaseLost:
            log.info("event=group-lease-lost owner=%s", self.owner)
            self._stream = None
            return 0

    def settle(self) -> bool:
        """Re-link what was grouped or labelled since the last time; True where this process could do it."""
        state = stream.state()
        if state.relinked_at == state.grouped and labels.last() == state.labels_at:
            return True
        if not work.hold_lease("group", self.owner, self._clock()):
            return False
        try:
            out = _Outcome([], {}, [], [])
            current = self._current()
            self._relink(current, out)
            self._write(out, current)
        except stream.LeaseLost:
            self._stream = None
            return False
        return True

    def close(self) -> None:
        """Give the right to group back."""
        work.drop_lease("group", self.owner)

    def _group(self, ready: list[tuple[int, int]]) -> int:
        # a batch never reaches over a re-link, snapshot or refit, so these fall on the same articles in every run
        current = self._current()
        if self._refit_due(self._state.grouped):
            if not self._learn():
                return 0
            current = self._current()
        every = relink_every(self._state.grouped)
        until_relink = every - self._state.grouped % every
        ready = ready[:until_relink]
        ready = ready[: next((n for n in range(1, len(ready)) if self._refit_due(self._state.grouped + n)), None)]
        docs = documents.load(article for _, article in ready)
        analyses = stream.analyses(article for _, article in ready)
        vectors = stream.vectors((article for _, article in ready), current_embedding().identity)
        out = _Outcome([], {}, [], [])
        for work_id, article in ready:
            if article in docs and article in analyses:
                meaning = unpack(vectors.get(article, b""))
                self._place(current, work_id, docs[article], from_bytes(analyses[article]), meaning, out)
            else:
                out.done.append(work_id)
        if (self._state.grouped + len(out.placed)) % every == 0:
            self._relink(current, out)
        self._write(out, current)
        return len(ready)

    def _place(
        self,
        current: Stream,
        work_id: int,
        document: Document,
        analysis: Analysis,
        meaning: Floats | None,
        out: _Outcome,
    ) -> None:
        placement = current.add(document, analysis, meaning)
        out.placed.append(_placed(document, analysis, placement))
        out.related[document.id] = placement.related
        out.related |= placement.touched
        out.done.append(work_id)

    def _relink(self, current: Stream, out: _Outcome) -> None:
        result = current.relink()
        new = labels.words_after(self._state.labels_at) if result.intents else []
        home = stream.stories_of(end for word in new for end in word.pair)
        out.moved += [_moved(intent, _said(intent, new, home)) for intent in result.intents]
        out.related |= result.touched
        self._state = replace(self._state, relinked_at=self._state.grouped + len(out.placed), labels_at=self._labels)

    def _write(self, out: _Outcome, current: Stream) -> None:
        grouped = self._state.grouped + len(out.placed)
        due = grouped // SNAPSHOT_EVERY > self._state.snapshot_at // SNAPSHOT_EVERY
        new = replace(self._state, grouped=grouped)
        if due:
            new = replace(new, snapshot_at=grouped, snapshot=current.snapshot())
        try:
            stream.write(self.owner, out.placed, out.related, out.moved, out.done, new, self._clock())
        except BaseException:
            self._stream = None  # what is in memory is ahead of what is stored
            raise
        self._state = replace(new, snapshot=None)

    def _learn(self) -> bool:
        """Learn anew before the next article is grouped; False where the right to group was lost."""
        grouped = self._state.grouped
        if not refit(grouped, self._clock(), lambda: work.hold_lease("group", self.owner, self._clock())):
            return False
        self._tables = in_force(grouped)
        if learned.lean(grouped).lean != self._lean:
            self._stream = None  # it is restored with the model of now
        return True

    def _describe(self, doc: Document, lang: str | None, terms: StreamFrequencies) -> Description:
        choice = chosen(doc, lang, terms)
        return Description(choice.tags, choice.spares, placed(doc, lang, self._tables)[0])

    def _current(self) -> Stream:
        """The stream in memory, or restored where there is none or another process has grouped since."""
        known = stream.state()
        if self._stream is None or known != self._state:
            stored = stream.state(snapshot=True)
            known = replace(stored, snapshot=None)
            self._lean, self._tables = learned.lean(known.grouped).lean, in_force(known.grouped)
            self._stream = _restore(stored, leaning(default_model(), self._lean), self._describe)
            self._state = known
            self._labels = 0
        for label in labels.after(self._labels):
            self._stream.label(label.a, label.b, label.same)
            self._labels = label.id
        return self._stream


def _restore(stored: stream.State, by: Model, describe: Describe) -> Stream:
    embedder = current_embedding().identity
    try:
        members = stream.members(max(0, stored.snapshot_at - DEFAULT.window), embedder)
        return _restored(stored.snapshot, members, by, describe)
    except StoreError as error:  # a snapshot of another version: what is newest is counted again, once
        log.warning("event=snapshot-unusable reason=%s", error)
        members = stream.members(max(0, stored.grouped - RECOUNTED), embedder)
        return _restored(None, members, by, describe)


def _restored(snapshot: bytes | None, stored_members: list[stream.Member], by: Model, describe: Describe) -> Stream:
    members = [
        StoredMember(
            doc=Document(m.article_id, m.title, "", publisher=m.publisher, stream_at=m.stream_at),
            analysis=m.analysis,
            story_id=m.story_id,
            wire_of=m.wire_of,
            related=m.related,
            grouped_no=m.grouped_no,
            meaning=unpack(m.vector or b""),
        )
        for m in stored_members
    ]
    log.info("event=stream-restored members=%s", len(members))
    if not members:
        return Stream(model=by, describe=describe)
    return Stream.restore(snapshot, members, model=by, describe=describe)


def _placed(document: Document, analysis: Analysis, placement: Placement) -> stream.Placed:
    assert document.stream_at is not None
    return stream.Placed(
        article_id=document.id,
        story_id=placement.story_id,
        reason=placement.reason,
        score=placement.score,
        wire_of=placement.wire_of,
        section=placement.said.section or "",
        lang=analysis.lang or "und",
        stream_at=document.stream_at,
        hashtags=placement.said.hashtags,
        spares=placement.said.spares,
    )


def _said(intent: Intent, words: Sequence[Word], home: Mapping[int, int]) -> str:
    """The moderator's reason where this is what a moderator asked for; `home`: the story of each article until now."""
    for word in words:
        if isinstance(intent, Merge):
            asked = word.same and {home.get(end) for end in word.pair} == {intent.keep, intent.absorb}
        else:
            asked = not word.same and (word.a in intent.part) != (word.b in intent.part)
        if asked:
            return f"a moderator: {word.reason}"
    return ""


def _moved(intent: Intent, said: str) -> stream.Moved:
    if isinstance(intent, Merge):
        return stream.Moved("merge", intent.keep, intent.absorb, (), said or intent.reason)
    return stream.Moved("split", intent.story, intent.new_story, intent.part, said or intent.reason)
