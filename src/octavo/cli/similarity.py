"""`octavo similarity`: pairs of texts in, how alike they are out."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

import click

from octavo.cli import lines
from octavo.errors import InputError
from octavo.types import Document


@click.command()
@click.argument("paths", nargs=-1, required=True)
def command(paths: tuple[str, ...]) -> None:
    """Compare the texts of JSON Lines {id, a: {title, text}, b: {title, text}}: {id, similarity}, from 0 to 1."""
    lines.answer_lines(paths, answer)


def answer(found: dict[str, Any]) -> dict[str, Any]:
    from octavo.core.organise.similarity import similarity

    lines.require(found, "a")
    lines.require(found, "b")
    a, b = (_document(found, side) for side in ("a", "b"))
    return {"id": found.get("id"), "similarity": round(similarity(a, b, nearness=_model().cosine), 6)}


@cache
def _model() -> Any:
    """What the settings name or what is installed; without either, words alone decide."""
    from octavo.config.environment import read
    from octavo.providers.choice import choose
    from octavo.providers.nearness import Nearness

    return Nearness(choose(read(os.environ).embed))


def _document(found: dict[str, Any], side: str) -> Document:
    if not isinstance(found[side], dict):
        raise InputError(f"{side} is no object", hint="give {title, text}")
    return Document(0, lines.text_of(found, side, "title"), lines.text_of(found, side, "text"))
