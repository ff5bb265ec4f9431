"""Finds abusive words and phrases in a comment, also where they are disguised. Decides nothing.

The word list is data (`data/abuse.json`): six grades, `*` at the end of an entry stands for any ending. It can see
words, not meaning: irony, dog whistles and polite cruelty pass; a quoted insult is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from octavo.core.data import load_json
from octavo.types import Span

GRADES = ("slur", "threat", "insult", "crude", "harsh", "sharp")  # from worst to mildest

_WORD = re.compile(r"[\w@$!*€|]+(?:['’]\w+)?")
_SPACED = re.compile(r"(?<!\w)\w(?:[ .\-_*]\w){2,}(?!\w)")  # i.d.i.o.t, f u c k
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_LEET = str.maketrans("0134578@$!€|", "oieastbasiei")
_LONGEST_PHRASE = 4  # words
_MIN_PREFIX = 3


@dataclass(frozen=True, slots=True)
class Abuse:
    """One find: where it stands and how grave it is (one of GRADES)."""

    span: Span
    grade: str


def find_abuse(text: str) -> list[Abuse]:
    """All finds in text order, not overlapping; of two at one place the longer stands, then the graver."""
    finds = sorted(
        [*_words(text), *_spaced(text), *_cjk(text)],
        key=lambda find: (find.span.start, -find.span.end, GRADES.index(find.grade)),
    )
    chosen: list[Abuse] = []
    for find in finds:
        if not chosen or find.span.start >= chosen[-1].span.end:
            chosen.append(find)
    return chosen


def abusive_spans(text: str) -> list[Span]:
    """Where the abuse stands; finds that only blanks divide are one span. Sharp words count if nothing is worse."""
    finds = find_abuse(text)
    grave = [find for find in finds if find.grade != "sharp"]
    spans: list[Span] = []
    for find in grave or finds:
        if spans and not text[spans[-1].end : find.span.start].strip(" "):
            spans[-1] = Span(spans[-1].start, find.span.end)
        else:
            spans.append(find.span)
    return spans


@cache
def _lexicon() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Whole entries, prefixes and CJK entries, each to its grade; the graver grade wins."""
    whole: dict[str, str] = {}
    prefixes: dict[str, str] = {}
    cjk: dict[str, str] = {}
    table = load_json("octavo.core.discuss", "abuse.json")
    for grade in GRADES:
        for entry in table[grade]:
            key = " ".join(_plain(word) for word in entry.rstrip("*").split())
            place = cjk if _CJK.search(entry) else prefixes if entry.endswith("*") else whole
            place.setdefault(key, grade)
    return whole, prefixes, cjk


def _plain(word: str) -> str:
    """Lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _forms(word: str) -> Iterator[str]:
    """The word as it may be meant: as typed, with digits read as letters, with stretched letters shortened."""
    plain = _plain(word).strip("!*|")
    yield plain
    letters = plain.translate(_LEET)
    yield letters
    yield re.sub(r"(.)\1{2,}", r"\1", letters)
    yield re.sub(r"(.)\1{2,}", r"\1\1", letters)


def _grade(key: str) -> str | None:
    whole, prefixes, _ = _lexicon()
    if key in whole:
        return whole[key]
    for length in range(len(key), _MIN_PREFIX - 1, -1):
        if key[:length] in prefixes:
            return prefixes[key[:length]]
    return None


def _word_grade(word: str) -> str | None:
    for form in _forms(word):
        grade = _grade(form)
        if grade:
            return grade
    return _masked(_plain(word)) if "*" in word.strip("*") else None


@cache
def _maskable() -> dict[tuple[str, str, int], str]:
    """(first letter, last letter, length) of the grave short words, for f**k and a**hole."""
    whole, prefixes, _ = _lexicon()
    return {
        (key[0], key[-1], len(key)): grade
        for key, grade in {**whole, **prefixes}.items()
        if grade in ("slur", "insult", "crude") and " " not in key and len(key) >= 4
    }


def _masked(word: str) -> str | None:
    """The grade of a word with stars inside, by its first and last letter and its length."""
    return _maskable().get((word[0], word[-1], len(word)))


def _words(text: str) -> Iterator[Abuse]:
    tokens = list(_WORD.finditer(text))
    whole, prefixes, _ = _lexicon()
    phrases = {key.split()[0] for key in (*whole, *prefixes) if " " in key}
    for index, token in enumerate(tokens):
        grade = _word_grade(token.group())
        if grade:
            yield Abuse(_span(token, token), grade)
        if _plain(token.group()) not in phrases:
            continue
        for size in range(2, min(_LONGEST_PHRASE, len(tokens) - index) + 1):
            last = tokens[index + size - 1]
            grade = _grade(" ".join(_plain(one.group()) for one in tokens[index : index + size]))
            if grade and last.end() - token.start() <= 40:
                yield Abuse(_span(token, last), grade)


def _span(first: re.Match[str], last: re.Match[str]) -> Span:
    """From the first to the last word, without the marks around them."""
    word = last.group()
    return Span(first.start(), last.start() + len(word.rstrip("!*|")) if word.rstrip("!*|") else last.end())


def _spaced(text: str) -> Iterator[Abuse]:
    for match in _SPACED.finditer(text):
        grade = _grade(_plain(match.group()[::2]))
        if grade:
            yield Abuse(Span(match.start(), match.end()), grade)


def _cjk(text: str) -> Iterator[Abuse]:
    if not _CJK.search(text):
        return
    for entry, grade in _lexicon()[2].items():
        for match in re.finditer(re.escape(entry), text):
            yield Abuse(Span(match.start(), match.end()), grade)
