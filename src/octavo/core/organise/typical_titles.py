"""Which titles of a story say what it is about, so that no stray article stands for all.

It chooses no lead; a title that shares little with the others may still be the best written one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

_SHORT = 4  # letters; shorter words are mostly function words
_ENOUGH = 0.5  # of what the most typical title shares with the others


def typical(titles: Sequence[str]) -> list[bool]:
    """For each title of one story whether it shares about as many words with the others as the one that shares most.

    An empty title is not typical; where no title shares a word with another (two articles, or a script without blanks),
    all others are.
    """
    words = [frozenset([word for word in title.casefold().split() if len(word) >= _SHORT]) for title in titles]
    counts = Counter([word for found in words for word in found])
    shared = [sum([counts[word] - 1 for word in found]) for found in words]
    least = _ENOUGH * max(shared, default=0)
    return [bool(title.strip()) and value >= least for title, value in zip(titles, shared, strict=True)]
