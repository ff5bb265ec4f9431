"""Which open articles each story holds, and how much time it spans, those included that have left the window."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from itertools import islice

from octavo.core.organise.stories import NO_SPAN, Intent, Merge, Span, may_join
from octavo.core.organise.window import Member, Window


class OpenStories:
    """Stories by id with the slots of their open members; the members of `window` are moved with them."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._slots: dict[int, set[int]] = {}
        self._began: dict[int, float] = {}  # story → time of the first of its articles that left the window

    def size(self, story: int, foreign: bool, most: int, lang: str) -> int:
        """How many of its open members are in a language (or, `foreign`, in others), `most` at most."""
        window = self._window
        found = (slot for slot in self._slots[story] if (window[slot].lang != lang) == foreign)
        return sum(1 for _ in islice(found, most))

    def add(self, member: Member) -> None:
        self._slots.setdefault(member.story, set()).add(member.slot)

    def remove(self, gone: Member) -> None:
        """An article that has left the window; that its story had it is kept in mind."""
        slots = self._slots[gone.story]
        slots.discard(gone.slot)
        if not slots:
            del self._slots[gone.story]
        if gone.at is not None:
            self.begins(gone.story, gone.at)

    def span(self, story: int) -> Span:
        """From the first article that the story ever had to its last open one."""
        times = [at for slot in self._slots[story] if (at := self._window[slot].at) is not None]
        first, last = (min(times), max(times)) if times else NO_SPAN
        return min(first, self._began.get(story, first)), last

    def reaches(self, story: int, member: Member) -> bool:
        """Whether the story would not span too much with this article."""
        return member.at is None or may_join(self.span(story), (member.at, member.at))

    def begins(self, story: int, at: float) -> None:
        """The story has, or had, an article of that time which is no longer open."""
        if at < self._began.get(story, math.inf):
            self._began[story] = at

    def apply(self, found: Iterable[Intent]) -> set[int]:
        """Do what is found; the slots that have another story now."""
        moved: dict[int, int] = {}  # slot → its story in the end
        for intent in found:
            if isinstance(intent, Merge):
                slots = self._slots.pop(intent.absorb)
                story = intent.keep
                self.begins(story, self._began.pop(intent.absorb, math.inf))
            else:
                slots = {slot for article in intent.part if (slot := self._window.slot_of(article)) is not None}
                self._slots[intent.story] -= slots
                story = intent.new_story
            moved.update(dict.fromkeys(slots, story))
            self._slots.setdefault(story, set()).update(slots)
        for slot, story in moved.items():
            self._window.move(slot, story)
        return set(moved)

    def forget(self) -> None:
        """Drop what was kept in mind of stories that are no longer open."""
        self._began = {story: at for story, at in self._began.items() if story in self._slots}

    def began(self) -> Mapping[int, tuple[int, float]]:
        """Open stories that had articles before the window: their first open slot, and when they began."""
        return {
            story: (min(self._slots[story]), at) for story, at in sorted(self._began.items()) if story in self._slots
        }
