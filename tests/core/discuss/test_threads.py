from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from octavo.core.discuss.threads import MAX_DEPTH, CommentNode, arrange

START = datetime(2024, 5, 1, tzinfo=UTC)


def node(
    id: int, parent: int | None = None, *, minutes: int = 0, score: int = 0, hidden: bool = False, deleted: bool = False
) -> CommentNode:
    return CommentNode(id, parent, START + timedelta(minutes=minutes), score, hidden, deleted)


def ids(comments: list[CommentNode], sort: str = "old") -> list[tuple[int, int]]:
    return [(one.id, depth) for one, depth in arrange(comments, sort)]  # type: ignore[arg-type]


def test_replies_follow_their_parent() -> None:
    comments = [node(1), node(2, minutes=1), node(3, 1, minutes=2), node(4, 3, minutes=3)]
    assert ids(comments) == [(1, 0), (3, 1), (4, 2), (2, 0)]


def test_sorts_siblings() -> None:
    comments = [node(1, score=2), node(2, minutes=1, score=5), node(3, minutes=2, score=5)]
    assert [one for one, _ in ids(comments, "best")] == [2, 3, 1]
    assert [one for one, _ in ids(comments, "new")] == [3, 2, 1]
    assert [one for one, _ in ids(comments, "old")] == [1, 2, 3]


def test_a_reply_without_its_parent_is_promoted() -> None:
    assert ids([node(5, 99), node(6, 5)]) == [(5, 0), (6, 1)]


def test_a_deleted_parent_stays_only_above_a_visible_reply() -> None:
    assert ids([node(1, deleted=True), node(2, 1)]) == [(1, 0), (2, 1)]
    assert ids([node(1, deleted=True), node(2, 1, hidden=True)]) == []
    assert ids([node(1, deleted=True), node(2, minutes=1)]) == [(2, 0)]


def test_a_hidden_reply_between_visible_siblings_goes() -> None:
    assert ids([node(1), node(2, 1, hidden=True), node(3, 1, minutes=1), node(4, 3)]) == [(1, 0), (3, 1), (4, 2)]


def test_deep_threads_are_shown_at_the_deepest_level() -> None:
    chain = [node(1), *(node(number, number - 1) for number in range(2, 3000))]
    depths = [depth for _, depth in arrange(chain)]
    assert len(depths) == 2999
    assert max(depths) == MAX_DEPTH


def test_parents_in_a_circle_lose_nothing() -> None:
    assert ids([node(1, 2, minutes=1), node(2, 1), node(3, 3, minutes=2)]) == [(2, 0), (1, 1), (3, 0)]


nodes = st.lists(
    st.builds(
        node,
        st.integers(0, 30),
        st.none() | st.integers(0, 30),
        minutes=st.integers(0, 9),
        score=st.integers(-5, 5),
        hidden=st.booleans(),
        deleted=st.booleans(),
    ),
    max_size=30,
    unique_by=lambda one: one.id,
)


@given(nodes, st.sampled_from(["best", "new", "old"]))
def test_keeps_every_visible_comment_once(comments: list[CommentNode], sort: str) -> None:
    arranged = arrange(comments, sort)  # type: ignore[arg-type]
    shown = [one.id for one, _ in arranged]
    assert len(shown) == len(set(shown))
    assert {one.id for one in comments if one.visible} <= set(shown)
    assert all(0 <= depth <= MAX_DEPTH for _, depth in arranged)


@given(nodes)
def test_order_of_the_input_does_not_matter(comments: list[CommentNode]) -> None:
    assert arrange(comments) == arrange(comments[::-1])


@given(nodes)
def test_placeholders_have_a_visible_comment_below(comments: list[CommentNode]) -> None:
    arranged = arrange(comments, max_depth=1000)
    for index, (one, depth) in enumerate(arranged):
        below = []
        for other, other_depth in arranged[index + 1 :]:
            if other_depth <= depth:
                break
            below.append(other)
        assert one.visible or any(other.visible for other in below)
