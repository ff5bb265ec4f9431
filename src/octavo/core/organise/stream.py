"""The stream of articles: each is placed as it arrives, and the open window is linked anew from time to time.

A `Stream` is a deterministic function of the articles added, in order, and of the labels. Apart from what each article
brings (its `Analysis`) and what the store keeps for it (story, copy, related list), all it knows is in its snapshot.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from octavo.core.organise.analysis import Analysis, print_of
from octavo.core.organise.fingerprint import is_copy
from octavo.core.organise.graph import UNIT, Edge, Graph
from octavo.core.organise.hashtags import hashtags
from octavo.core.organise.related import MOST, Pair, item, ranked
from octavo.core.organise.sections import section
from octavo.core.organise.similarity_pairs import (
    Comparer,
    Model,
    Side,
    default_model,
    kind_of,
    linked_value,
    probability,
    relatedness,
    values,
)
from octavo.core.organise.stories import (
    ALONE,
    LINK,
    NO_SPAN,
    PAIRS_KEPT,
    PRIOR_MOST,
    Intent,
    Labels,
    Merge,
    Placed,
    Span,
    Split,
    choose,
    intents,
    may_join,
    partition,
)
from octavo.core.organise.stream_snapshot import Snapshot, pack, unpack
from octavo.core.organise.vectors import DocumentFrequencies, Floats
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
    alike: int = 16  # and those in other languages that have the nearest vectors, where there are vectors


DEFAULT = StreamSettings()
RELINK_LEAST, RELINK_MOST = 1024, 2048  # articles


def relink_every(count: int) -> int:
    """How many articles come between two re-linkings once `count` are known.

    A re-linking of headlines costs as much as there are open articles, so in a backlog it comes the more seldom the
    more there are; who has nothing else to do may re-link at any time.
    """
    step = RELINK_LEAST
    while step < RELINK_MOST and count >= 8 * step:
        step *= 2
    return step


@dataclass(frozen=True, slots=True)
class Placement:
    """What became of one article at its arrival. `touched` are older articles' new related lists."""

    article_id: int
    story_id: int
    reason: str
    score: float  # 0–1, of the story joined, or the nearest where none was
    wire_of: int | None = None
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
    meaning: Floats | None = None


Tags = tuple[tuple[Hashtag, ...], str | None]
Describe = Callable[[Document, str | None, StreamFrequencies], Tags]


def described(doc: Document, lang: str | None, terms: StreamFrequencies) -> Tags:
    """The hashtags and the section of an article."""
    return hashtags(doc, lang, terms), section(doc, lang)[0]


class Stream:
    """The open window of articles with their stories. `describe` makes hashtags and section of an arriving article."""

    def __init__(
        self, settings: StreamSettings = DEFAULT, model: Model | None = None, describe: Describe = described
    ) -> None:
        self.settings = settings
        self.frequencies = DocumentFrequencies()
        self.labels = Labels()
        self._model = model or default_model()
        self._terms = StreamFrequencies(self.frequencies)
        self._window = Window(settings.window, self.frequencies)
        self._comparer = Comparer(self.frequencies)
        self._describe = describe
        self._graph = Graph()
        self._stories: dict[int, set[int]] = {}  # story → open slots
        self._began: dict[int, float] = {}  # story → time of the first of its articles that left the window
        self._related: dict[int, tuple[RelatedItem, ...]] = {}  # by slot
        self._last_at: float | None = None
        self.count = 0

    # --- arrival ---

    def add(self, doc: Document, analysis: Analysis, meaning: Floats | None = None) -> Placement:
        """Place one article; `meaning` is a unit vector, comparable with all others. One that is still open is not
        placed twice: its standing placement is given again."""
        slot = self._window.slot_of(doc.id)
        if slot is not None:
            known = self._window[slot]
            return Placement(doc.id, known.story, "already placed", 1.0, known.wire_of, related=self._related[slot])
        member = self._prepare(doc, analysis, meaning)
        pairs = self._compare(member)
        self._find_copy(member)
        story, score, reason = self._choose(member, pairs)
        member.story = doc.id if story is None else story
        self._take_in(member, pairs)
        related, touched = self._relate(member)
        tags, kind = self._describe(doc, None if member.lang == "und" else member.lang, self._terms)
        return Placement(
            doc.id,
            member.story,
            reason,
            round(score, 4),
            member.wire_of,
            tags,
            kind,
            related,
            touched,
        )

    def _prepare(self, doc: Document, analysis: Analysis, meaning: Floats | None = None) -> Member:
        at = self._last_at if doc.stream_at is None else doc.stream_at.timestamp()
        self._last_at = at
        self.frequencies.add(analysis.vector, analysis.lang)
        self._comparer.keep_up(analysis.lang)
        self.count += 1
        return self._member(self.count - 1, doc, analysis, at, meaning)

    def _member(self, slot: int, doc: Document, analysis: Analysis, at: float | None, meaning: Floats | None) -> Member:
        return Member(
            slot, doc.id, doc.title, doc.publisher, at, analysis.lang, Side(analysis, self.frequencies, at, meaning),
            print_of(analysis), analysis.mentions, doc.id,
        )  # fmt: skip

    def _compare(self, member: Member) -> dict[int, Edge]:
        """Edges to the open articles most alike, at most `PAIRS_KEPT`, by slot."""
        slots = self._near(member.side)
        if not slots:
            return {}
        others = [self._window[slot].side for slot in slots]
        features = self._comparer.features(member.side, others)
        join, link = values(self._model, member.side, others, features)
        across = np.array([kind_of(member.side, other) == "meaning" for other in others])
        scores = np.rint(np.stack([join, link, relatedness(features, across)], axis=1) * UNIT).astype(np.int64)
        order = np.lexsort((np.array(slots), -join))[:PAIRS_KEPT]
        return {slots[at]: Edge.of(*scores[at].tolist()) for at in order.tolist()}

    def _near(self, side: Side) -> list[int]:
        """Slots of the open articles that are compared with one."""
        window, sizes = self._window, self.settings
        near = window.candidates(side, sizes.candidates) + window.foreign(side, sizes.foreign)
        return list(dict.fromkeys(near + window.alike(side, sizes.alike)))

    def _find_copy(self, member: Member) -> None:
        window = self._window
        for slot in window.copies.candidates(member.print.sketch, window.oldest):
            other = window[slot]
            if other.publisher == member.publisher and member.publisher:
                continue
            if is_copy(member.print, other.print):
                member.wire_of = other.wire_of or other.id
                return

    def _choose(self, member: Member, pairs: dict[int, Edge]) -> tuple[int | None, float, str]:
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
        if source is not None and window[source].story not in forbidden and self._reaches(window[source].story, member):
            return window[source].story, 1.0, "wire copy"
        near = [(window[slot].story, probability(edge.join)) for slot, edge in pairs.items()]
        closed: set[int] = set()
        while True:
            story, score, votes = choose(near, lambda story: len(self._stories[story]), frozenset(forbidden | closed))
            if story is None or self._reaches(story, member):
                break
            closed.add(story)
        if story is None and closed:
            return None, score, "the story that it follows is closed"
        if story is None:
            return None, score, "nothing open is near" if not pairs else "nearest story is another event"
        return story, score, f"same event as {votes} of its articles" if votes > 1 else "same event as one article"

    def _reaches(self, story: int, member: Member) -> bool:
        """Whether the story would not span too much with this article."""
        return member.at is None or may_join(self._span(story), (member.at, member.at))

    def _span(self, story: int) -> Span:
        """From the first article that the story ever had to its last open one."""
        times = [at for slot in self._stories[story] if (at := self._window[slot].at) is not None]
        first, last = (min(times), max(times)) if times else NO_SPAN
        return min(first, self._began.get(story, first)), last

    def _take_in(self, member: Member, pairs: dict[int, Edge]) -> None:
        self._graph.add(member.slot, pairs, member.side.short)
        self._related[member.slot] = ()
        self._stories.setdefault(member.story, set()).add(member.slot)
        for gone in self._window.add(member):
            self._let_go(gone)

    def _let_go(self, gone: Member) -> None:
        self._graph.remove(gone.slot)
        del self._related[gone.slot]
        story = self._stories[gone.story]
        story.discard(gone.slot)
        if not story:
            del self._stories[gone.story]
        if gone.at is not None:
            self._begins(gone.story, gone.at)

    # --- related ---

    def _list(self, slot: int) -> tuple[RelatedItem, ...]:
        """The related list as it is now. A reason once given stays as long as its layer does."""
        member, window = self._window[slot], self._window
        given = {known.article_id: known for known in self._related[slot]}
        items = []
        for score, layer, pair in ranked(member, self._pairs(slot), window.__getitem__):
            near = window[pair.slot]
            known = given.get(near.id)
            if known is None or known.layer != layer:
                items.append(item(member, near, score, layer, self._name_idf))
            else:
                items.append(known if known.score == score else replace(known, score=score))
        return tuple(items)

    def _pairs(self, slot: int) -> Iterator[Pair]:
        for other, edge in self._graph.edges(slot):
            yield Pair(other, edge.join, edge.related)

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
        slots = (self._window.slot_of(a), self._window.slot_of(b))
        self._graph.touched.update(slot for slot in slots if slot is not None)

    def relink(self) -> RelinkResult:
        """Group what was touched since the last time anew and apply the result. Twice in a row changes nothing."""
        made: list[Intent] = []
        moved: set[int] = set()
        for part, edges in self._connected():
            found = self._linked(part, edges)
            moved |= self._apply(found)
            made += found
        self._graph.touched.clear()
        self._began = {story: at for story, at in self._began.items() if story in self._stories}
        touched = {}
        beside = {other for slot in moved for other, _ in self._graph.edges(slot)}
        for slot in sorted(moved | beside):
            new = self._list(slot)
            if new != self._related[slot]:
                self._related[slot] = new
                touched[self._window[slot].id] = new
        return RelinkResult(tuple(made), touched)

    def _connected(self) -> Iterator[tuple[list[int], list[tuple[int, int, float]]]]:
        """Sets of slots bound by likely pairs, by stories or by labels, that hold a touched one, and their edges."""
        window = self._window
        bound: dict[int, list[int]] = {}
        for (a, b), same in self.labels.pairs.items():
            left, right = window.slot_of(a), window.slot_of(b)
            if left is not None and right is not None and same:
                bound.setdefault(left, []).append(right)
                bound.setdefault(right, []).append(left)
        seen: set[int] = set()
        known: dict[tuple[int, int], float] = {}  # each pair is met from both its ends
        for start in sorted(self._graph.touched):
            if start in seen:
                continue
            part, queue, edges = [], [start], []
            seen.add(start)
            while queue:
                slot = queue.pop()
                part.append(slot)
                near = [*self._stories[window[slot].story], *bound.get(slot, ())]
                for other, edge in self._graph.edges(slot):
                    pair = (slot, other) if other < slot else (other, slot)
                    value = known.get(pair)
                    if value is None:
                        known[pair] = value = self._linking(slot, other, edge)
                    if value >= LINK:
                        near.append(other)
                    if other < slot:
                        edges.append((slot, other, value))
                for other in near:
                    if other not in seen:
                        seen.add(other)
                        queue.append(other)
            inside = set(part)
            yield sorted(part), sorted(edge for edge in edges if edge[1] in inside)

    def _linking(self, slot: int, other: int, edge: Edge) -> float:
        """The value of a compared pair when groups are linked."""
        near = self._model.near[kind_of(self._window[slot].side, self._window[other].side)]
        if near:
            return linked_value(edge.link, near * self._graph.near(slot, other))
        value = linked_value(edge.link, 0.0)
        return value if probability(edge.join) >= ALONE else min(value, PRIOR_MOST)

    def _linked(self, part: list[int], edges: list[tuple[int, int, float]]) -> list[Intent]:
        window = self._window
        inside = set(part)
        same: list[tuple[int, int]] = []
        apart: list[tuple[int, int]] = []
        for (a, b), joined in reversed(self.labels.pairs.items()):
            left, right = window.slot_of(a), window.slot_of(b)
            if left in inside and right in inside:
                assert left is not None and right is not None
                (same if joined else apart).append((left, right))
        span_of = {story: self._span(story) for story in {window[slot].story for slot in part}}
        spans = {slot: span_of[window[slot].story] for slot in part}
        for slot in part:
            copied = window[slot].wire_of
            source = None if copied is None else window.slot_of(copied)
            if source in inside and may_join(spans[source], spans[slot]):
                same.append((source, slot))
        priors = {
            slot: (min(self._model.prior(window[slot].side), PRIOR_MOST), window[slot].at or 0.0) for slot in part
        }
        groups = partition(part, edges, same, apart, priors, spans)
        placed = [[Placed(slot, window[slot].id, window[slot].story) for slot in group] for group in groups]
        founded = {}
        for slot in part:
            story = window[slot].story
            founder = window.slot_of(story)
            founded[story] = -1 if founder is None else founder
        return intents(placed, founded, {})

    def _apply(self, found: Iterable[Intent]) -> set[int]:
        """Do what is found; the slots that have another story now."""
        moved: set[int] = set()
        for intent in found:
            if isinstance(intent, Merge):
                slots = self._stories.pop(intent.absorb)
                story = intent.keep
                self._begins(story, self._began.pop(intent.absorb, math.inf))
            else:
                slots = {slot for article in intent.part if (slot := self._window.slot_of(article)) is not None}
                self._stories[intent.story] -= slots
                story = intent.new_story
            moved |= slots
            for slot in slots:
                self._move(slot, story)
        return moved

    def _begins(self, story: int, at: float) -> None:
        """The story has, or had, an article of that time which is no longer open."""
        if at < self._began.get(story, math.inf):
            self._began[story] = at

    def _move(self, slot: int, story: int) -> None:
        self._window[slot].story = story
        self._stories.setdefault(story, set()).add(slot)

    # --- snapshot ---

    def snapshot(self) -> bytes:
        """What the members of the window do not tell: document frequencies, compared pairs, times of the undated."""
        window = self._window
        slots = [slot for slot in range(window.oldest, window.next) if slot in self._graph]
        return pack(
            Snapshot(
                count=self.count,
                last_at=self._last_at,
                oldest=window.oldest,
                frequencies=self.frequencies,
                weights=self._comparer.weights,
                times={slot: window[slot].at for slot in slots},
                edges={slot: self._graph.earlier[slot] for slot in slots},
                touched=frozenset(self._graph.touched),
                began={
                    story: (min(self._stories[story]), at)
                    for story, at in sorted(self._began.items())
                    if story in self._stories
                },
            )
        )

    @classmethod
    def restore(
        cls,
        snapshot: bytes | None,
        members: Iterable[StoredMember],
        settings: StreamSettings = DEFAULT,
        model: Model | None = None,
        describe: Describe = described,
    ) -> Stream:
        """The stream as it was after the last of `members`: all articles placed after the snapshot, and before them
        those of the window that was open when it was taken. Without a snapshot, all articles from the first.
        """
        stream = cls(settings, model, describe)
        saved = unpack(snapshot) if snapshot else Snapshot()
        stream.frequencies.take(saved.frequencies)
        stream._comparer.weights.take(saved.weights)
        stream.count, stream._last_at = saved.count, saved.last_at
        stream._window.oldest = saved.oldest
        ordered = sorted(members, key=lambda stored: stored.grouped_no)
        homes = {stored.grouped_no - 1: stored.story_id for stored in ordered}
        standing = set(homes.values())
        for story, (slot, at) in saved.began.items():  # a story that another took in since is found by its article
            stream._begins(story if story in standing else homes.get(slot, story), at)
        for stored in ordered:
            if saved.oldest < stored.grouped_no <= saved.count:
                stream._put_back(stored, saved)
        stream._graph.touched &= saved.touched
        for stored in ordered:
            if stored.grouped_no > saved.count:
                stream._replay(stored)
        return stream

    def _put_back(self, stored: StoredMember, saved: Snapshot) -> None:
        slot = stored.grouped_no - 1
        member = self._member(slot, stored.doc, stored.analysis, saved.times.get(slot), stored.meaning)
        known = saved.edges.get(slot, {})
        pairs = {earlier: edge for earlier, edge in known.items() if earlier in self._graph}
        self._keep(member, stored, pairs)

    def _replay(self, stored: StoredMember) -> None:
        self.count = stored.grouped_no - 1
        member = self._prepare(stored.doc, stored.analysis, stored.meaning)
        self._keep(member, stored, self._compare(member))

    def _keep(self, member: Member, stored: StoredMember, pairs: dict[int, Edge]) -> None:
        member.story, member.wire_of = stored.story_id, stored.wire_of
        self._take_in(member, pairs)
        self._related[member.slot] = stored.related
