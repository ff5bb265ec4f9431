"""All models, one noun a file. Only `octavo.store` imports them.

Foreign keys between content tables carry no database constraint (`db_constraint=False`): on a distributed PostgreSQL
rows of one article may live on another shard than its publisher's.
"""

from octavo.store.models.article import Alias, Article, ArticleVersion, Tombstone
from octavo.store.models.comment import Comment, ModerationEntry, Report
from octavo.store.models.edition import Edition
from octavo.store.models.hashtag import ArticleHashtag, HashtagMade, HashtagRule, HashtagSpare
from octavo.store.models.learned import Learned
from octavo.store.models.publisher import Publisher
from octavo.store.models.reader import OneTimeLink, Reader
from octavo.store.models.related import RelatedList
from octavo.store.models.source import Source
from octavo.store.models.story import Story, StoryEvent, StoryFace, StoryLabel, StoryMember
from octavo.store.models.stream import ArticleAnalysis, ArticleVector, StreamState
from octavo.store.models.work import Counter, HostTurn, Lease, SearchOutbox, Work

__all__ = [
    "Alias",
    "Article",
    "ArticleAnalysis",
    "ArticleHashtag",
    "ArticleVector",
    "ArticleVersion",
    "Comment",
    "Counter",
    "Edition",
    "HashtagMade",
    "HashtagRule",
    "HashtagSpare",
    "HostTurn",
    "Learned",
    "Lease",
    "ModerationEntry",
    "OneTimeLink",
    "Publisher",
    "Reader",
    "RelatedList",
    "Report",
    "SearchOutbox",
    "Source",
    "Story",
    "StoryEvent",
    "StoryFace",
    "StoryLabel",
    "StoryMember",
    "StreamState",
    "Tombstone",
    "Work",
]
