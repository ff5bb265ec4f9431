"""English meaning from the wordllama package: averaged word vectors, about 1,100 leads a CPU second.

The vectors ship in the package; nothing is downloaded.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from octavo.errors import ProviderError
from octavo.providers.embedders import Vectors, plain, unit


class Semantic:
    """wordllama's `l2_supercat`, 256 dimensions."""

    name = "wordllama"
    languages = frozenset({"en"})
    characters = 2_000
    dimensions = 256

    @cached_property
    def version(self) -> str:
        return version("wordllama")

    @cached_property
    def _model(self) -> Any:
        package = _imported()
        folder = Path(package.__file__).parent  # it looks in a cache folder in the home first, and would download
        return package.WordLlama.load(dim=self.dimensions, cache_dir=folder, disable_download=True)

    def embed(self, texts: Sequence[str]) -> Vectors:
        # one by one: in a batch every text is padded to the longest, which costs more and rounds otherwise
        try:
            rows = [self._row(plain(text, self.characters)) for text in texts]
        except Exception as error:
            raise ProviderError(f"wordllama failed: {error}") from error
        return unit(np.array(rows, dtype=np.float32).reshape(-1, self.dimensions))

    def _row(self, text: str) -> Any:
        return self._model.embed([text])[0] if text else np.zeros(self.dimensions)


def _imported() -> Any:
    """The package; at its import it configures logging for the whole program, which is undone."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        return importlib.import_module("wordllama")
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
