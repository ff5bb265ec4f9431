"""A text as grounding reads it: sentences of words, each with its stem and its part (content, name, number, negation).

It compares nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from octavo.core.data import load_json
from octavo.core.explain.figures import Figure, figures
from octavo.core.text.sentences import sentences
from octavo.core.text.stems import stem, stopwords
from octavo.core.text.tokens import normalise, plain, tokens
from octavo.types import Span

_LONGEST = 250  # words
_US = frozenset({"US", "U.S", "USA", "U.S.A"})  # lower-cased, the country would be a pronoun


@dataclass(frozen=True, slots=True)
class Word:
    """`stem` is normalised and stemmed; irregular English forms are led back to their base."""

    text: str
    norm: str
    stem: str
    start: int
    end: int
    content: bool
    name: bool  # capitalised where a capital means something
    negation: bool
    hedge: bool


@dataclass(frozen=True, slots=True)
class Read:
    """One sentence: its words, its numbers and where it stands."""

    span: Span
    words: tuple[Word, ...]
    figures: tuple[Figure, ...]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Table:
    function: frozenset[str]
    negations: frozenset[str]
    hedges: frozenset[str]


@cache
def _table(lang: str) -> _Table:
    raw = load_json("octavo.core.explain", "reading.json")
    # Our stop words hold news filler ("said", "first", "high") that a claim can get wrong; English has its own list.
    function = frozenset(raw["function"][lang].split()) if lang in raw["function"] else stopwords(lang)
    negations = frozenset(raw["negations"].get(lang, "").split())
    return _Table(function - negations, negations, frozenset(raw["hedges"].get(lang, "").split()))


@cache
def _irregular() -> dict[str, str]:
    table: dict[str, str] = load_json("octavo.core.explain", "wordnet.json.gz")["irregular"]
    return table


def read(text: str, lang: str | None) -> list[Read]:
    """The sentences of `text` that have words."""
    cased = _has_case(text)
    found: list[Read] = []
    for span in sentences(text, lang):
        found.extend(_read(text, span, lang, cased))
    return found


def _read(text: str, span: Span, lang: str | None, cased: bool) -> Iterator[Read]:
    """One sentence, or the pieces of one that never ends: comparing grows with the square of its words."""
    quoted = text[span.start : span.end]
    words: list[Word] = []
    for token in tokens(quoted, lang):
        norm = "usa" if token.text in _US and lang in (None, "en") else plain(normalise(token.text))
        at = span.start + token.start
        words.append(_word(token.text, norm, at, at + len(token.text), lang, cased, not words))
    numbers = [
        Figure(Span(one.span.start + span.start, one.span.end + span.start), one.value) for one in figures(quoted, lang)
    ]
    for start in range(0, len(words), _LONGEST):
        piece = words[start : start + _LONGEST]
        first = span.start if start == 0 else piece[0].start
        last = span.end if start + _LONGEST >= len(words) else piece[-1].end
        own = tuple(one for one in numbers if first <= one.span.start < last)
        yield Read(Span(first, last), tuple(piece), own, frozenset(word.stem for word in piece))


def _word(text: str, norm: str, start: int, end: int, lang: str | None, cased: bool, first: bool) -> Word:
    table = _table(lang or "en")
    base = _irregular().get(norm, norm) if lang in (None, "en") else norm
    negation = norm in table.negations or (lang in (None, "en") and norm.endswith("n't"))
    content = norm not in table.function and not negation and (len(norm) > 1 or norm.isdigit() or norm > "\u2fff")
    # The first word's capital says nothing, nor do capitals of a German noun; "US" and "EU" are names anywhere.
    name = cased and content and text[0].isupper() and (not first or (len(text) > 1 and text.isupper()))
    return Word(text, norm, stem(base, lang or "en"), start, end, content, name, negation, norm in table.hedges)


def _has_case(text: str) -> bool:
    """Whether capitals tell names: not in lower-cased text, not in headlines in capitals, not in scripts without."""
    letters: list[str] = re.findall(r"[^\W\d_]{2,}", text[:20000])
    capitals: int = sum(letter[0].isupper() for letter in letters)
    return 0.02 * len(letters) < capitals < 0.6 * len(letters)
