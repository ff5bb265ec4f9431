"""Stories mended by moderators: what was said is kept as labels and in the public log, and takes effect.

Grouping follows the labels of articles in its open window by itself, within seconds. What has left the window is moved
here at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from octavo.errors import InputError
from octavo.store import labels, stream
from octavo.store.models import ModerationEntry, Reader, Story, StoryEvent, StoryMember, StreamState
from octavo.store.moderation import note

SPLIT, MERGE = "split", "merge"


def member(story_id: int, article_id: int) -> StoryMember | None:
    """An article that may be shown, as a member of this story."""
    rows = StoryMember.objects.select_related("article__publisher").filter(article__hidden=False)
    return rows.filter(article_id=article_id, story_id=story_id).first()


def story_of(article_id: int) -> int | None:
    """The story that an article stands in."""
    return stream.stories_of([article_id]).get(article_id)


def split(story: Story, article_id: int, moderator: Reader, reason: str, now: datetime) -> None:
    """This article and its copies are of another event than the rest. InputError where there is no rest."""
    with transaction.atomic():
        pairs = labels.set_apart(article_id, moderator.pk, now, reason)
        note(moderator, SPLIT, now, story_id=story.pk, reason=reason)
        if not _open(pairs):
            stream.regroup([_part(story.pk, article_id, _said(reason))], now)


def merge(one: Story, other: Story, moderator: Reader, reason: str, now: datetime) -> None:
    """These two stories are one event. InputError where they are one already."""
    with transaction.atomic():
        pairs = labels.join(one.pk, other.pk, moderator.pk, now, reason)
        note(moderator, MERGE, now, story_id=one.pk, reason=reason)
        if not _open(pairs):
            stream.regroup([_whole(one.pk, other.pk, _said(reason))], now)


def standing(entry: ModerationEntry) -> list[labels.Word]:
    """What this line of the log said and is still the newest word: what can be taken back."""
    if entry.action not in (SPLIT, MERGE):
        return []
    return labels.said(entry.moderator_id, entry.at)


def undo(entry: ModerationEntry, moderator: Reader, reason: str, now: datetime) -> None:
    """Say the opposite of what this line of the log said. InputError where nothing of it stands."""
    with transaction.atomic():
        words = standing(entry)
        if not words:
            raise InputError("This was taken back already.", hint="the moderation log tells when")
        if entry.action == SPLIT:
            _bring_back(words, moderator, reason, now)
        else:
            _part_again(entry, words, moderator, reason, now)


def _bring_back(words: list[labels.Word], moderator: Reader, reason: str, now: datetime) -> None:
    """An article that was set apart goes to where most of those are that it was set apart from."""
    subject = subject_of(words)
    stories = stream.stories_of({end for word in words for end in word.pair})
    # where the other articles are now: some may have left since
    others = {end: word for word in words for end in word.pair if end != subject and end in stories}
    if subject not in stories or not others:
        raise InputError("These articles are gone.")
    home = Counter(stories[end] for end in others).most_common(1)[0][0]
    there = [word for end, word in others.items() if stories[end] == home]
    pairs = labels.take_back(there, moderator.pk, now, reason)
    note(moderator, MERGE, now, story_id=home, reason=reason)
    if home != stories[subject] and not _open(pairs):
        stream.regroup([_whole(home, stories[subject], _said(reason))], now)


def _part_again(
    entry: ModerationEntry, words: list[labels.Word], moderator: Reader, reason: str, now: datetime
) -> None:
    """Two stories that were joined go apart again."""
    pairs = labels.take_back(words, moderator.pk, now, reason)
    story = next(iter(stream.stories_of(words[0].pair).values()), entry.story_id or 0)
    note(moderator, SPLIT, now, story_id=story, reason=reason)
    if not _open(pairs):
        event = StoryEvent.objects.filter(kind=MERGE, story_id=story, at__gte=entry.at).order_by("at", "id").first()
        if event is None:
            raise InputError("Grouping has not followed this yet.", hint="try again in a moment")
        came = tuple(int(pk) for pk in event.members)
        stream.regroup([stream.Moved(SPLIT, story, event.other_id, came, _said(reason))], now)


def subject_of(words: Iterable[labels.Word]) -> int:
    """The article that most of these words are about."""
    return Counter(end for word in words for end in word.pair).most_common(1)[0][0]


def _said(reason: str) -> str:
    return f"a moderator: {reason}"


def _open(pairs: Iterable[labels.Pair]) -> bool:
    """Whether grouping still sees both articles of a pair, and so follows what was said of them."""
    from octavo.core.organise.stream import DEFAULT  # loads the models of grouping, which reading never needs

    grouped = StreamState.objects.filter(id=1).values_list("grouped", flat=True).first() or 0
    ends = {end for pair in pairs for end in pair}
    rows = StoryMember.objects.filter(article_id__in=ends, grouped_no__gt=grouped - DEFAULT.window)
    seen = set(rows.values_list("article_id", flat=True))
    return any(a in seen and b in seen for a, b in pairs)


def _part(story: int, article_id: int, reason: str) -> stream.Moved:
    """The split that takes an article and its copies out; the founder's part keeps the story's id."""
    order = list(StoryMember.objects.filter(story_id=story).order_by("grouped_no").values_list("article_id", "wire_of"))
    part = tuple(pk for pk, copied in order if article_id in (pk, copied))
    if story in part:
        part = tuple(pk for pk, _ in order if pk not in part)
    return stream.Moved(SPLIT, story, part[0], part, reason)


def _whole(one: int, other: int, reason: str) -> stream.Moved:
    """The merge of two stories; the older keeps its id."""
    rows = StoryMember.objects.filter(story_id__in=[one, other]).order_by("grouped_no")
    older = rows.values_list("story_id", flat=True)[0]
    return stream.Moved(MERGE, older, other if older == one else one, (), reason)
