# ruff: noqa: E501  (markup reads best on one line)
"""Whole pages: what comes out, what is refused, what hostile pages can do."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.gather.extract import LARGEST, extract
from octavo.errors import NotAnArticle, OctavoError, TooLarge
from octavo.types import Access, Kind, Precision
from tests.core.gather.extract.extract_pages import PARAGRAPHS, article_node, page

URL = "https://coast.example/harbour/council-rebuilds-the-lighthouse"


def test_an_article_with_its_metadata() -> None:
    head = (
        "<meta property='og:site_name' content='Coast Courier'><meta property='og:image' content='/pictures/tower.jpg'>"
        "<meta name='news_keywords' content='lighthouse, harbour'><meta name='description' content='A vote.'>"
        "<meta property='article:section' content='Harbour'><link rel='canonical' href='/harbour/lighthouse'>"
        "<meta name='robots' content='max-snippet:200, noai'><meta property='article:modified_time' content='2024-03-12T12:00:00+01:00'>"
    )
    found = extract(page(head=head, node=article_node()), URL)
    assert found.title == "Council rebuilds the lighthouse"
    assert found.body.text == "\n\n".join(PARAGRAPHS)
    assert found.authors == ("Jon Berg",)
    assert found.published is not None and found.published.isoformat() == "2024-03-12T10:00:00+01:00"
    assert found.updated is not None and found.updated.isoformat() == "2024-03-12T12:00:00+01:00"
    assert (found.lang, found.section, found.publisher, found.description) == (
        "en",
        "Harbour",
        "Coast Courier",
        "A vote.",
    )
    assert found.image == "https://coast.example/pictures/tower.jpg"
    assert found.canonical == "https://coast.example/harbour/lighthouse"
    assert found.keywords == ("lighthouse", "harbour")
    assert (found.kind, found.access, found.tdm_reserved, found.max_snippet) == (Kind.ARTICLE, Access.FULL, True, 200)


def test_bytes_in_another_charset() -> None:
    assert "“We have" in extract(page().encode("cp1252", "xmlcharrefreplace"), URL, charset="windows-1252").body.text


def test_lists_quotes_tables_and_embeds_stay_and_page_words_go() -> None:
    inside = (
        PARAGRAPHS[0],
        PARAGRAPHS[1]
        + "</p><h2>What comes next in the harbour</h2><ul><li>The tower is measured, stone by stone, in April.</li>"
        "<li>The lamp is ordered from a maker in the north.</li></ul><blockquote><p>A harbour without a light is no harbour, "
        "said the old pilot, and nobody in the room disagreed.</p></blockquote><p>",
        "<iframe src='https://www.youtube.com/embed/1'></iframe><iframe src='https://ads.example/1'></iframe>"
        "<img src='/in.jpg'><a href='/other'><img src='/teaser.jpg'></a>" + PARAGRAPHS[2],
        *PARAGRAPHS[3:],
        "Advertisement",
    )
    body = extract(page(paragraphs=inside, node=article_node()), URL).body
    assert "<ul><li>The tower" in body.html
    assert "<blockquote><p>A harbour" in body.html
    assert "youtube.com/embed/1" in body.html and "ads.example" not in body.html
    assert "in.jpg" in body.html and "teaser.jpg" not in body.html
    assert "Advertisement" not in body.text and "Another report" not in body.text


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<html></html>",
        "<title>404 not found</title><h1>404</h1><p>Sorry.</p>",
        page(paragraphs=("Start your FREE trial now", "Show Comments ()")),
        page(paragraphs=("Subscribe to read the full story.",)),
        page(title="Before you continue", h1="Before you continue"),
    ],
)
def test_pages_without_an_article_are_refused(markup: str) -> None:
    with pytest.raises(NotAnArticle):
        extract(markup, URL)


def test_a_front_page_is_refused() -> None:
    with pytest.raises(NotAnArticle):
        extract(page(), "https://coast.example/")


def test_a_closed_article_without_text_is_an_empty_teaser() -> None:
    found = extract(
        page(
            paragraphs=("Start your FREE trial now", "Show Comments ()"), node=article_node(isAccessibleForFree=False)
        ),
        URL,
    )
    assert (found.title, found.body.text, found.access) == ("Council rebuilds the lighthouse", "", Access.TEASER)


def test_a_short_text_before_a_pitch_is_a_teaser() -> None:
    pitch = "<div class='paywall'><p>Subscribe now to continue reading this story.</p></div>"
    assert extract(page(paragraphs=PARAGRAPHS[:3], after=pitch), URL).access is Access.TEASER
    assert extract(page(node=article_node()), URL).access is Access.FULL


def test_text_stated_only_for_machines_is_used() -> None:
    said = " ".join(PARAGRAPHS * 3) + "\n\n" + " ".join(PARAGRAPHS)
    found = extract(page(paragraphs=("Loading…",), node=article_node(articleBody=said)), URL)
    assert found.body.text.startswith(PARAGRAPHS[0]) and found.access is Access.FULL


def test_text_inside_scripts_is_used() -> None:
    inner = "".join(f"<p>{one}</p>" for one in PARAGRAPHS * 2)
    hidden = f"<script type='text/template'>{inner}</script>"
    assert PARAGRAPHS[3] in extract(page(paragraphs=("",), after=hidden), URL).body.text


def test_a_future_date_is_missing_when_the_time_is_known() -> None:
    node = article_node(datePublished="2099-01-01T00:00:00Z")
    late = extract(page(node=node), URL, now=datetime(2024, 3, 13, tzinfo=UTC))
    assert late.published is None
    assert extract(page(node=node), URL).published is not None


def test_a_missing_headline_is_made_from_the_text() -> None:
    found = extract(page(title="", h1=""), URL)
    assert (
        found.title.startswith("The harbour council voted") and found.title.endswith("…")
    ) or found.title == PARAGRAPHS[0]
    short = extract(page(title="", h1="", paragraphs=("A short first line of the report.", *PARAGRAPHS)), URL)
    assert len(short.title) <= 120


def test_a_long_title_is_cut_at_a_word() -> None:
    long = "word " * 1000
    found = extract(page(title=long, h1=long), URL)
    assert len(found.title) <= 500 and found.title.endswith("word…")


def test_dates_of_the_day_keep_that_precision() -> None:
    found = extract(page(node=article_node(datePublished="2024-03-12")), URL)
    assert found.published is not None and found.published.precision is Precision.DAY


@pytest.mark.parametrize("lang", ["zh", "ar"])
def test_scripts_without_spaces_and_from_right_to_left(lang: str) -> None:
    one = {
        "zh": "市政府周二宣布，将在港口重建一座灯塔，工程预计在五月开始，秋天完成，费用由地区和港口共同承担。",
        "ar": "أعلن مجلس الميناء يوم الثلاثاء أنه سيعيد بناء المنارة القديمة، وأن العمل سيبدأ في شهر مايو وينتهي في الخريف.",
    }[lang]
    found = extract(page(paragraphs=(one, *(f"{one}{i}" for i in range(5))), node=article_node()), URL)
    assert one in found.body.text and found.lang == lang


def test_a_page_in_too_many_pieces_is_refused() -> None:
    with pytest.raises(TooLarge):
        extract("<p>x" * 20_001, URL)


def test_too_large_a_page_is_refused_at_once() -> None:
    with pytest.raises(TooLarge):
        extract(b"x" * (LARGEST + 1), URL)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000 + "x",
        "\0" + page(),
        page(head=f"<meta name='author' content='{'A b, ' * 20_000}'>"),
        page(head=f"<meta name='x' data-a='{'<p>' * 300_000}'>"),
        page(node=[[[[[[[[[[[[{"@type": "NewsArticle"}]]]]]]]]]]]]),
        page(head="<script type='application/ld+json'>" + "[" * 100_000 + "</script>"),
        page(title="(" * 5000 + " - " * 2000),
    ],
)
def test_hostile_pages_end(markup: str) -> None:
    with suppress(OctavoError):
        extract(markup, URL)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_never_raises_anything_else(words: str, url: str) -> None:
    try:
        found = extract(page(paragraphs=(words, *PARAGRAPHS[:2]), head=words), url)
    except OctavoError:
        return
    assert found.body.text or found.title
