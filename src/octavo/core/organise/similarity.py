"""How near two articles are in subject, with no archive at hand: shared words, shared meaning, shared names.

For one event or not, with everything that is open to compare with, see `similarity_pairs`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np

from octavo.core.organise.analysis import names, numbers, raw_words
from octavo.core.organise.vectors_meaning import meaning
from octavo.core.text.frequencies import Frequencies
from octavo.core.text.language import detect
from octavo.core.text.stems import terms
from octavo.types import Document

WORDS_SHARE = 0.75  # of words against meaning; best between .7 and .8 on the Lee pairs whatever the background
MAX_TEXT = 20_000  # characters


def similarity(a: Document, b: Document, frequencies: Frequencies | None = None) -> float:
    """0 (nothing in common) to 1 (the same words). Symmetric.

    `frequencies` weighs the words; without it, a shipped table does.
    """
    known = frequencies or Frequencies()
    text_a, text_b = _text(a), _text(b)
    lang_a, lang_b = detect(text_a, a.lang)[0], detect(text_b, b.lang)[0]
    if lang_a != lang_b:
        return _cosine(_facts(text_a), _facts(text_b), lambda _: 1.0)
    terms_a, terms_b = terms(text_a, lang_a), terms(text_b, lang_a)
    words = _cosine(Counter(terms_a), Counter(terms_b), lambda term: known.idf(lang_a, term))
    one, other = meaning(terms_a, lang_a), meaning(terms_b, lang_a)
    if one is None or other is None:
        return words
    near = min(max(float(np.dot(one, other)), 0.0), 1.0)
    return min(WORDS_SHARE * words + (1 - WORDS_SHARE) * near, 1.0)


def _text(doc: Document) -> str:
    return f"{doc.title}\n{doc.text}"[:MAX_TEXT].strip()


def _facts(text: str) -> Counter[str]:
    """Names and numbers, which stand alike in any language."""
    raw = raw_words(text)
    return Counter(names(raw) + numbers(raw))


def _cosine(a: Mapping[str, int], b: Mapping[str, int], weight: Callable[[str], float]) -> float:
    left = {word: (1 + math.log(count)) * weight(word) for word, count in a.items()}
    right = {word: (1 + math.log(count)) * weight(word) for word, count in b.items()}
    dot = sum(left[word] * right[word] for word in sorted(left.keys() & right.keys()))
    norms = math.sqrt(sum(x * x for x in left.values()) * sum(x * x for x in right.values()))
    return min(dot / norms, 1.0) if norms else 0.0
