"""Moderators' splits and joins, counted by story, move the line between one event and two."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from octavo.organise.enrich import enrich
from octavo.organise.group import Grouper
from octavo.organise.refit import refit
from octavo.store import articles, labels, learned
from octavo.store.labels import Mended
from octavo.store.learned import Lean
from octavo.store.models import Reader, StoryLabel, StoryMember
from tests.drafts import BELL, CHESS, FLOOD, NOW, draft

pytestmark = pytest.mark.django_db

AFTER = (
    "Repairs to the two bridges in the lower town will take until autumn and cost about nine million, an engineer told "
    "the council.\n\nThe council of Marlow, led by Ilse Brandt, votes on Thursday on a new wall along the river Tarn."
)


def clock() -> datetime:
    return NOW


def member(article: int, story: int) -> None:
    StoryMember.objects.create(
        article_id=article, story_id=story, online_story_id=story, grouped_no=article, stream_at=NOW
    )


def said(pairs: list[tuple[int, int]], same: bool, minute: int, reader: Reader) -> None:
    at = NOW + timedelta(minutes=minute)
    StoryLabel.objects.bulk_create(StoryLabel(a=a, b=b, same=same, reader=reader, at=at) for a, b in pairs)


@pytest.fixture
def mo() -> Reader:
    return Reader.objects.create(username="mo", role="moderator")


def test_thirty_articles_out_of_one_story_are_one_error(mo: Reader) -> None:
    for article in range(1, 6):
        member(article, 1)
    for article in (6, 7):
        member(article, article)
        said([(one, article) for one in range(1, 6)], False, article, mo)
    assert labels.mended(0) == Mended(0, 1, labels.last())
    said([(8, 9)], False, 20, mo)  # of articles that are gone
    said([(1, 2), (1, 3)], True, 21, mo)
    assert labels.mended(0) == Mended(1, 1, labels.last())
    assert labels.mended(labels.last()) == Mended(0, 0, labels.last())


def test_what_was_taken_back_was_no_error(mo: Reader) -> None:
    member(1, 1), member(2, 2), member(3, 3)
    said([(1, 2)], True, 1, mo)
    before = labels.last()
    said([(1, 2)], False, 2, mo)
    said([(1, 3)], False, 3, mo)
    assert labels.mended(0) == Mended(0, 1, labels.last())
    assert labels.mended(before) == Mended(0, 1, labels.last())


def test_clear_words_move_the_line_once(mo: Reader) -> None:
    for story in range(1, 26):
        member(2 * story, story)
        member(2 * story + 1, story)
        said([(2 * story, 2 * story + 1)], True, story, mo)
    assert refit(100, NOW)
    assert learned.lean(100) == Lean(0.5, labels.last())
    assert learned.lean(99) == Lean()
    assert refit(200, NOW)  # nothing was said since
    assert learned.lean(200) == Lean(0.5, labels.last(), 0, 0)


def stories() -> list[int]:
    return list(StoryMember.objects.order_by("grouped_no").values_list("story_id", flat=True))


@pytest.mark.parametrize(("lean", "number"), [(0.0, 1), (-1.5, 2)])
def test_articles_are_taken_for_one_event_as_readily_as_moderators_showed(lean: float, number: int) -> None:
    learned.save(1, {}, {}, NOW, Lean(lean))
    articles.save(
        [draft(1), draft(2, text=AFTER, title="Marlow repairs its bridges after the flood", publisher=BELL, hours=9)],
        NOW,
    )
    while enrich("tests", clock):
        pass
    grouper = Grouper("tests", clock, refit_due=lambda seen: seen == 1)
    while grouper.run():
        pass
    assert len(set(stories())) == number
    grouper.close()
    other = Grouper("other", clock, refit_due=lambda seen: seen == 1)
    articles.save([draft(3, text=AFTER, title="A wall for Marlow", hours=10)], NOW)
    while enrich("tests", clock):
        pass
    while other.run():
        pass
    assert other._lean == lean


def test_whoever_takes_over_draws_the_same_line() -> None:
    texts = (FLOOD, AFTER, CHESS)
    news = [draft(n, text=texts[n % 3], title=f"Marlow, report {n}", hours=n, publisher=BELL) for n in range(12)]

    def outcome(anew: bool) -> list[tuple[int, float, str]]:
        """What becomes of the news, by one process or by one for each article."""
        with transaction.atomic():
            learned.save(5, {}, {}, NOW, Lean(-1.5))
            articles.save(news, NOW)
            while enrich("tests", clock):
                pass
            grouper = Grouper("0", clock, refit_due=lambda seen: seen == 5)
            turn = 0
            while grouper.run(1):
                turn += 1
                if anew:
                    grouper.close()
                    grouper = Grouper(str(turn), clock, refit_due=lambda seen: seen == 5)
            found = list(StoryMember.objects.order_by("grouped_no").values_list("story_id", "score", "reason"))
            transaction.set_rollback(True)
        return found

    assert outcome(anew=False) == outcome(anew=True)
