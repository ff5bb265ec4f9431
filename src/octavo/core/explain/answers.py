"""Answers a question with sentences quoted from articles, or says that none answers. Writes no text of its own.

A sentence answers when it, with its neighbours and the title, covers the question's words (weighted by rarity) and
holds what the question asks for (a number, a date, a person).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.core.explain.questions import counts, expected, offers, query_terms, unit
from octavo.core.text.sentences import sentences
from octavo.core.text.stems import terms
from octavo.types import Answer, Citation, Span, Statement

__all__ = ["Passage", "answer", "query_terms"]

# Weights of a logistic score, fitted on 150 questions with passages that do and do not hold the answer.
_BIAS = -8.4
_OWN, _NEAR, _PASSAGE = 2.6, 0.5, 0.85  # share of the question's words in the sentence, with its neighbours, in all
_OFFERS = 4.15  # holds a number, date or person where one is asked for
_DIGITS = 1.1  # share of the question's own numbers (years) that the passage has
_NO_DIGITS = 0.7  # ... where the question has none
_UNIT = 1.5  # what is counted stands behind a number, or does not
_LENGTH, _LONG = 0.55, 60  # characters
_ASKS = -0.35  # is itself a question
_EMPTY = -1.8  # has almost nothing beside the question's words
_FEW_NEW, _FEW_NEW_PAIRS = 2, 4

ENOUGH = 0.35  # probability from which a sentence is shown; .85 answered and .57 of the unanswerable declined at .40
_FURTHER = 0.7  # further sentences: this share of ENOUGH ...
_NEAR_BEST = 0.5  # ... and of the best one's probability
_ABSENT_PAIR = 0.3  # CJK words are counted in overlapping pairs; one that no passage has mostly straddles two words
_LEAST = (
    0.5  # share of the question's words that sentence, neighbours and title must have; CJK pairs cannot be held to it
)
_AT_MOST = 3
_DIGIT_RUN = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Part of an article's text; `offset` is where it begins in that text, so that citations point into the article."""

    article_id: int
    title: str
    text: str
    offset: int = 0
    lang: str | None = None
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    passage: Passage
    order: int
    span: Span
    terms: frozenset[str]
    probability: float


def answer(question: str, passages: Sequence[Passage], idf: Callable[[str], float] | None = None) -> Answer:
    """One to three sentences, best first, with `confidence` 0–1; empty when no passage answers.

    `idf` gives the rarity of a stem in the archive; without it rarity is counted over the passages.
    """
    candidates = sorted(
        _candidates(question, passages, idf), key=lambda one: (-one.probability, one.order, one.span.start)
    )
    if not candidates or candidates[0].probability < ENOUGH:
        return Answer()
    best = candidates[0]
    least = max(_FURTHER * ENOUGH, _NEAR_BEST * best.probability)
    chosen = [best]
    for one in candidates[1:]:
        if len(chosen) == _AT_MOST or one.probability < least:
            break
        if all(_differ(one, other) for other in chosen):
            chosen.append(one)
    return Answer(tuple(_statement(one) for one in chosen), round(best.probability, 4))


def _candidates(question: str, passages: Sequence[Passage], idf: Callable[[str], float] | None) -> Iterator[_Candidate]:
    split = [sentences(passage.text, passage.lang) for passage in passages]
    bags = [
        [frozenset(terms(passage.text[span.start : span.end], passage.lang)) for span in spans]
        for passage, spans in zip(passages, split, strict=True)
    ]
    rarity = _rarity([bag for found in bags for bag in found], idf)
    for order, (passage, spans) in enumerate(zip(passages, split, strict=True)):
        asked = {term: rarity(term) for term in query_terms(question, passage.lang)}
        if not sum(asked.values()):
            continue
        paired = any(term > "\u2fff" for term in asked)
        title = frozenset(terms(passage.title, passage.lang))
        about = _share(asked, title.union(*bags[order]))
        digits = _shared_digits(question, f"{passage.title} {passage.text}")
        for index, (span, bag) in enumerate(zip(spans, bags[order], strict=True)):
            if not bag & asked.keys():
                continue
            near = frozenset().union(*bags[order][max(0, index - 1) : index + 2])
            if not paired and _share(asked, near | title) < _LEAST:
                continue
            logit = (
                _BIAS
                + _OWN * _share(asked, bag)
                + _NEAR * _share(asked, near)
                + _PASSAGE * about
                + _DIGITS * digits
                + _EMPTY * (len(bag - asked.keys()) < (_FEW_NEW_PAIRS if paired else _FEW_NEW))
                + _of_sentence(passage.text[span.start : span.end], question, passage.lang)
            )
            yield _Candidate(passage, order, span, bag, 1 / (1 + math.exp(-logit)))


def _of_sentence(sentence: str, question: str, lang: str | None) -> float:
    """What the sentence as written adds: the right kind of thing, the right unit, enough length, no question."""
    score = _LENGTH * min(2.0, len(sentence) / _LONG) + _ASKS * sentence.rstrip("\"'”’」").endswith(("?", "？"))
    score += _OFFERS * offers(sentence, question, expected(question), lang)
    counted = unit(question)
    if counted:
        score += _UNIT if counts(sentence, counted) else -_UNIT
    return score


def _share(asked: Mapping[str, float], bag: frozenset[str]) -> float:
    """The weighted share of the asked words that the bag has."""
    return sum(weight for term, weight in asked.items() if term in bag) / sum(asked.values())


def _shared_digits(question: str, text: str) -> float:
    asked = set(_DIGIT_RUN.findall(question))
    return len(asked & set(_DIGIT_RUN.findall(text))) / len(asked) if asked else _NO_DIGITS


def _rarity(bags: Sequence[frozenset[str]], idf: Callable[[str], float] | None) -> Callable[[str], float]:
    frequency = Counter(term for bag in bags for term in bag)

    def rarity(term: str) -> float:
        weight = idf(term) if idf else math.log(1 + (len(bags) + 1) / (1 + frequency[term]))
        return weight * _ABSENT_PAIR if term > "\u2fff" and not frequency[term] else weight

    return rarity


def _differ(one: _Candidate, other: _Candidate) -> bool:
    """Not the same words again (another publisher's copy)."""
    return len(one.terms & other.terms) < 0.7 * len(one.terms | other.terms)


def _statement(candidate: _Candidate) -> Statement:
    span, offset = candidate.span, candidate.passage.offset
    return Statement(
        candidate.passage.text[span.start : span.end],
        Citation(candidate.passage.article_id, Span(span.start + offset, span.end + offset)),
        round(candidate.probability, 4),
    )
