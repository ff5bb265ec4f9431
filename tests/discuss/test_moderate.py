"""Moderators' acts: what they change, and the log."""

from __future__ import annotations

import pytest

from octavo.discuss.moderate import moderate, set_thread
from octavo.discuss.post import NotAllowed
from octavo.errors import InputError
from octavo.store import comments
from octavo.store.models import Comment, ModerationEntry, Report, Story
from tests.builders import NOW, make_article, make_reader, make_story
from tests.builders_discuss import make_comment

pytestmark = pytest.mark.django_db


def test_hide_show_approve_are_logged_and_settle_reports() -> None:
    article = make_article()
    story = make_story(article)
    ann, bo, mo = make_reader("ann"), make_reader("bo"), make_reader("mo", role="moderator")
    comment = make_comment(article, ann)
    comments.report(comment, bo, "off topic", NOW)
    assert [one.pk for one in comments.waiting(9)] == [comment.pk]
    moderate(comment, mo, "hide", "Off topic", NOW)
    comment.refresh_from_db()
    assert (comment.state, comment.state_reason) == ("hidden", "Off topic")
    assert Report.objects.get().handled == NOW
    assert comments.waiting(9) == []
    assert Story.objects.get(pk=story.pk).comments == 0
    moderate(comment, mo, "show", "", NOW)
    comment.refresh_from_db()
    assert (comment.state, comment.state_reason) == ("published", "")
    assert Story.objects.get(pk=story.pk).comments == 1
    held = make_comment(article, ann, "Held", state="held", reason="3 links")
    moderate(held, mo, "approve", "", NOW)
    assert Comment.objects.get(pk=held.pk).state == "published"
    lines = list(ModerationEntry.objects.order_by("id").values_list("action", "comment_id", "reason"))
    assert lines == [("hide", comment.pk, "Off topic"), ("show", comment.pk, ""), ("approve", held.pk, "")]


def test_dismiss_keeps_the_comment() -> None:
    article, mo = make_article(), make_reader("mo", role="moderator")
    comment = make_comment(article, make_reader("ann"))
    comments.report(comment, make_reader("bo"), "wrong", NOW)
    moderate(comment, mo, "dismiss", " It  is right ", NOW)
    assert Comment.objects.get().state == "published"
    assert comments.waiting(9) == []
    assert ModerationEntry.objects.get().reason == "It is right"


def test_refusals() -> None:
    comment = make_comment(make_article(), make_reader("ann"))
    mo = make_reader("mo", role="moderator")
    with pytest.raises(NotAllowed, match="Only moderators"):
        moderate(comment, make_reader("bo"), "hide", "I do not like it", NOW)
    with pytest.raises(InputError, match="no such action"):
        moderate(comment, mo, "burn", "", NOW)
    with pytest.raises(InputError, match="reason"):
        moderate(comment, mo, "hide", " ", NOW)
    with pytest.raises(NotAllowed, match="changed"):
        moderate(comment, mo, "show", "", NOW)
    assert not ModerationEntry.objects.exists()


def test_of_two_moderators_one_is_first() -> None:
    comment = make_comment(make_article(), make_reader("ann"))
    mo = make_reader("mo", role="moderator")
    Comment.objects.update(state="hidden")  # the other one, since this one looked
    with pytest.raises(NotAllowed, match="changed"):
        moderate(comment, mo, "hide", "Rude", NOW)
    assert not ModerationEntry.objects.exists()


def test_threads() -> None:
    story = make_story(make_article())
    mo = make_reader("mo", role="owner")
    for state, action in (("closed", "close"), ("slow", "slow"), ("open", "open")):
        set_thread(story, mo, state, "Heated", NOW)
        assert Story.objects.get().thread == state
        assert ModerationEntry.objects.latest("id").action == action
    set_thread(story, mo, "open", "nothing to do", NOW)
    assert ModerationEntry.objects.count() == 3
    with pytest.raises(InputError):
        set_thread(story, mo, "shut", "", NOW)
    with pytest.raises(NotAllowed):
        set_thread(story, make_reader("bo"), "closed", "", NOW)
