"""AI features over stored articles: bound to their sources, and never more than the viewer may see."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from octavo.explain.ask import answered, ask
from octavo.explain.history import how_we_got_here
from octavo.explain.points import key_points, story_points
from octavo.store import search
from octavo.store.models import Article, ArticleVersion
from octavo.store.screens import article as articles
from octavo.store.screens import story as stories
from octavo.store.screens.article import ArticleScreen
from octavo.store.stories import refresh
from octavo.store.visibility import ANYONE, MYSELF, Viewer
from tests.builders import NOW, add_member, make_article, make_publisher, make_related, make_story, make_version

pytestmark = pytest.mark.django_db
TEXT = """\
The harbour bridge in Selby reopened on Monday after two years of repairs. The first cars crossed at noon.

The repairs cost 41 million crowns, twice what the council had planned. Salt water had reached the steel.

Mayor Ruth Amberley cut the ribbon together with a class of the island's school. She thanked the welders."""
COST = "How much did the repairs cost?"


def screen(row: Article, viewer: Viewer = MYSELF) -> ArticleScreen:
    found = articles.found(row.id)
    assert found is not None
    return articles.article(found, viewer)


def index(*rows: Article) -> None:
    search.enqueue([row.id for row in rows])
    assert search.drain_all()


class TestAsk:
    def test_quotes_the_article_asked_about(self) -> None:
        row = make_article(text=TEXT)
        found = answered(COST, lang="en", now=NOW, article_id=row.id)
        assert found.quotes[0].text.startswith("The repairs cost 41 million crowns")
        assert (found.quotes[0].card.id, found.quotes[0].paragraph) == (row.id, 2)
        assert 0 < found.confidence <= 1

    def test_citations_are_characters_of_the_text(self) -> None:
        row = make_article(text=TEXT)
        for statement in ask(COST, lang="en", now=NOW, article_id=row.id).statements:
            span = statement.citation.span
            assert TEXT[span.start : span.end] == statement.text

    def test_quotes_the_archive(self) -> None:
        row = make_article(text=TEXT)
        index(row)
        assert ask(COST, lang="en", now=NOW).statements[0].citation.article_id == row.id
        assert ask(COST, lang=None, now=NOW).statements
        assert not ask(COST, lang="fr", now=NOW).statements

    def test_quotes_others_of_the_story(self) -> None:
        row, other = make_article(text="Ferries stop."), make_article(text=TEXT, publisher=make_publisher("B"))
        make_story(row, other)
        assert answered(COST, lang="en", now=NOW, article_id=row.id).quotes[0].card.id == other.id

    @pytest.mark.parametrize("question", ["Who won the chess final in Reykjavik?", "", "?", "x" * 5_000, "\0\ud83d"])
    def test_says_plainly_that_nothing_answers(self, question: str) -> None:
        found = answered(question, lang="en", now=NOW, article_id=make_article(text=TEXT).id)
        assert (found.quotes, found.confidence) == ((), 0.0)

    def test_an_unknown_article(self) -> None:
        assert not ask(COST, lang="und", now=NOW, article_id=7).statements

    def test_what_stands_beside_a_date_far_ahead_is_not_quoted(self) -> None:
        row = make_article(text=TEXT, published=NOW + timedelta(days=9_000))
        assert not ask(COST, lang="en", now=NOW, article_id=row.id).statements

    def test_a_takedown_reaches_kept_answers(self) -> None:
        row = make_article(text=TEXT)
        assert ask(COST, lang="en", now=NOW, article_id=row.id).statements
        Article.objects.filter(id=row.id).update(hidden=True)
        assert not ask(COST, lang="en", now=NOW, article_id=row.id).statements

    def test_an_edit_makes_kept_answers_stale(self) -> None:
        row = make_article(text=TEXT)
        assert ask(COST, lang="en", now=NOW, article_id=row.id).statements
        make_version(row, TEXT.replace("41", "43"))
        assert not ask(COST, lang="en", now=NOW, article_id=row.id).statements

    @pytest.mark.parametrize("fields", [{"tdm_reserved": True}, {"access": "teaser"}, {"hidden": True}])
    def test_reads_no_reserved_teaser_or_hidden_text(self, fields: dict[str, Any]) -> None:
        row = make_article(text=TEXT, **fields)
        assert not ask(COST, lang="en", now=NOW, article_id=row.id).statements

    def test_reads_no_publisher_that_reserves_its_texts(self) -> None:
        row = make_article(text=TEXT, publisher=make_publisher("Reserved", tdm_reserved=True))
        assert not ask(COST, lang="en", now=NOW, article_id=row.id).statements

    def test_a_stranger_gets_what_the_excerpt_holds(self) -> None:
        row = make_article(text=TEXT, excerpt="The harbour bridge in Selby reopened on Monday.")
        assert answered(COST, lang="en", now=NOW, article_id=row.id).quotes
        assert not answered(COST, lang="en", now=NOW, article_id=row.id, viewer=ANYONE).quotes
        seen = answered("When did the bridge reopen?", lang="en", now=NOW, article_id=row.id, viewer=ANYONE)
        assert [quote.text for quote in seen.quotes] == ["The harbour bridge in Selby reopened on Monday."]
        assert seen.quotes[0].block == 0

    def test_a_second_time_reads_no_text(self, django_assert_num_queries: Any) -> None:
        row = make_article(text=TEXT)
        answered(COST, lang="en", now=NOW, article_id=row.id)
        with django_assert_num_queries(1):
            assert answered(COST, lang="en", now=NOW, article_id=row.id).quotes


class TestKeyPoints:
    def test_stand_in_the_text_in_its_order(self) -> None:
        points = key_points(screen(make_article(text=TEXT)))
        assert points
        paragraphs = TEXT.split("\n\n")
        assert all(point.text in paragraphs[point.block] for point in points)
        assert [point.block for point in points] == sorted(point.block for point in points)

    def test_once_computed_they_cost_no_query(self, django_assert_num_queries: Any) -> None:
        page = screen(make_article(text=TEXT))
        key_points(page)
        with django_assert_num_queries(0):
            assert key_points(page)

    def test_an_edit_gives_new_ones(self) -> None:
        row = make_article(text=TEXT)
        key_points(screen(row))
        make_version(row, TEXT.replace("41", "43"))
        assert not any("41" in point.text for point in key_points(screen(row)))

    def test_none_from_what_may_not_be_read(self) -> None:
        assert key_points(screen(make_article(text=TEXT, tdm_reserved=True))) == ()
        assert key_points(screen(make_article(text=TEXT, access="teaser"))) == ()
        link = make_article(text=TEXT, publisher=make_publisher("Link", terms="link"))
        assert key_points(screen(link, ANYONE)) == ()

    def test_none_without_a_text(self) -> None:
        row = make_article()
        ArticleVersion.objects.filter(article=row).update(text="", html="")
        assert key_points(screen(row)) == ()


class TestStoryPoints:
    def test_quote_several_publishers(self) -> None:
        other = (
            "A welder in Selby said salt water had eaten the steel.\n\nTolls stay away for ten years, ministers said."
        )
        rows = [make_article(text=TEXT), make_article("Tolls", other, publisher=make_publisher("B"))]
        page = stories.story(make_story(*rows), MYSELF, NOW)
        assert page is not None
        points = story_points(page, MYSELF)
        assert {point.card.id for point in points} == {row.id for row in rows}
        texts = {rows[0].id: TEXT, rows[1].id: other}
        assert all(point.text in texts[point.card.id].split("\n\n")[point.block] for point in points)
        Article.objects.filter(id=rows[0].id).update(hidden=True)
        assert {point.card.id for point in story_points(page, MYSELF)} == {rows[1].id}

    def test_quote_the_shown_language(self) -> None:
        german = "Die Brücke in Selby ist wieder offen, sagte der Minister.\n\nSalzwasser hatte den Stahl zerfressen."
        rows = [
            make_article(text=TEXT),
            make_article("Brücke offen", german, publisher=make_publisher("B"), lang="de", lang_stated="de"),
        ]
        story = make_story(*rows)
        refresh([story.id])
        page = stories.story(story, MYSELF, NOW, ["de"])
        assert page is not None
        assert [point.card.lang for point in story_points(page, MYSELF)][:1] == ["de"]
        more = make_article(
            "Selby: Brücke offen", german.replace("Minister", "Bürgermeister"), publisher=make_publisher("C"), lang="de"
        )
        add_member(story, more)
        refresh([story.id])
        story.refresh_from_db()
        page = stories.story(story, MYSELF, NOW, ["de"])
        assert page is not None
        assert {point.card.lang for point in story_points(page, MYSELF)} == {"de"}

    def test_none_for_an_article_alone(self) -> None:
        page = stories.story(make_story(make_article(text=TEXT)), MYSELF, NOW)
        assert page is not None
        assert story_points(page, MYSELF) == ()

    def test_none_where_one_may_be_read_only(self) -> None:
        rows = [make_article(text=TEXT), make_article("B", TEXT, publisher=make_publisher("B"), tdm_reserved=True)]
        page = stories.story(make_story(*rows), MYSELF, NOW)
        assert page is not None
        assert story_points(page, MYSELF) == ()


class TestHistory:
    def test_goes_from_the_oldest_to_the_article(self) -> None:
        first = make_article("Salt water found in steel", TEXT, publisher=make_publisher("B"), hours=400)
        row = make_article(text=TEXT)
        make_story(first, row)
        steps = how_we_got_here(screen(row), MYSELF)
        assert [step.card.id for step in steps] == [first.id, row.id]
        assert all(step.quote is not None for step in steps)

    def test_reaches_back_through_what_is_related(self) -> None:
        earlier = make_article("Council votes for repairs", "The council voted for repairs.", hours=9_000)
        event = make_article("Elsewhere", "Other words altogether.", hours=8_000)
        row = make_article(text=TEXT)
        make_story(row)
        make_related(row, earlier, layer="storyline")
        assert [step.card.id for step in how_we_got_here(screen(row), MYSELF)] == [earlier.id, row.id]
        assert event

    def test_nothing_before_it_is_nothing(self) -> None:
        row = make_article(text=TEXT)
        later = make_article("Ferries stop running", TEXT, hours=0)
        make_story(row, later)
        assert how_we_got_here(screen(row), MYSELF) == ()
        assert how_we_got_here(screen(make_article()), MYSELF) == ()

    def test_a_headline_may_be_a_step_without_its_text(self) -> None:
        first = make_article("Salt water found in steel", TEXT, hours=400, tdm_reserved=True)
        row = make_article(text=TEXT)
        make_story(first, row)
        steps = how_we_got_here(screen(row), MYSELF)
        assert [step.quote is None for step in steps] == [True, False]

    def test_takedowns_and_edits_since(self) -> None:
        first = make_article("Salt water found in steel", TEXT, hours=400)
        row = make_article(text=TEXT)
        make_story(first, row)
        page = screen(row)
        how_we_got_here(page, MYSELF)
        make_version(first, TEXT + "\n\nMore.")
        assert how_we_got_here(page, MYSELF)[0].quote is None
        Article.objects.filter(id=first.id).update(hidden=True)
        assert [step.card.id for step in how_we_got_here(page, MYSELF)] == [row.id]
