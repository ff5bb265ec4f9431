"""In which language, and so under which title, an edition shows a story that several languages tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from octavo.store.models import Story, StoryFace


@dataclass(frozen=True, slots=True)
class Face:
    """A story as one language tells it."""

    lang: str
    title: str
    lead_id: int


def own(story: Story) -> Face:
    return Face(story.lang, story.title, story.lead_id)


def faces(stories: Iterable[Story], languages: Sequence[str]) -> dict[int, Face]:
    """By story id: its face in the first of `languages` that tells it, else in its own. One query at most."""
    rows = list(stories)
    found = {row.id: own(row) for row in rows}
    rank = {lang: at for at, lang in enumerate(languages)}
    others = [row.id for row in rows if rank.get(row.lang) != 0]
    if not others or not languages:
        return found
    for face in StoryFace.objects.filter(story_id__in=others, lang__in=languages):
        if rank[face.lang] < rank.get(found[face.story_id].lang, len(rank)):
            found[face.story_id] = Face(face.lang, face.title, face.lead_id)
    return found
