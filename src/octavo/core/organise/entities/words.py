"""Takes a text apart into words with what each is by itself, looked up once a word form.

The names, themes and phrases of an article all start from this reading. Places are word numbers, not characters: the
ranking needs no more, and they cost nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from octavo.core.organise.entities.gazetteer import Known, index, is_spelt
from octavo.core.text.stems import stem, stopwords, written_stem

_REMEMBERED = 40_000  # word forms a language
_LONGEST = 60  # characters of what is remembered: texts without blanks never come again
_LETTERS = r"[^\W_]++(?:[\u0300-\u036f\u0591-\u05c7\u0610-\u0670\u06d6-\u06ed\u0900-\u0fbc\u200c\u200d]++[^\W_]*+)*+"
_PIECE = (
    r"[^\W\d_](?:\.[^\W\d_])++\.?(?!\w)"  # U.S.
    r"|(?:[^\W\d_a-z]|St|Jr|Dr|Mr|Ms|Mrs|Sen|Rep|Gov|Gen|Prof)\.(?!\w)"  # the F. of John F. Kennedy
    rf"|{_LETTERS}(?:['’ʼ&‑-]{_LETTERS})*+"  # O'Neill, Jean-Luc, AT&T
    r"|(?:[^\w\s]|_)++|\n"
)
_PLAIN = re.compile(_PIECE)
_ELISION = re.compile(
    rf"(?i:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|dell|nell|all|sull|dall|coll|quest|quell)['’ʼ](?=\w\w)|{_PIECE}"
)
_ELIDING = frozenset(["fr", "it", "ca"])
_STOPS = frozenset('.!?:;…\n•|–—-"“”„«»‹›‘([')
_HYPHEN = re.compile("[-‑]")
_POSSESSIVE = re.compile("['’ʼ][sS]?$")
_CASE_ENDING = re.compile("['’ʼ].*$")


_Names = tuple[tuple[tuple[str, ...], Known, bool], ...]  # stems, row, whether as a people


@dataclass(slots=True, eq=False)
class Word:
    """A word form or sign. The stem of a sign is ""; a word with hyphens has its parts' stems with blanks between."""

    text: str
    stem: str
    low: str  # casefolded, without possessive
    plain: bool  # a phrase may hold it: no function word, number or letter
    capital: bool
    stops: bool  # behind it a capital letter tells nothing
    stop: bool  # a function word
    possessive: bool
    known: tuple[tuple[Known, bool, bool], ...]  # rows it names, whether only in a text without capitals, as a people
    longer: _Names  # names of several words that it begins
    names: bool  # has either of the two
    speaks: tuple[Any, ...] | None = None  # what themes.Spoken says of it, once asked


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's words and signs in order, how often each form stands there, and whether the text has no capitals."""

    words: list[Word]
    counts: Counter[str]
    caseless: bool


@lru_cache(maxsize=4)  # title and text of the article at hand
def read(text: str, lang: str | None) -> Reading:
    """The words and signs of a text."""
    table = _chunks(lang)
    words = list(chain.from_iterable(map(table.__getitem__, text.replace("\n", " \n ").split(" "))))
    caseless = not any(word.capital for word in words[:70])
    return Reading(words, Counter([word.text for word in words]), caseless)


def form(word: str, lang: str | None) -> Word:
    """A word by itself, as it is remembered of the texts of a language."""
    return _chunks(lang).form(word)


def stem_of(name: str, lang: str | None) -> str:
    """The stem of a piece of a text, which has mostly been read before."""
    return _chunks(lang).form(name).stem


def possessive_off(word: str, lang: str | None) -> str:
    """A name without the English possessive, or without the case ending that Turkish puts behind an apostrophe."""
    if word.isalnum():
        return word
    if lang == "tr":
        return _CASE_ENDING.sub("", word)
    return _POSSESSIVE.sub("", word) if lang in ("en", None) else word


@cache
def _chunks(lang: str | None) -> _Chunks:
    return _Chunks(lang)


class _Chunks(dict[str, tuple[Word, ...]]):
    """What stands between two blanks → its words and signs, made once; emptied when full, so memory stays bounded."""

    def __init__(self, lang: str | None) -> None:
        super().__init__()
        self._lang = lang
        self._forms: dict[str, Word] = {}
        self._pieces = (_ELISION if lang in _ELIDING else _PLAIN).findall
        self._names = index(lang).by_stem
        self._stop = stopwords(lang)

    def __missing__(self, chunk: str) -> tuple[Word, ...]:
        if chunk.isalnum():
            made: tuple[Word, ...] = (self.form(chunk),)
        elif chunk[:-1].isalpha() and (chunk[-1] in ",;:!?)”" or (chunk[-1] == "." and len(chunk) > 5)):
            made = (self.form(chunk[:-1]), self.form(chunk[-1]))
        else:
            made = tuple([self.form(piece) for piece in self._pieces(chunk)])
            if len(made) == 2 and made[1].text in "-‑":  # the "Schul-" of "Schul- und Sporthallen"
                made = (replace(made[0], plain=False), made[1])
        if len(chunk) <= _LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[chunk] = made
        return made

    def form(self, piece: str) -> Word:
        """One word or sign."""
        found = self._forms.get(piece)
        if found is None:
            simple = piece.isascii() and piece.isalpha() and not piece.isupper()
            found = self._simple(piece) if simple else self._any(piece)
            if len(piece) <= _LONGEST:
                if len(self._forms) >= _REMEMBERED:
                    self._forms.clear()
                self._forms[piece] = found
        return found

    def _simple(self, text: str) -> Word:
        """A word of ASCII letters, which most are."""
        low = text.lower()
        root = stem(low, self._lang)
        stop = low in self._stop
        known, longer = self._named([text], (root,)) if root in self._names else ((), ())
        capital = low[0] != text[0]
        plain, names = not stop and len(low) > 1, bool(known or longer)
        return Word(text, root, low, plain, capital, False, stop, False, known, longer, names)

    def _any(self, text: str) -> Word:
        if not text[0].isalnum():
            return Word(text, "", text, False, False, text[-1] in _STOPS, False, False, (), (), False)
        bare = possessive_off(text, self._lang)
        low = bare.casefold()
        parts = _HYPHEN.split(text)
        roots = tuple([root for part in parts if (root := written_stem(part, self._lang))])
        stop = low.replace("’", "'") in self._stop or (len(text) > 1 and text[-1] in "'’ʼ")  # an elided article
        plain = len(bare) > 1 and not stop and bool(roots) and not text[0].isdigit()
        known, longer = self._named(parts, roots)
        possessive = len(bare) < len(text)
        return Word(
            text, " ".join(roots), low, plain, text[0].isupper(), False, stop, possessive, known, longer,
            bool(known or longer),
        )  # fmt: skip

    def _named(self, parts: list[str], roots: tuple[str, ...]) -> tuple[tuple[tuple[Known, bool, bool], ...], _Names]:
        """The rows that a word names by itself or in one of its parts, and those that it may begin.

        A people in small letters counts in languages that write it so, never as an English or acronym-like word.
        """
        known: list[tuple[Known, bool, bool]] = []
        after = 0
        for at, root in enumerate(roots):
            part = parts[min(at, len(parts) - 1)]
            small = part[:1].islower()
            no_people = small and (self._lang in ("en", None) or len(part) < 5)
            found = [one for one in self._names.get(root, ()) if at >= after and roots[at : at + len(one[0])] == one[0]]
            found = [one for one in found if one[2] or len(one[0]) > 1 or is_spelt(one[1], part, self._lang)]
            if len(roots) > 1 and self._lang != "de":
                found = [one for one in found if one[1].kind != "person"]  # another family: "Obama-Lee"
            sure = [one for one in found if (not no_people if one[2] else not small)]
            for wanted, row, people in (sure or [one for one in found if not one[2]])[:1]:
                known.append((row, not sure, people))
                after = at + len(wanted)
        longer = tuple([one for one in self._names.get(roots[0], ()) if len(one[0]) > 1]) if len(roots) == 1 else ()
        return tuple(known), longer
