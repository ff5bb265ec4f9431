"""The lead of a story is one of the articles that say what it is about."""

from __future__ import annotations

import pytest

from octavo.store.models import Story
from octavo.store.stories import refresh
from tests.builders import make_article, make_story

pytestmark = pytest.mark.django_db


def test_neither_a_stray_nor_an_untitled_article_leads_a_story() -> None:
    typical = [make_article(title) for title in ("Harbour bridge reopens", "The harbour bridge is open again")]
    newest = [make_article(title) for title in ("Win tickets for the spring fair", "")]
    story = make_story(*typical, *newest)
    refresh([story.id])
    assert Story.objects.get(id=story.id).lead_id in {article.id for article in typical}


def test_a_story_without_any_title_still_has_a_lead() -> None:
    articles = [make_article(""), make_article("")]
    story = make_story(*articles)
    refresh([story.id])
    assert Story.objects.get(id=story.id).lead_id in {article.id for article in articles}
