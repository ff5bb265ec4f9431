"""How near two articles are in subject, with no archive at hand: shared words, shared meaning, shared names.

For one event or not, with everything that is open to compare with, see `similarity_pairs`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np

from octavo.core.organise.facts import names, numbers
from octavo.core.organise.vectors_meaning import meaning
from octavo.core.text.frequencies import Frequencies
from octavo.core.text.language import detect
from octavo.core.text.stems import terms
from octavo.core.text.tokens import spelled
from octavo.types import Document

WORDS_SHARE = 0.75  # of words against meaning; best between .7 and .8 on the Lee pairs whatever the background
MODEL_SHARE = 0.3  # of a model's cosine in one language: the Lee pairs are within .01 of the best from .2 to .5
MEANING_SHARE = 0.2  # of meaning beside a model's cosine
FACTS_SHARE = 0.4  # of names and numbers beside a model's cosine across languages: translations are flat from .3 to .5
MAX_TEXT = 20_000  # characters

Nearness = Callable[[str, str, str, str], float | None]  # text, language, text, language → cosine of a model, or None


def similarity(
    a: Document, b: Document, frequencies: Frequencies | None = None, nearness: Nearness | None = None
) -> float:
    """0 (nothing in common) to 1 (the same words). Symmetric.

    `frequencies` weighs the words; without it, a shipped table does. `nearness` asks a model; where there is none, or
    it knows one of the languages not, words, names and numbers decide alone.
    """
    text_a, text_b = _text(a), _text(b)
    lang_a, lang_b = detect(text_a, a.lang)[0], detect(text_b, b.lang)[0]
    cosine = None if nearness is None else nearness(text_a, lang_a or "und", text_b, lang_b or "und")
    if lang_a != lang_b:
        facts = _cosine(_facts(text_a), _facts(text_b), lambda _: 1.0)
        return facts if cosine is None else _within(FACTS_SHARE * facts + (1 - FACTS_SHARE) * _within(cosine))
    return _of_one_language(text_a, text_b, lang_a, frequencies or Frequencies(), cosine)


def _of_one_language(a: str, b: str, lang: str | None, known: Frequencies, cosine: float | None) -> float:
    terms_a, terms_b = terms(a, lang), terms(b, lang)
    words = _cosine(Counter(terms_a), Counter(terms_b), lambda term: known.idf(lang, term))
    one, other = meaning(terms_a, lang), meaning(terms_b, lang)
    parts = [] if cosine is None else [(MODEL_SHARE, _within(cosine))]
    if one is not None and other is not None:
        share = 1 - WORDS_SHARE if cosine is None else MEANING_SHARE
        parts.append((share, _within(float(np.dot(one, other)))))
    rest = 1 - sum(share for share, _ in parts)
    return _within(rest * words + sum(share * value for share, value in parts))


def _within(value: float) -> float:
    return min(max(value, 0.0), 1.0)


def _text(doc: Document) -> str:
    return f"{doc.title}\n{doc.text}"[:MAX_TEXT].strip()


def _facts(text: str) -> Counter[str]:
    """Names and numbers, which stand alike in any language."""
    return Counter(names(spelled(text)) + numbers(text))


def _cosine(a: Mapping[str, int], b: Mapping[str, int], weight: Callable[[str], float]) -> float:
    left = {word: (1 + math.log(count)) * weight(word) for word, count in a.items()}
    right = {word: (1 + math.log(count)) * weight(word) for word, count in b.items()}
    dot = sum(left[word] * right[word] for word in sorted(left.keys() & right.keys()))
    norms = math.sqrt(sum(x * x for x in left.values()) * sum(x * x for x in right.values()))
    return min(dot / norms, 1.0) if norms else 0.0
