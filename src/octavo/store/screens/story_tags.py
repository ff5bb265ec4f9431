"""The hashtags that stories show, from those of their articles. Which count is decided in the core."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from octavo.core.organise.story_hashtags import Tagged, story_hashtags
from octavo.store.models import ArticleHashtag
from octavo.store.screens.article import Tag
from octavo.types import Hashtag


@dataclass(frozen=True, slots=True)
class Voice:
    """An article of a story: `publisher` tells houses apart, `copy_of` is what it repeats."""

    article_id: int
    publisher: str
    lang: str
    copy_of: int | None = None


def story_tags(stories: Mapping[int, Iterable[Voice]], langs: Mapping[int, str]) -> dict[int, tuple[Tag, ...]]:
    """The hashtags of each story by its id, in one query. Articles in the story's own language (`langs`) speak for it;
    others where none of these has hashtags."""
    voices = {story: list(found) for story, found in stories.items()}
    tags = _tags(voice.article_id for found in voices.values() for voice in found)
    made = {}
    for story, found in voices.items():
        speak = [voice for voice in found if voice.article_id in tags]
        own = [voice for voice in speak if voice.lang == langs[story]] or speak
        chosen = story_hashtags(Tagged(v.article_id, v.publisher, tuple(tags[v.article_id]), v.copy_of) for v in own)
        made[story] = tuple(Tag(one.hashtag.tag, one.hashtag.label) for one in chosen)
    return made


def _tags(ids: Iterable[int]) -> dict[int, list[Hashtag]]:
    rows = ArticleHashtag.objects.filter(article_id__in=list(ids)).order_by("article_id", "position")
    found: dict[int, list[Hashtag]] = {}
    for article, tag, label, kind, score in rows.values_list("article_id", "tag", "label", "kind", "score"):
        found.setdefault(article, []).append(Hashtag(tag, label, kind, score))
    return found
