"""What two articles both name, told in words that their readers know: names as one of them spells them.

In two languages the reader's own article counts, and what neither spells alike is told as the table calls it. It only
tells: how much it speaks for one event is the business of `similarity_pairs`.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from functools import cache, lru_cache

from octavo.core.organise.entities.gazetteer import Known, rows
from octavo.core.organise.facts import NAME_LETTERS, fold
from octavo.core.organise.sounds import skeletons
from octavo.core.organise.spoken import SOUND, script_of_language, sound_key
from octavo.core.organise.vectors import DocumentFrequencies, word_key
from octavo.core.organise.window import Member

_MOST = 3


def shared_names(member: Member, near: Member, frequencies: DocumentFrequencies) -> list[str]:
    """Up to three names that both articles hold, the rarest first: as the other article writes them, in two languages
    as `member` does, the article that is read."""
    shown, beside = (near, member) if member.lang == near.lang else (member, near)
    held = set(_keys(beside.name_keys))
    keys = _keys(shown.name_keys)
    found: dict[int, str] = {}
    if not held.isdisjoint(keys):
        for key, label in zip(keys, shown.labels.split("\0"), strict=True):
            if key in held and len(label) > len(found.get(key, "")):
                found[key] = label
    told = [(-frequencies.name_idf(key), label) for key, label in found.items()]
    if member.lang == near.lang:
        return [label for _, label in sorted(told)][:_MOST]
    told += [(-frequencies.known_idf(key), label) for key, label in _abroad(member, near)]
    names: list[str] = []
    for _, label in sorted(told):
        low = label.casefold()
        if not any(low in name.casefold() or name.casefold() in low for name in names):
            names.append(label)
    return names[:_MOST]


def _abroad(member: Member, near: Member) -> Iterator[tuple[int, str]]:
    """Keys of what both name in two languages, with how it is called: what only sounds alike as `member` writes it, or
    where it has no such name, as the other does."""
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


@lru_cache(maxsize=1 << 12)  # the article that arrives is told of beside a dozen others
def _sounds(label: str) -> frozenset[int]:
    return frozenset(sound_key(sound) for word in _WORD.findall(label) for sound in skeletons(word))


def _keys(raw: bytes) -> tuple[int, ...]:
    return struct.unpack(f"{len(raw) // 4}I", raw)


@lru_cache(maxsize=1 << 10)
def _title_words(title: str) -> dict[str, int]:
    """The words of four letters or more, with the key of each."""
    return {word: word_key(fold(word)[:NAME_LETTERS]) for word in _WORD.findall(title) if len(word) > 3}


def shared_words(member: Member, near: Member) -> list[str]:
    """Words of four letters or more that both titles hold, as the other article writes them, up to three."""
    own = set(_title_words(member.title).values())
    return [word for word, key in _title_words(near.title).items() if key in own][:_MOST]
