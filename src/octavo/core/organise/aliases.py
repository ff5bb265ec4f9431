"""The editable table that makes several names one hashtag, and stops others; applied after every other rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from octavo.core.organise.hashtags_forms import folded


@dataclass(frozen=True, slots=True)
class Aliases:
    """`same` leads a folded name to the label to show; `stopped` holds folded names that are never tags."""

    same: Mapping[str, str] = field(default_factory=dict)
    stopped: frozenset[str] = frozenset()

    @classmethod
    def of(cls, same: Mapping[str, str], stopped: Iterable[str] = ()) -> Aliases:
        """From names as people write them: {"Covid": "Coronavirus"}, ["Panorama"]."""
        return cls({folded(name): label for name, label in same.items()}, frozenset(map(folded, stopped)))

    def label(self, label: str) -> str | None:
        """The label to use for a name: itself, the one it is an alias of, or None where it is stopped."""
        shown = self.same.get(folded(label), label)
        return None if folded(shown) in self.stopped or folded(label) in self.stopped else shown
