"""Pages that are lists: hashtag, publisher, videos, search; and their feeds."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from octavo.core.gather.urls import base32_id
from octavo.explain import limits
from octavo.store import search
from octavo.store.models import Article
from tests.builders import make_article, make_edition, make_hashtags, make_publisher, make_story

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def get(client: Client, path: str, **query: str) -> str:
    response = client.get(path, query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def entries(client: Client, path: str, **query: str) -> list[str]:
    root = ElementTree.fromstring(get(client, path, **query))
    return [entry.findtext(f"{ATOM}title") or "" for entry in root.iter(f"{ATOM}entry")]


def index(*articles: Article) -> None:
    search.enqueue([one.id for one in articles])
    assert search.drain_all()


class TestHashtag:
    def test_lists_the_newest_first_with_what_stands_beside(self, client: Client) -> None:
        old, new = make_article("Older", hours=9), make_article("Newer", hours=1)
        make_hashtags(old, "Selby")
        make_hashtags(new, "Selby", "bridge")
        html = get(client, "/en/hashtag/Selby")
        assert '<h1 dir="auto">#Selby</h1>' in html
        assert html.index("Newer") < html.index("Older")
        assert 'href="/en/hashtag/Bridge"' in html

    def test_capitals_do_not_matter(self, client: Client) -> None:
        make_hashtags(make_article(), "Selby")
        response = client.get("/en/hashtag/sELBY")
        assert (response.status_code, response["Location"]) == (301, "/en/hashtag/Selby")

    @pytest.mark.parametrize("asked", ["%23NewYork", "%23%23newyork", "new_york", "New%20York", "%EF%BC%83NewYork"])
    def test_a_hashtag_may_be_typed_as_people_write_it(self, client: Client, asked: str) -> None:
        make_hashtags(make_article(), "New York")
        response = client.get(f"/en/hashtag/{asked}")
        assert (response.status_code, response["Location"]) == (301, "/en/hashtag/NewYork")

    @pytest.mark.parametrize("asked", ["%23", "%23%23", "___", "%23Nowhere"])
    def test_signs_alone_are_no_hashtag(self, client: Client, asked: str) -> None:
        response = client.get(f"/en/hashtag/{asked}")
        assert response.status_code == 404
        assert "##" not in response.content.decode()

    def test_other_scripts(self, client: Client) -> None:
        make_hashtags(make_article(lang="ru"), "Мост")
        html = get(client, "/ru/hashtag/Мост")
        assert "#Мост" in html

    def test_names_the_other_languages(self, client: Client) -> None:
        make_edition("fr")
        make_hashtags(make_article(lang="fr"), "Selby")
        html = get(client, "/en/hashtag/Selby")
        assert 'href="/fr/hashtag/Selby"' in html
        assert "No article in this edition carries this hashtag." in html

    def test_unknown_is_404(self, client: Client) -> None:
        assert client.get("/en/hashtag/Nowhere").status_code == 404
        assert client.get("/en/hashtag/" + "x" * 300).status_code == 404

    def test_pages(self, client: Client) -> None:
        for number in range(25):
            make_hashtags(make_article(f"News {number}", hours=number), "Selby")
        first, second = get(client, "/en/hashtag/Selby"), get(client, "/en/hashtag/Selby", page="2")
        assert 'rel="next" href="?page=2"' in first
        assert "News 20<" in second
        assert "News 19<" not in second
        assert 'rel="prev" href="?page=1"' in second
        beyond = get(client, "/en/hashtag/Selby", page="9")
        assert "The list ends before page 9." in beyond
        assert "To the first page" in beyond
        assert "No article in this edition" not in beyond

    @pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "²", ""])
    def test_nonsense_pages(self, client: Client, page: str) -> None:
        make_hashtags(make_article(), "Selby")
        get(client, "/en/hashtag/Selby", page=page)

    def test_feed(self, client: Client) -> None:
        make_hashtags(make_article("News"), "Selby")
        assert entries(client, "/en/hashtag/Selby/feed.xml") == ["News"]
        assert client.get("/en/hashtag/Nowhere/feed.xml").status_code == 404

    def test_queries_stay_few(self, client: Client, django_assert_max_num_queries: Any) -> None:
        for number in range(20):
            make_hashtags(make_article(publisher=make_publisher(f"P {number}")), "Selby")
        with django_assert_max_num_queries(12):
            get(client, "/en/hashtag/Selby")


class TestPublisher:
    def test_lists_its_articles(self, client: Client) -> None:
        make_article("News", publisher=make_publisher("Harbour Post", country="GB"))
        html = get(client, "/en/publisher/harbour-post")
        assert "Harbour Post" in html
        assert "News" in html
        assert "1 article" in html

    def test_names_the_other_languages(self, client: Client) -> None:
        make_article(lang="fr", publisher=make_publisher("Harbour Post"))
        html = get(client, "/en/publisher/harbour-post")
        assert 'href="/fr/publisher/harbour-post"' in html
        assert "No article of this publisher in this edition." in html

    def test_unknown_is_404(self, client: Client) -> None:
        assert client.get("/en/publisher/nobody").status_code == 404
        assert client.get("/en/publisher/nobody/feed.xml").status_code == 404

    def test_feed(self, client: Client) -> None:
        make_article("News", publisher=make_publisher("Harbour Post"))
        assert entries(client, "/en/publisher/harbour-post/feed.xml") == ["News"]


class TestVideos:
    def test_shows_what_is_to_be_watched(self, client: Client) -> None:
        make_article("Reading")
        make_article("Watching", kind="video", media={"seconds": 65, "thumbnail": "https://p.test/t.jpg"})
        html = get(client, "/en/videos")
        assert "Watching" in html
        assert "Reading" not in html
        assert "1:05" in html

    def test_empty_says_what_to_do(self, client: Client) -> None:
        assert "Add a video channel or a podcast" in get(client, "/en/videos")


class TestSearch:
    def test_finds_and_counts(self, client: Client) -> None:
        index(make_article("Bridge reopens"), make_article("Lake freezes", "Ice on the lake."))
        html = get(client, "/en/search", q="bridge")
        assert "1 article in" in html
        assert "Bridge reopens" in html
        assert 'value="bridge"' in html

    def test_no_hit_says_what_to_do(self, client: Client) -> None:
        assert "Use fewer or other words" in get(client, "/en/search", q="nothing")

    def test_all_languages(self, client: Client) -> None:
        index(make_article("Pont rouvert", "Le pont de Selby.", lang="fr"))
        assert "Pont rouvert" not in get(client, "/en/search", q="Selby")
        assert "Pont rouvert" in get(client, "/en/search", q="Selby", lang="all")

    def test_an_edition_searches_what_it_holds(self, client: Client) -> None:
        make_edition("canada", lang="en", countries=["CA"], languages=["en", "fr"], name="Canada")
        north, south = make_publisher("North Post", country="CA"), make_publisher("South Post", country="US")
        index(
            make_article("Bridge in the north", publisher=north),
            make_article("Bridge in the south", publisher=south),
            make_article("Un bridge rouvert", "Le bridge de Selby.", publisher=north, lang="fr"),
        )
        html = get(client, "/canada/search", q="bridge")
        assert "2 articles in Canada" in html and "search everywhere" in html
        assert "Bridge in the north" in html and "Un bridge rouvert" in html and "Bridge in the south" not in html
        everywhere = get(client, "/canada/search", q="bridge", lang="all")
        assert "Bridge in the south" in everywhere and "only Canada" in everywhere
        assert len(entries(client, "/canada/search/feed.xml", q="bridge")) == 2
        assert len(entries(client, "/canada/search/feed.xml", q="bridge", lang="all")) == 3
        assert "search/feed.xml?q=bridge&amp;lang=all" in everywhere
        assert "holds a part of the news" in get(client, "/canada/search", q="south")

    def test_an_edition_answers_from_what_it_holds(self, client: Client) -> None:
        make_edition("canada", lang="en", countries=["CA"])
        index(make_article("Bridge reopens", "The repairs cost 41 million crowns, the council said.\n\nCars crossed."))
        assert "41 million" in get(client, "/en/search", q="How much did the repairs cost?")
        assert "What the articles say" not in get(client, "/canada/search", q="How much did the repairs cost?")

    def test_turning_pages_is_no_question(self, client: Client, settings: Any) -> None:
        settings.OCTAVO_PUBLIC = "on"
        index(*(make_article(f"The bridge {n}", hours=n) for n in range(25)))
        for _ in range(limits.QUESTIONS + 5):
            assert client.get("/en/search", {"q": "the bridge?", "page": "2"}).status_code == 200
        assert client.get("/en/search", {"q": "the bridge?"}).status_code == 200
        beyond = get(client, "/en/search", q="bridge", page="9")
        assert "The list ends before page 9." in beyond
        assert "No article contains" not in beyond

    def test_too_many_questions(self, client: Client, settings: Any) -> None:
        settings.OCTAVO_PUBLIC = "on"
        index(make_article("Bridge reopens"))
        for _ in range(limits.QUESTIONS):
            assert client.get("/en/search", {"q": "a bridge?"}).status_code == 200
        refused = client.get("/en/search", {"q": "a bridge?"})
        assert refused.status_code == 429 and "wait a few minutes" in refused.content.decode()
        assert "Bridge reopens" in refused.content.decode()
        assert client.get("/en/search", {"q": "a bridge"}).status_code == 200

    def test_newest_first(self, client: Client) -> None:
        index(make_article("Old bridge", hours=9), make_article("New bridge", hours=1))
        html = get(client, "/en/search", q="bridge", sort="new")
        assert html.index("New bridge") < html.index("Old bridge")

    def test_a_question_is_answered_above(self, client: Client) -> None:
        index(make_article("Bridge reopens", "The repairs cost 41 million crowns, the council said.\n\nCars crossed."))
        html = get(client, "/en/search", q="How much did the repairs cost?")
        assert "What the articles say" in html
        assert "41 million" in html

    def test_no_answers_when_switched_off(self, client: Client, settings: Any) -> None:
        settings.OCTAVO_AI = False
        index(make_article("Bridge reopens", "The repairs cost 41 million crowns."))
        assert "What the articles say" not in get(client, "/en/search", q="How much did the repairs cost?")

    @pytest.mark.parametrize(
        "query", ["", " ", "\0", '"', "<script>", "a" * 5_000, "AND OR NOT (", "title:x", "*", "\ud83d"]
    )
    def test_any_words_answer_200(self, client: Client, query: str) -> None:
        index(make_article())
        response = client.get("/en/search", {"q": query.encode("utf-8", "surrogatepass")})
        assert response.status_code == 200
        assert "<script>" not in response.content.decode().partition("<main")[2].partition("</main>")[0]

    def test_taken_down_is_not_found(self, client: Client) -> None:
        article = make_article("Secret paper")
        index(article)
        Article.objects.filter(id=article.id).update(hidden=True)
        assert "Secret paper" not in get(client, "/en/search", q="paper")

    def test_feed(self, client: Client) -> None:
        index(make_article("Bridge reopens"))
        assert entries(client, "/en/search/feed.xml", q="bridge") == ["Bridge reopens"]


@pytest.mark.parametrize("path", ["hashtag/{}", "hashtag/{}/feed.xml", "publisher/{}", "publisher/{}/feed.xml"])
def test_a_name_with_nul_is_no_address(path: str) -> None:
    """PostgreSQL would refuse it with an error."""
    assert resolve("/en/" + path.format("Marlow"))
    with pytest.raises(Resolver404):
        resolve("/en/" + path.format("Mar\0low"))


class TestFeeds:
    def test_home_holds_as_much_as_the_asker_may_see(self, client: Client, settings: Any) -> None:
        make_article("Open", publisher=make_publisher("Link Post", terms="link"))
        assert "The first cars crossed" in get(client, "/en/feed.xml")
        settings.OCTAVO_PUBLIC = "on"
        assert "The first cars crossed" not in get(client, "/en/feed.xml")
        assert entries(client, "/en/feed.xml") == ["Open"]

    def test_story(self, client: Client) -> None:
        story = make_story(make_article("First", hours=5), make_article("Second", hours=1))
        assert entries(client, f"/en/story/{base32_id(story.id)}/feed.xml") == ["Second", "First"]
        assert client.get("/en/story/7/feed.xml").status_code == 404

    def test_control_characters_do_not_break_it(self, client: Client) -> None:
        make_article("Bell\x07 rings \x0b")
        assert len(entries(client, "/en/feed.xml")) == 1
