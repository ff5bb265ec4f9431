"""What authors and readers do with a comment that stands: edit, delete, report."""

from __future__ import annotations

from datetime import datetime

from octavo.core.discuss.markup import render_comment, validate_comment
from octavo.discuss import rights
from octavo.discuss.post import NotAllowed, check
from octavo.errors import InputError
from octavo.store import comments
from octavo.store.comments import Comment, Reader

REASON = 500  # characters of a report or a moderator's reason


def edit(comment: Comment, reader: Reader, text: str, now: datetime) -> str:
    """Change one's own comment; it is marked as edited. Returns why it is held now, "" where it is not."""
    if not rights.may_edit(comment, reader, now):
        raise NotAllowed("This comment can no longer be edited.", hint="comments can be edited for six hours")
    text = validate_comment(text)
    if text == comment.text:
        return ""
    held = check(text, reader, [])
    comments.change(comment, text, render_comment(text), now, held=held)
    return held


def delete(comment: Comment, reader: Reader) -> None:
    """Take one's own comment back: its words are gone for good."""
    if not rights.may_delete(comment, reader):
        raise NotAllowed("Only its author can delete a comment.")
    comments.erase(comment)


def report(comment: Comment, reader: Reader, reason: str, now: datetime) -> bool:
    """Tell the moderators about a comment; False where this reader has told them before."""
    if not rights.may_report(comment, reader):
        raise NotAllowed("This comment cannot be reported.")
    if comments.reports_by(reader, now - rights.REPORTS_IN) >= rights.REPORTS:
        raise NotAllowed("You have reported many comments just now.", hint="try again in an hour")
    return comments.report(comment, reader, reason_of(reason, "Say in a few words what is wrong."), now)


def reason_of(text: str, missing: str) -> str:
    """A reason on one line. InputError, saying `missing`, where there is none."""
    if not text.strip():
        raise InputError(missing)
    return " ".join(validate_comment(text, limit=REASON).split())


def one_line(text: str) -> str:
    """A reason that may be missing."""
    return " ".join(text.replace("\0", " ").split())[:REASON]
