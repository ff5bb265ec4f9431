"""A comment's way in: the checks in order, then kept at once, kept for a moderator, or refused with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from octavo.core.discuss.filters import judge
from octavo.core.discuss.markup import render_comment, validate_comment
from octavo.discuss import rights
from octavo.errors import InputError
from octavo.store import comments
from octavo.store.comments import Article, Comment, Reader

_REMEMBER = timedelta(days=1)  # how far back a repeated comment is noticed


class NotAllowed(InputError):
    """The reader may not do this (now): a closed thread, too fast, too late, somebody else's comment."""


class TooFast(NotAllowed):
    """The pace: nothing is wrong with the comment, it comes too soon."""


@dataclass(frozen=True, slots=True)
class Posted:
    """`held`: why a moderator looks first, in plain words; empty where the comment stands for all to see."""

    comment: Comment
    held: str = ""


def post(article: Article, author: Reader, text: str, now: datetime, *, parent_id: int | None = None) -> Posted:
    """Write a comment under an article, or a reply.

    NotAllowed where the thread or the pace forbids it, InputError where the text cannot stand; both say what to do.
    """
    text = validate_comment(text)
    parent = _parent(article, parent_id)
    _check_thread(article, author, now)
    earlier = comments.latest_by(author, now - _REMEMBER)
    _check_pace([one.created for one in earlier], now)
    _check_twice(text, parent_id, article, earlier)
    held = check(text, author, [one.text for one in earlier])
    under = parent.article_id if parent else article.pk
    comment = comments.add(under, author, text, render_comment(text), now, parent_id=parent_id, held=held)
    return Posted(comment, held)


def check(text: str, author: Reader, recent: list[str]) -> str:
    """What the local checks say: "" to publish, else the reason for a moderator. InputError where it is refused.

    Moderators' comments are not held: they would approve them themselves.
    """
    judgement = judge(text, recent=recent)
    reasons = ", ".join(judgement.reasons)
    if judgement.action == "reject":
        raise InputError(f"This comment was not accepted: {reasons}.", hint="change it and send it again")
    return reasons if judgement.action == "hold" and not author.can_moderate else ""


def _parent(article: Article, parent_id: int | None) -> Comment | None:
    """The comment that is answered. It may stand under another article of the same story."""
    if parent_id is None:
        return None
    parent = comments.get(parent_id)
    if parent is None or not rights.may_reply(parent) or not _same_story(article.pk, parent.article_id):
        raise NotAllowed("The comment you answer is no longer there.", hint="post yours as a new one")
    return parent


def _same_story(one: int, other: int) -> bool:
    if one == other:
        return True
    first, second = comments.story_of(one), comments.story_of(other)
    return first is not None and second is not None and first.pk == second.pk


def _check_thread(article: Article, author: Reader, now: datetime) -> None:
    story = comments.story_of(article.pk)
    if story is None or author.can_moderate:
        return
    if story.thread == "closed":
        raise NotAllowed("This discussion is closed.", hint="it stays here to be read")
    if story.thread == "slow":
        _refuse_early(rights.wait_slow(comments.last_in_story(author, story.pk), now), "This discussion is slowed down")


def _check_pace(written: list[datetime], now: datetime) -> None:
    _refuse_early(rights.wait(written, now), "That was quick")


def _refuse_early(wait: timedelta, why: str) -> None:
    seconds = int(wait.total_seconds() + 0.999)
    if seconds > 0:
        after = f"{seconds} seconds" if seconds < 90 else f"{(seconds + 59) // 60} minutes"
        raise TooFast(f"{why}: the next comment can be sent in {after}.", hint="your text is kept below")


def _check_twice(text: str, parent_id: int | None, article: Article, earlier: list[Comment]) -> None:
    """A form sent twice is one comment."""
    for one in earlier:
        if one.text == text and one.parent_id == parent_id and _same_story(one.article_id, article.pk):
            raise NotAllowed("You have written exactly this here already.", hint="nothing was posted twice")
