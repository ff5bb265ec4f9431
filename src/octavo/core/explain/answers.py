"""Answers a question with sentences quoted from articles, or says that none answers. Writes no text of its own.

A sentence answers when it, with its neighbours and the title, covers the question's words (weighted by rarity) and
holds what the question asks for (a number, a date, a person).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.core.explain.questions import Expected, expected, offers, query_terms
from octavo.core.text.sentences import sentences
from octavo.core.text.stems import terms
from octavo.types import Answer, Citation, Span, Statement

__all__ = ["Passage", "answer", "query_terms"]

ENOUGH = 0.5  # weighted share of the question's words; calibrated on passages that hold no answer
_OWN = 0.3  # at least this share stands in the sentence itself
_OTHERS = 0.85  # further sentences must come this near to the best
_AT_MOST = 3


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
    score: float
    covered: float


def answer(question: str, passages: Sequence[Passage], idf: Callable[[str], float] | None = None) -> Answer:
    """One to three sentences, best first, with `confidence` 0–1; empty when no passage answers.

    `idf` gives the rarity of a stem in the archive; without it rarity is counted over the passages.
    """
    candidates = [one for one in _candidates(question, passages, idf) if one.covered >= ENOUGH]
    candidates.sort(key=lambda one: (-one.score, one.order, one.span.start))
    if not candidates:
        return Answer()
    best = candidates[0]
    chosen = [best]
    for one in candidates[1:]:
        if len(chosen) == _AT_MOST or one.score < _OTHERS * best.score:
            break
        if all(_differ(one, other) for other in chosen):
            chosen.append(one)
    return Answer(tuple(_statement(one) for one in chosen), round(min(1.0, best.covered), 4))


def _candidates(question: str, passages: Sequence[Passage], idf: Callable[[str], float] | None) -> Iterator[_Candidate]:
    split = [sentences(passage.text, passage.lang) for passage in passages]
    bags = [
        [frozenset(terms(passage.text[span.start : span.end], passage.lang)) for span in spans]
        for passage, spans in zip(passages, split, strict=True)
    ]
    rarity = idf or _counted([bag for found in bags for bag in found])
    for order, (passage, spans) in enumerate(zip(passages, split, strict=True)):
        asked = query_terms(question, passage.lang)
        weights = {term: rarity(term) for term in asked}
        total = sum(weights.values())
        if not total:
            continue
        kind = expected(question, passage.lang)
        title = frozenset(terms(passage.title, passage.lang))
        for index, span in enumerate(spans):
            near = title.union(*bags[order][max(0, index - 1) : index + 2])
            own = sum(weight for term, weight in weights.items() if term in bags[order][index]) / total
            context = sum(weight for term, weight in weights.items() if term in near) / total
            if own >= _OWN and offers(passage.text[span.start : span.end], question, kind, passage.lang):
                covered = (own + context) / 2
                yield _Candidate(
                    passage, order, span, bags[order][index], _score(covered, kind, bags[order][index]), covered
                )


def _score(covered: float, kind: Expected, bag: frozenset[str]) -> float:
    """Very long sentences cover words by length alone."""
    return covered / (1 + 0.002 * max(0, len(bag) - 30))


def _counted(bags: Sequence[frozenset[str]]) -> Callable[[str], float]:
    frequency = Counter(term for bag in bags for term in bag)
    return lambda term: math.log(1 + (len(bags) + 1) / (1 + frequency[term]))


def _differ(one: _Candidate, other: _Candidate) -> bool:
    """Not the same words again (another publisher's copy)."""
    return len(one.terms & other.terms) < 0.7 * len(one.terms | other.terms)


def _statement(candidate: _Candidate) -> Statement:
    span, offset = candidate.span, candidate.passage.offset
    return Statement(
        candidate.passage.text[span.start : span.end],
        Citation(candidate.passage.article_id, Span(span.start + offset, span.end + offset)),
        round(candidate.score, 4),
    )
