"""Pages that leave out the tags of head and body, as HTML allows."""

from __future__ import annotations

import pytest

from octavo.core.gather.blocks import parse_page


@pytest.mark.parametrize(
    ("markup", "head", "body"),
    [
        ("<title>a</title><article>b</article>", ["title"], ["article"]),
        ("<title>a</title><main>b</main><meta name=x><p>c", ["title"], ["main", "meta", "p"]),
        ("<title>a</title><p>b", ["title"], ["p"]),
        ("<head><title>a</title></head><body><p>b</body>", ["title"], ["p"]),
        ("<title>a</title><meta name=x>", ["title", "meta"], []),
    ],
)
def test_the_head_ends_where_the_words_begin(markup: str, head: list[str], body: list[str]) -> None:
    root = parse_page(f"<!doctype html><html lang=en>{markup}</html>")
    assert root is not None
    assert [one.tag for one in root.find("head")] == head
    assert [one.tag for one in (root.find("body") if body else [])] == body
