"""The stream of articles: each is placed as it arrives, and the open window is linked anew from time to time.

A `Stream` is a deterministic function of the articles added, in order, and of the labels. Apart from what each article
brings (its `Analysis`) and what the store keeps for it (story, copy, related list), all it knows is in its snapshot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from octavo.core.organise.analysis import Analysis, print_of
from octavo.core.organise.fingerprint import is_copy
from octavo.core.organise.hashtags import hashtags
from octavo.core.organise.related import MOST, Pair, item, ranked
from octavo.core.organise.sections import section
from octavo.core.organise.similarity_pairs import Comparer, Model, Side, default_model, relatedness, values
from octavo.core.organise.stories import (
    HEADLINE_LIFT,
    LINK,
    PAIRS_KEPT,
    PRIOR_MOST,
    Intent,
    Labels,
    Merge,
    Placed,
    Split,
    choose,
    intents,
    partition,
)
from octavo.core.organise.stream_snapshot import Snapshot, pack, unpack
from octavo.core.organise.vectors import DocumentFrequencies
from octavo.core.organise.vectors_terms import StreamFrequencies
from octavo.core.organise.window import Member, Window
from octavo.types import Document, Hashtag, RelatedItem

__all__ = [
    "DEFAULT",
    "Intent",
    "Merge",
    "Placement",
    "RelinkResult",
    "Split",
    "StoredMember",
    "Stream",
    "StreamSettings",
]

TOUCHED = 12  # older articles whose related list one arrival may change


@dataclass(frozen=True, slots=True)
class StreamSettings:
    """Sizes only; nothing here is tuned to a set. `window` is the number of articles that stay open."""

    window: int = 20_000
    candidates: int = 44  # articles compared with an arriving one
    foreign: int = 24  # and those in other languages, besides
    recent: int = 3_000  # re-linking looks at what is connected to the latest so many articles


DEFAULT = StreamSettings()


@dataclass(frozen=True, slots=True)
class Placement:
    """What became of one article at its arrival. `touched` are older articles' new related lists."""

    article_id: int
    story_id: int
    reason: str
    score: float  # 0–1, of the story joined, or the nearest where none was
    wire_of: int | None = None
    wire_agency: str | None = None
    hashtags: tuple[Hashtag, ...] = ()
    section: str | None = None
    related: tuple[RelatedItem, ...] = ()
    touched: Mapping[int, tuple[RelatedItem, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RelinkResult:
    """Intents in the order in which to apply them, and related lists that change with them."""

    intents: tuple[Intent, ...] = ()
    touched: Mapping[int, tuple[RelatedItem, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredMember:
    """An article of the stream as the store keeps it; `grouped_no` counts from 1 in order of arrival."""

    doc: Document  # its text is not needed
    analysis: Analysis
    story_id: int
    wire_of: int | None
    related: tuple[RelatedItem, ...]
    grouped_no: int


class Stream:
    """The open window of articles with their stories."""

    def __init__(self, settings: StreamSettings = DEFAULT, model: Model | None = None) -> None:
        self.settings = settings
        self.frequencies = DocumentFrequencies()
        self.labels = Labels()
        self._model = model or default_model()
        self._terms = StreamFrequencies(self.frequencies)
        self._window = Window(settings.window, self.frequencies)
        self._comparer = Comparer(self.frequencies)
        self._edges: dict[int, dict[int, tuple[float, float]]] = {}  # later slot → earlier slot → value, relatedness
        self._later: dict[int, list[int]] = {}  # earlier slot → later slots that hold an edge to it
        self._stories: dict[int, set[int]] = {}  # story → open slots
        self._related: dict[int, tuple[RelatedItem, ...]] = {}  # by slot
        self._settled: dict[tuple[int, ...], tuple[int, ...]] = {}  # groups last linked → their stories
        self._last_at: float | None = None
        self.count = 0

    # --- arrival ---

    def add(self, doc: Document, analysis: Analysis) -> Placement:
        """Place one article. One that is still open is not placed twice: its standing placement is given again."""
        slot = self._window.slot_of(doc.id)
        if slot is not None:
            known = self._window[slot]
            return Placement(doc.id, known.story, "already placed", 1.0, known.wire_of, related=self._related[slot])
        member = self._prepare(doc, analysis)
        pairs = self._compare(member)
        self._find_copy(member)
        story, score, reason = self._choose(member, pairs)
        member.story = doc.id if story is None else story
        self._take_in(member, pairs)
        related, touched = self._relate(member)
        agency = member.agency if member.wire_of is not None else None
        lang = None if member.lang == "und" else member.lang
        return Placement(
            doc.id,
            member.story,
            reason,
            round(score, 4),
            member.wire_of,
            agency,
            hashtags(doc, lang, self._terms),
            section(doc, lang)[0],
            related,
            touched,
        )

    def _prepare(self, doc: Document, analysis: Analysis) -> Member:
        at = self._last_at if doc.stream_at is None else doc.stream_at.timestamp()
        self._last_at = at
        self.frequencies.add(analysis.vector, analysis.lang)
        self.count += 1
        return self._member(self.count - 1, doc, analysis, at)

    def _member(self, slot: int, doc: Document, analysis: Analysis, at: float | None) -> Member:
        return Member(
            slot, doc.id, doc.title, doc.publisher, at, analysis.lang, Side(analysis, self.frequencies, at),
            print_of(analysis), analysis.mentions, analysis.agency, doc.id,
        )  # fmt: skip

    def _compare(self, member: Member) -> list[Pair]:
        """The most alike open articles, by value, at most `PAIRS_KEPT`."""
        slots = self._window.candidates(member.side, self.settings.candidates)
        slots += [s for s in self._window.foreign(member.side, self.settings.foreign) if s not in set(slots)]
        if not slots:
            return []
        others = [self._window[slot].side for slot in slots]
        features = self._comparer.features(member.side, others)
        same = values(self._model, member.side, others, features)
        related = relatedness(features)
        order = np.lexsort((np.array(slots), -same))[:PAIRS_KEPT]
        return [Pair(slots[at], round(float(same[at]), 4), round(float(related[at]), 4)) for at in order.tolist()]

    def _find_copy(self, member: Member) -> None:
        window = self._window
        for slot in window.copies.candidates(member.print.sketch, window.oldest):
            other = window[slot]
            if other.publisher == member.publisher and member.publisher:
                continue
            if is_copy(member.print, other.print):
                member.wire_of = other.wire_of or other.id
                return

    def _choose(self, member: Member, pairs: list[Pair]) -> tuple[int | None, float, str]:
        window = self._window
        same, forbidden = None, set()
        for other, joined in self.labels.of(member.id).items():
            slot = window.slot_of(other)
            if slot is not None and joined:
                same = window[slot].story
            elif slot is not None:
                forbidden.add(window[slot].story)
        if same is not None and same not in forbidden:
            return same, 1.0, "a reader joined them"
        source = None if member.wire_of is None else window.slot_of(member.wire_of)
        if source is not None and window[source].story not in forbidden:
            return window[source].story, 1.0, "wire copy"
        near = [(window[pair.slot].story, pair.value) for pair in pairs]
        story, score, votes = choose(near, lambda story: len(self._stories[story]), frozenset(forbidden))
        if story is None:
            return None, score, "nothing open is near" if not pairs else "nearest story is another event"
        return story, score, f"same event as {votes} of its articles" if votes > 1 else "same event as one article"

    def _take_in(self, member: Member, pairs: list[Pair]) -> None:
        self._edges[member.slot] = {pair.slot: (pair.value, pair.relatedness) for pair in pairs}
        self._later[member.slot] = []
        self._related[member.slot] = ()
        for pair in pairs:
            self._later[pair.slot].append(member.slot)
        self._stories.setdefault(member.story, set()).add(member.slot)
        for gone in self._window.add(member):
            self._let_go(gone)

    def _let_go(self, gone: Member) -> None:
        for later in self._later.pop(gone.slot):
            self._edges[later].pop(gone.slot, None)
        del self._edges[gone.slot], self._related[gone.slot]
        story = self._stories[gone.story]
        story.discard(gone.slot)
        if not story:
            del self._stories[gone.story]

    # --- related ---

    def _pairs(self, slot: int) -> Iterator[Pair]:
        for earlier, (value, related) in self._edges[slot].items():
            yield Pair(earlier, value, related)
        for later in self._later[slot]:
            value, related = self._edges[later][slot]
            yield Pair(later, value, related)

    def _list(self, slot: int) -> tuple[RelatedItem, ...]:
        member = self._window[slot]
        return tuple(
            item(member, self._window[pair.slot], score, layer, self._name_idf)
            for score, layer, pair in ranked(member, self._pairs(slot), self._window.__getitem__)
        )

    def _name_idf(self, key: int) -> float:
        return self.frequencies.name_idf(key)

    def _relate(self, member: Member) -> tuple[tuple[RelatedItem, ...], dict[int, tuple[RelatedItem, ...]]]:
        related = self._list(member.slot)
        self._related[member.slot] = related
        touched = {}
        for near in related[:TOUCHED]:
            slot = self._window.slot_of(near.article_id)
            assert slot is not None
            old = self._related[slot]
            if len(old) == MOST and old[-1].score > near.score:
                continue
            new = self._list(slot)
            if new != old:
                self._related[slot] = new
                touched[near.article_id] = new
        return related, touched

    # --- re-linking ---

    def label(self, a: int, b: int, same: bool) -> None:
        """What a reader said of two articles; it holds from the next `add` or `relink` on. Labels are not part of the
        snapshot: the store says them again after a restore."""
        self.labels.say(a, b, same)
        self._settled.clear()

    def relink(self) -> RelinkResult:
        """Group the recently touched part of the window anew and apply the result. Twice in a row changes nothing."""
        made: list[Intent] = []
        changed: set[int] = set()
        for part in self._connected():
            stories = tuple(self._window[slot].story for slot in part)
            if self._settled.get(part) == stories:
                continue
            found = self._linked(part)
            self._apply(found)
            if found:
                changed.update(part)
                made += found
            self._settled[part] = tuple(self._window[slot].story for slot in part)
        if len(self._settled) > 4 * self.settings.recent:
            self._settled.clear()
        touched = {}
        for slot in sorted(changed):
            new = self._list(slot)
            if new != self._related[slot]:
                self._related[slot] = new
                touched[self._window[slot].id] = new
        return RelinkResult(tuple(made), touched)

    def _connected(self) -> Iterator[tuple[int, ...]]:
        """Sets of slots bound by likely pairs, by stories or by labels, that hold a recent or a labelled article."""
        window = self._window
        bound: dict[int, list[int]] = {}
        starts = list(range(max(window.oldest, window.next - self.settings.recent), window.next))
        for (a, b), same in self.labels.pairs.items():
            left, right = window.slot_of(a), window.slot_of(b)
            starts += [slot for slot in (left, right) if slot is not None]
            if left is not None and right is not None and same:
                bound.setdefault(left, []).append(right)
                bound.setdefault(right, []).append(left)
        seen: set[int] = set()
        for start in starts:
            if start in seen:
                continue
            part, queue = [], [start]
            seen.add(start)
            while queue:
                slot = queue.pop()
                part.append(slot)
                near = [earlier for earlier in self._edges[slot] if self._linking(slot, earlier) >= LINK]
                near += [later for later in self._later[slot] if self._linking(later, slot) >= LINK]
                for other in (*near, *self._stories[window[slot].story], *bound.get(slot, ())):
                    if other not in seen:
                        seen.add(other)
                        queue.append(other)
            yield tuple(sorted(part))

    def _linking(self, later: int, earlier: int) -> float:
        """The value of a compared pair when groups are linked."""
        value = self._edges[later][earlier][0]
        left, right = self._window[later].side, self._window[earlier].side
        return value + HEADLINE_LIFT if left.short or right.short else value

    def _prior(self, side: Side) -> float:
        prior = self._model.prior(side)
        return min(prior + HEADLINE_LIFT, PRIOR_MOST) if side.short else prior

    def _linked(self, part: tuple[int, ...]) -> list[Intent]:
        window = self._window
        inside = set(part)
        edges = [
            (slot, earlier, self._linking(slot, earlier))
            for slot in part
            for earlier in self._edges[slot]
            if earlier in inside
        ]
        same: list[tuple[int, int]] = []
        apart: list[tuple[int, int]] = []
        for (a, b), joined in reversed(self.labels.pairs.items()):
            left, right = window.slot_of(a), window.slot_of(b)
            if left in inside and right in inside:
                assert left is not None and right is not None
                (same if joined else apart).append((left, right))
        for slot in part:
            copied = window[slot].wire_of
            source = None if copied is None else window.slot_of(copied)
            if source in inside:
                assert source is not None
                same.append((source, slot))
        priors = {slot: (self._prior(window[slot].side), window[slot].at or 0.0) for slot in part}
        groups = partition(part, edges, same, apart, priors)
        placed = [[Placed(slot, window[slot].id, window[slot].story) for slot in group] for group in groups]
        founded = {}
        for slot in part:
            story = window[slot].story
            founder = window.slot_of(story)
            founded[story] = -1 if founder is None else founder
        return intents(placed, founded, {})

    def _apply(self, found: Iterable[Intent]) -> None:
        for intent in found:
            if isinstance(intent, Merge):
                for moved in self._stories.pop(intent.absorb):
                    self._move(moved, intent.keep)
            else:
                for article in intent.part:
                    slot = self._window.slot_of(article)
                    assert slot is not None
                    self._stories[intent.story].discard(slot)
                    self._move(slot, intent.new_story)

    def _move(self, slot: int, story: int) -> None:
        self._window[slot].story = story
        self._stories.setdefault(story, set()).add(slot)

    # --- snapshot ---

    def snapshot(self) -> bytes:
        """What the members of the window do not tell: document frequencies, compared pairs, times of the undated."""
        window = self._window
        slots = [slot for slot in range(window.oldest, window.next) if slot in self._edges]
        return pack(
            Snapshot(
                count=self.count,
                last_at=self._last_at,
                oldest=window.oldest,
                frequencies=self.frequencies,
                times={slot: window[slot].at for slot in slots},
                edges={slot: self._edges[slot] for slot in slots},
            )
        )

    @classmethod
    def restore(
        cls,
        snapshot: bytes | None,
        members: Iterable[StoredMember],
        settings: StreamSettings = DEFAULT,
        model: Model | None = None,
    ) -> Stream:
        """The stream as it was after the last of `members`: all articles placed after the snapshot, and before them
        those of the window that was open when it was taken. Without a snapshot, all articles from the first.
        """
        stream = cls(settings, model)
        saved = unpack(snapshot) if snapshot else Snapshot()
        stream.frequencies.take(saved.frequencies)
        stream.count, stream._last_at = saved.count, saved.last_at
        stream._window.oldest = saved.oldest
        for stored in sorted(members, key=lambda stored: stored.grouped_no):
            if stored.grouped_no > saved.count:
                stream._replay(stored)
            elif stored.grouped_no > saved.oldest:
                stream._put_back(stored, saved)
        return stream

    def _put_back(self, stored: StoredMember, saved: Snapshot) -> None:
        slot = stored.grouped_no - 1
        member = self._member(slot, stored.doc, stored.analysis, saved.times.get(slot))
        pairs = [
            Pair(earlier, value, related)
            for earlier, (value, related) in saved.edges.get(slot, {}).items()
            if earlier in self._edges
        ]
        self._keep(member, stored, pairs)

    def _replay(self, stored: StoredMember) -> None:
        self.count = stored.grouped_no - 1
        member = self._prepare(stored.doc, stored.analysis)
        self._keep(member, stored, self._compare(member))

    def _keep(self, member: Member, stored: StoredMember, pairs: list[Pair]) -> None:
        member.story, member.wire_of = stored.story_id, stored.wire_of
        self._take_in(member, pairs)
        self._related[member.slot] = stored.related
