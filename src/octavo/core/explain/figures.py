"""Reads the numbers of a text as values: 1,200 · 2.5 million · twenty-five · 1.2亿. Knows no units and no dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from octavo.core.data import load_json
from octavo.types import Span

_SHORT_SCALES = {
    "k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12, "mrd": 1e9, "mio": 1e6, "mln": 1e6, "млн": 1e6, "млрд": 1e9, "тыс": 1e3,
}  # fmt: skip
_CJK_SCALES = {"百": 1e2, "千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8, "만": 1e4, "억": 1e8}
_START = re.compile(r"\d++(?:[.,]\d++)*+|[^\W\d_]++")
_SCALE = re.compile(r"[ \u00a0\u202f]?(?:([百千万萬亿億만억])|([^\W\d_]++))")
_UNIT_AFTER_TEN = re.compile(r"[ -]([^\W\d_]++)")
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DOT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: where it stands, with its scale word, and its value."""

    span: Span
    value: float


def figures(text: str, lang: str | None = None) -> list[Figure]:
    """All numbers of `text` in order; number words of its language (English where unknown), "one" is not counted."""
    words = _words(lang or "en")
    found: list[Figure] = []
    at = 0
    while match := _START.search(text, at):
        at = match.end()
        word = match[0]
        if word[0].isdecimal():
            value = _digits(word, lang)
        elif word.lower() in words:
            value = words[word.lower()]
            value, at = _with_unit(text, value, at, words)
        else:
            continue
        value, at = _scaled(text, value, at, words)
        found.append(Figure(Span(match.start(), at), value))
    return found


@cache
def _words(lang: str) -> dict[str, float]:
    table = load_json("octavo.core.explain", "words.json")["numbers"].get(lang, "")
    return {word: float(value) for word, _, value in (entry.partition(":") for entry in table.split())}


def _digits(word: str, lang: str | None) -> float:
    """The value of digits with separators; which of them groups thousands depends on the language."""
    if lang not in (None, "en", "zh", "ja", "ko") and _DOT_GROUPS.fullmatch(word):
        return _number(word.replace(".", "").replace(",", "."))
    if _COMMA_GROUPS.fullmatch(word):
        return _number(word.replace(",", ""))
    return _number(word.replace(",", "."))


def _number(word: str) -> float:
    """Digits with at most one dot; 3.4.2024 and the like keep their first part and what follows."""
    whole, _, rest = word.partition(".")
    return float(f"{whole[:300]}.{rest.replace('.', '')[:300] or '0'}")


def _with_unit(text: str, value: float, at: int, words: dict[str, float]) -> tuple[float, int]:
    """Twenty-five."""
    unit = _UNIT_AFTER_TEN.match(text, at)
    if value in range(20, 100, 10) and unit and words.get(unit[1].lower(), 10) < 10:
        return value + words[unit[1].lower()], unit.end()
    return value, at


def _scaled(text: str, value: float, at: int, words: dict[str, float]) -> tuple[float, int]:
    """With all the scale words that follow: 2 hundred thousand, 1.2亿, £3bn."""
    while scale := _SCALE.match(text, at):
        name = (scale[1] or scale[2]).lower()
        factor = _CJK_SCALES.get(name) or _SHORT_SCALES.get(name) or words.get(name, 0.0)
        if factor < 100 or factor * value > 1e18 or (name in ("k", "m") and text[at].isspace()):
            break
        value, at = value * factor, scale.end()
    return value, at
