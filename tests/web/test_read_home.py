"""Front pages: the way in, an edition's stories with their reasons, The Eight."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from octavo import clock
from tests.builders import (
    make_article,
    make_edition,
    make_hashtags,
    make_publisher,
    make_reader,
    make_story,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories() -> None:
    """A big story of three publishers, and eleven of one."""
    make_story(
        make_article("Bridge reopens", publisher=make_publisher("Harbour Post")),
        make_article("Cars cross again", publisher=make_publisher("Island Echo")),
        make_article("Welders thanked", publisher=make_publisher("Selby Times")),
        importance_reason="3 publishers · growing",
        importance=9.0,
    )
    for number in range(11):
        make_story(make_article(f"Small matter {number}"), importance=1.0 - number / 100)


@pytest.mark.parametrize(
    ("accepted", "slug"),
    [("fr-CA,fr;q=0.9,en;q=0.8", "fr"), ("de", "en"), ("", "en"), ("xx;q=abc,,;;", "en"), ("en-GB", "en")],
)
def test_the_way_in_follows_the_browser(client: Client, accepted: str, slug: str) -> None:
    make_edition("en")
    make_edition("fr")
    response = client.get("/", headers={"Accept-Language": accepted})
    assert (response.status_code, response["Location"]) == (302, f"/{slug}/")
    assert "Accept-Language" in response["Vary"]


def test_an_empty_octavo_says_what_to_do(client: Client) -> None:
    assert client.get("/")["Location"] == "/en/"
    html = client.get("/en/").content.decode()
    assert "Nothing here yet" in html
    assert "octavo add" in html


def test_an_empty_octavo_shows_its_owner_the_way(client: Client) -> None:
    client.force_login(make_reader("olga", role="owner"))
    assert "/owner/sources/" in client.get("/en/").content.decode()


def test_an_unknown_edition_is_404_and_names_those_that_are(client: Client) -> None:
    make_edition("fr", name="Français")
    response = client.get("/xx/")
    assert response.status_code == 404
    assert "Français" in response.content.decode()


def test_a_language_without_a_row_is_an_edition_once_it_has_articles(client: Client) -> None:
    assert client.get("/pt/").status_code == 404
    make_article(lang="pt")
    assert client.get("/pt/").status_code == 200


@pytest.mark.usefixtures("stories")
def test_stories_come_by_importance_with_the_reason_and_the_others(client: Client) -> None:
    html = client.get("/en/").content.decode()
    assert html.count("<h1") == 1
    front = html.partition('class="stories"')[2].partition("<aside")[0]
    assert front.index("3 publishers · growing") < front.index("Bridge reopens") < front.index("Cars cross again")
    assert front.index("Welders thanked") < front.index("Small matter 0") < front.index("Small matter 1<")
    assert "All 3 articles" in front


@pytest.mark.usefixtures("stories")
def test_fading_lets_the_new_pass_the_important(client: Client) -> None:
    make_story(make_article("Old giant", hours=240), importance=100.0)
    front = client.get("/en/").content.decode().partition('class="stories"')[2]
    assert front.index("Bridge reopens") < front.index("Old giant")


@pytest.mark.usefixtures("stories")
def test_the_eight_are_eight_and_end(client: Client) -> None:
    html = client.get("/en/eight").content.decode()
    assert html.count('<article class="story') == 8
    assert "That was the day." in html


def test_fewer_than_eight_are_said_to_be(client: Client) -> None:
    make_story(make_article())
    assert "There were fewer than eight stories." in client.get("/en/eight").content.decode()


def test_sections_have_pages_and_the_front_page_leads_there(client: Client) -> None:
    for number, name in enumerate(("sport", "politics", "", "sport")):
        make_story(make_article(f"Story {number}"), importance=float(number), section=name)
    html = client.get("/en/").content.decode()
    assert html.index("/en/section/politics") < html.index("/en/section/sport")
    assert "/en/section/science" not in html
    html = client.get("/en/section/sport").content.decode()
    assert html.count("<h1") == 1
    assert 'aria-current="page">Sport' in html
    assert html.index("Story 3<") < html.index("Story 0<")
    assert "Story 1<" not in html
    assert "Story 2<" not in html


def test_a_section_without_stories_or_that_is_none(client: Client) -> None:
    make_story(make_article("Match"), section="sport")
    old = make_article("Old law", hours=24 * 40)
    make_story(old, section="politics")
    assert (
        "No story of the last month was clearly about politics." in client.get("/en/section/politics").content.decode()
    )
    assert 'aria-label="By subject"' not in client.get("/en/section/sport").content.decode()
    response = client.get("/en/section/gossip")
    assert response.status_code == 404
    assert "There is no section called gossip." in response.content.decode()
    assert client.get("/xx/section/sport").status_code == 404
    assert client.post("/en/section/sport").status_code == 405


def test_a_section_of_an_edition_that_holds_a_part_of_the_news(client: Client) -> None:
    make_edition("port", lang="en", publishers=["harbour-post"])
    make_story(make_article("Regatta", publisher=make_publisher("Harbour Post")), section="sport")
    make_story(make_article("Match", publisher=make_publisher("Island Echo")), section="sport")
    html = client.get("/port/section/sport").content.decode()
    assert "Regatta" in html
    assert "Match<" not in html


def test_a_taken_down_lead_is_not_named_by_its_section(client: Client) -> None:
    make_story(make_article("Gone", hidden=True), section="sport")
    assert "Gone" not in client.get("/en/section/sport").content.decode()


def test_a_section_does_not_fill_the_eight(client: Client) -> None:
    for number in range(6):
        make_story(make_article(f"Match {number}"), importance=9.0, section="sport")
    for number in range(6):
        make_story(make_article(f"Law {number}"), importance=1.0)
    html = client.get("/en/eight").content.decode().partition('class="eight"')[2]
    assert (html.count("/match-"), html.count("/law-")) == (3, 5)


def test_trending_says_why(client: Client) -> None:
    for number in range(3):
        make_hashtags(make_article(f"News {number}", publisher=make_publisher(f"P{number}")), "Selby")
        make_hashtags(make_article(f"Ours {number}"), "Only ours")
    html = client.get("/en/").content.decode()
    assert 'href="/en/hashtag/Selby"' in html
    assert "3 articles in a day from 3 publishers" in html
    assert "OnlyOurs" not in html


def test_trending_compares_with_the_days_before(client: Client) -> None:
    at = clock.now()
    for number in range(16):
        article = make_article(f"New {number}", publisher=make_publisher(f"P{number % 4}"), stream_at=at)
        make_hashtags(article, "Selby", "bridge", "weather")
    for day in range(1, 13):
        for number in range(8):
            article = make_article(f"Old {day} {number}", stream_at=at - timedelta(days=day, minutes=1))
            make_hashtags(article, "weather", *(["Selby"] if number == 0 else []))
    html = client.get("/en/").content.decode()
    assert "16 articles today from 4 publishers, none before" in html
    assert "16 articles today from 4 publishers, usually 1" in html
    assert html.index("#Bridge") < html.index("#Selby")
    assert "#Weather" not in html.partition('class="trends"')[2].partition("</ol>")[0]


def test_a_usual_share_of_a_day_of_many_hashtags_is_no_trend(client: Client) -> None:
    """Most hashtags are carried by one article: they count as much today as on the days before."""
    at = clock.now()
    for day, number in [(ago, place) for ago in range(5) for place in range(10 if ago else 15)]:
        when = at - timedelta(days=day, minutes=1) if day else at
        article = make_article(f"{day} {number}", publisher=make_publisher(f"P{number % 4}"), stream_at=when)
        make_hashtags(article, "weather", *(f"Village {day} {number} {place}" for place in range(9)))
    assert "#Weather" not in client.get("/en/").content.decode().partition('class="trends"')[2].partition("</ol>")[0]


def test_taken_down_articles_are_nowhere(client: Client) -> None:
    shown, hidden = make_article("Bridge reopens"), make_article("Secret paper", hidden=True)
    make_story(hidden, shown)
    make_hashtags(hidden, "Secret")
    for path in ("/en/", "/en/eight", "/en/feed.xml"):
        assert "Secret" not in client.get(path).content.decode()


def test_an_edition_takes_in_what_it_says(client: Client) -> None:
    canada = make_publisher("Lake Post", country="CA")
    make_edition("canada", lang="en", name="Canada", countries=["CA"])
    make_story(make_article("Lake freezes", publisher=canada))
    make_story(make_article("Bridge reopens"))
    html = client.get("/canada/").content.decode()
    assert "Lake freezes" in html
    assert "Bridge reopens" not in html


def test_an_edition_by_topic(client: Client) -> None:
    make_edition("ice", lang="en", name="Ice", topics=["Ice"])
    frozen, dry = make_article("Lake freezes"), make_article("Bridge reopens")
    make_story(frozen)
    make_story(dry)
    make_hashtags(frozen, "ice")
    make_hashtags(make_article("Lake thaws"), "ice")
    html = client.get("/ice/").content.decode()
    assert "Lake freezes" in html
    assert "Bridge reopens" not in html


def test_the_sample_says_what_it_is(client: Client) -> None:
    make_publisher("Invented Post", sample=True)
    assert "This is the sample edition" in client.get("/en/").content.decode()
    client.force_login(make_reader("olga", role="owner"))
    assert 'href="/owner/sample/"' in client.get("/en/").content.decode()


def test_only_reading(client: Client) -> None:
    assert client.post("/en/").status_code == 405


def test_a_page_that_is_not_there(client: Client) -> None:
    response = client.get("/en/nowhere/at/all")
    assert response.status_code == 404
    assert "There is no page at this address" in response.content.decode()


@pytest.mark.usefixtures("stories")
def test_queries_stay_few(client: Client, django_assert_max_num_queries: Any) -> None:
    client.get("/en/eight")  # the languages are looked up once a minute
    with django_assert_max_num_queries(12):
        assert client.get("/en/").status_code == 200


def test_sign_in_pages_have_the_editions_too(client: Client) -> None:
    """django-allauth has a `site` of its own in its pages."""
    make_edition("en", name="English")
    make_publisher("Invented Post", sample=True)
    html = client.get("/account/login/").content.decode()
    assert "This is the sample edition" in html
    assert "English" in html
