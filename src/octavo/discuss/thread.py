"""A story's discussion as one reader sees it: which comments, in which order, and what the reader may do with each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.core.discuss.threads import CommentNode, Sort, arrange
from octavo.discuss import rights
from octavo.store import comments
from octavo.store.comments import Comment, Reader, Story

SORTS: tuple[Sort, ...] = ("best", "new", "old")
FIRST = 300  # comments on a page before "show all": a thousand cost 0.4 s of CPU
_ANCESTORS = 20  # levels up to which a reply counts for what it answers


@dataclass(frozen=True, slots=True)
class Shown:
    """One comment in its place. `gone`: an empty place kept for replies. `elsewhere`: written under another copy."""

    comment: Comment
    depth: int
    gone: bool
    elsewhere: bool
    own: bool
    reported: bool
    may_reply: bool
    may_edit: bool
    may_delete: bool
    may_report: bool
    may_moderate: bool


@dataclass(frozen=True, slots=True)
class Thread:
    """A discussion. `count` is of the published comments, `more` of those not shown; `state`: open, slow or closed."""

    shown: tuple[Shown, ...]
    more: int
    count: int
    sort: Sort
    state: str
    may_post: bool
    may_moderate: bool


def thread(
    article_id: int,
    story: Story | None,
    reader: Reader | None,
    now: datetime,
    sort: str = "best",
    *,
    limit: int | None = FIRST,
) -> Thread:
    """The discussion of a story, seen from one of its articles (or from that article alone until it is grouped)."""
    rows = comments.of_story(story.pk if story else None, article_id)
    order: Sort = next((one for one in SORTS if one == sort), "best")
    visible = {row.pk: rights.may_see(row, reader) for row in rows}
    reported = comments.reported_by(reader, visible) if reader else set()
    by_id = {row.pk: row for row in rows}
    state = story.thread if story else "open"
    moderates = rights.may_moderate(reader)
    may_post = reader is not None and (state != "closed" or moderates)
    arranged = arrange(_nodes(rows, visible), order)
    shown = tuple(
        Shown(
            comment=row,
            depth=depth,
            gone=not node.visible,
            elsewhere=row.article_id != article_id,
            own=reader is not None and rights.is_author(row, reader),
            reported=row.pk in reported,
            may_reply=may_post and rights.may_reply(row),
            may_edit=rights.may_edit(row, reader, now),
            may_delete=rights.may_delete(row, reader),
            may_report=rights.may_report(row, reader) and row.pk not in reported,
            may_moderate=moderates and row.state != "deleted",
        )
        for node, depth in arranged[:limit]
        for row in (by_id[node.id],)
    )
    count = sum(row.state == "published" for row in rows)
    return Thread(shown, len(arranged) - len(shown), count, order, state, may_post, moderates)


def _nodes(rows: Sequence[Comment], visible: dict[int, bool]) -> list[CommentNode]:
    answered = _answered_by(rows, visible)
    return [
        CommentNode(row.pk, row.parent_id, row.created, score=len(answered[row.pk]), hidden=not visible[row.pk])
        for row in rows
    ]


def _answered_by(rows: Sequence[Comment], visible: dict[int, bool]) -> dict[int, set[int]]:
    """The other readers whose replies hang below each comment: what "best" goes by while there are no votes."""
    by_id = {row.pk: row for row in rows}
    answered: dict[int, set[int]] = {row.pk: set() for row in rows}
    for row in rows:
        above = by_id.get(row.parent_id or 0)
        for _ in range(_ANCESTORS if visible[row.pk] else 0):
            if above is None:
                break
            if above.author_id != row.author_id:
                answered[above.pk].add(row.author_id)
            above = by_id.get(above.parent_id or 0)
    return answered
