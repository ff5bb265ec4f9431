"""Pages and entries become drafts, and what waits as JSON comes back as it was."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.gather.body import body_from_text
from octavo.core.gather.draft_json import from_json, to_json
from octavo.core.gather.drafts import from_entry, from_page, merged
from octavo.errors import InputError
from octavo.types import (
    Access,
    Body,
    Draft,
    Enclosure,
    Entry,
    Kind,
    Media,
    Moment,
    Page,
    Precision,
    PublisherRef,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ARDEN = PublisherRef("The Arden Post", "arden-post.example")
URL = "https://arden-post.example/flood"
TEXT = "The river rose by three metres in six hours. " * 60
PAGE = Page(url=URL, title="Flood", body=body_from_text(TEXT), publisher="The Arden Post")


def entry(**changes: object) -> Entry:
    return replace(Entry(id="1", url=URL, title="Flood", summary="<p>In short.</p>"), **changes)  # type: ignore[arg-type]


def draft(**changes: object) -> Draft:
    return from_entry(entry(**changes), now=NOW, publisher=ARDEN)


def test_a_page_has_its_canonical_address_or_its_own_or_a_name_made_of_its_content() -> None:
    assert from_page(replace(PAGE, canonical=f"{URL}?utm_source=x")).url == URL
    assert from_page(PAGE).url == URL
    nameless = from_page(replace(PAGE, url=""))
    assert nameless.url.startswith("urn:octavo:") and nameless == from_page(replace(PAGE, url=""))
    assert from_page(replace(PAGE, url="file:x"), external_id="9").url == "urn:octavo:9"


def test_a_page_knows_its_publisher_unless_told() -> None:
    assert from_page(PAGE).publisher == PublisherRef("The Arden Post", "arden-post.example")
    other = PublisherRef("Bell", "bell.example")
    assert from_page(PAGE, publisher=other).publisher == other


def test_a_short_entry_is_a_teaser_of_its_page_and_a_long_one_the_article() -> None:
    assert draft().access is Access.TEASER
    assert draft(html=f"<p>{TEXT}</p>").access is Access.FULL
    assert draft(url=None).access is Access.FULL
    assert draft(url=None).url == "urn:octavo:1"


def test_an_entry_needs_a_name_and_something_to_read() -> None:
    with pytest.raises(InputError, match="neither link nor id"):
        draft(url=None, id="")
    with pytest.raises(InputError, match="nothing to read"):
        draft(title=" ", summary="")
    assert draft(title="x" * 900).title == "x" * 500


def test_dates_of_the_future_are_missing() -> None:
    late = Moment(NOW + timedelta(days=30))
    good = Moment(NOW - timedelta(hours=1))
    assert draft(published=late).published is None
    assert draft(published=late, updated=good).published == good
    assert draft(published=good, updated=late) == draft(published=good)


def test_players_make_videos_and_recordings() -> None:
    file = Enclosure("https://arden-post.example/a.mp3", "audio/mpeg", 9)
    found = draft(enclosures=(Enclosure("https://x.example/a.pdf", "application/pdf"), file))
    assert (found.kind, found.media) == (Kind.AUDIO, Media(url=file.url, type="audio/mpeg", size=9))
    assert draft(media=Media(embed_url="https://player.example/1")).kind is Kind.VIDEO
    assert draft(media=Media(url="https://x.example/v", type="video/mp4")).kind is Kind.VIDEO
    assert draft(media=Media(url="https://x.example/a", type="audio/ogg")).kind is Kind.AUDIO
    assert draft(media=Media(thumbnail="https://x.example/t.jpg")).kind is Kind.ARTICLE
    kept = draft(enclosures=(file,), media=Media(url="https://x.example/own.mp3", type="audio/own", size=1))
    assert kept.media == Media(url="https://x.example/own.mp3", type="audio/own", size=1)


def test_page_and_entry_complete_each_other() -> None:
    day = Moment(datetime(2026, 3, 1, tzinfo=UTC), Precision.DAY)
    second = Moment(NOW - timedelta(hours=1))
    said = replace(draft(keywords=("Flood",), authors=("Ann Ale",), published=second), source_id=7)
    both = merged(replace(from_page(PAGE), keywords=("Weather", "Flood"), published=day), said)
    assert (both.url, both.source_id, both.publisher) == (URL, 7, ARDEN)
    assert (both.keywords, both.authors, both.published) == (("Weather", "Flood"), ("Ann Ale",), second)
    assert (both.access, both.summary) == (Access.FULL, "In short.")
    assert merged(replace(from_page(PAGE), published=second), replace(said, published=day)).published == second
    assert merged(from_page(PAGE), replace(said, published=None)).published is None


def test_a_page_of_another_site_does_not_take_the_address() -> None:
    wall = from_page(replace(PAGE, url="https://consent.example/wall"))
    assert merged(wall, draft()).url == URL


def test_the_entry_wins_where_it_holds_much_more_text() -> None:
    short = from_page(replace(PAGE, body=body_from_text("Cookies?"), kind=Kind.LIVE))
    both = merged(short, draft(html=f"<p>{TEXT}</p>"))
    assert both.body.text.startswith("The river rose") and both.access is Access.FULL and both.kind is Kind.LIVE
    assert merged(short, draft(media=Media(embed_url="https://p.example/1"))).kind is Kind.VIDEO


moments = st.one_of(
    st.none(),
    st.builds(Moment, st.datetimes(timezones=st.just(UTC)), st.sampled_from(Precision)),
)


@given(
    st.builds(
        Draft,
        url=st.just(URL),
        title=st.text(),
        publisher=st.just(ARDEN),
        body=st.builds(Body, st.text(), st.text()),
        published=moments,
        updated=moments,
        authors=st.lists(st.text(min_size=1)).map(tuple),
        kind=st.sampled_from(Kind),
        access=st.sampled_from(Access),
        media=st.one_of(st.none(), st.builds(Media, url=st.text(), seconds=st.integers(0, 9999))),
        tdm_reserved=st.booleans(),
        source_id=st.one_of(st.none(), st.integers(1)),
    )
)
def test_drafts_survive_json(made: Draft) -> None:
    assert from_json(json.loads(json.dumps(to_json(made)))) == made
