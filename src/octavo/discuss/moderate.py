"""What moderators do: hide, show, approve, close, slow, open. Each act is one line of the public log."""

from __future__ import annotations

from datetime import datetime

from octavo.discuss import rights
from octavo.discuss.edit import one_line, reason_of
from octavo.discuss.post import NotAllowed
from octavo.errors import InputError
from octavo.store import moderation
from octavo.store.comments import Comment, Reader, Story

# action -> (states it starts from, state it ends in)
_ACTIONS = {
    "hide": (("published", "held"), "hidden"),
    "show": (("hidden",), "published"),
    "approve": (("held",), "published"),
    "dismiss": (("published",), "published"),  # the reports were looked at, the comment stays
}
ACTIONS = tuple(_ACTIONS)
_FASTER = "This comment has changed since you looked at it."


def moderate(comment: Comment, moderator: Reader, action: str, reason: str, now: datetime) -> None:
    """Do `action` (one of ACTIONS). Hiding needs a reason: the author and the log are told it."""
    _must_moderate(moderator)
    if action not in _ACTIONS:
        raise InputError("There is no such action.")
    before, after = _ACTIONS[action]
    if comment.state not in before:
        raise NotAllowed(_FASTER, hint="look at it again")
    if action == "hide":
        reason = reason_of(reason, "Give a reason: the author and the public log are told it.")
    else:
        reason = one_line(reason)
    if not moderation.decide(comment, after, moderator, action, reason, now):
        raise NotAllowed(_FASTER, hint="look at it again")


def set_thread(story: Story, moderator: Reader, thread: str, reason: str, now: datetime) -> None:
    """Open, slow or close a story's discussion."""
    _must_moderate(moderator)
    if thread not in moderation.THREADS:
        raise InputError("There is no such state.")
    if thread != story.thread:
        moderation.set_thread(story, thread, moderator, now, one_line(reason))


def _must_moderate(person: Reader) -> None:
    if not rights.may_moderate(person):
        raise NotAllowed("Only moderators can do this.")
