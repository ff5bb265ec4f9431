"""What every embedder is: texts in, one unit vector a text out. It knows no model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from octavo.errors import ProviderError

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Turns texts into vectors whose cosine tells nearness of meaning: about 0 for unrelated texts, at most 1.

    `name` and `version` together say which vectors can be compared. `languages` are those it is good for, as two-letter
    codes; None is all. `characters` is how much of a text it looks at.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def languages(self) -> frozenset[str] | None: ...

    @property
    def characters(self) -> int: ...

    @property
    def dimensions(self) -> int | None:
        """None until an endpoint's model has answered once."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row a text, in order, of length 1; a text with nothing to embed gives a row of zeros.

        Raises ProviderError only.
        """
        ...


def identity(embedder: Embedder) -> str:
    """What stands beside a stored vector: only vectors with the same are compared."""
    return f"{embedder.name} {embedder.version}"[:200]


def covers(embedder: Embedder, lang: str | None) -> bool:
    """Whether it is good for a language; None and "und" are unknown."""
    return embedder.languages is None or (lang or "und") in embedder.languages


def plain(text: str, most: int) -> str:
    """The opening of a text that any tokenizer can read: without lone surrogates and zero bytes."""
    return text[:most].replace("\0", " ").encode("utf-8", "replace").decode("utf-8").strip()


def unit(rows: Vectors) -> Vectors:
    """Rows at length 1; rows of zeros stay. ProviderError where a value is no number."""
    if not np.isfinite(rows).all():
        raise ProviderError("the model returned values that are no numbers")
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, norms, out=np.zeros_like(rows), where=norms > 1e-9), dtype=np.float32)
