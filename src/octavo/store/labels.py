"""What moderators said of pairs of articles: groups follow it, it can be exported, and learned from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from octavo.errors import InputError
from octavo.store.models import Article, Story, StoryLabel, StoryMember

MOST = 40  # members that an article leaving a story is set apart from, newest first: enough to keep it away
JOINED = 20  # newest members of each of two stories that are bound to the other: enough to bring both whole

Pair = tuple[int, int]  # the smaller article id first


@dataclass(frozen=True, slots=True)
class Label:
    id: int
    a: int
    b: int
    same: bool


@dataclass(frozen=True, slots=True)
class Word:
    """A label as people read it: who said it, when and why."""

    id: int
    a: int
    b: int
    same: bool
    reader: str
    reason: str
    at: datetime

    @property
    def pair(self) -> Pair:
        return (self.a, self.b)


def after(number: int) -> list[Label]:
    """Labels said after label `number`, in order."""
    return [
        Label(*row)
        for row in StoryLabel.objects.filter(id__gt=number).order_by("id").values_list("id", "a", "b", "same")
    ]


def words_after(number: int) -> list[Word]:
    """Labels said after label `number` with who said them; of a pair the newest."""
    return _newest(Q(id__gt=number))


def last() -> int:
    """The number of the newest label; 0 without one."""
    return StoryLabel.objects.order_by("-id").values_list("id", flat=True).first() or 0


def standing(articles: Iterable[int]) -> list[Word]:
    """The newest word on every pair that one of these articles is part of, oldest first."""
    ids = list(articles)
    return _newest(Q(a__in=ids) | Q(b__in=ids))


def set_apart(article_id: int, reader_id: int, now: datetime, reason: str = "") -> list[Pair]:
    """This article is of another event than its story; the pairs labelled. InputError where it stands alone.

    Copies of it go where it goes.
    """
    own = StoryMember.objects.filter(article_id=article_id).values_list("story_id", "wire_of").first()
    story, copied = own or (0, None)
    others = dict(
        StoryMember.objects.filter(story_id=story)
        .exclude(article_id=article_id)
        .exclude(wire_of=article_id)
        .order_by("-grouped_no")
        .values_list("article_id", "grouped_no")
    )
    if not others:
        raise InputError("this article is the only one of its story, but for copies", hint="there is nothing to split")
    # what binds it to the story however long ago: the text that it copies, and what was said before
    bound = {end for word in standing([article_id]) if word.same for end in word.pair} | {copied}
    ids = list(others)[:MOST] + [pk for pk in list(others)[MOST:] if pk in bound]
    return _say([(article_id, other) for other in ids], False, reader_id, now, reason)


def join(one: int, other: int, reader_id: int, now: datetime, reason: str = "") -> list[Pair]:
    """These two stories are one event; the pairs labelled. InputError where one does not exist, or both are the same.

    The newest article of each is bound to the other's newest, so that both come whole; words that kept articles of
    the two apart are taken back.
    """
    known = set(Story.objects.filter(id__in=[one, other], merged_into__isnull=True).values_list("id", flat=True))
    left, right = _members(one), _members(other)
    if one == other or known != {one, other} or not left or not right:
        raise InputError("two different stories are needed", hint="give the address of the other story")
    pairs = {_pair(left[0], end) for end in right[:JOINED]} | {_pair(right[0], end) for end in left[:JOINED]}
    across = Q(a__in=_ids_of(one), b__in=_ids_of(other)) | Q(a__in=_ids_of(other), b__in=_ids_of(one))
    pairs |= {word.pair for word in _newest(across) if not word.same}
    return _say(sorted(pairs), True, reader_id, now, reason)


def said(reader_id: int, at: datetime) -> list[Word]:
    """What a moderator said in one act that still is the newest word on its pair."""
    rows = list(StoryLabel.objects.filter(reader_id=reader_id, at=at).values_list("id", "a", "b"))
    ids = {row[0] for row in rows}
    return [word for word in standing({a for _, a, _ in rows} | {b for _, _, b in rows}) if word.id in ids]


def take_back(words: Iterable[Word], reader_id: int, now: datetime, reason: str = "") -> list[Pair]:
    """Say the opposite of these words; the pairs labelled."""
    found = list(words)
    pairs = []
    for same in (True, False):
        pairs += _say([word.pair for word in found if word.same is same], not same, reader_id, now, reason)
    return pairs


@dataclass(frozen=True, slots=True)
class Mended:
    """How many different stories moderators joined and split; `last` is the newest label."""

    joined: int
    split: int
    last: int


def mended(after: int) -> Mended:
    """What was said after label `after` and stands, counted by story: thirty articles taken out of one story are one
    error. Pairs on which words disagree count for nothing: what was taken back was no error. Reads all labels."""
    words: dict[Pair, set[bool]] = {}
    acts: dict[tuple[int, datetime, bool], list[Pair]] = {}
    rows = StoryLabel.objects.order_by("id").values_list("id", "a", "b", "same", "reader_id", "at")
    for number, a, b, same, reader, at in rows:
        words.setdefault((a, b), set()).add(same)
        if number > after:
            acts.setdefault((reader, at, same), []).append((a, b))
    standing = {act: kept for act, pairs in acts.items() if (kept := [p for p in pairs if len(words[p]) == 1])}
    home = _homes({end for pairs in standing.values() for pair in pairs for end in pair})
    found: dict[bool, set[int]] = {True: set(), False: set()}
    for (_, _, same), pairs in standing.items():
        ends = Counter(end for pair in pairs for end in pair)
        # the article that was set apart is in every pair, and no longer in the story that was wrong
        beside = [end for end, times in ends.items() if same or len(pairs) == 1 or times < len(pairs)]
        stories = Counter(home[end] for end in beside if end in home)
        if stories:
            found[same].add(min(stories, key=lambda story: (-stories[story], story)))
    return Mended(len(found[True]), len(found[False]), last())


def _homes(articles: Iterable[int]) -> dict[int, int]:
    """The story of each article."""
    ids, found = sorted(articles), dict[int, int]()
    for start in range(0, len(ids), 5000):
        rows = StoryMember.objects.filter(article_id__in=ids[start : start + 5000])
        found |= dict(rows.values_list("article_id", "story_id"))
    return found


def export() -> Iterator[dict[str, Any]]:
    """Every label with the addresses of its articles, in the order in which they were said."""
    for label in StoryLabel.objects.order_by("id").iterator():
        urls = dict(Article.objects.filter(id__in=[label.a, label.b]).values_list("id", "url"))
        yield {
            "a": urls.get(label.a),
            "b": urls.get(label.b),
            "same": label.same,
            "reason": label.reason,
            "at": label.at.isoformat().replace("+00:00", "Z"),
        }


def _newest(asked: Q) -> list[Word]:
    rows = StoryLabel.objects.filter(asked).order_by("id")
    found: dict[Pair, Word] = {}
    for row in rows.values_list("id", "a", "b", "same", "reader__username", "reason", "at"):
        word = Word(*row)
        found.pop(word.pair, None)
        found[word.pair] = word
    return list(found.values())


def _members(story: int) -> list[int]:
    """Newest first."""
    return list(StoryMember.objects.filter(story_id=story).order_by("-grouped_no").values_list("article_id", flat=True))


def _ids_of(story: int) -> Any:
    return StoryMember.objects.filter(story_id=story).values("article_id")


def _pair(a: int, b: int) -> Pair:
    return (min(a, b), max(a, b))


def _say(pairs: Iterable[Pair], same: bool, reader_id: int, now: datetime, reason: str) -> list[Pair]:
    ordered = [_pair(a, b) for a, b in pairs]
    StoryLabel.objects.bulk_create(
        StoryLabel(a=a, b=b, same=same, reader_id=reader_id, reason=reason[:500], at=now) for a, b in ordered
    )
    return ordered
