"""Which other articles a reader is offered beside one, in what order, and the facts that are given as the reason.

Layers: the same event from others, earlier or later in its story, background, the same people or places. Relevance
alone decides; recency only breaks ties. Below the floor nothing is offered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from octavo.core.organise.facts import NAME_LETTERS, fold
from octavo.core.organise.vectors import word_key
from octavo.core.organise.window import Member
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
STORYLINE_HOURS = 36.0


@dataclass(frozen=True, slots=True)
class Pair:
    """What is known of two articles: `value` of being one event, `relatedness`, both 0–1."""

    slot: int
    value: float
    relatedness: float


def ranked(member: Member, pairs: Iterable[Pair], other: Callable[[int], Member]) -> list[tuple[float, str, Pair]]:
    """(score, layer, pair) of what may be offered, best first, copies folded, at most two a publisher."""
    scored = []
    for pair in pairs:
        near = other(pair.slot)
        layer, score = _layer(member, near, pair)
        if layer:
            scored.append((-score, _distance(member, near), pair.slot, layer, pair))
    scored.sort(key=lambda item: item[:3])
    chosen: list[tuple[float, str, Pair]] = []
    texts = {member.wire_of or member.id}
    publishers: dict[str, int] = {}
    for minus, _, slot, layer, pair in scored:
        near = other(slot)
        text = near.wire_of or near.id
        if text in texts or (near.publisher and publishers.get(near.publisher, 0) >= A_PUBLISHER):
            continue
        texts.add(text)
        publishers[near.publisher] = publishers.get(near.publisher, 0) + 1
        chosen.append((round(-minus, 4), layer, pair))
        if len(chosen) == MOST:
            break
    return chosen


def _layer(member: Member, near: Member, pair: Pair) -> tuple[str, float]:
    bare = member.side.bare or near.side.bare
    same_story = member.story == near.story
    if bare and pair.value < (BARE_EVENT if same_story else BARE_OTHER) and member.lang == near.lang:
        return "", 0.0
    if (same_story or pair.value >= EVENT) and (
        pair.relatedness >= (EVENT_FLOOR if same_story else 0.75 * FLOOR) or member.lang != near.lang
    ):
        score = 0.5 + 0.5 * pair.value if same_story else 0.4 + 0.5 * pair.value
        late = _distance(member, near) > STORYLINE_HOURS * 3600
        return ("storyline" if same_story and late else "event"), min(score, 1.0)
    if pair.relatedness >= FLOOR:
        return "background", 0.5 * pair.relatedness
    return "", 0.0


def _distance(member: Member, near: Member) -> float:
    return 0.0 if member.at is None or near.at is None else abs(member.at - near.at)


def item(member: Member, near: Member, score: float, layer: str, idf: Callable[[int], float]) -> RelatedItem:
    """The item with its reason. `idf` weighs the key of a name, so that the telling names are told."""
    return RelatedItem(near.id, score, layer, reason(member, near, layer, idf))


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
    held = {key for key, _ in ((m.key, m.label) for m in member.mentions)}
    found: dict[int, str] = {}
    for mention in near.mentions:
        if mention.key in held and len(mention.label) > len(found.get(mention.key, "")):
            found[mention.key] = mention.label
    return [found[key] for key in sorted(found, key=lambda key: (-idf(key), found[key]))][:3]


_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def shared_words(member: Member, near: Member) -> list[str]:
    """Words of four letters or more that both titles hold, as the other article writes them, up to three."""
    own = {word_key(fold(word)[:NAME_LETTERS]) for word in _WORD.findall(member.title) if len(word) > 3}
    words = dict.fromkeys(
        word for word in _WORD.findall(near.title) if len(word) > 3 and word_key(fold(word)[:NAME_LETTERS]) in own
    )
    return list(words)[:3]


def _apart(member: Member, near: Member) -> str:
    """ "two days earlier in this story"."""
    assert member.at is not None and near.at is not None
    days = max(round(abs(member.at - near.at) / 86400), 1)
    count = _WORDS[days] if days < len(_WORDS) else str(days)
    return f"{count} {'day' if days == 1 else 'days'} {'earlier' if near.at < member.at else 'later'} in this story"


_WORDS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
