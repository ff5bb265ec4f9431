"""What moderators did, kept for everyone to see, and the state of a story's thread."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from octavo.store.comments import recount_for
from octavo.store.models import Comment, ModerationEntry, Reader, Report, Story

__all__ = ["ModerationEntry", "decide", "entry", "log", "note", "set_thread", "story"]

OPEN, SLOW, CLOSED = Story.Thread.OPEN, Story.Thread.SLOW, Story.Thread.CLOSED
THREADS = tuple(thread.value for thread in Story.Thread)


def decide(comment: Comment, state: str, moderator: Reader, action: str, reason: str, now: datetime) -> bool:
    """Give a comment its new state, settle its reports and note it in the log; False where its state has changed."""
    with transaction.atomic():
        # the state that was looked at is part of the condition: of two moderators one is first
        unchanged = Comment.objects.filter(pk=comment.pk, state=comment.state)
        if not unchanged.update(state=state, state_reason=reason if state == Comment.State.HIDDEN else ""):
            return False
        Report.objects.filter(comment=comment, handled=None).update(handled=now)
        note(moderator, action, now, comment_id=comment.pk, reason=reason)
        recount_for(comment.article_id)
    return True


def log(*, before: int | None = None, limit: int = 50) -> list[ModerationEntry]:
    """The newest lines, or the next ones after line `before`."""
    rows = ModerationEntry.objects.select_related("moderator").order_by("-id")
    return list((rows.filter(pk__lt=before) if before else rows)[:limit])


def entry(number: int) -> ModerationEntry | None:
    """One line of the log."""
    return ModerationEntry.objects.select_related("moderator").filter(pk=number).first()


def story(story_id: int) -> Story | None:
    """The story, or the one it was merged into."""
    found = Story.objects.filter(pk=story_id).first()
    if found is not None and found.merged_into:
        return Story.objects.filter(pk=found.merged_into).first()
    return found


def set_thread(story: Story, thread: str, moderator: Reader, now: datetime, reason: str) -> None:
    """Open, slow or close a story's thread, and say so in the log."""
    with transaction.atomic():
        story.thread = thread
        story.save(update_fields=["thread"])
        action = {OPEN: "open", SLOW: "slow", CLOSED: "close"}[Story.Thread(thread)]
        note(moderator, action, now, story_id=story.pk, reason=reason)


def note(
    moderator: Reader,
    action: str,
    now: datetime,
    *,
    reason: str,
    comment_id: int | None = None,
    story_id: int | None = None,
) -> None:
    """One line of the public log."""
    ModerationEntry.objects.create(
        moderator=moderator, action=action, comment_id=comment_id, story_id=story_id, reason=reason[:500], at=now
    )
