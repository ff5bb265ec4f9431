"""The JSON API: shapes, terms, paging, errors that are always JSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from octavo import clock
from octavo.explain import limits
from octavo.store import search, sources
from octavo.store.models import Article, Story, StoryMember
from tests.builders import (
    add_member,
    make_article,
    make_edition,
    make_hashtags,
    make_publisher,
    make_reader,
    make_related,
    make_story,
)
from tests.builders_discuss import signed_in

pytestmark = pytest.mark.django_db
API = "/api/v1"


def ask(client: Client, path: str, **query: Any) -> Any:
    response = client.get(f"{API}/{path}", query)
    assert response.status_code == 200, response.content
    return response.json()


def refused(client: Client, path: str, status: int, **query: Any) -> str:
    response = client.get(f"{API}/{path}", query)
    assert response.status_code == status, response.content
    assert response["Content-Type"].startswith("application/json")
    return str(response.json()["error"])


def test_an_article_in_full(client: Client) -> None:
    article = make_article(authors=["Ada Winter"], keywords=["bridge"])
    story = make_story(article)
    make_hashtags(article, "harbour bridge")
    found = ask(client, f"articles/{article.pk}")
    assert found["id"] == str(article.pk)
    assert found["seq"] == str(article.seq)
    assert found["story"] == str(story.pk)
    assert found["hashtags"] == ["HarbourBridge"]
    assert found["authors"] == ["Ada Winter"]
    assert found["publisher"] == {"name": "The Harbour Post", "slug": "the-harbour-post"}
    assert found["published"] == f"{article.published:%Y-%m-%dT%H:%M:%SZ}"
    assert found["page"].startswith("http://testserver/en/article/")
    assert client.get(found["page"]).status_code == 200
    assert "The town had waited two years." in found["text"]
    assert found["level"] == "full"


@pytest.mark.parametrize(("terms", "level", "text", "excerpt"), [
    ("full", "full", True, True), ("excerpt", "excerpt", False, True), ("link", "link", False, False),
])  # fmt: skip
def test_terms_hold_here_too(
    client: Client, settings: Settings, terms: str, level: str, text: bool, excerpt: bool
) -> None:
    settings.OCTAVO_PUBLIC = "on"
    paragraphs = "The first sentences are short.\n\n" + "And the end is far from the beginning. " * 20
    article = make_article(text=paragraphs, publisher=make_publisher(terms=terms))
    found = ask(client, f"articles/{article.pk}")
    assert found["level"] == level
    assert (len(found["text"]) > 400) is text
    assert bool(found["excerpt"]) is excerpt


def test_sign_in_where_it_is_needed(client: Client, settings: Settings) -> None:
    settings.OCTAVO_PUBLIC = "off"
    article = make_article()
    for path in ("articles", f"articles/{article.pk}", "editions", "openapi.json"):
        assert refused(client, path, 401)
    assert ask(signed_in(), f"articles/{article.pk}")["level"] == "full"


def test_taken_down_articles_are_nowhere(client: Client) -> None:
    article = make_article(hidden=True)
    story = make_story(article)
    assert refused(client, f"articles/{article.pk}", 404) == "There is no such article."
    assert refused(client, f"articles/{article.pk}/related", 404)
    assert refused(client, f"stories/{story.pk}", 404)
    assert ask(client, "articles")["articles"] == []


def test_clients_go_on_where_they_stopped(client: Client) -> None:
    made = [make_article(f"Article {number}") for number in range(7)]
    seen, since = [], "0"
    while since is not None:
        page = ask(client, "articles", since=since, limit=3)
        seen += [one["id"] for one in page["articles"]]
        since = page["next"]
    assert seen == [str(one.pk) for one in made]
    newest = ask(client, "articles", limit=3)
    assert [one["id"] for one in newest["articles"]] == [str(one.pk) for one in reversed(made[4:])]
    older = ask(client, "articles", limit=3, before=newest["next"])
    assert [one["id"] for one in older["articles"]] == [str(one.pk) for one in reversed(made[1:4])]


def test_articles_by_what_they_are(client: Client) -> None:
    here = make_article(publisher=make_publisher("Island Echo"))
    make_hashtags(here, "harbour bridge")
    french = make_article("Le pont rouvre", lang="fr")
    pick = [
        ({"publisher": "island-echo"}, here), ({"tag": "harbourbridge"}, here), ({"tag": "#HarbourBridge"}, here),
        ({"lang": "fr"}, french),
    ]  # fmt: skip
    for query, expected in pick:
        assert [one["id"] for one in ask(client, "articles", **query)["articles"]] == [str(expected.pk)]
    assert ask(client, "articles", publisher="nobody")["articles"] == []


def test_search_and_q(client: Client) -> None:
    bridge, ferry = make_article("Harbour bridge reopens"), make_article("Ferry stops", "The ferry stops for good.")
    search.enqueue([bridge.pk, ferry.pk])
    assert search.drain_all()
    found = ask(client, "search", q="ferries stop", lang="en")
    assert (found["total"], [one["id"] for one in found["articles"]]) == (1, [str(ferry.pk)])
    assert [one["id"] for one in ask(client, "articles", q="bridge", lang="en")["articles"]] == [str(bridge.pk)]
    assert ask(client, "search", q="zeppelin")["total"] == 0


def test_ask(client: Client, settings: Settings) -> None:
    article = make_article(
        text="The harbour bridge in Selby reopened on Monday.\n\nThe repairs cost 41 million crowns, twice the plan."
    )
    search.enqueue([article.pk])
    assert search.drain_all()
    found = ask(client, "ask", q="What did the repairs of the bridge cost?", lang="en", article=str(article.pk))
    assert found["sentences"], found
    first = found["sentences"][0]
    assert "41 million" in first["text"]
    text = ask(client, f"articles/{article.pk}")["text"]
    assert text[first["citation"]["start"] : first["citation"]["end"]] == first["text"]
    assert ask(client, "ask", q="Who won the cup final?", article="nonsense")["sentences"] == []
    settings.OCTAVO_PUBLIC = "on"
    for _ in range(limits.QUESTIONS):
        ask(client, "ask", q="Why?")
    assert "Too many questions" in refused(client, "ask", 429, q="Why?")
    settings.OCTAVO_AI = False
    assert "switched off" in refused(client, "ask", 404, q="What did it cost?")


def test_related_with_reasons(client: Client) -> None:
    article, other, hidden = make_article(), make_article("Welders honoured"), make_article("Gone", hidden=True)
    make_related(article, other, hidden, reason="same event · also reports the welders")
    found = ask(client, f"articles/{article.pk}/related")
    assert [(one["article"]["id"], one["reason"], one["layer"]) for one in found] == [
        (str(other.pk), "same event · also reports the welders", "event")
    ]
    assert ask(client, f"articles/{other.pk}/related") == []


def test_a_story_and_a_merged_one(client: Client) -> None:
    article, other = make_article(hours=3), make_article("Bridge opens", hours=1)
    story = make_story(article, other)
    found = ask(client, f"stories/{story.pk}")
    assert [one["id"] for one in found["articles"]] == [str(other.pk), str(article.pk)]
    assert (found["articles_count"], found["publishers_count"], found["comments_count"]) == (2, 1, 0)
    assert client.get(found["page"]).status_code == 200
    merged = make_story(make_article("Third"))
    Story.objects.filter(pk=merged.pk).update(merged_into=story.pk)
    assert ask(client, f"stories/{merged.pk}")["id"] == str(story.pk)


def test_a_story_tells_whether_it_goes_on_and_what_it_is_linked_to(client: Client) -> None:
    article, before = make_article(hours=3), make_article("Bridge closes", hours=60)
    story, earlier = make_story(article), make_story(before)
    make_story(make_article("Something new", hours=0))
    make_related(article, before, reason="same event · also reports the welders")
    found = ask(client, f"stories/{story.pk}")
    assert (found["state"], found["state_reason"]) == ("open", "developing")
    [link] = found["storyline"]["earlier"]
    assert (link["id"], link["title"], link["articles_count"]) == (str(earlier.pk), "Bridge closes", 1)
    assert link["reason"] == "two days earlier · also on the welders"
    assert client.get(link["page"]).status_code == 200
    assert found["storyline"]["later"] == found["storyline"]["background"] == []
    assert ask(client, f"stories/{earlier.pk}")["state"] == "dormant"


def test_an_article_says_where_it_stands(client: Client) -> None:
    first, second = make_article(hours=3), make_article("Bridge opens", hours=1, agency="Reuters")
    story = make_story(first)
    add_member(story, second, reason="same event as one article", wire_of=first.pk, section="politics")
    make_hashtags(second, "harbour bridge")
    alone = make_article("Nothing yet")
    found = {one["id"]: one for one in ask(client, "articles")["articles"]}
    told = found[str(second.pk)]
    assert (told["section"], told["agency"], told["copy_of"]) == ("politics", "Reuters", str(first.pk))
    assert told["joined"] == "same event as one article"
    assert [(tag["tag"], tag["label"]) for tag in told["tags"]] == [("HarbourBridge", "harbour bridge")]
    assert told["tags"][0]["kind"] in ("person", "organisation", "place", "event", "topic")
    assert told["hashtags"] == ["HarbourBridge"]
    for pk in (first.pk, alone.pk):
        other = found[str(pk)]
        assert [other[name] for name in ("section", "agency", "copy_of", "joined", "tags")] == [None, "", None, "", []]


def test_a_story_says_what_its_articles_share(client: Client) -> None:
    first, second = make_article(hours=3), make_article("Bridge opens", hours=1)
    story = make_story(first, second, section="politics")
    for one in (first, second):
        make_hashtags(one, "harbour bridge")
    make_related(second, first, reason="same event · also reports Selby, Quay Lock")
    found = ask(client, f"stories/{story.pk}")
    assert (found["section"], found["hashtags"]) == ("politics", ["HarbourBridge"])
    assert [(one["nearest"], one["facts"]) for one in found["articles"]] == [
        (str(first.pk), "Selby, Quay Lock"), (str(second.pk), "Selby, Quay Lock"),
    ]  # fmt: skip
    lone = ask(client, f"stories/{make_story(make_article('Alone')).pk}")
    assert [(one["nearest"], one["facts"]) for one in lone["articles"]] == [(None, "")]
    assert lone["section"] is None


def test_the_name_of_a_story_goes_with_the_article_that_gave_it(client: Client) -> None:
    first, second = make_article("Secret name", hours=3), make_article("Bridge opens", hours=1)
    story = make_story(first, second)
    assert ask(client, f"stories/{story.pk}")["title"] == "Secret name"
    Article.objects.filter(pk=first.pk).update(hidden=True)
    assert ask(client, f"stories/{story.pk}")["title"] == "Bridge opens"
    assert [one["title"] for one in ask(client, "stories")] == ["Bridge opens"]


def test_articles_and_stories_of_a_section(client: Client) -> None:
    vote, match = make_article("Vote", hours=2), make_article("Match", hours=1)
    politics, sport = make_story(vote, section="politics"), make_story(match, section="sport", importance=9.0)
    for one, name in ((vote, "politics"), (match, "sport")):
        StoryMember.objects.filter(article=one).update(section=name)
    make_article("Not grouped yet")
    assert [one["id"] for one in ask(client, "articles", section="politics")["articles"]] == [str(vote.pk)]
    assert [one["id"] for one in ask(client, "articles", section="sport", since=0)["articles"]] == [str(match.pk)]
    assert ask(client, "articles", section="science")["articles"] == []
    listed = ask(client, "stories")
    assert [(one["id"], one["lead"], one["section"]) for one in listed] == [
        (str(sport.pk), str(match.pk), "sport"), (str(politics.pk), str(vote.pk), "politics"),
    ]  # fmt: skip
    assert client.get(listed[0]["page"]).status_code == 200
    assert [one["id"] for one in ask(client, "stories", section="politics")] == [str(politics.pk)]
    assert len(ask(client, "stories", limit=1)) == 1


def test_stories_are_shown_to_whom_the_site_is(client: Client, settings: Settings) -> None:
    make_story(make_article(hidden=True))
    make_story(make_article())
    settings.OCTAVO_PUBLIC = "off"
    assert refused(client, "stories", 401)
    assert len(ask(signed_in(), "stories")) == 1
    settings.OCTAVO_PUBLIC = "on"
    assert len(ask(client, "stories")) == 1


@pytest.mark.parametrize("path", ["articles", "stories"])
@pytest.mark.parametrize("section", ["Politics", "weather", "\u202e", "x" * 300, "politics,sport"])
def test_an_unknown_section_is_refused_with_those_that_there_are(client: Client, path: str, section: str) -> None:
    said = refused(client, path, 422, section=section)
    assert "world, politics, business" in said
    assert len(said) < 300


def test_search_knows_no_sections(client: Client) -> None:
    assert "leave out section or q" in refused(client, "articles", 422, q="bridge", section="sport")
    assert refused(client, "stories", 404, edition="atlantis")


def test_hashtags_and_editions(client: Client) -> None:
    make_edition("en", name="English", countries=["CA"])
    for number in range(3):
        house = make_publisher(f"House {number}", country="CA")
        make_hashtags(make_article(f"Article {number}", publisher=house), "harbour bridge")
    trends = ask(client, "hashtags", edition="en")
    assert trends[0]["tag"] == "HarbourBridge"
    assert trends[0]["reason"]
    assert ask(client, "editions")[0]["countries"] == ["CA"]
    assert refused(client, "hashtags", 404, edition="atlantis")


def test_sources_are_the_owners(client: Client) -> None:
    pk, _ = sources.add_source("https://a.test/feed", now=clock.now(), title="A feed")
    assert "owner" in refused(client, "sources", 401)
    assert refused(signed_in(make_reader("mo", role="moderator")), "sources", 401)
    found = ask(signed_in(make_reader("ada", role="owner")), "sources")
    assert [(one["id"], one["url"]) for one in found] == [(str(pk), "https://a.test/feed")]


@pytest.mark.parametrize(
    ("path", "query", "status"),
    [
        ("articles", {"limit": 0}, 422), ("articles", {"limit": 101}, 422), ("articles", {"limit": "x"}, 422),
        ("articles", {"since": "-1"}, 422), ("articles", {"since": 2**63}, 422), ("articles", {"q": "x" * 301}, 422),
        ("articles/x", {}, 422), ("articles/7", {}, 404), (f"articles/{2**64}", {}, 404), ("articles/-1", {}, 404),
        (f"articles/{2**64}/related", {}, 404), (f"stories/{2**64}", {}, 404), ("stories/7", {}, 404),
        ("search", {}, 422), ("search", {"q": ""}, 422), ("ask", {}, 422), ("articles", {"tag": "\0"}, 422),
        ("stories", {"limit": 0}, 422), ("stories", {"section": "\0"}, 422),
        ("search", {"q": "a", "offset": 99_999}, 422),
    ],
)  # fmt: skip
def test_bad_input_is_told_in_json(client: Client, path: str, query: dict[str, Any], status: int) -> None:
    assert refused(client, path, status, **query)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_reading_only(client: Client, method: str) -> None:
    make_article()
    assert getattr(client, method)(f"{API}/articles").status_code == 405
    assert Article.objects.count() == 1


def test_openapi_names_every_route(client: Client) -> None:
    schema = ask(client, "openapi.json")
    assert schema["openapi"].startswith("3.")
    assert sorted(schema["paths"]) == [
        f"{API}/{path}" for path in (
            "articles", "articles/{article_id}", "articles/{article_id}/related", "ask", "editions", "hashtags",
            "search", "sources", "stories", "stories/{story_id}",
        )
    ]  # fmt: skip


def test_odd_words_do_no_harm(client: Client) -> None:
    for query in ({"tag": "'; drop table"}, {"q": "AND OR ) ("}, {"publisher": "%"}, {"lang": "../.."}):
        assert ask(client, "articles", **query)["articles"] == []


def test_the_reference_names_every_route_and_parameter(client: Client) -> None:
    reference = (Path(__file__).parents[2] / "docs/reference/api.md").read_text("utf-8")
    for path, methods in ask(client, "openapi.json")["paths"].items():
        assert f"`GET {path}`" in reference
        for parameter in methods["get"].get("parameters", []):
            assert parameter["in"] == "path" or f"`{parameter['name']}" in reference, (path, parameter["name"])
