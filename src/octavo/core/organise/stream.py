"""The stream of articles: each is placed as it arrives, and the open window is linked anew from time to time.

A `Stream` is a deterministic function of the articles added, in order, and of the labels. Apart from what each article
brings (its `Analysis`) and what the store keeps for it (story, copy, related list), all it knows is in its snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from octavo.core.organise.analysis import Analysis, from_bytes
from octavo.core.organise.fingerprint import is_copy
from octavo.core.organise.graph import JOIN, UNIT, Compared, Graph
from octavo.core.organise.hashtags import chosen
from octavo.core.organise.open_stories import OpenStories
from octavo.core.organise.pair_model import KINDS, Model, default_model, probability, relatedness, values
from octavo.core.organise.reasons import shared_facts
from octavo.core.organise.related_lists import RelatedLists
from octavo.core.organise.relinking import Relinking
from octavo.core.organise.sections import section
from octavo.core.organise.similarity_pairs import Comparer, Side, kinds_of
from octavo.core.organise.stories import PAIRS_KEPT, Intent, Labels, Merge, Split, choose
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

_MEANING = KINDS.index("meaning")


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
class Description:
    """What is said of an article by itself: its hashtags, those that come next, and its section."""

    hashtags: tuple[Hashtag, ...] = ()
    spares: tuple[Hashtag, ...] = ()
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """What became of one article at its arrival. `touched` are older articles' new related lists."""

    article_id: int
    story_id: int
    reason: str
    score: float  # 0–1, of the story joined, or the nearest where none was
    wire_of: int | None = None
    said: Description = Description()
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
    analysis: bytes  # as stored: what it is read into takes four times as much, for the whole window at once
    story_id: int
    wire_of: int | None
    related: tuple[RelatedItem, ...]
    grouped_no: int
    meaning: Floats | None = None


Describe = Callable[[Document, str | None, StreamFrequencies], Description]


def described(doc: Document, lang: str | None, terms: StreamFrequencies) -> Description:
    """By what is shipped alone."""
    choice = chosen(doc, lang, terms)
    return Description(choice.tags, choice.spares, section(doc, lang)[0])


class Stream:
    """The open window of articles with their stories. `describe` tells of an arriving one by itself."""

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
        self._graph = Graph(settings.window, PAIRS_KEPT)
        self._stories = OpenStories(self._window)
        self._related = RelatedLists(self._window, self._graph)
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
        related, touched = self._related.arrived(member, pairs)
        said = self._describe(doc, None if member.lang == "und" else member.lang, self._terms)
        return Placement(doc.id, member.story, reason, round(score, 4), member.wire_of, said, related, touched)

    def _prepare(self, doc: Document, analysis: Analysis, meaning: Floats | None = None) -> Member:
        at = self._last_at if doc.stream_at is None else doc.stream_at.timestamp()
        self._last_at = at
        self.frequencies.add(analysis.vector, analysis.lang, analysis.known)
        self._comparer.keep_up(analysis.lang)
        self.count += 1
        return self._member(self.count - 1, doc, analysis, at, meaning)

    def _member(self, slot: int, doc: Document, analysis: Analysis, at: float | None, meaning: Floats | None) -> Member:
        side = Side(analysis, self.frequencies, at, meaning)
        return Member(slot, doc.id, doc.title, doc.publisher, at, analysis, side)

    def _compare(self, member: Member) -> Compared:
        """The open articles most alike, at most `PAIRS_KEPT`, the likeliest first."""
        slots = self._near(member.side)
        if not slots:
            return Compared.none()
        others = [self._window[slot].side for slot in slots]
        features = self._comparer.features(member.side, others)
        kinds = kinds_of(member.side, others)
        join, link = values(self._model, features, kinds)
        scores = np.rint(np.stack([join, link, relatedness(features, kinds == _MEANING)], axis=1) * UNIT)
        at = np.array(slots)
        return Compared(at, scores.astype(np.uint16), kinds).only(np.lexsort((at, -join))[:PAIRS_KEPT])

    def _near(self, side: Side) -> list[int]:
        """Slots of the open articles that are compared with one."""
        window, sizes = self._window, self.settings
        near = window.candidates(side, sizes.candidates) + window.foreign(side, sizes.foreign)
        return list(dict.fromkeys(near + window.alike(side, sizes.alike)))

    def _find_copy(self, member: Member) -> None:
        window = self._window
        for slot in window.copies(member):
            other = window[slot]
            if other.publisher == member.publisher and member.publisher:
                continue
            if is_copy(member.print, other.print):
                member.wire_of = other.text
                return

    def _choose(self, member: Member, pairs: Compared) -> tuple[int | None, float, str]:
        window, stories = self._window, self._stories
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
        if source is not None:
            story = window[source].story
            if story not in forbidden and stories.reaches(story, member):
                return story, 1.0, "wire copy"
        return self._nearest(member, pairs, forbidden)

    def _nearest(self, member: Member, pairs: Compared, closed: set[int]) -> tuple[int | None, float, str]:
        """The story that most speaks for, none of `closed`, with its score and the reason."""
        window = self._window
        of = window.columns.story[self._graph.rows(pairs.slots)].tolist()
        foreign = [window[slot].lang != member.lang for slot in pairs.slots.tolist()]
        joins = [probability(join / UNIT) for join in pairs.scores[:, JOIN].tolist()]
        near = list(zip(of, foreign, joins, strict=True))
        size = partial(self._stories.size, lang=member.lang)
        late = False
        while True:
            story, score, votes = choose(near, size, frozenset(closed))
            if story is None or self._stories.reaches(story, member):
                break
            closed, late = closed | {story}, True
        if story is None and late:
            return None, score, "the story that it follows is closed"
        if story is None:
            return None, score, "nothing open is near" if not near else "nearest story is another event"
        told = f"same event as {votes} of its articles" if votes > 1 else "same event as one article"
        likeliest = window[int(pairs.slots[of.index(story)])]
        if likeliest.lang != member.lang:
            names = ", ".join(fact.words for fact in shared_facts(member, likeliest, self.frequencies))
            told += " · other language" + f" · {names}" * bool(names)
        return story, score, told

    def _take_in(self, member: Member, pairs: Compared) -> None:
        self._graph.add(member.slot, pairs, member.side.short)
        self._related.put(member.slot, ())
        self._stories.add(member)
        for gone in self._window.add(member):
            self._graph.remove(gone.slot)
            self._related.remove(gone.slot)
            self._stories.remove(gone)

    # --- re-linking ---

    def label(self, a: int, b: int, same: bool) -> None:
        """What a reader said of two articles; it holds from the next `add` or `relink` on. Labels are not part of the
        snapshot: the store says them again after a restore."""
        self.labels.say(a, b, same)
        for article in (a, b):
            slot = self._window.slot_of(article)
            if slot is not None:
                self._graph.touched[self._graph.row(slot)] = True

    def relink(self) -> RelinkResult:
        """Group what was touched since the last time anew and apply the result. Twice in a row changes nothing."""
        graph = self._graph
        graph.forget()
        pairs = graph.pairs()
        graph.refresh(pairs)
        found = Relinking(self._model, self._window, graph, self._stories, self.labels).find(pairs)
        moved = np.zeros(len(graph.slots), dtype=bool)
        moved[[graph.row(slot) for slot in self._stories.apply(found)]] = True
        graph.touched[:] = False
        self._stories.forget()
        beside = moved.copy()
        beside[pairs.later[moved[pairs.earlier]]] = True
        beside[pairs.earlier[moved[pairs.later]]] = True
        return RelinkResult(tuple(found), self._related.renew(beside, pairs))

    # --- snapshot ---

    def snapshot(self) -> bytes:
        """What the members of the window do not tell: document frequencies, compared pairs, times of the undated."""
        window, graph = self._window, self._graph
        graph.forget()
        rows = graph.present()
        slots = graph.slots[rows]
        return pack(
            Snapshot(
                count=self.count,
                last_at=self._last_at,
                oldest=window.oldest,
                frequencies=self.frequencies,
                weights=self._comparer.weights,
                times={slot: window[slot].at for slot in slots.tolist()},
                pairs={slot: graph.of(row) for slot, row in zip(slots.tolist(), rows.tolist(), strict=True)},
                touched=frozenset(slots[graph.touched[rows]].tolist()),
                began=self._stories.began(),
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
            stream._stories.begins(story if story in standing else homes.get(slot, story), at)
        for stored in ordered:
            if saved.oldest < stored.grouped_no <= saved.count:
                stream._put_back(stored, saved)
        stream._graph.as_before(saved.touched)
        for stored in ordered:
            if stored.grouped_no > saved.count:
                stream._replay(stored)
        return stream

    def _put_back(self, stored: StoredMember, saved: Snapshot) -> None:
        slot = stored.grouped_no - 1
        member = self._member(slot, stored.doc, from_bytes(stored.analysis), saved.times.get(slot), stored.meaning)
        pairs = saved.pairs.get(slot, Compared.none())
        known = self._graph.slots[self._graph.rows(pairs.slots)] == pairs.slots  # others were removed since
        self._keep(member, stored, pairs.only(known))

    def _replay(self, stored: StoredMember) -> None:
        self.count = stored.grouped_no - 1
        member = self._prepare(stored.doc, from_bytes(stored.analysis), stored.meaning)
        self._keep(member, stored, self._compare(member))

    def _keep(self, member: Member, stored: StoredMember, pairs: Compared) -> None:
        member.story, member.wire_of = stored.story_id, stored.wire_of
        self._take_in(member, pairs)
        self._related.put(member.slot, stored.related)
