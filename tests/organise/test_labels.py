"""Moderators' words on pairs win over the machine, and splitting what was merged gives it back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from octavo.errors import InputError
from octavo.organise.pipeline import Organiser
from octavo.store import articles, labels
from octavo.store.models import Reader, Story, StoryEvent, StoryMember
from tests.drafts import BELL, CHESS, NOW, draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser() -> Organiser:
    articles.save([draft(1), draft(2, publisher=BELL, hours=1), draft(3, text=CHESS, hours=2)], NOW)
    made = Organiser("tests", lambda: NOW)
    made.finish()
    return made


def stories() -> dict[str, int]:
    rows = StoryMember.objects.values_list("article__url", "story_id")
    return {url.rsplit("/", 1)[1]: story for url, story in rows}


def moderator() -> int:
    return Reader.objects.create(username="mod", role="moderator").pk


def test_a_split_and_a_merge_by_a_moderator(organiser: Organiser) -> None:
    before = stories()
    assert before["1"] == before["2"] != before["3"]
    second = StoryMember.objects.get(article__url__endswith="/2").article_id
    who = moderator()
    labels.set_apart(second, who, NOW, "another flood")
    organiser.finish()
    apart = stories()
    assert apart["1"] == before["1"] != apart["2"]
    assert StoryEvent.objects.filter(kind="split").exists()

    labels.join(apart["1"], apart["3"], who, NOW + timedelta(minutes=1))
    organiser.finish()
    joined = stories()
    assert joined["1"] == joined["3"]
    older = min(apart["1"], apart["3"], key=lambda pk: StoryMember.objects.get(article_id=pk).grouped_no)
    younger = ({apart["1"], apart["3"]} - {older}).pop()
    assert joined["1"] == older
    assert Story.objects.get(id=younger).merged_into == older


def test_labels_hold_in_a_process_that_starts_anew(organiser: Organiser) -> None:
    second = StoryMember.objects.get(article__url__endswith="/2").article_id
    labels.set_apart(second, moderator(), NOW)
    organiser.finish()
    apart = stories()
    organiser.close()
    articles.save([draft(4, publisher=BELL, hours=3, text=CHESS)], NOW)
    fresh = Organiser("another", lambda: NOW)
    fresh.finish()
    assert {k: v for k, v in stories().items() if k != "4"} == apart


def test_what_cannot_be_split_or_merged_is_told(organiser: Organiser) -> None:
    alone = StoryMember.objects.get(article__url__endswith="/3").article_id
    with pytest.raises(InputError, match="only one"):
        labels.set_apart(alone, moderator(), NOW)
    with pytest.raises(InputError, match="two different"):
        labels.join(alone, alone, 1, NOW)


def test_labels_can_be_exported(organiser: Organiser) -> None:
    second = StoryMember.objects.get(article__url__endswith="/2").article_id
    labels.set_apart(second, moderator(), NOW, "another flood")
    (row,) = labels.export()
    assert (row["same"], row["reason"]) == (False, "another flood")
