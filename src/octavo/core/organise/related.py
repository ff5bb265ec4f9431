"""Which other articles a reader is offered beside one, in what order, and the facts that are given as the reason.

Layers: the same event from others, earlier or later in its story, background, the same people or places. Relevance
alone decides; recency only breaks ties. Below the floor nothing is offered.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from sys import intern

import numpy as np
from numpy.typing import NDArray

from octavo.core.organise.facts import NAME_LETTERS, fold
from octavo.core.organise.graph import JOIN, RELATED, UNIT, Rows
from octavo.core.organise.vectors import word_key
from octavo.core.organise.window import Columns, Member
from octavo.types import RelatedItem

MOST = 12  # items of a list
A_PUBLISHER = 2
EVENT = 0.55  # value of a pair from which it counts as the same event even outside a common story
FLOOR = 0.40  # relatedness below which nothing is offered
EVENT_FLOOR = 0.20  # the same within a story: nearness in time alone is no reason
# A headline's few words make it near to much: only what is likely the same event is offered beside it, and the more
# likely where it is no part of the story. Of 450 headlines of different stories about one in ten then has a list, and
# half of these report one event under two gold labels; the first offered is of the same story for .91.
BARE_EVENT, BARE_OTHER = 0.53, 0.73
# Value of a pair in two languages from which it is offered, if not as the same event: of what is offered in a made-up
# week four in five tell of one event then.
ABROAD, BARE_ABROAD = 0.475, 0.5
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


def best(member: Member, places: Iterable[Place], other: Callable[[int], Member]) -> list[int]:
    """The slots that are offered beside `member`, from `places` in order: copies folded, two a publisher at most."""
    chosen: list[int] = []
    texts = {member.text}
    publishers: dict[str, int] = {}
    for _, _, slot in places:
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


def item(member: Member, near: Member, score: float, layer: str, idf: Callable[[int], float]) -> RelatedItem:
    """The item with its reason. `idf` weighs the key of a name, so that the telling names are told."""
    # the other article's item often has the same reason: kept once
    return RelatedItem(near.id, score, layer, intern(reason(member, near, layer, idf)))


def reason(member: Member, near: Member, layer: str, idf: Callable[[int], float]) -> str:
    names = shared_names(member, near, idf)
    foreign = "other language" if member.lang != near.lang else ""
    if layer == "storyline":
        return _joined(_apart(member, near), foreign, _listed("also on", names))
    if layer == "event":
        return _joined("same event", foreign, _listed("also reports", names or shared_words(member, near)))
    phrase = shared_words(member, near)
    if foreign and not (phrase or names):
        return _joined("near in meaning", foreign)
    if phrase or not names:
        return _joined(_listed("background:", phrase) or "background", foreign, _listed("on", names[:2]))
    return _joined(_listed("also on", names), foreign)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _listed(before: str, words: Sequence[str]) -> str:
    return f"{before} {', '.join(words)}" if words else ""


def shared_names(member: Member, near: Member, idf: Callable[[int], float]) -> list[str]:
    """Up to three names that both articles hold, the rarest first, as the other article writes them."""
    held = set(_keys(member.name_keys))
    keys = _keys(near.name_keys)
    if held.isdisjoint(keys):
        return []
    found: dict[int, str] = {}
    for key, label in zip(keys, near.labels.split("\0"), strict=True):
        if key in held and len(label) > len(found.get(key, "")):
            found[key] = label
    return [found[key] for key in sorted(found, key=lambda key: (-idf(key), found[key]))][:3]


def _keys(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"{len(raw) // 4}I", raw)


_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@lru_cache(maxsize=1 << 10)  # the article that arrives is told of beside a dozen others
def _title_words(title: str) -> dict[str, int]:
    """The words of four letters or more, with the key of each."""
    return {word: word_key(fold(word)[:NAME_LETTERS]) for word in _WORD.findall(title) if len(word) > 3}


def shared_words(member: Member, near: Member) -> list[str]:
    """Words of four letters or more that both titles hold, as the other article writes them, up to three."""
    own = set(_title_words(member.title).values())
    return [word for word, key in _title_words(near.title).items() if key in own][:3]


def _apart(member: Member, near: Member) -> str:
    """ "two days earlier in this story"."""
    assert member.at is not None and near.at is not None
    days = max(round(abs(member.at - near.at) / 86400), 1)
    count = _WORDS[days] if days < len(_WORDS) else str(days)
    return f"{count} {'day' if days == 1 else 'days'} {'earlier' if near.at < member.at else 'later'} in this story"


_WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
