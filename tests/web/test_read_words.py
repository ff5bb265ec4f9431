"""Times in words, addresses of pictures, tags of templates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from octavo.store.screens.article import Tag
from octavo.web import links, relative

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=-30), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=32), "32 minutes ago"),
        (timedelta(minutes=119), "1 hour ago"),
        (timedelta(hours=23, minutes=59), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=6.9), "6 days ago"),
        (timedelta(days=7), "1 week ago"),
        (timedelta(days=34), "4 weeks ago"),
        (timedelta(days=36), "1 month ago"),
        (timedelta(days=360), "11 months ago"),
        (timedelta(days=366), "1 year ago"),
        (timedelta(days=3_700), "10 years ago"),
        (timedelta(days=-400), "20 October 2025"),
    ],
)
def test_relative(ago: timedelta, words: str) -> None:
    now = NOW if ago > timedelta(days=-1) else NOW - timedelta(days=800)
    assert relative.relative(now - ago, now) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "yesterday"), (2, "2 days ago"), (14, "2 weeks ago"), (-2, "26 November 2026")],
)
def test_relative_days(days: int, words: str) -> None:
    assert relative.relative(NOW - timedelta(days=days), NOW, day_only=True) == words


def test_exact_and_duration() -> None:
    assert relative.exact(NOW) == "24 November 2026, 12:00 UTC"
    assert relative.exact(NOW, day_only=True) == "24 November 2026"
    assert [relative.duration(n) for n in (5, 65, 3_723, -1)] == ["0:05", "1:05", "1:02:03", "0:00"]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://p.test/a.jpg?x=1", "https://p.test/a.jpg?x=1"),
        ("http://p.test/a.jpg", "https://p.test/a.jpg"),
        ("https://www.post.example/images/a.webp", "/sample-image/www.post.example/images/a.webp"),
        ("javascript:alert(1)", ""),
        ("data:image/png;base64,AAAA", ""),
        ("//p.test/a.jpg", ""),
        ("https://[bad/a.jpg", ""),
        ("", ""),
    ],
)
def test_pictures(url: str, shown: str) -> None:
    assert links.picture(url) == shown


def render(text: str, **context: Any) -> str:
    request = RequestFactory().get("/en/search", {"q": "a b", "page": "2"})
    return Template("{% load octavo %}" + text).render(Context({"now": NOW, "request": request, **context}))


def test_when() -> None:
    at = NOW - timedelta(minutes=32)
    assert render("{% when at %}", at=at) == (
        '<time datetime="2026-11-24T11:28:00+00:00" title="24 November 2026, 11:28 UTC">32 minutes ago</time>'
    )
    assert '<time datetime="2026-11-24" title="24 November 2026">today' in render("{% when at True %}", at=at)
    assert "seen 32 minutes ago" in render("{% when at False False %}", at=at)


def test_here() -> None:
    assert render("{% here page=3 %}") == "?q=a+b&amp;page=3"
    assert render("{% here page=None q=None %}") == "/en/search"


def test_words() -> None:
    assert render("{{ 1|count_of:'story' }}, {{ 1200|count_of:'story' }}, {{ 2|count_of:'article' }}") == (
        "1 story, 1,200 stories, 2 articles"
    )
    assert render("{{ 'ar-EG'|dir }} {{ 'en'|dir }} {{ 'ckb'|dir }}") == "rtl ltr rtl"
    assert render("{{ 'fr'|language_name }} {{ 'xx'|language_name }}") == "Français xx"


@pytest.mark.parametrize(
    ("tag", "label", "shown"),
    [
        ("NewYork", "New York", "#NewYork"),
        ("iPhone", "iPhone", "#iPhone"),
        ("الدولالعربية", "الدول العربية", "#الدول_العربية"),
        ("記念碑", "記念碑", "#記念碑"),
        ("Год2026", "Год 2026", "#Год2026"),
        ("دولالعربية", "الدول العربية", "#دولالعربية"),
    ],
)
def test_hashtags_of_scripts_without_capitals_have_their_words_apart(tag: str, label: str, shown: str) -> None:
    assert render("{{ one|hashtag }}", one=Tag(tag, label)) == shown
