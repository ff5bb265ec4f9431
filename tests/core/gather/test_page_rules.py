"""Rules read pages without a feed, and say what is wrong with themselves."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.gather.page_rules import PageRule, read_page, rule_from_json
from octavo.errors import FeedError, InputError

PAGE = """<html lang="en-GB"><head><title> Town  news </title></head><body>
<ul><li class="n"><h3><a href="/1">Flood in Marlow</a></h3><time datetime="2026-03-01T10:00:00Z">today</time>
<p>The river rose.</p></li>
<li class="n"><a href="/2">Chess</a><span class="d">2 March 2026</span></li>
<li class="n"><a href="/1">again</a></li><li class="n"><b>no link</b></li>
<li class="n"><div><h4>Deep</h4><div class="l"><a href="/3">x</a></div></div></li></ul></body></html>"""
URL = "https://town.example/"


def titles(**rule: str) -> list[tuple[str, str | None]]:
    return [(e.title, e.url) for e in read_page(PAGE, URL, PageRule(**rule)).entries]


def test_css_finds_items_with_their_first_link() -> None:
    feed = read_page(PAGE, URL, PageRule("li.n", date="time, .d", summary="p"))
    assert (feed.title, feed.lang, feed.url) == ("Town news", "en", URL)
    assert [e.url for e in feed.entries] == [f"{URL}1", f"{URL}2", f"{URL}3"]
    first, second, third = feed.entries
    assert (first.title, first.summary) == ("Flood in Marlow", "The river rose.")
    assert first.published is not None and first.published.isoformat() == "2026-03-01T10:00:00+00:00"
    assert second.published is not None and second.published.isoformat() == "2026-03-02"
    assert third.published is None


def test_xpath_does_the_same() -> None:
    assert titles(item="//li[@class='n']") == titles(item="li.n")
    assert titles(item="//li", title=".//h4", link=".//div[@class='l']") == [("Deep", f"{URL}3")]


def test_a_rule_that_finds_nothing_is_an_error() -> None:
    with pytest.raises(FeedError, match="no item"):
        titles(item="article")
    with pytest.raises(FeedError, match="empty"):
        read_page("", URL, PageRule("li"))


def test_rules_are_checked_before_they_are_kept() -> None:
    assert rule_from_json({"item": " li ", "date": None}) == PageRule("li")
    with pytest.raises(InputError, match="names no item"):
        rule_from_json({})
    with pytest.raises(InputError, match="selector for title"):
        rule_from_json({"item": "li", "title": "li[["})
    with pytest.raises(InputError, match="selector for link"):
        rule_from_json({"item": "li", "link": "//li["})


def test_xpath_that_gives_no_list_finds_nothing() -> None:
    with pytest.raises(FeedError):
        titles(item="./self::nothing")
    with pytest.raises(FeedError):
        titles(item="li", link="./@class = 'n'")


@given(st.text(max_size=200), st.text(min_size=1, max_size=40))
def test_no_page_and_no_rule_raises_anything_else(page: str, item: str) -> None:
    with contextlib.suppress(InputError):
        read_page(page, URL, rule_from_json({"item": item}))


def test_an_element_of_countless_attributes_does_not_stall() -> None:
    attributes = " ".join(f'a{number}="1"' for number in range(50_000))
    feed = read_page(f"<ul {attributes}><li><a href='/1'>One</a></li></ul>", "https://arden.example/", PageRule("li"))
    assert [entry.title for entry in feed.entries] == ["One"]
