"""A comment's way in: kept, held, refused."""

from __future__ import annotations

from datetime import timedelta

import pytest

from octavo.discuss.edit import delete, edit, report
from octavo.discuss.post import NotAllowed, TooFast, post
from octavo.errors import InputError
from octavo.store.models import Comment, Report, Story
from tests.builders import NOW, make_article, make_publisher, make_reader, make_story
from tests.builders_discuss import make_comment

pytestmark = pytest.mark.django_db
LATER = timedelta(minutes=2)


def test_is_kept_as_typed_and_counted() -> None:
    article = make_article()
    story = make_story(article)
    posted = post(article, make_reader(), "So *quiet* now.\r\n", NOW)
    assert posted.held == ""
    kept = Comment.objects.get()
    assert (kept.text, kept.state, kept.created) == ("So *quiet* now.", "published", NOW)
    assert "<em>quiet</em>" in kept.html
    assert Story.objects.get(pk=story.pk).comments == 1


def test_works_before_the_article_is_grouped() -> None:
    post(make_article(), make_reader(), "First!", NOW)
    assert Comment.objects.count() == 1


def test_a_reply_stays_with_what_it_answers() -> None:
    article, copy = make_article(), make_article("Bridge opens", publisher=make_publisher("Island Echo"))
    make_story(article, copy)
    first = post(copy, make_reader("ann"), "The toll is high.", NOW).comment
    reply = post(article, make_reader("bo"), "Not for residents.", NOW, parent_id=first.pk).comment
    assert (reply.parent_id, reply.article_id) == (first.pk, copy.pk)


def test_no_reply_across_stories_nor_to_what_is_gone() -> None:
    article, elsewhere = make_article(), make_article("Something else")
    make_story(article)
    make_story(elsewhere)
    ann, bo = make_reader("ann"), make_reader("bo")
    other = make_comment(elsewhere, ann)
    hidden = make_comment(article, ann, "You fool.", state="hidden")
    for parent in (other.pk, hidden.pk, 999_999):
        with pytest.raises(NotAllowed, match="no longer there"):
            post(article, bo, "I see.", NOW, parent_id=parent)


@pytest.mark.parametrize("text", ["", " \n ", "\u200b", "x" * 4001])
def test_empty_and_endless_ones_are_refused(text: str) -> None:
    with pytest.raises(InputError):
        post(make_article(), make_reader(), text, NOW)


def test_spam_is_held_with_its_reason() -> None:
    article = make_article()
    story = make_story(article)
    posted = post(article, make_reader(), "see https://a.test https://b.test https://c.test", NOW)
    assert "3 links" in posted.held
    assert posted.comment.state == "held"
    assert Story.objects.get(pk=story.pk).comments == 0


def test_moderators_are_not_held() -> None:
    text = "see https://a.test https://b.test https://c.test"
    assert post(make_article(), make_reader(role="moderator"), text, NOW).held == ""


def test_too_many_links_are_refused() -> None:
    with pytest.raises(InputError, match="not accepted"):
        post(make_article(), make_reader(), " ".join(f"https://spam{n}.test" for n in range(12)), NOW)


def test_the_pace() -> None:
    article, reader = make_article(), make_reader()
    post(article, reader, "One fine day in the harbour.", NOW)
    with pytest.raises(TooFast, match="in 10 seconds"):
        post(article, reader, "Another thought about ferries.", NOW)
    for n in range(1, 5):
        post(article, reader, f"Thought number {n}, all of its own kind {n * 7}.", NOW + n * timedelta(seconds=20))
    with pytest.raises(TooFast, match="minutes"):
        post(article, reader, "And one more for good measure.", NOW + timedelta(seconds=100))
    post(article, reader, "Back after a break.", NOW + timedelta(minutes=6))


def test_the_same_form_sent_twice_is_one_comment() -> None:
    article, reader = make_article(), make_reader()
    post(article, reader, "Yes.", NOW)
    with pytest.raises(NotAllowed, match="already"):
        post(article, reader, "Yes.", NOW + LATER)
    parent = make_comment(article, make_reader("bo"), "Is it open?")
    post(article, reader, "Yes.", NOW + LATER, parent_id=parent.pk)
    assert Comment.objects.filter(author=reader).count() == 2


def test_closed_and_slow_threads() -> None:
    article, reader = make_article(), make_reader()
    story = make_story(article, thread="slow")
    post(article, reader, "A first remark.", NOW)
    with pytest.raises(TooFast, match="slowed down"):
        post(article, reader, "A second remark.", NOW + LATER)
    Story.objects.filter(pk=story.pk).update(thread="closed")
    with pytest.raises(NotAllowed, match="closed"):
        post(article, reader, "A third remark.", NOW + timedelta(hours=1))
    post(article, make_reader("mo", role="moderator"), "It stays closed.", NOW)


def test_edit_marks_and_may_hold() -> None:
    article, reader = make_article(), make_reader()
    make_story(article)
    comment = post(article, reader, "The bridge is to long.", NOW).comment
    assert edit(comment, reader, "The bridge is to long.", NOW + LATER) == ""
    assert Comment.objects.get().edited is None
    assert edit(comment, reader, "The bridge is too long.", NOW + LATER) == ""
    assert Comment.objects.get().edited == NOW + LATER
    assert "links" in edit(comment, reader, "https://a.test https://b.test https://c.test", NOW + LATER)
    assert Comment.objects.get().state == "held"
    with pytest.raises(NotAllowed):
        edit(comment, make_reader("bo"), "Mine now", NOW)
    with pytest.raises(NotAllowed):
        edit(comment, reader, "Too late", NOW + timedelta(hours=7))


def test_delete_takes_the_words_away() -> None:
    article, reader = make_article(), make_reader()
    story = make_story(article)
    comment = make_comment(article, reader, "I was wrong.")
    with pytest.raises(NotAllowed):
        delete(comment, make_reader("bo", role="owner"))
    delete(comment, reader)
    kept = Comment.objects.get()
    assert (kept.text, kept.html, kept.state) == ("", "", "deleted")
    assert Story.objects.get(pk=story.pk).comments == 0


def test_reports_are_kept_once_and_have_a_limit() -> None:
    article, ann, bo = make_article(), make_reader("ann"), make_reader("bo")
    comment = make_comment(article, ann)
    assert report(comment, bo, " off \n topic ", NOW)
    assert not report(comment, bo, "again", NOW)
    assert Report.objects.get().reason == "off topic"
    with pytest.raises(InputError, match="few words"):
        report(make_comment(article, ann, "Another."), bo, "  ", NOW)
    with pytest.raises(NotAllowed):
        report(comment, ann, "me", NOW)
    for n in range(9):
        report(make_comment(article, ann, f"Remark {n}"), bo, "off topic", NOW)
    with pytest.raises(NotAllowed, match="many"):
        report(make_comment(article, ann, "The last"), bo, "off topic", NOW)
