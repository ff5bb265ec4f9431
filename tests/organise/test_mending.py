"""What a moderator does on the pages holds: through re-linking, new arrivals, restarts, and beyond the open window."""

from __future__ import annotations

import pytest
from django.db.models import F
from django.test import Client

from octavo.core.gather.urls import base32_id
from octavo.organise.pipeline import Organiser
from octavo.store import articles
from octavo.store.models import ModerationEntry, Story, StoryEvent, StoryLabel, StoryMember
from octavo.types import PublisherRef
from tests.builders import make_reader
from tests.builders_discuss import signed_in
from tests.drafts import BELL, NOW, draft

pytestmark = pytest.mark.django_db
# the same night in other words: no copies
BELL_FLOOD = (
    "1,200 people in Marlow had to leave their homes on Monday night as the river Tarn flooded the lower town.\n\n"
    "Mayor Ilse Brandt said two bridges were closed. The Tarn rose three metres in six hours after heavy rain, and "
    "no train runs between Marlow and Port Vane.\n\nMore rain is forecast for Wednesday."
)
CROW_FLOOD = (
    "The Tarn burst its banks in Marlow on Monday night. Mayor Ilse Brandt had 1,200 people brought to safety as "
    "heavy rain made the river rise by three metres.\n\nTrains to Port Vane stand still and two bridges in Marlow are "
    "closed until the flood is over; rain is expected again on Wednesday."
)
CHESS = (
    "Amara Diallo, seventeen, is the new chess champion. She beat the favourite, Tomas Reyl, in forty-one moves."
    "\n\nShe is the youngest champion in the history of the federation, and will play in the world cup in Linz."
)
CROW, DALE = PublisherRef("Crow Courier", "crow.example"), PublisherRef("Dale Herald", "dale.example")


@pytest.fixture
def organiser() -> Organiser:
    title = "Flood in Marlow: 1,200 people leave their homes"
    bell = draft(2, publisher=BELL, text=BELL_FLOOD, title=title, hours=1)
    flood = [draft(1), bell, draft(5, publisher=CROW, text=CROW_FLOOD, title=title, hours=1.5)]
    chess = [draft(3, text=CHESS, hours=2), draft(4, publisher=BELL, text=CHESS, hours=3)]
    articles.save(flood + chess, NOW)
    made = Organiser("tests", lambda: NOW)
    made.finish()
    assert stories() == {1: 1, 2: 1, 5: 1, 3: 3, 4: 3}
    return made


@pytest.fixture
def moderator() -> Client:
    return signed_in(make_reader("mo", role="moderator"))


def stories() -> dict[int, int]:
    """By number of the draft: the number of its story's founder."""
    rows = StoryMember.objects.values_list("article__url", "article_id", "story_id")
    number = {pk: int(url.rsplit("/", 1)[1]) for url, pk, _ in rows}
    return {number[pk]: number[story] for _, pk, story in rows}


def id_of(number: int) -> int:
    return StoryMember.objects.get(article__url__endswith=f"/{number}").article_id


def split(client: Client, number: int, reason: str = "another flood") -> None:
    story = StoryMember.objects.get(article_id=id_of(number)).story_id
    response = client.post(f"/moderation/story/{story}/split/{id_of(number)}/", {"reason": reason})
    assert response.status_code == 302


def merge(client: Client, one: int, other: int) -> None:
    asked = {"with": base32_id(id_of(other)), "reason": "one event"}
    assert client.post(f"/moderation/story/{id_of(one)}/merge/", asked).status_code == 302


def take_back(client: Client) -> None:
    entry = ModerationEntry.objects.latest("id")
    response = client.post(f"/moderation/log/{entry.pk}/undo/", {"reason": "I was wrong"})
    assert response.status_code == 302


def closed() -> None:
    """As if so many articles had come since that grouping no longer looks at these."""
    StoryMember.objects.update(grouped_no=F("grouped_no") - 30_000)


def test_a_split_survives_relinking_arrivals_and_a_restart(organiser: Organiser, moderator: Client) -> None:
    split(moderator, 5)
    assert stories()[5] == 1, "grouping follows, the page does not wait"
    organiser.finish()
    assert stories() == {1: 1, 2: 1, 5: 5, 3: 3, 4: 3}
    assert StoryEvent.objects.get(kind="split").reason == "a moderator: another flood"

    late = [draft(10 + n, publisher=DALE, hours=2 + n, title=f"Marlow flood, report {n}") for n in range(3)]
    articles.save(late, NOW)
    organiser.finish()
    after = stories()
    assert after[5] != after[1] == after[2]
    organiser.close()

    articles.save([draft(20, publisher=CROW, hours=6)], NOW)
    Organiser("another", lambda: NOW).finish()
    after = stories()
    assert after[5] != after[1] == after[2]


def test_the_founder_can_be_set_apart(organiser: Organiser, moderator: Client) -> None:
    split(moderator, 1)
    organiser.finish()
    after = stories()
    assert after[1] == 1
    assert after[2] == after[5] != 1


def test_a_split_is_taken_back(organiser: Organiser, moderator: Client) -> None:
    before = stories()
    split(moderator, 5)
    organiser.finish()
    take_back(moderator)
    organiser.finish()
    assert stories() == before
    split(moderator, 5)
    take_back(moderator)
    organiser.finish()
    assert stories() == before, "taken back before grouping had followed"


def test_a_merge_brings_both_whole_and_is_taken_back(organiser: Organiser, moderator: Client) -> None:
    before = stories()
    merge(moderator, 3, 1)
    organiser.finish()
    assert set(stories().values()) == {1}
    event = StoryEvent.objects.get(kind="merge")
    assert (event.reason, len(event.members)) == ("a moderator: one event", 2)
    assert Story.objects.get(id=id_of(3)).merged_into == id_of(1)
    take_back(moderator)
    organiser.finish()
    assert stories() == before


def test_a_merge_after_a_split_takes_the_bars_away(organiser: Organiser, moderator: Client) -> None:
    before = stories()
    split(moderator, 5)
    organiser.finish()
    merge(moderator, 1, 5)
    organiser.finish()
    assert stories() == before


def test_an_article_may_leave_what_it_was_joined_to(organiser: Organiser, moderator: Client) -> None:
    merge(moderator, 1, 3)
    organiser.finish()
    split(moderator, 4, "no flood")
    organiser.finish()
    after = stories()
    assert after[4] not in {after[number] for number in (1, 2, 3, 5)}


def test_stories_beyond_the_open_window_are_mended_at_once(organiser: Organiser, moderator: Client) -> None:
    before = stories()
    closed()
    split(moderator, 5)
    assert stories() == before | {5: 5}
    take_back(moderator)
    assert stories() == before
    split(moderator, 1)
    assert stories() == before | {2: 2, 5: 2}
    take_back(moderator)
    assert set(stories()) == set(before)
    assert stories()[1] == stories()[2] == stories()[5]
    merge(moderator, 3, stories()[1])
    assert len(set(stories().values())) == 1
    take_back(moderator)
    after = stories()
    assert after[3] == after[4] != after[1] == after[2]


def test_grouping_goes_on_after_an_old_story_was_mended(organiser: Organiser, moderator: Client) -> None:
    closed()
    split(moderator, 5)
    StoryMember.objects.update(grouped_no=F("grouped_no") + 30_000)
    articles.save([draft(10, publisher=DALE, hours=4)], NOW)
    organiser.finish()
    after = stories()
    assert after[5] == 5
    assert after[1] == after[2]


def test_a_merge_that_grouping_never_followed_cannot_be_taken_back_beyond_it(
    organiser: Organiser, moderator: Client
) -> None:
    merge(moderator, 1, 3)
    closed()
    entry = ModerationEntry.objects.latest("id")
    response = moderator.post(f"/moderation/log/{entry.pk}/undo/", {"reason": "I was wrong"})
    assert response.status_code == 422
    assert ModerationEntry.objects.count() == 1


def test_what_is_gone_cannot_be_taken_back(organiser: Organiser, moderator: Client) -> None:
    split(moderator, 5)
    gone = id_of(5)
    StoryMember.objects.filter(article_id=gone).delete()
    entry = ModerationEntry.objects.latest("id")
    response = moderator.post(f"/moderation/log/{entry.pk}/undo/", {"reason": "I was wrong"})
    assert response.status_code == 422
    assert not StoryLabel.objects.filter(same=True).exists()
