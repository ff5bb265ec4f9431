"""Why a story's articles stand together, and who ran the same text: by reader, moderator, anonymous."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from octavo import clock
from octavo.core.gather.urls import base32_id
from octavo.store import labels
from octavo.store.models import Article, RelatedList, Story, StoryEvent, StoryLabel, StoryMember
from tests.builders import NOW, add_member, make_article, make_publisher, make_reader, make_related, make_story
from tests.builders_discuss import signed_in

pytestmark = pytest.mark.django_db


def path_of(story: Story, lang: str = "en") -> str:
    return f"/{lang}/story/{base32_id(story.id)}/bridge-reopens/why"


def copies_of(article: Article, lang: str = "en", words: str = "bridge-reopens") -> str:
    return f"/{lang}/article/{base32_id(article.id)}/{words}/copies"


@pytest.fixture
def story() -> Story:
    first = make_article("Bridge reopens", publisher=make_publisher("Harbour Post"), hours=5)
    second = make_article("Cars cross again", publisher=make_publisher("Island Echo"), hours=3)
    made = make_story(first, second)
    StoryMember.objects.filter(article=second).update(score=0.72)
    return made


def page(client: Client, story: Story) -> str:
    response = client.get(path_of(story))
    assert response.status_code == 200
    return str(response.content.decode())


def test_how_each_article_joined(client: Client, story: Story, settings: Any) -> None:
    settings.OCTAVO_PUBLIC = "on"
    html = page(client, story)
    assert html.count("<h1") == 1
    assert html.index("The story began with it") < html.index("The same names and numbers · alike")
    assert "0.72" not in html
    assert "Nothing came near" in html


def test_who_runs_this_octavo_sees_figures(story: Story, settings: Any) -> None:
    settings.OCTAVO_PUBLIC = "on"
    for role in ("moderator", "owner"):
        assert "score 0.72" in page(signed_in(make_reader(role, role=role)), story)
    assert "0.72" not in page(signed_in(make_reader("rea")), story)


def test_reading_alone_on_this_machine_shows_figures(client: Client, story: Story) -> None:
    assert "score 0.72" in page(client, story)


def test_articles_that_came_with_another_story(client: Client, story: Story) -> None:
    alone = make_article("Toll stays", publisher=make_publisher("A"))
    add_member(story, alone, online_story_id=alone.id, reason="nothing open is near")
    add_member(story, make_article("Ferry ends", publisher=make_publisher("B")), online_story_id=alone.id)
    html = page(client, story)
    assert "It opened a story of its own, which came in later" in html
    assert "It joined another story first (the same names and numbers)" in html


def test_the_nearest_article_and_what_both_tell(client: Client, story: Story, settings: Any) -> None:
    first, second = Article.objects.order_by("stream_at")
    make_related(second, first, reason="two days earlier in this story · also on Selby, Quay Lock")
    html = page(client, story)
    assert html.count("both tell of <bdi>Selby, Quay Lock</bdi>") == 2
    assert "score 0.80" in html
    settings.OCTAVO_PUBLIC = "on"
    html = page(client, story)
    assert "both tell of" in html
    assert "0.80" not in html


def test_what_the_figures_mean_is_said_where_they_stand(client: Client, story: Story, settings: Any) -> None:
    StoryMember.objects.filter(article_id=story.id).update(score=0.14, reason="nearest story is another event")
    html = page(client, story)
    assert "how likely two texts report one event" in html
    assert "Nearest story then: score 0.14" in html
    assert "nearest story is another event" not in html
    StoryMember.objects.filter(article_id=story.id).update(score=0.0)
    assert "Nothing lay near it then" in page(client, story)
    settings.OCTAVO_PUBLIC = "on"
    assert "how likely two texts" not in page(client, story)


def test_copies_name_what_they_copy(client: Client, story: Story) -> None:
    copy = make_article("Bridge open", publisher=make_publisher("Selby Times"))
    add_member(story, copy, wire_of=story.id, reason="wire copy")
    lost = make_article("Lost", publisher=make_publisher("Gone"), hidden=True)
    add_member(story, make_article("Bridge free", publisher=make_publisher("Late")), wire_of=lost.id)
    html = page(client, story)
    assert f"{copies_of(copy, words='bridge-open')}?with={base32_id(story.id)}" in html
    assert "a copy of a text that is no longer shown" in html


def test_merges_splits_and_what_moderators_said(client: Client, story: Story) -> None:
    left = make_article("Fire at the mill", publisher=make_publisher("Mill News"))
    away = make_story(left)
    moves = [("merge", 7, [str(story.id)]), ("split", away.id, [str(left.id)]), ("split", 9, [])]
    for kind, other, members in moves:
        StoryEvent.objects.create(
            kind=kind, story_id=story.id, other_id=other, members=members, reason=f"why {other}", at=NOW, grouped=9
        )
    StoryEvent.objects.create(kind="split", story_id=5, other_id=story.id, reason="came out", at=NOW, grouped=9)
    mo = make_reader("mo", role="moderator")
    pair = sorted((left.id, story.id))
    StoryLabel.objects.create(a=pair[0], b=pair[1], same=False, reader=mo, reason="A mill is no bridge", at=NOW)
    html = page(client, story)
    for words in ("1 article came in", "1 article left for", "A part left for", "A part came in from", "why 7"):
        assert words in html
    assert "is of another event than" in html
    assert "A mill is no bridge" in html
    assert "take back" not in html
    html = client.get(path_of(away).replace("bridge-reopens", "fire-at-the-mill")).content.decode()
    assert html.count("1 article came in") == 1


def test_what_nearly_joined(client: Client, story: Story) -> None:
    near, far, lost = (make_article(f"Near {n}", publisher=make_publisher(f"N {n}")) for n in range(3))
    for one in (near, far, lost):
        make_story(one)
    Article.objects.filter(id=lost.id).update(hidden=True)
    items = [[str(one.id), 0.61, "event", "same event · also reports Selby"] for one in (near, lost)]
    items += [[str(far.id), 0.2, "background", "background: bridges"], ["7", 0.9, "event", "gone"]]
    RelatedList.objects.create(article_id=story.id, items=items)
    part = page(client, story).partition("What nearly joined")[2]
    assert "Near 0" in part
    assert "Same event · also reports Selby" in part
    assert "0.61" in part
    assert "Near 1" not in part
    assert "Near 2" not in part


def test_why_other_language_words_missing_hidden_and_method(client: Client, story: Story) -> None:
    assert client.get(path_of(story, "fr")).status_code == 308
    assert client.get(path_of(story).replace("bridge-reopens", "x")).status_code == 301
    assert client.get("/en/story/7/x/why").status_code == 404
    assert client.get("/en/story/!/x/why").status_code == 404
    assert client.post(path_of(story)).status_code == 405
    Article.objects.update(hidden=True)
    assert client.get(path_of(story)).status_code == 404


def test_merged_stories_lead_on(client: Client, story: Story) -> None:
    lost = make_story(make_article("Bridge traffic"), merged_into=story.id, articles=0)
    assert client.get(path_of(lost))["Location"] == path_of(story)


TEXT = "The bridge in Selby reopened on Monday.\n\nRepairs cost 41 million crowns.\n\nFerries stop this month."


@pytest.fixture
def ran() -> list[Article]:
    """A text at three publishers: the first, one that changed it, one that did not."""
    first = make_article("Bridge reopens", TEXT, publisher=make_publisher("Harbour Post"), hours=5)
    changed = make_article("Bridge open", TEXT.replace("41", "43"), publisher=make_publisher("Island Echo"), hours=4)
    same = make_article("Bridge reopens", TEXT, publisher=make_publisher("Selby Times"), hours=3)
    story = make_story(first)
    for one in (changed, same):
        add_member(story, one, wire_of=first.id)
    return [first, changed, same]


def test_who_ran_a_text_and_who_changed_it(client: Client, ran: list[Article]) -> None:
    html = client.get(copies_of(ran[0])).content.decode()
    assert "This text ran at 3 publishers; 1 changed it." in html
    assert "From Harbour Post to Island Echo" in html
    assert "<del>Repairs cost 41</del><ins>Repairs cost 43</ins>" in html or "<ins> 43</ins>" in html
    assert "Headline:" in html
    assert html.count("<h1") == 1
    assert copies_of(ran[0]) in client.get(copies_of(ran[0]).removesuffix("/copies")).content.decode()


def test_two_chosen_copies_are_compared_in_order_of_time(client: Client, ran: list[Article]) -> None:
    html = client.get(copies_of(ran[2]), {"with": base32_id(ran[1].id)}).content.decode()
    assert "From Island Echo to Selby Times" in html
    html = client.get(copies_of(ran[2])).content.decode()
    assert "From Harbour Post to Selby Times" in html
    assert "word for word" in html


def test_a_text_that_nobody_else_ran(client: Client) -> None:
    alone = make_article("Bridge reopens")
    assert "at one publisher only" in client.get(copies_of(alone)).content.decode()
    assert "compared below" not in client.get(copies_of(alone)).content.decode()


def test_a_text_that_nobody_changed(client: Client, ran: list[Article]) -> None:
    ran[1].delete()
    html = client.get(copies_of(ran[0])).content.decode()
    assert "ran at 2 publishers; nobody changed a word" in html


def test_texts_that_may_not_be_shown_are_not_compared(client: Client, ran: list[Article], settings: Any) -> None:
    settings.OCTAVO_PUBLIC = "on"
    html = client.get(copies_of(ran[0])).content.decode()
    assert "1 changed it" in html
    assert "may not be shown here" in html
    assert "million" not in html


def test_copies_bad_addresses(client: Client, ran: list[Article]) -> None:
    path = copies_of(ran[0])
    other = make_article("Other")
    for asked in (base32_id(other.id), "!", "7"):
        assert client.get(path, {"with": asked}).status_code == 404
    assert client.get(copies_of(ran[0], "fr")).status_code == 308
    assert client.get(copies_of(ran[0], words="x")).status_code == 301
    assert client.get("/en/article/7/x/copies").status_code == 404
    assert client.post(path).status_code == 405
    Article.objects.filter(id=ran[0].id).update(hidden=True)
    assert client.get(path).status_code == 404
    assert client.get(copies_of(ran[2])).status_code == 200


def test_labels_know_when(story: Story) -> None:
    mo = make_reader("mo", role="moderator")
    now = clock.now()
    assert labels.set_apart(StoryMember.objects.exclude(article_id=story.id).get().article_id, mo.pk, now)
    assert [word.reader for word in labels.said(mo.pk, now)] == ["mo"]
