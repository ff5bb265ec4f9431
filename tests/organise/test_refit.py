"""What the instance learns of sections from its own sources, and when; every run of the same news learns the same."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from octavo.config.checks import run
from octavo.organise.enrich import enrich
from octavo.organise.group import Grouper
from octavo.organise.refit import due, in_force, refit
from octavo.store import articles, learned, work
from octavo.store.models import Learned, Publisher, StoryMember
from octavo.store.sources import add_source
from octavo.types import Draft, PublisherRef
from tests.drafts import NOW, draft

pytestmark = pytest.mark.django_db

# news of an invented world, told in words that no shipped table knows
WORDS = {
    "Sport": "zorbling quellhouse brindle thackery snerf yolver",
    "Business": "drovemark skell tollage vintmark osk grundle",
    "Health": "murrowache hesselroot lazarel febbing pottern quim",
}
OTHERS = (
    *("wexler", "tarmot", "hobbin", "plinth", "vellow", "carrick", "dunmore"),
    *("eskel", "farrow", "gimlen", "holt", "inver", "jessel", "kirrin", "lomax"),
)


def news(number: int, section: str | None) -> Draft:
    kind = list(WORDS)[number % 3]
    own, pick = WORDS[kind].split(), random.Random(number)
    one, two, three = pick.sample(own, 3)
    a, b, c, d, e = pick.sample(OTHERS, 5)
    house = number // 3 % 4
    return draft(
        number,
        text=f"The {a} of the {one} and a {b} were at the {two} before the {c} had been with {d} and {e}, it was said. "
        f"They {b} the {three} which is {number} and {d} from {a}.",
        title=f"The {one} and the {a} of {b} are with {two}",
        hours=number * 5,
        publisher=PublisherRef(f"House {house}", f"house-{house}.example"),
        url=f"https://house-{house}.example/news/{number}",
        section=kind if section is None else section,
    )


def clock() -> datetime:
    return NOW


def grouped(count: int = 270, at: int = 240) -> Grouper:
    """`at` articles that state their section, then others that do not."""
    articles.save([news(number, None if number < at else "Lokales") for number in range(count)], NOW)
    while enrich("tests", clock):
        pass
    return Grouper("tests", clock, refit_due=lambda seen: seen == at)


def sections() -> list[str]:
    return list(StoryMember.objects.order_by("grouped_no").values_list("section", flat=True))


def finish(grouper: Grouper) -> None:
    while grouper.run(64):
        pass
    grouper.close()


def test_unstated_sections_are_found_by_what_was_learned() -> None:
    finish(grouped())
    wanted = ["sport", "business", "health"] * 10
    found = sections()[240:]
    assert sum(a == b for a, b in zip(found, wanted, strict=True)) >= 27
    row = Learned.objects.get()
    assert row.grouped == 240 and row.report["en"]["used"] and row.report["en"]["labels"] == 240


def test_without_learning_these_words_say_nothing() -> None:
    grouped()
    finish(Grouper("tests", clock, refit_due=lambda seen: False))
    wanted = ["sport", "business", "health"] * 10
    assert sum(a == b for a, b in zip(sections()[240:], wanted, strict=True)) < 20


def test_a_process_that_takes_over_learns_and_judges_the_same() -> None:
    grouper = grouped()
    while StoryMember.objects.count() < 240:
        grouper.run(50)
    assert not Learned.objects.exists()  # it learns before the next article is grouped
    grouper.close()
    finish(Grouper("second", clock, refit_due=lambda seen: seen == 240))
    one, learned_once = sections(), bytes(Learned.objects.get().blob or b"")
    Learned.objects.all().delete()
    assert refit(240, NOW)
    assert bytes(Learned.objects.get().blob or b"") == learned_once
    third = Grouper("third", clock, refit_due=lambda seen: seen == 240)
    articles.save([news(number, "Lokales") for number in range(270, 282)], NOW)
    while enrich("tests", clock):
        pass
    finish(third)
    assert sections()[:270] == one
    assert sum(a == b for a, b in zip(sections()[270:], ["sport", "business", "health"] * 4, strict=True)) >= 10


def test_who_loses_the_right_to_group_learns_nothing() -> None:
    finish(grouped(240))
    assert not refit(240, NOW, lambda: False)
    assert not Learned.objects.exists()

    def taken() -> datetime:
        work.drop_lease("group", "slow")
        work.hold_lease("group", "other", NOW + timedelta(days=1), 3600)
        return NOW

    articles.save([news(240, "Lokales")], NOW)
    while enrich("tests", clock):
        pass
    slow = Grouper("slow", clock, refit_due=lambda seen: seen == 240)
    work.hold_lease("group", "slow", NOW)
    slow._clock = taken  # the lease goes while it works
    assert not slow.run()


def test_only_the_newest_tables_are_kept() -> None:
    learned.save(10, {}, {"en": 1}, NOW)
    learned.save(20, {}, {"en": 2}, NOW)
    assert learned.tables(20) == {"en": 2} and learned.tables(9) == {}
    assert Learned.objects.get(grouped=10).blob is None
    assert in_force(0) == {}


def test_copies_samples_and_reserved_texts_teach_nothing() -> None:
    finish(grouped(240))
    whole = learned.examples(240)
    assert len(whole) == 240 and [one.section for one in whole[:3]] == ["sport", "business", "health"]
    assert len(learned.examples(100)) == 100
    first, second = whole[0].article_id, whole[1].article_id
    StoryMember.objects.filter(article_id=first).update(wire_of=second)
    Publisher.objects.filter(host="house-1.example").update(tdm_reserved=True)
    left = learned.examples(240)
    assert first not in {one.article_id for one in left}
    assert len({one.publisher for one in left}) == 3


def test_articles_of_a_feed_on_one_topic_are_labels_and_have_its_section() -> None:
    sport, _ = add_source("https://house-0.example/feed/1", now=NOW, topic="Sport")
    later, _ = add_source("https://house-0.example/feed/2", now=NOW, topic="Read later")
    feeds = {1: sport, 2: later, 3: None}
    articles.save([replace(news(one, "Lokales"), source_id=feed) for one, feed in feeds.items()], NOW)
    while enrich("tests", clock):
        pass
    finish(Grouper("tests", clock))
    assert [one.section for one in learned.examples(3)] == ["sport"]
    assert sections()[0] == "sport"


def test_when_it_learns() -> None:
    assert [count for count in range(1, 30_000) if due(count)] == [1024, 2048, 4096, 8192, 16384, 24576]


def test_check_tells_what_was_learned() -> None:
    def said(subject: str = "sections") -> str:
        return next(finding.message for finding in run() if finding.subject == subject)

    assert said("learned").startswith("nothing yet")
    learned.save(1024, {"en": {"used": False, "labels": 9, "publishers": 1, "before": 0, "after": 0}}, {}, NOW)
    assert "nothing that is clearly better" in said()
    learned.save(2048, {"en": {"used": True, "labels": 900, "publishers": 7, "before": 0.7, "after": 0.8}}, {}, NOW)
    assert "en from 900 articles of 7 publishers (80% right" in said()
    assert said("stories").endswith("as readily as shipped; moderators joined 0 and split 0 different stories so far")
    learned.save(4096, {}, {}, NOW, learned.Lean(-0.5, 7, 3, 1))
    assert "less readily than shipped (-0.5 log-odds); moderators joined 3 and split 1" in said("stories")
    assert said("stories").endswith("since that moved")
