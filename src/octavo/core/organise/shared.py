"""What two articles in two languages both name though they spell it differently, in words that a reader knows.

It only tells: how much it speaks for one event is the business of `similarity_pairs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from octavo.core.organise.entities.gazetteer import Known, rows
from octavo.core.organise.sounds import skeletons
from octavo.core.organise.spoken import SOUND, script_of_language, sound_key
from octavo.core.organise.vectors import DocumentFrequencies, word_key
from octavo.core.organise.window import Member


def shared_abroad(member: Member, near: Member, frequencies: DocumentFrequencies) -> list[str]:
    """Names, the rarest first: what the table knows in the language of `member`, the article that is read; what only
    sounds alike as it writes it, or where it has no such name, as the other does."""
    told = [(-frequencies.known_idf(key), label) for key, label in _alike(member, near)]
    names: list[str] = []
    for _, label in sorted(told):
        if not says_again(label, names):
            names.append(label)
    return names


def says_again(label: str, names: list[str]) -> bool:
    """Whether a name is part of one of `names`, or the other way round."""
    low = label.casefold()
    return any(low in name.casefold() or name.casefold() in low for name in names)


def _alike(member: Member, near: Member) -> Iterator[tuple[int, str]]:
    """Keys of what both name, with how it is called."""
    common = {*member.side.known.tolist()} & {*near.side.known.tolist()}
    table = _by_key()
    heard = {key for key in common if key & SOUND}
    for key in sorted(common - heard):
        if key in table:  # it may have gone from the table since
            yield key, table[key].label(member.lang)
    if script_of_language(member.lang) == script_of_language(near.lang):
        return
    for label in (*member.labels.split("\0"), *near.labels.split("\0")):
        sounds = heard & _sounds(label)
        if sounds:
            heard -= sounds
            yield min(sounds), label


@cache
def _by_key() -> dict[int, Known]:
    """The rows of the table by their keys in articles."""
    return {word_key(key) & ~SOUND: row for key, row in rows().items()}


_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@lru_cache(maxsize=1 << 9)  # the article that arrives is told of beside a dozen others
def _sounds(label: str) -> frozenset[int]:
    return frozenset(sound_key(sound) for word in _WORD.findall(label) for sound in skeletons(word))
