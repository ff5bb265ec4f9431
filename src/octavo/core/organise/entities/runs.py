"""Finds runs of capitalised words ("Ursula von der Leyen") with what their place in the sentence tells.

Only scripts with capital letters; whether a run is a name is decided by the caller.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from octavo.core.organise.entities.words import Word

# Small words inside names, by language, at most two in a row; those of "" hold everywhere.
_INSIDE = {
    "": "von der van den de la los las del della di du bin ibn ben al el",
    "en": "of the & da dos",
    "de": "am zu an",
    "fr": "des l' l’ d' d’ sur en et",
    "es": "y e la las los",
    "it": "dei delle degli dell' dell’ e",
    "pt": "do dos da das e",
    "nl": "ter ten",
}


class Run(NamedTuple):
    """Capitalised words in a row: `first` when the place alone could explain the capital of the first word."""

    words: tuple[Word, ...]
    start: int  # number of its first word
    first: bool
    before: str  # the word before, lower-cased; "" at a sentence's start


@cache
def _inside(lang: str | None) -> frozenset[str]:
    return frozenset(_INSIDE[""].split() + _INSIDE.get(lang or "", "").split())


def runs(words: list[Word], lang: str | None) -> Iterator[Run]:
    """The capitalised runs of a text in order."""
    inside = _inside(lang)
    end, length = 0, len(words)
    for start in [at for at, word in enumerate(words) if word.capital]:
        if start < end:
            continue
        end = start + 1
        while end < length and not words[end - 1].possessive:
            if words[end].capital:
                end += 1
            elif words[end].text in inside and (step := _step(words, end, inside)):
                end += step
            else:
                break
        before = words[start - 1] if start else None
        first = before is None or before.stops
        yield Run(tuple(words[start:end]), start, first, "" if before is None or first else before.low)


def _step(words: list[Word], at: int, inside: frozenset[str]) -> int:
    """By how many words a run goes on at `at`: 0 at its end."""
    for step, word in enumerate(words[at : at + 3], 1):
        if word.capital:
            return step
        if word.text not in inside:
            return 0
    return 0
