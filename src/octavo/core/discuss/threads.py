"""Puts a flat list of comments into reading order. Knows nothing of votes, accounts or pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

Sort = Literal["best", "new", "old"]

MAX_DEPTH = 6  # deeper replies are shown at this depth: on a phone each level costs width


@dataclass(frozen=True, slots=True)
class CommentNode:
    """What arranging needs of a comment. Ids are unique; `parent_id` may name a comment that is not in the list."""

    id: int
    parent_id: int | None
    created: datetime
    score: int = 0
    hidden: bool = False  # by a moderator
    deleted: bool = False  # by its writer

    @property
    def visible(self) -> bool:
        return not (self.hidden or self.deleted)


_ORDER: dict[Sort, Callable[[CommentNode], tuple[Any, ...]]] = {
    "best": lambda node: (-node.score, node.created, node.id),
    "new": lambda node: (-node.created.timestamp(), -node.id),
    "old": lambda node: (node.created, node.id),
}


def arrange(
    comments: Sequence[CommentNode], sort: Sort = "best", *, max_depth: int = MAX_DEPTH
) -> list[tuple[CommentNode, int]]:
    """Every visible comment once, each after its parent, with the depth (0 = top) it is shown at.

    Siblings stand in `sort` order. A hidden or deleted comment stays, as a placeholder, only while a visible one
    hangs below it. A reply whose parent is missing becomes a top comment; so does the oldest of a circle of parents.
    """
    walked = list(_walk(comments, _ORDER[sort]))
    kept = _kept(walked)
    return [(node, min(depth, max_depth)) for node, depth in walked if node.id in kept]


def _walk(
    comments: Sequence[CommentNode], order: Callable[[CommentNode], tuple[Any, ...]]
) -> Iterator[tuple[CommentNode, int]]:
    """All comments in tree order with their true depth, without recursion: a thread may be thousands deep."""
    ids = {node.id for node in comments}
    replies: dict[int, list[CommentNode]] = defaultdict(list)
    for node in sorted(comments, key=order, reverse=True):  # reversed, because a stack gives back the last first
        if node.parent_id in ids:
            replies[node.parent_id].append(node)
    tops = sorted((node for node in comments if node.parent_id not in ids), key=order)
    seen: set[int] = set()
    for root in _with_circles(tops, comments, seen):
        stack = [(root, 0)]
        while stack:
            node, depth = stack.pop()
            if node.id in seen:
                continue
            seen.add(node.id)
            yield node, depth
            stack.extend((reply, depth + 1) for reply in replies[node.id])


def _with_circles(
    tops: Iterable[CommentNode], comments: Sequence[CommentNode], seen: set[int]
) -> Iterator[CommentNode]:
    """The top comments, then the oldest of what no top comment reaches (bad data: parents in a circle)."""
    yield from tops
    for node in sorted(comments, key=_ORDER["old"]):
        if node.id not in seen:
            yield node


def _kept(walked: Sequence[tuple[CommentNode, int]]) -> set[int]:
    """Ids of the visible comments and of everything above one, read backwards so that replies come first."""
    kept: set[int] = set()
    shown_below: dict[int, bool] = {}  # true depth -> a visible comment stands below, in the branch being read
    for node, depth in reversed(walked):
        below = shown_below.pop(depth + 1, False)
        if node.visible or below:
            kept.add(node.id)
            shown_below[depth] = True
    return kept
