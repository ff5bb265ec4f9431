"""The hashtags of a story: what its articles' hashtags say together. Nothing about one article alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from octavo.types import Hashtag

MOST = 8  # hashtags of a story
_FEW = 3  # so many are shown even where they are not shared


@dataclass(frozen=True, slots=True)
class Tagged:
    """An article of a story: `tags` best first; `copy_of` the article whose text it repeats."""

    article_id: int
    publisher: str
    tags: tuple[Hashtag, ...]
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class StoryTag:
    """`shared`: whether at least half of the story's publishers give it, and two of them where there are two."""

    hashtag: Hashtag
    vote: float  # 0–1
    shared: bool


def story_hashtags(articles: Iterable[Tagged]) -> tuple[StoryTag, ...]:
    """At most `MOST` hashtags, those that most give first; in any order of the articles the same.

    Each publisher has one vote, however often it writes, shared by its articles; a hashtag counts less the further
    back it stands (1, 1/2, 1/3 …). A copy has none: its text has spoken. Hashtags that are not shared only fill up to
    three.
    """
    voting = _voting(articles)
    by_publisher: dict[str, int] = {}
    for article in voting:
        by_publisher[article.publisher] = by_publisher.get(article.publisher, 0) + 1
    votes: dict[str, float] = {}
    givers: dict[str, set[str]] = {}
    shown: dict[str, Hashtag] = {}
    for article in voting:
        weight = 1.0 / by_publisher[article.publisher]
        for place, tag in enumerate(article.tags, 1):
            key = tag.tag.casefold()
            votes[key] = votes.get(key, 0.0) + weight / place
            givers.setdefault(key, set()).add(article.publisher)
            if key not in shown or (-tag.score, tag.tag) < (-shown[key].score, shown[key].tag):
                shown[key] = tag
    all_givers = len(by_publisher)
    needed = max(min(2, all_givers), (all_givers + 1) // 2)
    made = [
        StoryTag(shown[key], round(vote / all_givers, 6), len(givers[key]) >= needed) for key, vote in votes.items()
    ]
    made.sort(key=lambda one: (not one.shared, -one.vote, one.hashtag.tag.casefold()))
    return tuple(one for place, one in enumerate(made[:MOST]) if one.shared or place < _FEW)


def _voting(articles: Iterable[Tagged]) -> list[Tagged]:
    """All but copies of what is there, by id; where nothing but copies is left, they speak."""
    found = sorted(articles, key=lambda article: article.article_id)
    ids = {article.article_id for article in found}
    own = [article for article in found if article.copy_of not in ids]
    return own or found
