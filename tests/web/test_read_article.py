"""The article page: its parts in order, who sees how much, and the one address that it has."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from octavo.core.gather.urls import base32_id
from octavo.explain import limits
from octavo.store.models import Article
from tests.builders import (
    NOW,
    add_member,
    make_article,
    make_hashtags,
    make_publisher,
    make_reader,
    make_related,
    make_story,
    make_version,
)

pytestmark = pytest.mark.django_db

LONG = """\
The harbour bridge in Selby reopened on Monday after two years of repairs. The first cars crossed at noon.

The repairs cost 41 million crowns, twice what the council had planned. Salt water had reached the steel.

Mayor Ruth Amberley cut the ribbon together with a class of the island's school. She thanked the welders.

Ferries, which had carried 900 people a day, will stop soon. Their crews move to the northern line.

A second bridge is planned upstream. The council votes on its price in March, and hopes for a footpath."""


def path_of(article: Article, lang: str = "") -> str:
    return f"/{lang or article.lang}/article/{base32_id(article.id)}/harbour-bridge-reopens"


def page(client: Client, article: Article, **query: str) -> str:
    response = client.get(path_of(article), query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_holds_its_parts_in_order(client: Client) -> None:
    article = make_article(text=LONG, authors=["Ada Winter"])
    other = make_article("Welders honoured", publisher=make_publisher("Island Echo"), hours=3)
    make_story(article, other)
    make_hashtags(article, "Selby", "harbour bridge")
    make_related(article, other, reason="same event · also reports the welders")
    html = page(client, article)
    marks = [
        "<h1>Harbour bridge reopens</h1>", "The Harbour Post", "Ada Winter", "<time datetime=", 'id="p0"',
        f'href="{article.url}"', 'id="hashtags"', 'href="/en/hashtag/HarbourBridge"', 'id="ai"', "Key points",
        "Ask a question", "How we got here", 'id="comments"', 'id="related"', 'class="excerpt"',
        "same event · also reports the welders",
    ]  # fmt: skip
    body = html[html.index("<h1>") :]
    places = [body.index(mark) for mark in marks]
    assert places == sorted(places)
    assert html.count("<h1") == 1


def test_time_is_relative_with_the_exact_one_on_hover(client: Client, settings: Any, monkeypatch: Any) -> None:
    article = make_article(hours=0)
    Article.objects.filter(id=article.id).update(published=NOW.replace(year=2020))
    html = page(client, article)
    assert '<time datetime="2020-11-24T12:00:00+00:00" title="24 November 2020, 12:00 UTC">' in html
    assert re.search(r">\d+ years ago</time>", html)


def test_a_missing_date_is_said_to_be_missing(client: Client) -> None:
    html = page(client, make_article(published=None))
    assert "No date stated" in html


def test_related_cards_have_the_promised_marks(client: Client) -> None:
    article, other = make_article(text=LONG), make_article("Welders honoured", publisher=make_publisher("Island Echo"))
    make_related(article, other)
    related = page(client, article).partition('id="related"')[2]
    card = re.search(r"<article.*?</article>", related, re.S)
    assert card
    for mark in ('class="publisher"', "<time datetime=", 'class="excerpt"', 'class="reason"', "Welders honoured"):
        assert mark in card[0]


def test_nothing_related_is_said(client: Client) -> None:
    assert "Nothing else here is related closely enough" in page(client, make_article())


def test_key_points_cite_paragraphs_that_exist(client: Client) -> None:
    html = page(client, make_article(text=LONG))
    cited = re.findall(r'class="cite" href="#(p\d+)"', html)
    assert cited
    assert all(f'id="{one}"' in html for one in cited)


def test_a_question_is_answered_with_quotations(client: Client) -> None:
    html = page(client, make_article(text=LONG), ask="How much did the repairs cost?")
    answer = html.partition('class="answer"')[2].partition("</div>")[0]
    assert "The repairs cost 41 million crowns" in answer
    assert 'href="#p1"' in answer


def test_an_unanswerable_question_gets_a_plain_no(client: Client) -> None:
    html = page(client, make_article(text=LONG), ask="Who won the chess final in Reykjavik?")
    assert "No article here answers that." in html


def test_hostile_questions_are_text(client: Client) -> None:
    html = page(client, make_article(), ask='"><script>alert(1)</script>\0' + "x" * 5_000)
    assert "<script>alert" not in html


def test_ai_off_hides_the_section(client: Client, settings: Any) -> None:
    settings.OCTAVO_AI = False
    html = page(client, make_article(text=LONG), ask="How much did the repairs cost?")
    assert 'id="ai"' not in html
    assert "Key points" not in html


@pytest.mark.parametrize("fields", [{"tdm_reserved": True}, {"access": "teaser"}])
def test_no_model_reads_teasers_and_reserved_texts(client: Client, fields: dict[str, Any]) -> None:
    html = page(client, make_article(text=LONG, **fields), ask="How much did the repairs cost?")
    assert "<q" not in html
    assert "No article here answers that." in html


def test_a_teaser_is_labelled(client: Client) -> None:
    assert "Only a teaser was available" in page(client, make_article(access="teaser"))


def test_no_link_out_without_an_address(client: Client) -> None:
    html = page(client, make_article(url="urn:octavo:7"))
    assert "original at" not in html
    assert "urn:" not in html.partition("<body")[2]


def test_a_title_less_article_has_a_heading(client: Client) -> None:
    article = make_article("", text="Only these words came along.")
    response = client.get(f"/en/article/{base32_id(article.id)}/only-these-words-came-along")
    assert "<h1>Only these words came along.</h1>" in response.content.decode()


def test_publishers_markup_is_shown_as_stored_and_ours_escaped(client: Client) -> None:
    html = page(client, make_article("Harbour bridge reopens", authors=["<b>Eve</b>"]))
    assert "&lt;b&gt;Eve&lt;/b&gt;" in html


def test_pictures_load_late_over_https_and_tell_nobody(client: Client) -> None:
    article = make_article(html='<p>Words</p><figure><img src="http://p.test/a.jpg?x=1&amp;y=2" alt="A"></figure>')
    html = page(client, article)
    assert 'src="https://p.test/a.jpg?x=1&amp;y=2" loading="lazy" decoding="async" referrerpolicy="no-referrer"' in html


def test_pictures_that_cannot_be_loaded_safely_are_left_out(client: Client) -> None:
    html = page(client, make_article(html='<p>Words</p><figure><img src="ftp://p.test/a.jpg" alt="A"></figure>'))
    assert "a.jpg" not in html


class TestAddress:
    def test_other_language_is_308(self, client: Client) -> None:
        article = make_article()
        response = client.get(path_of(article, "fr"), {"ask": "x"})
        assert (response.status_code, response["Location"]) == (308, f"{path_of(article)}?ask=x")

    @pytest.mark.parametrize("words", ["", "/other-words"])
    def test_other_words_are_301(self, client: Client, words: str) -> None:
        article = make_article()
        response = client.get(f"/en/article/{base32_id(article.id)}{words}")
        assert (response.status_code, response["Location"]) == (301, path_of(article))

    @pytest.mark.parametrize("ref", ["0", "zzzzzzzzzzzzz", "u", "aaaaaaaaaaaaaaaaaaaa"])
    def test_missing_is_404(self, client: Client, ref: str) -> None:
        assert client.get(f"/en/article/{ref}/x").status_code == 404

    def test_taken_down_is_410_without_the_text(self, client: Client) -> None:
        response = client.get(path_of(make_article(text=LONG, hidden=True)))
        assert response.status_code == 410
        assert "Amberley" not in response.content.decode()

    def test_only_reading(self, client: Client) -> None:
        assert client.post(path_of(make_article())).status_code == 405


class TestWhoSees:
    """A reader, a stranger and a stranger to a licensed publisher."""

    def text_for(self, client: Client, **fields: Any) -> str:
        publisher = make_publisher("Licensed Post", terms=fields.pop("terms", "excerpt"))
        article = make_article(text=LONG, publisher=publisher, excerpt="The harbour bridge in Selby reopened…")
        html = page(client, article, ask="How much did the repairs cost?")
        return html.partition('class="reading"')[2].partition('id="comments"')[0]

    def test_private_reading_is_whole(self, client: Client) -> None:
        assert "Amberley" in self.text_for(client)

    def test_public_is_an_excerpt(self, client: Client, settings: Any) -> None:
        settings.OCTAVO_PUBLIC = "on"
        html = self.text_for(client)
        assert "The harbour bridge in Selby reopened…" in html
        assert "Amberley" not in html
        assert "41 million" not in html

    def test_licensed_is_whole_in_public(self, client: Client, settings: Any) -> None:
        settings.OCTAVO_PUBLIC = "on"
        assert "Amberley" in self.text_for(client, terms="full")

    def test_link_only_shows_the_headline(self, client: Client, settings: Any) -> None:
        settings.OCTAVO_PUBLIC = "on"
        html = self.text_for(client, terms="link")
        assert "reopened…" not in html
        assert "headline only" in html

    def test_a_signed_in_reader_of_a_closed_site_sees_it_whole(self, client: Client, settings: Any) -> None:
        settings.OCTAVO_PUBLIC = "off"
        client.force_login(make_reader())
        assert "Amberley" in self.text_for(client)

    def test_signing_in_to_a_public_site_changes_nothing(self, client: Client, settings: Any) -> None:
        settings.OCTAVO_PUBLIC = "on"
        client.force_login(make_reader())
        assert "Amberley" not in self.text_for(client)


def test_wire_copies_name_each_other(client: Client) -> None:
    first = make_article(agency="Longitude Wire")
    copy = make_article(publisher=make_publisher("Island Echo"), hours=0)
    story = make_story(first)
    add_member(story, copy, wire_of=first.id)
    assert "The same text stands at" in page(client, first)
    assert "Same text as" in page(client, copy)


def test_how_we_got_here_is_dated_and_ends_with_the_article(client: Client) -> None:
    first = make_article("Salt water found in the steel", hours=300, publisher=make_publisher("Island Echo"), text=LONG)
    article = make_article(text=LONG)
    make_story(first, article)
    steps = page(client, article).partition("How we got here")[2].partition("</ol>")[0]
    assert steps.index("Salt water found in the steel") < steps.index("Harbour bridge reopens")
    assert "<time datetime=" in steps


def test_edited_articles_lead_to_what_changed(client: Client) -> None:
    article = make_article(text=LONG)
    make_version(article, LONG.replace("41 million", "43 million"))
    assert f"{path_of(article)}/changes" in page(client, article)


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_language_and_direction_of_the_page(client: Client, lang: str, direction: str) -> None:
    html = page(client, make_article(lang=lang))
    assert f'<html lang="{lang}" dir="{direction}">' in html


def test_a_video_loads_nothing_before_a_click(client: Client) -> None:
    media = {"embed_url": "https://play.test/embed/1", "url": None, "seconds": 65, "thumbnail": "https://p.test/t.jpg"}
    html = page(client, make_article(kind="video", media=media))
    assert "<iframe" not in html
    assert 'data-embed="https://play.test/embed/1"' in html
    assert "Watch · 1:05" in html


def test_queries_do_not_grow_with_the_story(client: Client, django_assert_max_num_queries: Any) -> None:
    articles = [make_article(f"Bridge report {n}", text=LONG, publisher=make_publisher(f"P {n}")) for n in range(30)]
    make_story(*articles)
    make_related(articles[0], *articles[1:9])
    with django_assert_max_num_queries(26):
        response = client.get(f"/en/article/{base32_id(articles[0].id)}/bridge-report-0")
    assert response.status_code == 200


def test_too_many_questions_are_put_off_politely(client: Client, settings: Any) -> None:
    article = make_article(text=LONG)
    for _ in range(limits.QUESTIONS + 1):  # private reading has no limit
        page(client, article, ask="How much did the repairs cost?")
    settings.OCTAVO_PUBLIC = "on"
    path = path_of(article)
    for _ in range(limits.QUESTIONS):
        assert client.get(path, {"ask": "Why?"}).status_code == 200
    refused = client.get(path, {"ask": "Why?"})
    assert refused.status_code == 429 and "Please wait a few minutes" in refused.content.decode()
    assert client.get(path).status_code == 200
    client.force_login(make_reader("ada"))
    assert client.get(path, {"ask": "Why?"}).status_code == 200, "a reader who signed in counts apart"
