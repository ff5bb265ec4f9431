"""Finds runs of capitalised words ("Ursula von der Leyen") with what their place in the sentence tells.

Only scripts with capital letters; whether a run is a name is decided by the caller.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple


def _upper_class() -> str:
    """All capital letters of the basic plane as the inside of a character class."""
    codes = [code for code in range(0x41, 0x2C00) if chr(code).isupper()]
    stretches: list[list[int]] = []
    for code in codes:
        if stretches and code == stretches[-1][1] + 1:
            stretches[-1][1] = code
        else:
            stretches.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in stretches)


_UPPER = _upper_class()
_WORD = (
    rf"(?:[{_UPPER}](?:\.[{_UPPER}])+\.?"  # U.S.
    rf"|[{_UPPER}][\w\u0300-\u036f]*+(?:['’]\w++)?(?:[-‑]\w++)*+"  # O'Neill, Jean-Luc
    r"|[1-9]\. ?FC)"
)
# Small words inside names, by language; those of many languages hold everywhere.
_INSIDE = {
    "": "von der|van der|van den|van de|de la|de los|de las|von|van|de|del|della|di|du|bin|ibn|ben|al|el",
    "en": "of the|of|&|da|dos",
    "de": "am|zu|an der",
    "fr": "des|de l['’]|d['’]|sur|en|et",
    "es": "y|e|la|las|los",
    "it": "dei|delle|degli|dell['’]|e",
    "pt": "do|dos|da|das|e",
    "nl": "ter|ten",
}
_STOPS = '.!?:;…\n\t•|–—-"“”„«»‹›‘(['
_POSSESSIVE = re.compile("['’][sS]?$")
_BLANKS = " \u00a0\u202f"
_BLANK = re.compile(rf"[{_BLANKS}]")


class Run(NamedTuple):
    """Capitalised words in a row: `first` when the place alone could explain the capital of the first word."""

    words: tuple[str, ...]
    start: int
    end: int
    first: bool
    before: str  # the word before, lower-cased; "" at a sentence's start


_PATTERNS: dict[str, re.Pattern[str]] = {}


def _pattern(lang: str) -> re.Pattern[str]:
    if lang not in _PATTERNS:
        inside = "|".join(filter(None, [_INSIDE.get(lang, ""), _INSIDE[""]]))
        _PATTERNS[lang] = re.compile(
            rf"(?<![\w@#/]){_WORD}"
            rf"(?:(?:(?<=[ .][{_UPPER}])\.|(?<=\bSt)\.|(?<=\bJr)\.)?[{_BLANKS}]"  # an initial's or title's point
            rf"(?:(?:{inside})[{_BLANKS}]?(?<=['’ \u00a0]))?{_WORD})*"
        )
    return _PATTERNS[lang]


def runs(text: str, lang: str | None) -> Iterable[Run]:
    """The capitalised runs of `text` in order."""
    for match in _pattern(lang or "").finditer(text):
        start = match.start()
        at = start
        while at and text[at - 1] in _BLANKS:
            at -= 1
        first = at == 0 or text[at - 1] in _STOPS
        before = "" if first else text[max(0, at - 20) : at].rpartition(" ")[2].casefold()
        yield Run(tuple(_BLANK.split(match[0])), start, match.end(), first, before)


def possessive_off(word: str, lang: str | None) -> str:
    """A name without the English possessive, or without the case ending that Turkish puts behind an apostrophe."""
    if lang == "tr":
        return re.split("['’]", word)[0]
    if lang in ("en", None) and ("'" in word or "’" in word):
        return _POSSESSIVE.sub("", word)
    return word
