"""Runs documents through a stream as the product does: added in order, re-linked every so often and at the end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from octavo.core.organise.analysis import Analysis, analyse
from octavo.core.organise.meanings import pack, unpack
from octavo.core.organise.pair_model import Model
from octavo.core.organise.stream import Merge, RelinkResult, Stream, relink_every
from octavo.core.organise.vectors import Floats
from octavo.providers.embedders import Embedder, covers
from octavo.types import Document, RelatedItem


@dataclass
class Outcome:
    """By position: the story at arrival and in the end; by article id: the related list in the end."""

    online: list[int]
    final: list[int]
    related: dict[int, tuple[RelatedItem, ...]]


def run(docs: Sequence[Document], embedder: Embedder | None = None, model: Model | None = None) -> Outcome:
    """With an `embedder`, articles in its languages have a vector as it is stored; `model` compares in place of the
    shipped one."""
    stream = Stream(model=model)
    online: list[int] = []
    story: dict[int, int] = {}
    related: dict[int, tuple[RelatedItem, ...]] = {}
    for number, doc in enumerate(docs, 1):
        analysis = analyse(doc)
        placement = stream.add(doc, analysis, meaning_of(doc, analysis, embedder))
        online.append(placement.story_id)
        story[doc.id] = placement.story_id
        related[doc.id] = placement.related
        related.update(placement.touched)
        if number % relink_every(number - 1) == 0 or number == len(docs):
            _apply(stream.relink(), story, related)
    return Outcome(online, [story[doc.id] for doc in docs], related)


def meaning_of(doc: Document, analysis: Analysis, embedder: Embedder | None) -> Floats | None:
    """The vector of an article after it has been stored."""
    if embedder is None or not covers(embedder, analysis.lang):
        return None
    return unpack(pack(embedder.embed([f"{doc.title}\n{doc.text}"])[0]))


def _apply(result: RelinkResult, story: dict[int, int], related: dict[int, tuple[RelatedItem, ...]]) -> None:
    for intent in result.intents:
        if isinstance(intent, Merge):
            story.update({article: intent.keep for article, old in story.items() if old == intent.absorb})
        else:
            story.update(dict.fromkeys(intent.part, intent.new_story))
    related.update(result.touched)
