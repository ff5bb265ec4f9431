"""The index that finds possible wire copies: articles that share the smallest hashes of their four-word runs.

A look-up takes the same time in a small and a large archive. Whether one is a copy is judged elsewhere.
"""

from __future__ import annotations

import numpy as np

from octavo.core.organise.fingerprint import Sketch
from octavo.core.organise.postings import Postings

PROBES = 20  # hashes followed: with a resemblance of .4 they miss one pair in 30,000
ARTICLES = 24  # looked at for one hash: boilerplate shared by a publisher's every page must not slow the look-up
MOST = 8


class CopyIndex:
    """Sketches by their smallest hashes, for the articles of the open window."""

    def __init__(self) -> None:
        self._postings = Postings(ARTICLES)

    def add(self, slot: int, prints: Sketch, oldest: int = 0) -> None:
        """Take in the sketch of a slot higher than all before it; slots below `oldest` may be dropped."""
        self._postings.add(slot, prints[:PROBES].tolist(), oldest)

    def candidates(self, prints: Sketch, oldest: int) -> list[int]:
        """Slots (not below `oldest`) that share a small hash, most shared first, then the older."""
        shared: dict[int, int] = {}
        for _, chunk in self._postings.find(prints[:PROBES].tolist(), oldest):
            for slot in np.frombuffer(chunk, dtype=np.uint32).tolist():
                if slot >= oldest:
                    shared[slot] = shared.get(slot, 0) + 1
        return sorted(shared, key=lambda slot: (-shared[slot], slot))[:MOST]

    def forget(self, oldest: int) -> None:
        """Drop what lies before the window; what `candidates` returns does not change by it."""
        self._postings.merge(oldest)
