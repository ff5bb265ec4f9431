"""A story that several languages tell stands in the edition of each, in its words."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client

from octavo.core.gather.urls import base32_id
from octavo.store.models import Article, Edition, Story, StoryFace
from octavo.store.stories import refresh
from tests.builders import add_member, make_article, make_hashtags, make_publisher, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def articles() -> dict[str, Article]:
    made = {
        "en": make_article("Bridge reopens", publisher=make_publisher("Harbour Post"), hours=5, section="world"),
        "en2": make_article("Cars cross again", publisher=make_publisher("Island Echo"), hours=4),
        "de": make_article("Brücke wieder offen", publisher=make_publisher("Inselbote"), lang="de", hours=3),
        "ja": make_article("橋が再開", publisher=make_publisher("Minato"), lang="ja", hours=2),
    }
    make_hashtags(made["en"], "Selby")
    make_hashtags(made["de"], "Brücken")
    return made


@pytest.fixture
def story(articles: dict[str, Article]) -> Story:
    made = make_story(*articles.values())
    refresh([made.id])
    made.refresh_from_db()
    return made


def told(html: str) -> str:
    """The stories of a front page, without what stands beside them."""
    return html.partition("<main")[2].partition("Latest")[0]


def test_each_front_page_tells_it_in_its_language(client: Client, story: Story, articles: dict[str, Article]) -> None:
    assert story.lang == "en"
    english, german = (told(client.get(f"/{lang}/").content.decode()) for lang in ("en", "de"))
    assert f'href="/de/article/{base32_id(articles["de"].id)}/brucke-wieder-offen">Brücke wieder offen' in german
    assert f"/de/story/{base32_id(story.id)}/brucke-wieder-offen" in german
    assert "#Brücken" in german
    assert "#Selby" not in german
    assert f'href="/en/article/{base32_id(articles["en2"].id)}/cars-cross-again">' in english
    assert f"/en/story/{base32_id(story.id)}/" in english
    # other publishers' headlines in the reader's language come before those in others
    others = english.partition('<ul class="others">')[2]
    assert others.index("Bridge reopens") < others.index("橋が再開")
    assert "橋が再開" in told(client.get("/ja/").content.decode())


def test_its_page_is_in_the_language_of_the_edition(client: Client, story: Story) -> None:
    ref = base32_id(story.id)
    assert client.get(f"/de/story/{ref}/bridge-reopens")["Location"] == f"/de/story/{ref}/brucke-wieder-offen"
    html = client.get(f"/de/story/{ref}/brucke-wieder-offen").content.decode()
    assert '<html lang="de"' in html
    assert ">Brücke wieder offen</h1>" in html
    assert f'/de/story/{ref}/brucke-wieder-offen">' in html.partition('rel="canonical"')[2][:120]
    groups = html.partition("By publisher")[2]
    assert groups.index("Inselbote") < groups.index("Harbour Post")
    why = client.get(f"/de/story/{ref}/brucke-wieder-offen/why")
    assert "Brücke wieder offen" in why.content.decode()
    feed = client.get(f"/de/story/{ref}/feed.xml").content.decode()
    assert "<title>Brücke wieder offen" in feed


def test_an_edition_that_does_not_tell_it_leads_to_its_own(client: Client, story: Story) -> None:
    ref = base32_id(story.id)
    make_article("Autre chose", publisher=make_publisher("Le Phare"), lang="fr")
    for lang in ("fr", "nowhere"):
        response = client.get(f"/{lang}/story/{ref}/bridge-reopens")
        assert response.status_code == 308
        assert response["Location"].startswith(f"/en/story/{ref}/")
    assert "Bridge reopens" not in told(client.get("/fr/").content.decode())


def test_an_article_leads_to_its_story_in_its_own_language(
    client: Client, story: Story, articles: dict[str, Article]
) -> None:
    html = client.get(f"/de/article/{base32_id(articles['de'].id)}/brucke-wieder-offen").content.decode()
    assert f'href="/de/story/{base32_id(story.id)}/brucke-wieder-offen"' in html


def test_the_section_of_a_language_holds_it_too(client: Client, story: Story) -> None:
    Story.objects.filter(id=story.id).update(section="world")
    assert "Brücke wieder offen" in told(client.get("/de/section/world").content.decode())
    assert "Brücke wieder offen" not in told(client.get("/de/section/sport").content.decode())


def test_an_edition_of_chosen_publishers_keeps_to_them(client: Client, story: Story) -> None:
    Edition.objects.create(slug="inseln", lang="de", languages=["de"], name="Inseln", publishers=["inselbote"])
    Edition.objects.create(slug="hafen", lang="de", languages=["de"], name="Hafen", publishers=["hafenblatt"])
    make_article("Hafen", publisher=make_publisher("Hafenblatt"), lang="de")
    assert "Brücke wieder offen" in told(client.get("/inseln/").content.decode())
    assert "Brücke wieder offen" not in told(client.get("/hafen/").content.decode())


def test_what_leaves_a_story_takes_its_language_along(
    client: Client, story: Story, articles: dict[str, Article]
) -> None:
    Article.objects.filter(id=articles["de"].id).update(hidden=True)
    refresh([story.id])
    assert set(StoryFace.objects.values_list("lang", flat=True)) == {"ja"}
    make_article("Anderes", publisher=make_publisher("Inselbote"), lang="de")
    assert "Brücke wieder offen" not in told(client.get("/de/").content.decode())


def test_a_story_of_one_language_has_no_further_face(articles: dict[str, Article]) -> None:
    refresh([make_story(articles["en"], articles["en2"]).id])
    unknown = make_article("?!", publisher=make_publisher("Hieroglyph"), lang="und")
    story = make_story(articles["ja"])
    add_member(story, unknown)
    refresh([story.id])
    assert not StoryFace.objects.exists()


@pytest.mark.parametrize(("stated", "told_so"), [("", False), ("en-GB", False), ("de_AT", True), ("de", True)])
def test_one_in_many_tells_it_only_if_its_page_says_so(stated: str, told_so: bool) -> None:
    many = [make_article(f"Bridge {n}", publisher=make_publisher(f"Post {n}")) for n in range(12)]
    odd = make_article("Bridge Selby", publisher=make_publisher("Odd"), lang="de", lang_stated=stated)
    refresh([make_story(*many, odd).id])
    assert StoryFace.objects.filter(lang="de").exists() == told_so


def test_stories_from_before_get_their_faces(articles: dict[str, Article]) -> None:
    story = make_story(*articles.values())
    later = make_article("Brücke: alle froh", publisher=make_publisher("Grauer Bote"), lang="de", hours=1)
    add_member(story, later)
    import_module("octavo.store.migrations.0002_story_faces").add_faces(apps, None)
    faces = {face.lang: (face.title, face.lead_id) for face in StoryFace.objects.filter(story_id=story.id)}
    assert faces == {"de": ("Brücke: alle froh", later.id), "ja": ("橋が再開", articles["ja"].id)}
