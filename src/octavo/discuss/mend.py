"""Who may mend a story, and what has to be said with it: a split, a merge, or taking one back."""

from __future__ import annotations

from datetime import datetime

from octavo.discuss import rights
from octavo.discuss.edit import reason_of
from octavo.discuss.post import NotAllowed
from octavo.store import mending
from octavo.store.comments import Reader, Story
from octavo.store.moderation import ModerationEntry

_WHY = "Give a reason: the public log tells it, and readers see it beside the story."


def split(story: Story, article_id: int, moderator: Reader, reason: str, now: datetime) -> None:
    """The article is of another event than its story."""
    _must_moderate(moderator)
    mending.split(story, article_id, moderator, reason_of(reason, _WHY), now)


def merge(one: Story, other: Story, moderator: Reader, reason: str, now: datetime) -> None:
    """The two stories are one event."""
    _must_moderate(moderator)
    mending.merge(one, other, moderator, reason_of(reason, _WHY), now)


def undo(entry: ModerationEntry, moderator: Reader, reason: str, now: datetime) -> None:
    """Take back what the log's line says."""
    _must_moderate(moderator)
    mending.undo(entry, moderator, reason_of(reason, _WHY), now)


def _must_moderate(person: Reader) -> None:
    if not rights.may_moderate(person):
        raise NotAllowed("Only moderators can do this.")
