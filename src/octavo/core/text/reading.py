"""Reads a text once into tokens and stems for the several analyses that look at the same article in a row."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from octavo.core.text.stems import written_stem
from octavo.core.text.tokens import Token, tokens


@dataclass(frozen=True, slots=True)
class Reading:
    """The tokens of a text and, at the same places, their stems."""

    tokens: tuple[Token, ...]
    stems: tuple[str, ...]


@lru_cache(maxsize=4)  # title and text of the article at hand
def read(text: str, lang: str | None) -> Reading:
    """The tokens and stems of `text`; remembered for the last few texts."""
    found = tuple(tokens(text, lang))
    return Reading(found, tuple(written_stem(token.text, lang) for token in found))
