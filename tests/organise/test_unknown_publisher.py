"""Articles without a publisher are not of one publisher: nothing is held back or kept apart because they share it."""

from __future__ import annotations

import pytest

from octavo.core.gather.publishers import UNKNOWN
from octavo.organise.pipeline import Organiser
from octavo.store import articles
from octavo.store.models import RelatedList, StoryMember
from tests.drafts import FLOOD, NOW, draft

pytestmark = pytest.mark.django_db


def test_related_lists_and_copies_know_no_unknown_publisher() -> None:
    reports = [
        draft(number, publisher=UNKNOWN, hours=number, text=f"{FLOOD}\n\n{more}", title="Flood in Marlow")
        for number, more in enumerate(("Boats came from Dunmere.", "Schools stay closed.", "Nobody was hurt."))
    ]
    other = draft(
        9,
        publisher=UNKNOWN,
        hours=4,
        title="Marlow clears up after the flood",
        text="The river Tarn fell on Tuesday, and the people of Marlow came back to the lower town that the flood had "
        "driven 1,200 of them from. Mayor Ilse Brandt said that both bridges would stay closed.",
    )
    articles.save([*reports, other], NOW)
    Organiser("tests", lambda: NOW).finish()
    copies = dict(StoryMember.objects.values_list("article__url", "wire_of"))
    assert [copies[draft.url] is None for draft in (*reports, other)] == [True, False, False, True]
    assert RelatedList.objects.get(article__url=other.url).items


def test_a_restored_stream_knows_it_too() -> None:
    for number in range(4):
        text = FLOOD.replace("Marlow", "Marlow" + " again" * number) + "\n\n" + "Rain fell on it all. " * number * 9
        articles.save([draft(number, publisher=UNKNOWN, hours=number, text=text, title=f"Flood {number}")], NOW)
        Organiser("tests", lambda: NOW).finish()  # each time by a stream that was restored
    assert StoryMember.objects.exclude(wire_of=None).exists()
