"""Pages made to stall a reader end soon, each with an article, a clear refusal or the text that can be had."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from octavo.core.gather.extract import extract
from octavo.errors import OctavoError, TooLarge
from tests.core.gather.extract.extract_pages import page

URL = "https://coast.example/harbour/report"
SECONDS = 10  # of CPU time; measured: under 2 for each of these


@pytest.mark.parametrize(
    "markup",
    [
        "<" * 9_000_000,
        "&" * 9_000_000,
        page(after="<p>" + "word " * 1_000_000),
        page(after="<p>a</p>" * 250_000),
        page(after=("<p>" + "word " * 30_000 + "</p>") * 25),
    ],
    ids=["<", "&", "one line", "elements", "text"],
)
def test_what_no_article_has_is_refused(markup: str) -> None:
    with pytest.raises(TooLarge, match="more than"):
        extract(markup, URL)


@pytest.mark.parametrize(
    "markup",
    [
        page(after="<div " + " ".join(f"a{i}='{i}'" for i in range(200_000)) + ">x</div>"),
        page(after="<table><tr><td>" * 30_000),
        page(after='<script type=\'application/ld+json\'>{"@type":"NewsArticle","headline":"a"}</script>' * 10_000),
        page(head="<script type='application/ld+json'>" + "[" * 1_900_000 + "</script>"),
        page(head="<meta name='keywords' content='" + "a," * 1_000_000 + "'>"),
        page(after="<table>" + "<tr><td>1</td><td>2</td></tr>" * 3_000 + "</table>"),
        page(after="<time>March 3 2020 10:00 abc</time>" * 30_000),
        page(after="<p>Subscribe to continue reading</p>" * 4_000),
        b"\0" * 2_000_000 + page().encode(),
        page(head="<meta charset='utf-7'>", after="й" * 100_000).encode(),
        bytes(range(256)) * 4_000,
    ],
    ids=["attributes", "nested", "scripts", "arrays", "keywords", "table", "times", "pitches", "nul", "utf-7", "bytes"],
)
def test_what_stalls_others_ends_soon(markup: str | bytes) -> None:
    started = time.process_time()
    with suppress(OctavoError):
        extract(markup, URL)
    assert time.process_time() - started < SECONDS
