"""What a text states that reads alike in every language: its names, numbers and dates.

It looks at letters and digits only and knows no words of any language beyond months and what opens a sentence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from octavo.core.text.stems import Remembered

_LETTERS = re.compile(r"[^\W\d_]++")
# `\d\d*+` and not `\d++`: a pattern that begins with one character is looked for three times as fast
_NUMBER = re.compile(r"\d\d*+(?:[.,٬٫]\d++)*+")
_ASCII_NUMBER = re.compile(r"[0-9][0-9]*+(?:[.,][0-9]++)*+")
_BARE = re.compile(r"\d++|[^\W\d_]++")
# Arabic, Persian, Devanagari, Bengali, Thai and full-width digits; Arabic separators of thousands and decimals.
_DIGITS = {ord(zero) + value: str(value) for zero in "٠۰०০๐０" for value in range(10)} | {0x66C: ",", 0x66B: "."}

_LATIN_TEXT = "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i yi ye g u j"
_LATIN = _LATIN_TEXT.split()
_CYRILLIC = {
    letter: latin.strip("-") for letter, latin in zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўј", _LATIN, strict=True)
}
_FOLD = str.maketrans(_CYRILLIC | {"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})
NAME_LETTERS = 6  # what is compared of a name, so that case endings (Putin, Putina, Putinovi) do not part it


def fold(word: str) -> str:
    """A word in plain lower-case Latin letters where its script allows."""
    word = word.casefold()
    if word.isascii():
        return word
    word = unicodedata.normalize("NFKD", word.translate(_FOLD))
    return "".join(char for char in word if not unicodedata.combining(char))


def names(written: Iterable[str]) -> list[str]:
    """Of words as `spelled` gives them, those with a capital that the text never writes without one: folded and cut to
    `NAME_LETTERS`."""
    words = list(written)
    small = set(filter(str.islower, words))
    return [name for word in words for lower, name in named(word) if lower not in small]


def named(word: str) -> tuple[tuple[str, str], ...]:
    """(in small letters, folded name) of what could be a name in one written word: "O'Neill's" names "neill"."""
    return _NAMED[word]


def _named(word: str) -> tuple[tuple[str, str], ...]:
    if word.islower():
        return ()
    return tuple(
        (part.lower(), fold(part)[:NAME_LETTERS])
        for part in _LETTERS.findall(word)
        if len(part) > 1 and part[0].isupper() and part.lower() not in NOT_NAMES
    )


_NAMED = Remembered(_named)

# Written with a capital at the start of a sentence or in headlines, and never a name.
_SMALL_WORDS = """
the an in on at of and for but he she it we they this that with from as his her after who what how why when
mr mrs ms dr der die das ein eine und le la les un une et el los las en de il lo gli o a os is are was were
will has have had new says by to be not no if its our your my there here more than over out up us all one
two first january february march april may june july august september october november december monday
tuesday wednesday thursday friday saturday sunday
"""
NOT_NAMES = frozenset(_SMALL_WORDS.split())


@lru_cache(maxsize=1)  # the text whose numbers are asked for is asked for its dates next
def _stated(text: str) -> list[tuple[str, int, int]]:
    """The numbers of a text with ASCII digits, and where they stand."""
    if text.isascii():
        return [(match[0], *match.span()) for match in _ASCII_NUMBER.finditer(text)]
    return [
        (word if word.isascii() else word.translate(_DIGITS), match.start(), match.end())
        for match in _NUMBER.finditer(text)
        for word in (match[0],)
    ]


def numbers(text: str) -> list[str]:
    """Numbers of two digits or more and decimals, without separators of thousands; years and single digits are out."""
    found = []
    for word, _, _ in _stated(text):
        plain = word if word.isdigit() else _THOUSANDS.sub("", word).replace(",", ".")
        if len(plain) > 1 and not (len(plain) == 4 and plain[:2] in ("19", "20")):
            found.append(plain)
    return found


_THOUSANDS = re.compile(r"[.,](?=\d{3}(?!\d))")

# How the months begin in English, French, German, Spanish, Italian, Portuguese, Dutch, Czech, Polish and Russian.
_MONTH_STARTS = (
    "jan led sty янв",
    "feb fev unor lut фев",
    "mar mae brez марта",
    "apr avr abr dub kwi апр",
    "may mai mag maj kvet мая",
    "jun juin giu cervn czerw июн",
    "jul juil lug cervenc lip июл",
    "aug aou ago srpn sier авг",
    "sep set zari wrz сен",
    "oct okt out ott rij paz окт",
    "nov listopadu ноя",
    "dec dez dic pros gru дек",
)
_MONTHS = {start: month for month, starts in enumerate(_MONTH_STARTS, 1) for start in starts.split()}
_MONTH_NUMBERS = frozenset(str(month) for month in range(1, 13))


@lru_cache(maxsize=1 << 12)
def _month(word: str) -> int | None:
    folded = unicodedata.normalize("NFKD", word.casefold())
    folded = "".join(char for char in folded if not unicodedata.combining(char))
    for length in (7, 6, 5, 4, 3):
        if length <= len(folded) <= 11 and folded[:length] in _MONTHS:
            return _MONTHS[folded[:length]]
    return None


def dates(text: str) -> list[str]:
    """Days ("8-5" for Aug. 5, 5. August, 5 août, 8月5日) and years that the text names."""
    found = []
    for word, start, end in _stated(text):
        if len(word) == 4 and word[:2] in ("19", "20") and word.isdigit():
            found.append(word)
        elif len(word) <= 2 and 1 <= int(word) <= 31:
            month = _month_beside(text, start, end)
            if month:
                found.append(f"{month}-{int(word)}")
    return found


_BESIDE = 24  # characters on each side in which a month is looked for


def _month_beside(text: str, start: int, end: int) -> int | None:
    """The month that is named next to the number between `start` and `end`."""
    before = _BARE.findall(text, max(0, start - _BESIDE), start)[-2:]
    if before and before[-1] in ("月", "월"):  # 8月5日, 8월 5일
        named_before = before[0].translate(_DIGITS)
        return int(named_before) if named_before in _MONTH_NUMBERS else None
    beside = before[-1:] + _BARE.findall(text, end, end + _BESIDE)[:2]
    return next((month for near in beside if near[0].isalpha() and (month := _month(near))), None)
