"""Which other articles a reader is offered beside one, and in what order; why, in words, is told by `reasons`.

Layers: the same event from others, earlier or later in its story, background, the same people or places. Relevance
alone decides; recency only breaks ties. Below the floor nothing is offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from sys import intern

import numpy as np
from numpy.typing import NDArray

from octavo.core.organise.graph import JOIN, RELATED, UNIT, Rows
from octavo.core.organise.reasons import Fact, reason
from octavo.core.organise.window import Columns, Member
from octavo.types import RelatedItem

MOST = 12  # items of a list
A_PUBLISHER = 2
EVENT = 0.55  # value of a pair from which it counts as the same event even outside a common story
FLOOR = 0.40  # relatedness below which nothing is offered
EVENT_FLOOR = 0.20  # the same within a story: nearness in time alone is no reason
# A headline's few words make it near to much: only what is likely the same event is offered beside it, and the more
# likely where it is no part of the story. Of 450 headlines of different stories about one in ten would then have a
# list (`related_lists` asks more of those that share a word or two), and more than half of these report one event under
# two gold labels.
BARE_EVENT, BARE_OTHER = 0.53, 0.73
# Value of a pair in two languages from which it is offered, if not as the same event: of what is offered in a made-up
# week four in five tell of one event then.
ABROAD, BARE_ABROAD = 0.469, 0.494
STORYLINE_HOURS = 36.0
LAYERS = ("", "event", "storyline", "background")


def offered(
    columns: Columns, own: Rows, near: Rows, scores: NDArray[np.uint16]
) -> tuple[NDArray[np.uint8], NDArray[np.float64], NDArray[np.float64]]:
    """For each pair of rows, with scores as a `Graph` has them: layer (its place in `LAYERS`; 0: not offered), score
    (0–1, four decimals) and seconds between. The same in both directions."""
    value, relatedness = scores[:, JOIN] / UNIT, scores[:, RELATED] / UNIT
    same_story = columns.story[own] == columns.story[near]
    foreign = columns.lang[own] != columns.lang[near]
    bare = columns.bare[own] | columns.bare[near]
    apart = np.nan_to_num(np.abs(columns.at[own] - columns.at[near]))
    likely = ~bare | foreign | (value >= np.where(same_story, BARE_EVENT, BARE_OTHER))
    near_enough = foreign | (relatedness >= np.where(same_story, EVENT_FLOOR, 0.75 * FLOOR))
    event = likely & near_enough & (same_story | (value >= EVENT))
    abroad = foreign & (value >= np.where(bare, BARE_ABROAD, ABROAD))
    background = likely & ~event & ((relatedness >= FLOOR) | abroad)
    layer = np.where(event, np.where(same_story & (apart > STORYLINE_HOURS * 3600), 2, 1), 3 * background)
    aside = 0.5 * np.maximum(relatedness, np.where(abroad, value, 0.0))
    score = np.where(event, np.minimum(np.where(same_story, 0.5, 0.4) + 0.5 * value, 1.0), aside)
    return layer.astype(np.uint8), np.rint(score * UNIT) / UNIT, apart


Place = tuple[float, float, int]  # minus the score, seconds between, slot: what comes first is offered first


def best(member: Member, slots: Iterable[int], other: Callable[[int], Member]) -> list[int]:
    """Which of `slots`, in order, are offered beside `member`: copies folded, two a publisher at most."""
    chosen: list[int] = []
    texts = {member.text}
    publishers: dict[str, int] = {}
    for slot in slots:
        near = other(slot)
        text = near.text
        if text in texts or (near.publisher and publishers.get(near.publisher, 0) >= A_PUBLISHER):
            continue
        texts.add(text)
        publishers[near.publisher] = publishers.get(near.publisher, 0) + 1
        chosen.append(slot)
        if len(chosen) == MOST:
            break
    return chosen


def item(member: Member, near: Member, score: float, layer: str, facts: Sequence[Fact]) -> RelatedItem:
    """The item with its reason; `facts` are what the two share."""
    # the other article's item often has the same reason: kept once
    return RelatedItem(near.id, score, layer, intern(reason(member, near, layer, facts)))
