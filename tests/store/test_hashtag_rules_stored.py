"""Rules of hashtags in the store: laid down and taken back, stored articles and those to come follow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.organise import hashtag_rules as rules
from octavo.core.organise.hashtag_rules import Action, Rule, aliases_of
from octavo.errors import InputError
from octavo.organise.pipeline import Organiser
from octavo.organise.retag import retag
from octavo.store import articles, catalogue, hashtag_rows, hashtag_rules, removal, work
from octavo.store.models import (
    Article,
    ArticleHashtag,
    HashtagMade,
    HashtagRule,
    HashtagSpare,
    ModerationEntry,
    Reader,
    Work,
)
from octavo.store.screens import editions
from octavo.store.screens.editions import View
from octavo.store.visibility import MYSELF
from octavo.types import Hashtag
from tests.builders import NOW, make_article, make_hashtags, make_reader
from tests.drafts import NOW as DRAFTS_NOW
from tests.drafts import draft

pytestmark = pytest.mark.django_db
JOIN, RENAME, HIDE = Action.JOIN, Action.RENAME, Action.HIDE


@pytest.fixture
def mo() -> Reader:
    return make_reader("mo", role="moderator")


def tagged(*labels: str, **fields: Any) -> Article:
    article = make_article(", ".join(labels), **fields)
    make_hashtags(article, *labels)
    return article


def shown(article: Article) -> list[str]:
    rows = list(ArticleHashtag.objects.filter(article=article).order_by("position"))
    assert [row.position for row in rows] == list(range(len(rows)))
    assert all(row.key == row.tag.casefold() for row in rows)
    assert all((row.lang, row.stream_at) == (article.lang, article.stream_at) for row in rows)
    return [row.label for row in rows]


def settle() -> None:
    """Let the worker do what it is left."""
    while retag("tests", lambda: NOW):
        pass
    assert not Work.objects.filter(kind="hashtag").exists()


def say(reader: Reader, action: Action, name: str, becomes: str = "") -> None:
    hashtag_rules.say(Rule(action, name, becomes), reader, NOW)


def take_back(reader: Reader, name: str) -> None:
    assert hashtag_rules.take_back(HashtagRule.objects.get(name=name).pk, reader, NOW)


def test_joined_hashtags_are_one_row_an_article_in_the_better_place(mo: Reader) -> None:
    both, one = tagged("Weather", "GOP", "Senate", "Republican Party"), tagged("gop", hours=5)
    say(mo, JOIN, "#GOP", "RepublicanParty")
    assert HashtagRule.objects.get().becomes == "Republican Party"  # as articles write it
    settle()
    assert shown(both) == ["Weather", "Republican Party", "Senate"]
    assert shown(one) == ["Republican Party"]
    take_back(mo, "GOP")
    settle()
    assert shown(both) == ["Weather", "GOP", "Senate", "Republican Party"]
    assert shown(one) == ["gop"]
    assert not HashtagMade.objects.exists()
    said = ModerationEntry.objects.order_by("id").values_list("action", "reason")
    assert list(said) == [(f"hashtag-{action}", "#GOP → #RepublicanParty") for action in ("join", "back")]


def test_chains_come_and_go_in_any_order(mo: Reader) -> None:
    article = tagged("GOP", "Republicans", "Republican Party", "Live")
    plain = shown(article)
    say(mo, JOIN, "GOP", "Republicans")
    say(mo, JOIN, "Republicans", "Republican Party")
    say(mo, HIDE, "Live")
    settle()
    assert shown(article) == ["Republican Party"]
    take_back(mo, "Republicans")
    settle()
    assert shown(article) == ["Republicans", "Republican Party"]
    say(mo, RENAME, "Republicans", "The Republicans")
    settle()
    assert shown(article) == ["The Republicans", "Republican Party"]
    for name in ("Live", "GOP", "Republicans"):
        take_back(mo, name)
    settle()
    assert shown(article) == plain


def test_an_article_can_lose_its_last_and_get_it_back(mo: Reader) -> None:
    article = tagged("Live")
    say(mo, HIDE, "Live")
    settle()
    assert shown(article) == []
    take_back(mo, "Live")
    settle()
    assert shown(article) == ["Live"]


def test_spellings_are_met_together(mo: Reader) -> None:
    rows = [tagged("Ship"), tagged("Ships"), tagged("ships")]
    say(mo, JOIN, "Ship", "Ships")
    settle()
    assert [shown(row) for row in rows] == [["Ships"]] * 3


def test_large_changes_go_on_part_by_part(mo: Reader) -> None:
    rows = [tagged("GOP", "Weather") for _ in range(7)]
    say(mo, JOIN, "GOP", "Weather")
    after = hashtag_rows.apply("gop", 0, parts=1, size=2)
    assert after == sorted(row.pk for row in rows)[1]
    assert sum(shown(row) == ["Weather"] for row in rows) == 2
    assert hashtag_rows.apply("gop", after, parts=2, size=2)
    assert hashtag_rows.apply("gop", 0) is None  # from the start again: the same
    assert all(shown(row) == ["Weather"] for row in rows)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Rule(JOIN, "Weather", "Atlantis"), "No article carries #Atlantis"),
        (Rule(RENAME, "Atlantis", "Sea"), "No article carries #Atlantis"),
        (Rule(RENAME, "Weather", "senate"), "#Senate is a hashtag already"),
        (Rule(JOIN, "Weather", "Live"), "#Live is hidden"),
        (Rule(HIDE, "live"), "Something was said of #Live before"),
    ],
)
def test_what_cannot_be_is_refused(mo: Reader, rule: Rule, said: str) -> None:
    tagged("Weather", "Senate")
    say(mo, HIDE, "Live")
    with pytest.raises(InputError, match=said):
        hashtag_rules.say(rule, mo, NOW)
    assert HashtagRule.objects.count() == 1


def test_one_may_join_to_what_was_joined_and_to_its_old_name(mo: Reader) -> None:
    article = tagged("GOP", "Republicans")
    say(mo, JOIN, "Republicans", "GOP")
    settle()
    say(mo, JOIN, "Republican Party", "Republicans")
    settle()
    assert shown(article) == ["GOP"]
    gone = hashtag_rules.gone("RepublicanParty")
    assert gone is not None
    assert gone.to == "GOP"


def test_articles_to_come_follow_and_can_go_back(mo: Reader) -> None:
    made = Organiser("tests", lambda: DRAFTS_NOW)
    keywords = ("Lighthouse keepers", "Live Ticker Nine", "Harbour")
    articles.save([draft(1, keywords=keywords)], DRAFTS_NOW)
    made.finish()
    first = Article.objects.get()
    assert shown(first) == ["Lighthouse keepers", "Live Ticker Nine", "Harbour"]
    say(mo, RENAME, "Lighthouse keepers", "Lighthouses")
    say(mo, HIDE, "Live Ticker Nine")
    articles.save([draft(2, keywords=keywords)], DRAFTS_NOW)
    made.finish()
    second = Article.objects.exclude(pk=first.pk).get()
    assert shown(second)[:2] == ["Lighthouses", "Harbour"]
    assert len(shown(second)) == 3  # the next best takes the place of the one that is hidden
    while made.turn().retagged:
        pass
    assert shown(first) == shown(second)
    take_back(mo, "Live Ticker Nine")
    take_back(mo, "Lighthouse keepers")
    while made.turn().retagged:
        pass
    assert shown(second) == ["Lighthouse keepers", "Live Ticker Nine", "Harbour"]
    removal.remove([second.pk])
    assert not HashtagMade.objects.exists()
    assert list(HashtagSpare.objects.values_list("article_id", flat=True)) == [first.pk]


def made(article: Article, tags: str, spares: str) -> hashtag_rows.Made:
    """With one letter a hashtag."""
    one, other = (tuple(Hashtag(letter, letter, "topic", 0.5) for letter in part) for part in (tags, spares))
    return hashtag_rows.Made(article.pk, article.lang, article.stream_at, one, other)


def test_spares_take_the_places_of_what_rules_take(mo: Reader) -> None:
    old, new, few = make_article(), make_article(), make_article()
    hashtag_rows.write([made(old, "ABC", "XY"), made(few, "AB", "XY")], hashtag_rules.current())
    say(mo, HIDE, "A")
    settle()
    hashtag_rows.write([made(new, "ABC", "XY")], hashtag_rules.current())
    assert shown(old) == shown(new) == ["B", "C", "X"]
    assert shown(few) == ["B", "X"]  # never more than were made
    say(mo, HIDE, "X")
    say(mo, JOIN, "B", "C")
    settle()
    assert shown(old) == shown(new) == ["C", "Y"]
    take_back(mo, "X")
    settle()
    assert shown(old) == shown(new) == ["C", "X", "Y"]  # found though it was shown nowhere
    take_back(mo, "A")
    take_back(mo, "B")
    settle()
    assert shown(old) == shown(new) == ["A", "B", "C"] and shown(few) == ["A", "B"]
    assert not HashtagMade.objects.exists()


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABCXY"), st.sampled_from(["hide", "back"])), max_size=8))
def test_whatever_came_and_went_the_rules_of_now_decide(acts: list[tuple[str, str]]) -> None:
    with transaction.atomic():
        reader, article = make_reader(f"r{uuid4().hex[:8]}", role="moderator"), make_article()
        tagged("A", "B", "C", "X", "Y")
        whole = made(article, "ABC", "XY")
        hashtag_rows.write([whole], aliases_of([]))
        for name, act in acts:
            said = HashtagRule.objects.filter(name=name).exists()
            if act == "hide" and not said:
                say(reader, HIDE, name)
            elif act == "back" and said:
                take_back(reader, name)
            settle()
        wanted = rules.shown(hashtag_rules.current(), whole.tags, whole.spares)
        assert shown(article) == [tag.label for tag in wanted]
        transaction.set_rollback(True)


def test_a_rule_that_breaks_is_tried_again(mo: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    tagged("Weather")
    say(mo, HIDE, "Weather")
    Work.objects.update(data={"after": "nowhere"})
    assert retag("tests", lambda: NOW) == 1
    assert Work.objects.get().attempts == 1
    Work.objects.update(data={})
    assert retag("tests", lambda: NOW) == 0  # not yet
    assert retag("tests", lambda: NOW + timedelta(minutes=1)) == 1
    assert not Work.objects.exists()


def test_one_process_at_a_time(mo: Reader) -> None:
    say(mo, HIDE, "Weather")
    # an owner of another machine is taken to live
    assert work.hold_lease("hashtags", "elsewhere:1:x", NOW)
    assert retag("tests", lambda: NOW) == 0
    assert Work.objects.get().lease_until is None


def test_listed_with_who_and_when(mo: Reader, django_assert_num_queries: Any) -> None:
    tagged("GOP", "Republican Party")
    tagged("Republican Party")
    say(mo, JOIN, "GOP", "Republican Party")
    say(mo, HIDE, "Live")
    hidden, joined = hashtag_rules.listed()
    assert (hidden.tag, hidden.becomes, hidden.reader, hidden.at, hidden.waits) == ("Live", "", "mo", NOW, True)
    assert (joined.tag, joined.becomes, joined.articles) == ("GOP", "RepublicanParty", 2)
    settle()
    assert not any(one.waits for one in hashtag_rules.listed())
    assert [one.tag for one in hashtag_rules.listed("#republican p")] == ["GOP"]
    assert [one.tag for one in hashtag_rules.listed("gop")] == ["GOP"]
    assert hashtag_rules.listed("weather") == []
    assert [one.tag for one in hashtag_rules.listed(offset=1, limit=1)] == ["GOP"]
    assert hashtag_rules.take_back(99, mo, NOW) is None


def test_what_became_of_a_hashtag(mo: Reader) -> None:
    tagged("GOP", "Republican Party", "us")
    say(mo, JOIN, "GOP", "Republican Party")
    say(mo, RENAME, "us", "US")
    say(mo, HIDE, "Live")
    assert hashtag_rules.gone("gop") == hashtag_rules.Gone("RepublicanParty")
    assert hashtag_rules.gone("Live") == hashtag_rules.Gone("")
    assert hashtag_rules.gone("US") is None
    assert hashtag_rules.gone("Weather") is None


def test_editions_and_lists_know_old_names(mo: Reader) -> None:
    article = tagged("GOP")
    tagged("Republican Party")
    say(mo, JOIN, "GOP", "Republican Party")
    settle()
    view = View("party", "en", "Party", ("en",), topics=("GOP",))
    assert editions.articles_of(view, Article.objects.all()).count() == 2
    assert {record.id for record in catalogue.articles(MYSELF, tag="GOP")} >= {article.pk}


def test_nothing_said_costs_nothing_more(django_assert_num_queries: Any) -> None:
    article = make_article()
    made = hashtag_rows.Made(article.pk, "en", article.stream_at, (Hashtag("A", "A", "topic", 0.5),))
    with django_assert_num_queries(1):
        hashtag_rows.write([made], aliases_of([]))
    assert shown(article) == ["A"]
