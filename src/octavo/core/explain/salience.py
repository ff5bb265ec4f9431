"""Says how much each sentence of some texts carries what the texts are about. Chooses nothing.

Scores mix closeness to the centre of all texts, place in the text and words of the title (the classic extractive
recipe); sentences that cannot stand alone in a list of key points are left out.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from octavo.core.data import load_json
from octavo.core.text.sentences import sentences
from octavo.core.text.stems import terms
from octavo.core.text.tokens import tokens
from octavo.types import Span

MIN_WORDS = 7
MAX_WORDS = 60
_CENTRALITY, _PLACE, _TITLE, _CONTEXT = 1.5, 0.7, 0.4, 0.25

_QUOTES = "\"'“”„«»‘’「」『』"
_QUESTION = re.compile(r"[?？؟;][\"'”’»)]*$")
_FIRST_WORD = re.compile(r"\W*(\w+)")

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that could stand in a list of key points. `vector` has length 1."""

    article: int  # index of the text it is from
    place: int  # its number among all sentences of that text
    span: Span
    vector: Vector
    score: float


def rate(texts: Sequence[tuple[str, str, str | None]]) -> list[Sentence]:
    """The usable sentences of (title, text, lang) triples, each with its score; in text order."""
    spans = [sentences(text, lang) for _, text, lang in texts]
    bags = [
        [Counter(terms(text[span.start : span.end], lang)) for span in found]
        for (_, text, lang), found in zip(texts, spans, strict=True)
    ]
    idf = _idf([bag for found in bags for bag in found])
    vectors = [[_vector(bag, idf) for bag in found] for found in bags]
    centre = _unit(_sum([_sum(found) for found in vectors]))
    rated: list[Sentence] = []
    for article, (title, text, lang) in enumerate(texts):
        heading = _vector(Counter(terms(title, lang)), idf)
        for place, (span, vector) in enumerate(zip(spans[article], vectors[article], strict=True)):
            quoted = text[span.start : span.end]
            if not vector or not _stands_alone(quoted):
                continue
            score = (
                _CENTRALITY * cosine(vector, centre)
                + _PLACE / math.sqrt(1 + place)
                + _TITLE * cosine(vector, heading)
                - (_CONTEXT if place and _leans_back(quoted) else 0.0)
            )
            rated.append(Sentence(article, place, span, vector, score))
    return rated


def _stands_alone(quoted: str) -> bool:
    """Neither too short nor too long, no question, not only somebody's words, no page furniture."""
    count = len(tokens(quoted))
    if not MIN_WORDS <= count <= MAX_WORDS * (2 if _is_unspaced(quoted) else 1):
        return False
    if _QUESTION.search(quoted) or _boilerplate().search(quoted):
        return False
    return not (quoted[0] in _QUOTES and quoted.rstrip(".")[-1] in _QUOTES)


@cache
def _boilerplate() -> re.Pattern[str]:
    """Page furniture that extraction may leave in a text."""
    phrases = load_json("octavo.core.explain", "words.json")["boilerplate"]
    cjk = "点击|點擊|订阅|訂閱|责任编辑|責任編輯|版权所有|写真：|関連記事"
    return re.compile(rf"\b(?:{phrases})\b|©|https?://|www\.|{cjk}", re.IGNORECASE)


@cache
def _leaning() -> frozenset[str]:
    """First words that lean on the sentence before."""
    return frozenset(load_json("octavo.core.explain", "words.json")["leans_back"].split())


def _leans_back(quoted: str) -> bool:
    first = _FIRST_WORD.match(quoted)
    return first is not None and first[1].casefold() in _leaning()


def _is_unspaced(quoted: str) -> bool:
    return quoted.count(" ") * 12 < len(quoted)


def _idf(bags: Sequence[Counter[str]]) -> dict[str, float]:
    """Words of nearly every sentence say little about which one to take."""
    frequency = Counter(term for bag in bags for term in bag)
    return {term: math.log(1 + len(bags) / (1 + count)) for term, count in frequency.items()}


def _vector(bag: Counter[str], idf: Mapping[str, float]) -> dict[str, float]:
    return _unit({term: (1 + math.log(count)) * idf.get(term, 0.0) for term, count in bag.items()})


def _unit(vector: Vector) -> dict[str, float]:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}


def _sum(vectors: Sequence[Vector]) -> dict[str, float]:
    total: dict[str, float] = {}
    for vector in vectors:
        for term, weight in vector.items():
            total[term] = total.get(term, 0.0) + weight
    return total


def cosine(one: Vector, other: Vector) -> float:
    """Of unit vectors; 0 where they share nothing."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other.get(term, 0.0) for term, weight in one.items())
