"""The story page: every article by publisher, the order, copies, merges."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from octavo.core.gather.urls import base32_id
from octavo.store.models import Article, RelatedList, Story, StoryEvent, StoryMember
from tests.builders import (
    NOW,
    add_member,
    make_article,
    make_hashtags,
    make_publisher,
    make_reader,
    make_related,
    make_story,
)

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
    assert "2 publishers · began" in html
    assert "· growing ·" in html
    assert html.count("2 publishers") == 1
    assert 'id="comments"' in html


def test_a_story_leads_to_its_section(client: Client, story: Story) -> None:
    assert "/section/" not in client.get(path_of(story)).content.decode()
    Story.objects.filter(id=story.id).update(section="business")
    assert 'Story · <a href="/en/section/business">Business</a>' in client.get(path_of(story)).content.decode()


def test_copies_stand_under_what_they_copy(client: Client, story: Story) -> None:
    html = client.get(path_of(story)).content.decode()
    assert "Same text at 1 other publisher" in html
    assert "Bridge open<" not in html.partition("In order")[2]


def test_what_an_article_shares_with_another_is_its_reason(client: Client, story: Story) -> None:
    first, second = Article.objects.get(title="Bridge reopens"), Article.objects.get(title="Cars cross again")
    make_related(first, second, reason="same event · also reports Selby, Jo <b>Reyle</b>")
    groups = client.get(path_of(story)).content.decode().partition("By publisher")[2].partition("In order")[0]
    assert "shares <bdi>Selby, Jo &lt;b&gt;Reyle&lt;/b&gt;</bdi> with <bdi>Island Echo</bdi>" in groups
    assert "with <bdi>Harbour Post</bdi>" in groups
    assert groups.count("the same names and numbers") == 1  # of the third, which no list names


def test_long_stories_are_folded_and_whole(client: Client) -> None:
    rows = [
        make_article(f"Report {n} on the bridge", publisher=make_publisher(f"Paper {n}"), hours=n) for n in range(60)
    ]
    made = make_story(*rows)
    html = client.get(path_of(made).replace("bridge-reopens", "report-0-on-the-bridge")).content.decode()
    assert "52 other publishers" in html
    assert "40 articles between" in html
    assert html.count('<details class="rest">') == 2
    for n in range(60):
        assert html.count(f">Report {n} on the bridge</a>") == 2
    short = make_story(*(make_article(f"S {n}", publisher=make_publisher(f"Sheet {n}")) for n in range(13)))
    assert 'class="rest"' not in client.get(path_of(short), follow=True).content.decode()


def test_a_part_that_left_has_a_story_of_its_own(client: Client, story: Story) -> None:
    StoryEvent.objects.create(
        kind="split",
        story_id=story.id,
        other_id=7,
        members=["1"],
        reason="1 nearer to another event",
        at=NOW,
        grouped=9,
    )
    html = client.get(path_of(story)).content.decode()
    assert "1 article went to a story of its own: nearer to another event (" in html


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


@pytest.fixture
def around(story: Story) -> dict[str, Any]:
    """Articles before, after and behind the story that its related lists point to."""
    named = {
        name: make_article(name, hours=hours) for name, hours in (("Old bridge", 60), ("Toll", 0), ("Ferries", 900))
    }
    for one in named.values():
        make_story(one)
    make_related(Article.objects.get(id=story.id), named["Old bridge"], named["Toll"], reason="same event")
    RelatedList.objects.create(
        article_id=StoryMember.objects.filter(story_id=story.id).exclude(article_id=story.id).first().article_id,
        items=[[str(named["Ferries"].id), 0.27, "background", "background: ferries"]],
    )
    return named


def line_of(client: Client, story: Story) -> str:
    return client.get(path_of(story)).content.decode().partition('id="storyline"')[2].partition('id="comments"')[0]


def test_the_storyline_names_earlier_later_and_background_stories(
    client: Client, story: Story, around: dict[str, Any]
) -> None:
    html = client.get(path_of(story)).content.decode()
    assert 'href="#storyline"' in html
    assert '/why"' in html
    part = line_of(client, story)
    for name, title, reason in (
        ("Earlier", "Old bridge", "two days earlier"),
        ("Later", "Toll", "hours later"),
        ("Background", "Ferries", "37 days earlier · also on ferries"),
    ):
        card = part.partition(f">{name}</h3>")[2].partition("</section>")[0]
        assert card.index("1 publisher") < card.index("<time") < card.index(f">{title}</a>") < card.index(reason)


def test_without_links_there_is_no_storyline(client: Client, story: Story) -> None:
    html = client.get(path_of(story)).content.decode()
    assert "storyline" not in html


def test_a_linked_story_that_was_taken_down_is_gone_from_the_storyline(
    client: Client, story: Story, around: dict[str, Any]
) -> None:
    Article.objects.filter(id=around["Toll"].id).update(hidden=True)
    part = line_of(client, story)
    assert "Toll" not in part
    assert "Old bridge" in part


@pytest.mark.parametrize("public", ["", "on"])
def test_every_persona_sees_the_storyline(
    client: Client, story: Story, around: dict[str, Any], settings: Any, public: str
) -> None:
    settings.OCTAVO_PUBLIC = public
    assert "Old bridge" in line_of(client, story)
    for fields in ({}, {"role": "moderator"}):
        client.force_login(make_reader(f"rea{len(fields)}", **fields))
        assert "Old bridge" in line_of(client, story)


def test_a_wall_hides_the_storyline_too(client: Client, story: Story, around: dict[str, Any], settings: Any) -> None:
    settings.OCTAVO_PUBLIC = "off"
    response = client.get(path_of(story))
    assert response.status_code != 200
    assert b"Old bridge" not in response.content


def test_whether_a_story_goes_on_is_told(client: Client, story: Story) -> None:
    assert ">developing<" in client.get(path_of(story)).content.decode()
    lone = make_story(make_article("Lone", hours=2))
    assert "developing" not in client.get(path_of(lone)).content.decode()
    make_story(make_article("Days later", hours=-24 * 4))
    page = client.get(path_of(story)).content.decode()
    assert ">quiet since Monday<" in page
    make_story(make_article("Weeks later", hours=-24 * 40))
    assert ">closed · quiet since 24 November 2025<" in client.get(path_of(story)).content.decode()
