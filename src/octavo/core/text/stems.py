"""Stems and stop words by language: `terms` is the one analysis that search, hashtags, similarity and stories share.

It does not split text (see `tokens`) and keeps no counts (see `frequencies`). A language without a stemmer is left as
it is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from functools import cache
from typing import Generic, TypeVar

from octavo.core.data import load_json
from octavo.core.text.tokens import normalise, spelled, words

_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "ms": "indonesian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "bs": "serbian", "hr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip
_SAME_STOPWORDS = {"nb": "no", "nn": "no", "ms": "id", "bs": "hr"}
Fact = TypeVar("Fact")

_LONGEST = 60  # characters of a word that is remembered
# Word forms kept a language, of about 40,000 that a news day has in one: 30,000 took 8 MB more and no less time.
_CACHED = 20_000

# Endings of Ukrainian cases, longest first, and particles that Korean writes onto the word.
_UKRAINIAN = re.compile(
    r"(?:ського|ському|ськими|ськими|ською|ської|ськими|ських|ський|ська|ське|ські|ями|ами|ові|еві|ого|ому|ими|іми|ої|ою|ею|"
    r"єю|ах|ях|ів|їв|ам|ям|ом|ем|им|ій|их|ий|а|я|о|е|і|ї|и|у|ю|ь)$"
)
_KOREAN = re.compile(
    r"(?:이라고|에서는|에서도|으로는|으로도|에게는|이라는|라고|라는|에서|에게|한테|으로|까지|부터|처럼|보다|마다|이나|이며|에는|에도|과의|와의|들은|들이|들을|들의"
    r"|은|는|이|가|을|를|의|에|로|와|과|도|만|들)$"
)
# Of these the ones that are surely none of the word's own letters, and those that are so behind three others.
_LISTED = "을 를 에서 에게 으로 까지 부터 처럼 보다 에는 에도 에서는 에서도 으로는 들은 들이 들을 들의 과의 와의"
_SURELY = frozenset(_LISTED.split())
_MOSTLY = frozenset(["은", "는", "이", "가", "에", "와", "이라고", "라고", "이며"])
_AFTER_CONSONANT = ("은", "이", "을", "과", "으로")
_AFTER_VOWEL = ("는", "가", "를", "와", "라")


def stem(word: str, lang: str | None) -> str:
    """The stem of one normalised word (as `words` gives it)."""
    return _stemmer(lang)(word)


def written_stem(written: str, lang: str | None) -> str:
    """The stem of one word as written in a text ("Trump's" → "trump"); "" if it holds no word."""
    return _written(lang)[written]


def without_particle(word: str, beside: Container[str]) -> str:
    """A Korean word as a dictionary has it, where that is sure: "호남을" → "호남", but "전문가" stays.

    A particle goes if the word stands without it in `beside`, or if hardly any word ends so by itself; never one that
    could not follow the letter before it.
    """
    found = _KOREAN.search(word, 2)
    if found is None or not "가" <= word[found.start() - 1] <= "힣":
        return word
    bare, particle = word[: found.start()], found[0]
    if particle.startswith(_AFTER_VOWEL if _ends_in_consonant(bare) else _AFTER_CONSONANT):
        return word
    sure = bare in beside or particle in _SURELY or (len(bare) > 2 and particle in _MOSTLY)
    return bare if sure else word


def _ends_in_consonant(word: str) -> bool:
    """Whether a Korean syllable has a letter below: of the 28 numbers that each has, the first is without."""
    return (ord(word[-1]) - ord("가")) % 28 > 0


def stems(text: str, lang: str | None) -> list[str]:
    """The stems of all words of `text`, in order."""
    return [*map(_stemmer(lang), words(text, lang))]


def stopwords(lang: str | None) -> frozenset[str]:
    """Function words and news filler of a language; empty where we have no table."""
    return _stopwords(lang or "")


def terms(text: str, lang: str | None) -> list[str]:
    """The stems of `text` that carry meaning: no stop words, no lone letters."""
    return [*filter(None, map(meant(lang).__getitem__, spelled(text)))]


@cache
def meant(lang: str | None) -> Mapping[str, str]:
    """For any word as `spelled` gives it: its stem, or "" where it carries no meaning. Computed once a word."""
    stemmed, stop = _stemmer(lang), _stopwords(lang or "")

    def make(written: str) -> str:
        if "." in written and not written[0].isdigit():
            written += "."  # of an acronym, without which "U.S" is no country
        word = next(iter(words(written, lang)), "")
        return stemmed(word) if word not in stop and (len(word) > 1 or word > "\u2fff") else ""

    return Remembered(make)


@cache
def _stopwords(lang: str) -> frozenset[str]:
    table: dict[str, str] = load_json("octavo.core.text", "stopwords.json")
    listed = table.get(_SAME_STOPWORDS.get(lang, lang), "")
    return frozenset(normalise(word) for word in listed.split())


@cache
def _written(lang: str | None) -> Remembered[str]:
    stemmed = _stemmer(lang)
    return Remembered(lambda written: stemmed(found[0]) if (found := words(written, lang)) else "")


class Remembered(dict[str, Fact], Generic[Fact]):
    """Word → what is known of it, computed once; emptied when full, so memory stays bounded."""

    def __init__(self, make: Callable[[str], Fact], most: int = _CACHED) -> None:
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, word: str) -> Fact:
        made = self._make(word)
        if len(word) <= _LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[word] = made
        return made


@cache
def _stemmer(lang: str | None) -> Callable[[str], str]:
    """Of normalised words. What it gives is not remembered here: who asks for many words keeps what is made of them."""
    if lang == "uk":
        return lambda word: _cut(_UKRAINIAN, word, 3)
    if lang == "ko":
        return lambda word: _cut(_KOREAN, word, 2)
    if lang not in _SNOWBALL:
        return str
    import Stemmer

    snowball: Callable[[str], str] = Stemmer.Stemmer(_SNOWBALL[lang], 0).stemWord
    return lambda word: word if word[0].isdigit() else snowball(word) or word


def _cut(endings: re.Pattern[str], word: str, keep: int) -> str:
    """`word` without its longest ending, if at least `keep` characters stay."""
    found = endings.search(word, keep)
    return word[: found.start()] if found else word
