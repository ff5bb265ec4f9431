"""Mending a story by owner, moderator, reader, anonymous: apart, together, and back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from octavo.core.gather.urls import base32_id
from octavo.store.models import Article, ModerationEntry, Reader, Story, StoryLabel
from tests.builders import add_member, make_article, make_publisher, make_reader, make_related, make_story
from tests.builders_discuss import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    names = ("Bridge reopens", "Cars cross again", "Fire at the mill")
    return make_story(*(make_article(name, publisher=make_publisher(name)) for name in names))


@pytest.fixture
def odd() -> Article:
    return Article.objects.get(title="Fire at the mill")


@pytest.fixture
def moderator() -> Client:
    return signed_in(make_reader("mo", role="moderator"))


def story_path(story: Story) -> str:
    return f"/en/story/{base32_id(story.pk)}/bridge-reopens"


def split_path(story: Story, article: Article) -> str:
    return f"/moderation/story/{story.pk}/split/{article.pk}/"


def test_doors(client: Client, story: Story, odd: Article) -> None:
    reader = signed_in()
    entry = ModerationEntry.objects.create(
        moderator=make_reader("mo", role="moderator"), action="split", story_id=story.pk, at=odd.first_seen
    )
    paths = [split_path(story, odd), f"/moderation/story/{story.pk}/merge/", f"/moderation/log/{entry.pk}/undo/"]
    for path in paths:
        assert client.get(path)["Location"].startswith("/account/login/")
        assert client.post(path, {"reason": "x"})["Location"].startswith("/account/login/")
        assert reader.get(path).status_code == 403
        assert reader.post(path, {"reason": "x"}).status_code == 403
        assert reader.delete(path).status_code == 405
    assert not StoryLabel.objects.exists()


@pytest.mark.parametrize("role", ["moderator", "owner"])
def test_the_story_page_offers_it_to_who_may(client: Client, story: Story, odd: Article, role: str) -> None:
    assert "Mend this story" not in client.get(story_path(story)).content.decode()
    assert "Mend this story" not in signed_in(make_reader("rea")).get(story_path(story)).content.decode()
    copy = make_article("Mill burns", publisher=make_publisher("Copy"))
    add_member(story, copy, wire_of=odd.pk)
    html = signed_in(make_reader("mo", role=role)).get(story_path(story)).content.decode()
    assert split_path(story, odd) in html
    assert split_path(story, copy) in html
    assert f"/moderation/story/{story.pk}/merge/" in html


def test_alone_there_is_nothing_to_split(moderator: Client) -> None:
    alone = make_article("Bridge reopens")
    story = make_story(alone)
    html = moderator.get(story_path(story)).content.decode()
    assert "another event" not in html
    assert "Merge with another story" in html
    response = moderator.post(split_path(story, alone), {"reason": "x"})
    assert response.status_code == 422
    assert not ModerationEntry.objects.exists()


def test_an_article_of_another_event(moderator: Client, client: Client, story: Story, odd: Article) -> None:
    path = split_path(story, odd)
    html = moderator.get(path).content.decode()
    assert "Fire at the mill" in html
    assert "within seconds" in html
    response = moderator.post(path, {"reason": "  "})
    assert response.status_code == 422
    assert "Give a reason" in response.content.decode()
    response = moderator.post(path, {"reason": "A mill is no bridge"}, follow=True)
    assert response.redirect_chain[0][0] == story_path(story)
    assert "within seconds" in response.content.decode()
    assert {(label.same, label.reason) for label in StoryLabel.objects.all()} == {(False, "A mill is no bridge")}
    assert StoryLabel.objects.count() == 2
    log = client.get("/moderation/log").content.decode()
    assert "set an article apart in" in log
    assert "A mill is no bridge" in log
    assert "take back" not in log
    assert "A mill is no bridge" in client.get(f"{story_path(story)}/why").content.decode()
    assert "take back" in moderator.get(f"{story_path(story)}/why").content.decode()


def test_missing_and_hidden_articles_and_stories(moderator: Client, story: Story, odd: Article) -> None:
    elsewhere = make_article("Elsewhere")
    make_story(elsewhere)
    assert moderator.get(split_path(story, elsewhere)).status_code == 404
    assert moderator.get(f"/moderation/story/7/split/{odd.pk}/").status_code == 404
    assert moderator.get(f"/moderation/story/{story.pk}/split/{2**63}/").status_code == 404
    assert moderator.get("/moderation/story/7/merge/").status_code == 404
    assert moderator.get("/moderation/log/7/undo/").status_code == 404
    Article.objects.filter(pk=odd.pk).update(hidden=True)
    assert moderator.post(split_path(story, odd), {"reason": "x"}).status_code == 404


def test_near_stories_are_offered(moderator: Client, story: Story) -> None:
    path = f"/moderation/story/{story.pk}/merge/"
    assert "No other story lies near" in moderator.get(path).content.decode()
    near = make_story(make_article("Bridge opened", publisher=make_publisher("N")))
    make_related(Article.objects.get(pk=story.pk), Article.objects.get(pk=near.pk), reason="same event · Selby")
    html = moderator.get(path).content.decode()
    assert f"?with={base32_id(near.pk)}" in html
    assert "same event · Selby" in html


def test_two_stories_that_are_one(moderator: Client, client: Client, story: Story) -> None:
    path = f"/moderation/story/{story.pk}/merge/"
    other = make_story(make_article("Bridge opened", publisher=make_publisher("N")))
    asked = f"https://news.test/en/story/{base32_id(other.pk)}/bridge-opened?x=1"
    html = moderator.get(path, {"with": asked}).content.decode()
    assert "Bridge opened" in html
    assert f'name="with" value="{base32_id(other.pk)}"' in html
    assert moderator.post(path, {"with": asked}).status_code == 422
    response = moderator.post(path, {"with": base32_id(other.pk), "reason": "The same bridge"})
    assert response["Location"] == story_path(story)
    assert all(StoryLabel.objects.values_list("same", flat=True))
    assert StoryLabel.objects.filter(a__in=[other.pk]).exists() or StoryLabel.objects.filter(b=other.pk).exists()
    log = client.get("/moderation/log").content.decode()
    assert "joined another story to" in log
    assert "The same bridge" in log


def test_the_address_of_an_article_names_its_story(moderator: Client, story: Story) -> None:
    first = make_article("Bridge opened", publisher=make_publisher("N"))
    second = make_article("Bridge free", publisher=make_publisher("M"))
    make_story(first, second)
    asked = f"/en/article/{base32_id(second.pk)}/bridge-free"
    html = moderator.get(f"/moderation/story/{story.pk}/merge/", {"with": asked}).content.decode()
    assert f'value="{base32_id(first.pk)}"' in html


@pytest.mark.parametrize("asked", ["", "nonsense!", "/en/story/7/x", "/en/article/7/x", "x" * 300, "\0"])
def test_bad_addresses(moderator: Client, story: Story, asked: str) -> None:
    path = f"/moderation/story/{story.pk}/merge/"
    assert moderator.post(path, {"with": asked, "reason": "x"}).status_code == 422
    assert moderator.get(path, {"with": asked}).status_code in (200, 422)
    assert moderator.get(path, {"with": base32_id(story.pk)}).status_code == 422
    assert not StoryLabel.objects.exists()


def test_taking_back(moderator: Client, client: Client, story: Story, odd: Article) -> None:
    moderator.post(split_path(story, odd), {"reason": "A mill is no bridge"})
    entry = ModerationEntry.objects.get()
    path = f"/moderation/log/{entry.pk}/undo/"
    assert path in moderator.get("/moderation/log").content.decode()
    html = moderator.get(path).content.decode()
    assert "A mill is no bridge" in html
    assert "goes back to its story" in html
    assert moderator.post(path, {}).status_code == 422
    assert moderator.post(path, {"reason": "It is the bridge mill"}).status_code == 302
    assert [label.same for label in StoryLabel.objects.order_by("id")] == [False, False, True, True]
    assert ModerationEntry.objects.latest("id").action == "merge"
    assert "has been taken back" in moderator.get(path).content.decode()
    assert moderator.post(path, {"reason": "again"}).status_code == 422
    assert ModerationEntry.objects.count() == 2


def test_taking_a_merge_back(moderator: Client, story: Story) -> None:
    other = make_story(make_article("Bridge opened", publisher=make_publisher("N")))
    moderator.post(f"/moderation/story/{story.pk}/merge/", {"with": base32_id(other.pk), "reason": "One bridge"})
    path = f"/moderation/log/{ModerationEntry.objects.get().pk}/undo/"
    assert "go apart again" in moderator.get(path).content.decode()
    moderator.post(path, {"reason": "Two bridges"})
    assert ModerationEntry.objects.latest("id").action == "split"
    newest = {(label.a, label.b): label.same for label in StoryLabel.objects.order_by("id")}
    assert set(newest.values()) == {False}


def test_only_acts_on_stories_are_taken_back(moderator: Client, story: Story) -> None:
    entry = ModerationEntry.objects.create(
        moderator=Reader.objects.get(username="mo"), action="close", story_id=story.pk, at=story.first_at
    )
    assert moderator.get(f"/moderation/log/{entry.pk}/undo/").status_code == 404


def test_reasons_are_shown_as_text(moderator: Client, client: Client, story: Story, odd: Article) -> None:
    moderator.post(split_path(story, odd), {"reason": "<b>bold</b>"})
    for path in ("/moderation/log", f"{story_path(story)}/why"):
        assert "<b>bold</b>" not in client.get(path).content.decode()


def test_queries_do_not_grow(moderator: Client, django_assert_max_num_queries: Any) -> None:
    made = make_story(*(make_article("Bridge reopens", publisher=make_publisher(f"P {n}")) for n in range(60)))
    with django_assert_max_num_queries(30):
        assert moderator.get(story_path(made)).status_code == 200
