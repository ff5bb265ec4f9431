"""What a moderator who merges a story is offered."""

from __future__ import annotations

from octavo.store.models import Story, StoryMember
from octavo.store.screens.near import NearStory, near, stories
from octavo.store.visibility import Viewer

_OFFERED = 8
_LOOKED_AT = 120  # newest articles


def candidates(story: Story, viewer: Viewer) -> list[NearStory]:
    """Other stories that its articles' related lists point to, the nearest first; at most five queries."""
    newest = StoryMember.objects.filter(story_id=story.id).order_by("-grouped_no")
    ids = newest.values_list("article_id", flat=True)[:_LOOKED_AT]
    return stories(near(story.id, ids), viewer)[:_OFFERED]
