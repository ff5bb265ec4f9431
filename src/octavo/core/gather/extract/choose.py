"""Chooses the segments that are an article's text. What they look like on the page stays with the tree."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from octavo.core.data import load_json
from octavo.core.gather.extract.features import Evidence, Matrix, hides, matrix, names, tokens
from octavo.core.gather.extract.segments import Segment
from octavo.core.gather.extract.trees import Trees

CUT = 0.55  # highest text F1 over publishers held out in turn lies between .5 and .65
_COPY_WORDS = 100  # what is shorter may be said twice
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PRECISE, _SIMPLE = names().index("precise"), names().index("simple")


def choose(found: Sequence[Segment], evidence: Evidence, model: Trees | None = None) -> list[bool]:
    """For each segment of a page, whether it belongs to the article's text. `model` stands in for the shipped one."""
    if not found:
        return []
    rows = matrix(found, evidence)
    return settle(found, rows, (model or _shipped()).probabilities(rows), evidence)


def settle(found: Sequence[Segment], rows: Matrix, likely: np.ndarray, evidence: Evidence) -> list[bool]:
    """From probabilities to a choice: the cut, other extractors where it leaves nothing, loose ends."""
    chosen = [bool(one > CUT) for one in likely]
    sizes = [len(tokens(segment.text)) for segment in found]
    for column in (_PRECISE, _SIMPLE):
        if sum(size for size, yes in zip(sizes, chosen, strict=True) if yes) >= 10:
            break
        chosen = [bool(value > 0.5) for value in rows[:, column]]
    title = " ".join(tokens(evidence.title))
    chosen = [
        yes and not (_is_heading(one) and " ".join(tokens(one.text)) == title)
        for yes, one in zip(chosen, found, strict=True)
    ]
    chosen = _without_copies(found, _without_hidden(found, sizes, chosen))
    last = max((i for i, yes in enumerate(chosen) if yes and not _is_heading(found[i])), default=-1)
    if last < 0 and sum(chosen) > 1:  # pictures with headings are an article, links with headings a list of them
        return [yes and not one.links for yes, one in zip(chosen, found, strict=True)]
    return [yes and i <= last for i, yes in enumerate(chosen)]


def _without_hidden(found: Sequence[Segment], sizes: Sequence[int], chosen: Sequence[bool]) -> list[bool]:
    """The choice without what the markup hides, unless that is most of it: an article that a script shows."""
    hidden = [yes and hides(one.path) for one, yes in zip(found, chosen, strict=True)]
    unseen = sum(size for size, yes in zip(sizes, hidden, strict=True) if yes)
    if 2 * unseen > sum(size for size, yes in zip(sizes, chosen, strict=True) if yes):
        return list(chosen)
    return [yes and not no for yes, no in zip(chosen, hidden, strict=True)]


def _without_copies(found: Sequence[Segment], chosen: Sequence[bool]) -> list[bool]:
    """The choice without a (hidden) copy of several paragraphs in one piece.

    A single paragraph that stands there twice stays: the learned choice knows that it was said before.
    """
    said: set[tuple[str, ...]] = set()
    longest = 0
    kept = []
    for segment, yes in zip(found, chosen, strict=True):
        words = tokens(segment.text) if yes else []
        fours = set(zip(words, words[1:], words[2:], words[3:], strict=False))
        is_copy = len(words) > max(_COPY_WORDS, 2 * longest) and len(fours & said) > 0.9 * len(fours)
        kept.append(yes and not is_copy)
        said |= fours
        longest = max(longest, len(words))
    return kept


def _is_heading(segment: Segment) -> bool:
    return any(element.tag in _HEADINGS for element in segment.path[-2:])


@cache
def _shipped() -> Trees:
    return Trees(load_json("octavo.core.gather.extract", "segments.json.gz"))
