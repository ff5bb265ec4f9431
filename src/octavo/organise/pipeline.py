"""Enriching, grouping and indexing run to the end: what an import waits for, and what a worker does turn by turn."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from octavo.organise.enrich import enrich
from octavo.organise.group import Grouper
from octavo.organise.retag import retag
from octavo.store import search, work

INDEX_EVERY = 5.0  # seconds


@dataclass(frozen=True, slots=True)
class Step:
    """What one turn did: articles enriched and grouped, entries indexed, rules of hashtags gone on with."""

    enriched: int
    grouped: int
    indexed: int
    retagged: int = 0

    @property
    def idle(self) -> bool:
        return not (self.enriched or self.grouped or self.indexed or self.retagged)


class Organiser:
    """One process's share of organising."""

    def __init__(self, owner: str, clock: Callable[[], datetime]) -> None:
        self.owner = owner
        self._clock = clock
        self._grouper = Grouper(owner, clock)
        self._indexed_at = -math.inf

    def turn(self) -> Step:
        """One batch of each stage. When nothing is left to group, what was grouped is re-linked.

        While there is much to do, the search index is written every few seconds only: each time costs 50 ms.
        """
        enriched = enrich(self.owner, self._clock)
        grouped = self._grouper.run()
        if not enriched and grouped == 0:
            self._grouper.settle()
        indexed = 0
        if not enriched or time.monotonic() - self._indexed_at > INDEX_EVERY:
            indexed = search.drain() or 0
            self._indexed_at = time.monotonic()
        return Step(enriched, grouped or 0, indexed, retag(self.owner, self._clock))

    def finish(self, progress: Callable[[int], None] | None = None) -> None:
        """Until every article that can be organised is; `progress` is told how many still wait.

        Others may share the work: what they hold is waited for.
        """
        work.release_dead(self._clock())
        while (left := work.pending()) > 0:
            if progress is not None:
                progress(left)
            enriched = enrich(self.owner, self._clock)
            grouped = self._grouper.run()
            if not enriched and not grouped:
                time.sleep(0.2)  # another process holds what is left
                work.release_dead(self._clock())
        while not self._grouper.settle():
            time.sleep(0.2)
        search.drain_all()
        if progress is not None:
            progress(0)

    def close(self) -> None:
        self._grouper.close()
