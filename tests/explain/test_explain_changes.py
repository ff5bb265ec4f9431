"""The readable diff: it holds exactly the old and the new words."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from octavo.explain.changes import Block, Part, edits, words
from octavo.store.screens.article import Version

SEEN = datetime(2025, 11, 24, tzinfo=UTC)


def versions(*texts: str, titles: tuple[str, ...] = ()) -> list[Version]:
    return [Version(n + 1, titles[n] if titles else "T", text, SEEN) for n, text in enumerate(texts)]


def test_newest_edit_first() -> None:
    assert [edit.number for edit in edits(versions("a", "b", "c"))] == [3, 2]
    assert edits(versions("a")) == ()


def test_words_within_a_paragraph() -> None:
    [edit] = edits(versions("Two people were hurt.\n\nSame.", "Three people were hurt.\n\nSame."))
    assert edit.blocks == (
        Block((Part("old", "Two"), Part("new", "Three"), Part("same", " people were hurt."))),
        Block(same=1),
    )
    assert edit.title == ()


def test_paragraphs_that_came_and_went() -> None:
    [edit] = edits(versions("One.\n\nTwo.", "One.\n\nTwo.\n\nThree.\n\nFour."))
    assert [block.parts for block in edit.blocks[1:]] == [(Part("new", "Three."),), (Part("new", "Four."),)]
    [edit] = edits(versions("One.\n\nTwo.\n\nThree.", "One."))
    assert [block.parts for block in edit.blocks[1:]] == [(Part("old", "Two."),), (Part("old", "Three."),)]


def test_headline_only() -> None:
    [edit] = edits(versions("Same.", "Same.", titles=("Crush", "Crash")))
    assert edit.blocks == ()
    assert edit.title == (Part("old", "Crush"), Part("new", "Crash"))


def test_another_text_is_shown_whole() -> None:
    assert list(words("Alpha beta gamma.", "Completely different sentence here now!")) == [
        Part("old", "Alpha beta gamma."),
        Part("new", "Completely different sentence here now!"),
    ]
    assert list(words("", "New.")) == [Part("new", "New.")]


def test_huge_paragraphs_end_soon() -> None:
    assert len(list(words("a b " * 20_000, "b a " * 20_000))) == 2
    [edit] = edits(versions("\n\n".join("x" * 5_000), "\n\n".join("y" * 5_000)))
    assert len(edit.blocks) == 600


@given(st.text("ab \n.", max_size=60), st.text("ab \n.", max_size=60))
def test_parts_hold_both_texts(before: str, after: str) -> None:
    parts = list(words(before, after))
    assert "".join(part.text for part in parts if part.kind != "new") == before
    assert "".join(part.text for part in parts if part.kind != "old") == after
