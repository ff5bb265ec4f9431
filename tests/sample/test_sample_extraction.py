"""Every sample page goes through the extractor: what was written comes out, what pages put around it does not."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape

import pytest

from octavo.core.gather.extract import extract
from octavo.sample import edition
from octavo.sample.pages import address
from octavo.sample.publishers import HOUSES, House
from octavo.sample.texts import Text, articles
from octavo.sample.times import moment, render
from octavo.types import Access, Kind

NOW = datetime(2026, 11, 24, 6, 20, tzinfo=UTC)
PAGES = edition(NOW).pages
CASES = [
    pytest.param(house, text, at, id=f"{house.key}/{text.slug}.{at + 1}")
    for house in HOUSES
    for versions in articles(house)
    for at, text in enumerate(versions)
]
JUNK = re.compile(
    r"advertis|newsletter|sign (me )?up|subscribe|cookie|also in the ledger|read more|more from|publicité|lire aussi|"
    r"je m’inscris|partager|anzeige|mehr zum thema|haben sie einen fehler|illustration:|image (caption|source)|"
    r"text tide|story continues|of the staff of fathom|writes for the|log in|38 comments|moderators|most read|drawing:",
    re.IGNORECASE,
)


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html))).strip()


def written(house: House, text: Text) -> list[str]:
    """The text's blocks as a reader sees them, without captions and the heads of live entries."""
    shown = [block for block in text.blocks if not block.startswith(("! ", "@ "))]
    lines = [line for block in shown for line in (block.splitlines() if block.startswith("- ") else [block])]
    return [plain(render(re.sub(r"^(## |> |- )", "", line), NOW, house.zone, house.publisher.lang)) for line in lines]


@pytest.mark.parametrize(("house", "text", "at"), CASES)
def test_page_comes_out_as_written(house: House, text: Text, at: int) -> None:
    url = address(house, text)
    page = extract(PAGES[url][at], url, now=NOW)
    got = re.sub(r"\s+", " ", page.body.text)
    assert [block for block in written(house, text) if block not in got] == []
    assert not JUNK.search(page.body.text)
    if text.picture and text.kind != "gallery":
        assert text.picture.caption not in got


@pytest.mark.parametrize(("house", "text", "at"), CASES)
def test_metadata(house: House, text: Text, at: int) -> None:
    url = address(house, text)
    page = extract(PAGES[url][at], url, now=NOW)
    assert page.title == text.title
    assert page.authors == text.authors or text.agency
    assert page.published is not None
    assert page.published.at == moment(text.published, NOW, house.zone)
    assert page.published.at.utcoffset() == house.zone.utcoffset(NOW)
    assert page.lang == house.publisher.lang
    assert page.canonical in (None, url)
    assert (page.image is None) == (text.picture is None)
    assert page.publisher in (None, house.publisher.name)  # one names itself in microdata only
    assert page.access is (Access.TEASER if text.kind == "teaser" else Access.FULL)
    assert page.kind == (Kind.ARTICLE if text.kind == "teaser" else Kind(text.kind))
    assert set(page.keywords) == set(text.keywords)


def test_updated_where_the_page_says_so() -> None:
    for house in HOUSES:
        for *_, text in articles(house):
            if text.updated:
                page = extract(PAGES[address(house, text)][-1], address(house, text), now=NOW)
                assert page.updated is not None
                assert page.updated.at == moment(text.updated, NOW, house.zone)


def test_players_have_their_facts() -> None:
    for house in HOUSES:
        for (text,) in (versions for versions in articles(house) if versions[0].minutes):
            page = extract(PAGES[address(house, text)][0], address(house, text), now=NOW)
            assert page.media is not None
            assert page.media.seconds == text.minutes * 60
            assert page.media.embed_url == f"https://player.northwind-news.example/embed/{text.number}"
            assert (page.media.url or "").startswith("https://media.northwind-news.example/")


def test_wire_copies_name_their_agency() -> None:
    for house in HOUSES:
        for *_, text in articles(house):
            if text.agency:
                page = extract(PAGES[address(house, text)][-1], address(house, text), now=NOW)
                assert text.agency in (page.agency, *page.authors) or text.agency in page.body.text
