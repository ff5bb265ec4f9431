"""How near two texts are to a model, asked for one pair after the other: the vectors of the last texts are kept."""

from __future__ import annotations

from functools import lru_cache, partial

from octavo.providers.choice import Choice
from octavo.providers.embedders import Embedder, Vectors

KEPT = 1024  # vectors; pairs of one list share their texts


class Nearness:
    """Cosines by the embedder that is best for the languages of a pair."""

    def __init__(self, choice: Choice) -> None:
        self._choice = choice
        self._vectors = {one.name: lru_cache(maxsize=KEPT)(partial(_vector, one)) for one in choice.all}

    def cosine(self, a: str, lang_a: str, b: str, lang_b: str) -> float | None:
        """Below 1; None where no embedder is good for both languages. ProviderError where it fails."""
        embedder = self._choice.best(lang_a, lang_b)
        if embedder is None:
            return None
        vector = self._vectors[embedder.name]
        one, other = (vector(text[: embedder.characters]) for text in (a, b))
        return float(one @ other)


def _vector(embedder: Embedder, text: str) -> Vectors:
    found: Vectors = embedder.embed([text])[0]
    return found
