"""The queue, a case, a thread's state, the public log; by moderator, reader, anonymous."""

from __future__ import annotations

import pytest
from django.test import Client

from octavo import clock
from octavo.store import comments
from octavo.store.models import Article, Comment, ModerationEntry, Story
from tests.builders import make_article, make_reader, make_story
from tests.builders_discuss import article_path, make_comment, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Article:
    found = make_article()
    make_story(found)
    return found


@pytest.fixture
def moderator() -> Client:
    return signed_in(make_reader("mo", role="moderator"))


def test_doors(client: Client, article: Article) -> None:
    comment = make_comment(article, make_reader("ann"))
    paths = ["/moderation/", f"/moderation/comment/{comment.pk}/"]
    reader = signed_in()
    for path in paths:
        assert client.get(path)["Location"].startswith("/account/login/")
        assert reader.get(path).status_code == 403
        assert reader.post(path, {"action": "hide", "reason": "x"}).status_code in (403, 405)
    thread = f"/moderation/story/{Story.objects.get().pk}/thread/"
    assert client.post(thread, {"thread": "closed"})["Location"].startswith("/account/login/")
    assert reader.post(thread, {"thread": "closed"}).status_code == 403
    assert Story.objects.get().thread == "open"
    assert client.get("/moderation/log").status_code == 200


def test_the_queue(moderator: Client, article: Article) -> None:
    assert "Nothing waits" in moderator.get("/moderation/").content.decode()
    held = make_comment(article, make_reader("ann"), "Held words", state="held", reason="3 links")
    said = make_comment(article, make_reader("bo"), "Reported words", minutes=90)
    comments.report(said, make_reader("cy"), "off topic", clock.now())
    html = moderator.get("/moderation/").content.decode()
    assert html.index("Reported words") < html.index("Held words")
    assert "off topic" in html
    assert "3 links" in html
    path = f"/moderation/comment/{held.pk}/"
    assert moderator.post(path, {"action": "approve"})["Location"] == "/moderation/"
    assert Comment.objects.get(pk=held.pk).state == "published"
    moderator.post(f"/moderation/comment/{said.pk}/", {"action": "dismiss"})
    assert "Nothing waits" in moderator.get("/moderation/").content.decode()


def test_hide_needs_a_reason_and_is_told(moderator: Client, article: Article, client: Client) -> None:
    author = make_reader("ann")
    comment = make_comment(article, author, "Harsh words")
    path = f"/moderation/comment/{comment.pk}/"
    assert "Harsh words" in moderator.get(path).content.decode()
    assert moderator.post(path, {"action": "hide"}).status_code == 422
    assert moderator.post(path, {"action": "nonsense"}).status_code == 422
    moderator.post(path, {"action": "hide", "reason": "Insults a reader", "next": article_path(article)})
    assert "Harsh words" not in client.get(article_path(article)).content.decode()
    assert "Insults a reader" in signed_in(author).get(article_path(article)).content.decode()
    log = client.get("/moderation/log").content.decode()
    assert "Insults a reader" in log
    assert "Harsh words" not in log
    assert client.get(f"/discuss/comment/{comment.pk}/").status_code == 302
    assert moderator.post(path, {"action": "hide", "reason": "again"}).status_code == 422
    moderator.post(path, {"action": "show"})
    assert "Harsh words" in client.get(article_path(article)).content.decode()


def test_threads(moderator: Client, article: Article, client: Client) -> None:
    story = Story.objects.get()
    path = f"/moderation/story/{story.pk}/thread/"
    back = {"next": f"{article_path(article)}#comments"}
    response = moderator.post(path, {"thread": "closed", "reason": "Heated", **back})
    assert response["Location"] == back["next"]
    assert Story.objects.get().thread == "closed"
    moderator.post(path, {"thread": "shut"})
    assert ModerationEntry.objects.count() == 1
    assert moderator.get(path).status_code == 405
    assert moderator.post("/moderation/story/7/thread/", {"thread": "open"}).status_code == 404
    assert f"/moderation/story/{story.pk}/" in client.get("/moderation/log").content.decode()
    assert client.get(f"/moderation/story/{story.pk}/").status_code == 302
    assert client.get("/moderation/story/7/").status_code == 404
    merged = make_story(make_article("Other"), merged_into=story.pk)
    assert client.get(f"/moderation/story/{merged.pk}/")["Location"].endswith("harbour-bridge-reopens")


def test_missing_and_deleted_comments(moderator: Client, article: Article) -> None:
    gone = make_comment(article, make_reader("ann"), state="deleted")
    for number in (gone.pk, 999_999):
        assert moderator.get(f"/moderation/comment/{number}/").status_code == 404


def test_the_log_goes_on(client: Client) -> None:
    mo = make_reader("mo", role="moderator")
    assert "No moderator has had to act" in client.get("/moderation/log").content.decode()
    for number in range(60):
        fields = {"action": "hide", "comment_id": number, "reason": f"r{number}"}
        ModerationEntry.objects.create(moderator=mo, at=clock.now(), **fields)
    first = client.get("/moderation/log").content.decode()
    assert "r59" in first
    assert "r9<" not in first
    oldest = ModerationEntry.objects.order_by("-id")[49].pk
    assert f"?before={oldest}" in first
    assert "r9<" in client.get(f"/moderation/log?before={oldest}").content.decode()
    assert client.get("/moderation/log?before=x").status_code == 200
