"""Exact checks of a claim's sentence: numbers, names, dates, quotations, negations, opposites, each problem in words.

They compare what is written, so they know no synonyms of names and count no things; a guard, never a proof.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from octavo.core.data import load_json
from octavo.core.explain.alignment import Source, negated
from octavo.core.explain.reading import Read, Word
from octavo.core.explain.relations import relation
from octavo.core.text.tokens import words

_QUOTATION = re.compile(r"[\"“„«「『]([^\"“”„«»「」『』\n]{2,400})[\"”“»」』]")
_QUOTED_WORDS = 3  # shorter ones are titles or irony
_SAME_START = 5  # letters: Belgium and Belgian, Ukraine and Ukrainian


class Problem(NamedTuple):
    """What kind of thing is wrong, and a sentence's worth of plain words on it."""

    kind: Literal["number", "name", "date", "quotation", "negation", "opposite"]
    words: str


def problems(source: Source, claim: Read, text: str, claim_text: str, window: Sequence[int]) -> tuple[Problem, ...]:
    """What in the sentence the text does not have or says otherwise; empty when nothing was found."""
    found = [
        *_numbers(source, claim, claim_text),
        *_names(source, claim),
        *_quotations(text, claim_text[claim.span.start : claim.span.end]),
        *_negations(source, claim, window),
        *_opposites(source, claim, window),
    ]
    return tuple(dict.fromkeys(found))


def _numbers(source: Source, claim: Read, claim_text: str) -> Iterator[Problem]:
    for figure in claim.figures:
        if figure.value not in source.values:
            yield Problem("number", f"number {claim_text[figure.span.start : figure.span.end]} is not in the text")


def _names(source: Source, claim: Read) -> Iterator[Problem]:
    """Neighbouring missing names are one."""
    run: list[Word] = []
    for word in (*claim.words, None):
        if word is not None and word.name and not _has_name(source, word):
            if word.norm in _calendar():
                yield Problem("date", f"date {word.text} is not in the text")
            else:
                run.append(word)
        elif run:
            yield Problem("name", f"name {' '.join(one.text for one in run)} is not in the text")
            run = []


def _has_name(source: Source, word: Word) -> bool:
    if word.stem in source.holders or word.norm in source.initials:
        return True
    return len(word.norm) >= _SAME_START and word.norm[:_SAME_START] in source.starts


@cache
def _calendar() -> frozenset[str]:
    table = load_json("octavo.core.explain", "words.json")
    return frozenset([*table["months"].split(), *table["days"].split()])


def _quotations(text: str, sentence: str) -> Iterator[Problem]:
    said = [words(match[1]) for match in _QUOTATION.finditer(sentence)]
    if not any(len(one) >= _QUOTED_WORDS for one in said):
        return
    running = f" {' '.join(words(text))} "
    for one, match in zip(said, _QUOTATION.finditer(sentence), strict=True):
        if len(one) >= _QUOTED_WORDS and f" {' '.join(one)} " not in running:
            yield Problem("quotation", f"the quotation “{match[1].strip()}” is not in the text word for word")


def _negations(source: Source, claim: Read, window: Sequence[int]) -> Iterator[Problem]:
    mine = negated(claim)
    for word in claim.words:
        holders = [index for index in window if word.stem in source.sentences[index].stems]
        if not word.content or not holders:
            continue
        theirs = [word.stem in negated(source.sentences[index]) for index in holders]
        if word.stem in mine and not any(theirs):
            yield Problem("negation", f"“{word.text}” is negated here and not in the text")
        elif word.stem not in mine and all(theirs):
            yield Problem("negation", f"“{word.text}” is negated in the text and not here")


def _opposites(source: Source, claim: Read, window: Sequence[int]) -> Iterator[Problem]:
    """A word that the text does not have, whose opposite stands where the claim is taken from."""
    if not source.english:
        return
    for word in claim.words:
        if not word.content or word.stem in source.holders:
            continue
        for index in window:
            for other in source.sentences[index].words:
                if other.content and relation(word.stem, other.stem) == "opposite":
                    yield Problem("opposite", f"“{word.text}” is the opposite of “{other.text}” in the text")
