"""Splits text into words with their offsets, in every script; it knows nothing of stems or stop words.

Scripts written without spaces need no dictionary: Han and Hiragana runs give overlapping character pairs, Katakana
runs stay whole (they spell one foreign word), Thai, Lao, Khmer and Burmese give overlapping pairs of written clusters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

# Python's \w leaves out combining marks, without which Hindi, Thai or Hebrew words fall apart.
_MARKS = (
    "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0955-\u0957"
    "\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03"
    "\u0b3c-\u0b57\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3c-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03\u0d3b-\u0d4d"
    "\u0d82\u0d83\u0dca-\u0ddf\u0f18\u0f19\u0f35-\u0f3f\u0f71-\u0fbc\u135d-\u135f\u200c\u200d\u20d0-\u20f0\ufe20-\ufe2f"
)
_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30fe\u31f0-\u31ff\uff66-\uff9f"
_HIRAGANA = "\u3041-\u3096\u3099\u309a\u309d\u309e"
_CLUSTERED = "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ecd\u1000-\u103f\u1050-\u109d\u1780-\u17d3"
_SEGMENTED = _HAN + _KATAKANA + _HIRAGANA + _CLUSTERED


_NUMBER_OR_ACRONYM = (
    r"(?:(?=[.,%])(?:(?<=\d)(?:[.,]\d++)*+%?+"  # 1,200 · 3.5%
    r"|(?<=\b[^\W\d_])(?:\.[^\W\d_])++(?!\w)))?+"  # U.N · U.S.A
)


def _word(letter: str) -> str:
    """The pattern of one word whose characters are `letter`; every repeat is possessive, so it cannot backtrack.

    It has no alternatives at its beginning, where they would be tried at every blank: a third of the time.
    """
    return rf"{letter}++(?:(?:[{_MARKS}]++|['’ʼ](?={letter}|[{_MARKS}])){letter}*+)*+" + _NUMBER_OR_ACRONYM


_SPACED = re.compile(_word(r"[^\W_]"))
# The same for a text of ASCII alone, in half the time.
_ASCII = re.compile(r"[A-Za-z0-9]++(?:'[A-Za-z0-9]++)*+" + _NUMBER_OR_ACRONYM, re.ASCII)
_TOKEN = re.compile(rf"([{_SEGMENTED}]++)|" + _word(rf"[^\W_{_SEGMENTED}]"))
_HAS_SEGMENTED = re.compile(rf"[{_SEGMENTED}]")
_PIECE = re.compile(rf"([{_KATAKANA}]++)|([{_HAN}]++)|([{_HIRAGANA}]++)|([{_CLUSTERED}]++)")
_CLUSTER = re.compile(
    r"[\u0e40-\u0e44\u0ec0-\u0ec4]?[\u0e01-\u0e2f\u0e81-\u0eaf][\u0e30-\u0e3a\u0e45-\u0e4e\u0eb0-\u0ebd\u0ec6-\u0ecd]*"
    r"|[\u1000-\u102a\u103f\u1050-\u1055](?:[\u102b-\u103e\u1056-\u109d]|\u1039[\u1000-\u102a])*"
    r"|[\u1780-\u17b3](?:[\u17b4-\u17d1\u17d3]|\u17d2[\u1780-\u17b3])*"
    r"|."
)
_US = re.compile(r"U(?<!\wU)(?:\.S\.(?:A\.)?|SA?\b)(?!\w)")
_APOSTROPHE = re.compile("['’ʼ]")
_INVISIBLE = "\u00ad\u200c\u200d"
_STRAIGHT = (("’", "'"), ("‘", '"'), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-"), ("…", " "), ("\u00a0", " "))
# Elided articles and pronouns of French, Italian and Catalan: stop words, so only what follows is a word.
_SECOND = frozenset("'’ʼueloaUELOA")  # what can stand second in one of these
_ELIDED = re.compile(
    r"(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|dell|nell|all|sull|dall|coll|quest|quell)['’ʼ](?=\w\w)", re.IGNORECASE
)


class Token(NamedTuple):
    """A word as written: `text` is characters `start` to `end` of what it was taken from.

    A tuple: a text has hundreds, and a frozen dataclass costs twice as much to make.
    """

    text: str
    start: int
    end: int


def tokens(text: str, lang: str | None = None) -> list[Token]:
    """The words of `text` in order. `lang` may be None; scripts are told apart by their characters."""
    return [_token(Token, (text[start:end], start, end)) for start, end in _spans(straight(text))]


_token = tuple.__new__  # a named tuple's own maker is written in Python and takes twice the time


def words(text: str, lang: str | None = None) -> list[str]:
    """The words of `text`, NFKC and casefolded, accents kept, dots of acronyms out.

    "US", "U.S." and "USA" all give "usa": lower-cased, the country would be a pronoun.
    """
    text = straight(text)
    if lang in (None, "en"):
        text = _US.sub("USA", text)
    text = normalise(text)
    if _segmented(text):
        return [plain(text[start:end]) for start, end in _spans(text)]
    return [word if word.isalnum() else plain(word) for word in _pattern(text).findall(text)]


def spelled(text: str) -> list[str]:
    """The words of `text` as they are written, but for apostrophes, which are straight: what `tokens` gives, without
    the places. French articles and English possessives are still on them."""
    text = straight(text)
    if _segmented(text):
        return [text[start:end] for start, end in _spans(text)]
    return _pattern(text).findall(text)


def straight(text: str) -> str:
    """`text` with the commonest typographic signs as ASCII has them, each one character as before.

    It has the same words at the same places, and most texts in English are of ASCII alone then, which every pattern
    goes through in half the time.
    """
    if text.isascii():
        return text
    for sign, plainer in _STRAIGHT:
        text = text.replace(sign, plainer)
    return text


def normalise(text: str) -> str:
    """NFKC and casefolded, one kind of apostrophe, soft hyphens and joiners out."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("ʼ", "'")
    for sign in _INVISIBLE:
        text = text.replace(sign, "")
    return text


def plain(word: str) -> str:
    """A normalised word without acronym dots ("u.n" → "un"), elided article ("l'état") or English possessive."""
    if word[0].isdigit():
        return word
    if "'" in word:
        elided = _ELIDED.match(word)
        word = word[elided.end() if elided else 0 :].removesuffix("'s")
    return word.replace(".", "")


def _segmented(text: str) -> bool:
    """Whether the text has words in a script without spaces."""
    return not text.isascii() and _HAS_SEGMENTED.search(text) is not None


def _pattern(text: str) -> re.Pattern[str]:
    """Of the words of a text that is not segmented."""
    return _ASCII if text.isascii() else _SPACED


def _spans(text: str) -> list[tuple[int, int]]:
    if not _segmented(text):
        found = [match.span() for match in _pattern(text).finditer(text)]
        if not _APOSTROPHE.search(text):
            return found
        # asked here, as nearly every word ends the question: a call for each took a third of the time of `tokens`
        return [
            (start if end - start < 4 or text[start + 1] not in _SECOND else _after_elision(text, start, end), end)
            for start, end in found
        ]
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        if match.lastindex:
            spans.extend(_segments(text, *match.span()))
        else:
            start, end = match.span()
            spans.append((_after_elision(text, start, end), end))
    return spans


def _after_elision(text: str, start: int, end: int) -> int:
    """Where the word proper begins: after "l'" in "l'état"."""
    elided = _ELIDED.match(text, start, end)
    return elided.end() if elided else start


def _segments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for piece in _PIECE.finditer(text, start, end):
        if piece.lastindex == 1:
            yield piece.span()
        elif piece.lastindex == 4:
            yield from _pairs([cluster.span() for cluster in _CLUSTER.finditer(text, *piece.span())])
        else:
            yield from _pairs([(at, at + 1) for at in range(*piece.span())])


def _pairs(units: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if len(units) == 1:
        yield units[0]
    for first, second in pairwise(units):
        yield first[0], second[1]
