"""The story page: every article by publisher, the order, copies, merges."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from octavo.core.gather.urls import base32_id
from octavo.store.models import Story, StoryEvent
from tests.builders import NOW, add_member, make_article, make_hashtags, make_publisher, make_story

pytestmark = pytest.mark.django_db
TEXT = (
    "The bridge in Selby reopened on Monday after two years of repairs.\n\n{} said the repairs cost 41 million crowns."
    "\n\nFerries stop at the end of the month, and their crews move north."
)


def path_of(story: Story, lang: str = "en") -> str:
    return f"/{lang}/story/{base32_id(story.id)}/bridge-reopens"


@pytest.fixture
def story() -> Story:
    post, echo = make_publisher("Harbour Post"), make_publisher("Island Echo")
    first = make_article("Bridge reopens", TEXT.format("The mayor"), publisher=post, hours=5)
    second = make_article("Cars cross again", TEXT.format("A welder"), publisher=echo, hours=3)
    third = make_article("Toll stays", "No toll will be raised on the bridge.", publisher=post, hours=1)
    made = make_story(first, second, third, importance_reason="2 publishers · growing")
    copy = make_article("Bridge open", TEXT.format("The mayor"), publisher=make_publisher("Selby Times"))
    add_member(made, copy, wire_of=first.id)
    make_hashtags(first, "Selby", "bridge")
    make_hashtags(second, "Selby")
    return made


def test_articles_by_publisher_and_in_order(client: Client, story: Story) -> None:
    html = client.get(path_of(story)).content.decode()
    assert html.count("<h1") == 1
    groups = html.partition("By publisher")[2].partition("In order")[0]
    assert groups.index("Harbour Post") < groups.index("Toll stays") < groups.index("Bridge reopens")
    assert groups.index("Bridge reopens") < groups.index("Island Echo") < groups.index("Cars cross again")
    order = html.partition("In order")[2]
    assert order.index("Bridge reopens") < order.index("Cars cross again") < order.index("Toll stays")
    assert "the same names and numbers" in groups
    assert "2 publishers · growing" in html
    assert 'id="comments"' in html


def test_copies_stand_under_what_they_copy(client: Client, story: Story) -> None:
    html = client.get(path_of(story)).content.decode()
    assert "Same text at 1 other publisher" in html
    assert "Bridge open<" not in html.partition("In order")[2]


def test_key_points_quote_several_publishers(client: Client, story: Story) -> None:
    points = client.get(path_of(story)).content.decode().partition("Key points")[2].partition("</section>")[0]
    assert 'class="cite"' in points
    assert "#p" in points


def test_key_points_can_be_switched_off(client: Client, story: Story, settings: Any) -> None:
    settings.OCTAVO_AI = False
    assert "Key points" not in client.get(path_of(story)).content.decode()


def test_common_hashtags_come_first(client: Client, story: Story) -> None:
    html = client.get(path_of(story)).content.decode()
    assert html.index("#Selby") < html.index("#Bridge")


def test_a_merged_story_leads_to_the_one_that_took_it_in(client: Client, story: Story) -> None:
    lost = make_story(make_article("Bridge traffic"), merged_into=story.id, articles=0)
    response = client.get(f"/en/story/{base32_id(lost.id)}/bridge-traffic")
    assert (response.status_code, response["Location"]) == (301, path_of(story))


def test_merges_are_told(client: Client, story: Story) -> None:
    StoryEvent.objects.create(
        kind="merge", story_id=story.id, other_id=7, members=["1", "2"], reason="the same bridge", at=NOW, grouped=9
    )
    assert "2 articles came in from another story: the same bridge" in client.get(path_of(story)).content.decode()


def test_a_ring_of_merges_ends(client: Client) -> None:
    one, two = make_story(make_article()), make_story(make_article())
    Story.objects.filter(id=one.id).update(merged_into=two.id)
    Story.objects.filter(id=two.id).update(merged_into=one.id)
    assert client.get(path_of(one)).status_code == 404


def test_other_language_and_words(client: Client, story: Story) -> None:
    assert client.get(path_of(story, "fr")).status_code == 308
    assert client.get(f"/en/story/{base32_id(story.id)}/x").status_code == 301
    assert client.get(f"/en/story/{base32_id(story.id)}")["Location"] == path_of(story)


def test_missing_and_hidden_are_404(client: Client) -> None:
    assert client.get("/en/story/7/x").status_code == 404
    gone = make_story(make_article("Bridge reopens", hidden=True))
    assert client.get(path_of(gone)).status_code == 404


def test_excerpts_only_in_public(client: Client, settings: Any) -> None:
    settings.OCTAVO_PUBLIC = "on"
    post = make_publisher("Link Post", terms="link")
    story = make_story(make_article("Bridge reopens", publisher=post))
    html = client.get(path_of(story)).content.decode()
    assert "The first cars crossed" not in html


def test_queries_do_not_grow_with_the_story(client: Client, django_assert_max_num_queries: Any) -> None:
    articles = [make_article("Bridge reopens", publisher=make_publisher(f"P {n}")) for n in range(60)]
    story = make_story(*articles)
    with django_assert_max_num_queries(20):
        assert client.get(path_of(story)).status_code == 200
