"""Comments and reports: stored, counted, found. Who may do what is decided in `octavo.discuss`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from octavo.store.models import Article as Article  # what is handed out here may be named by those who get it
from octavo.store.models import Comment as Comment
from octavo.store.models import Reader as Reader
from octavo.store.models import Report, StoryMember
from octavo.store.models import Story as Story

PUBLISHED, HELD, HIDDEN, DELETED = (
    Comment.State.PUBLISHED,
    Comment.State.HELD,
    Comment.State.HIDDEN,
    Comment.State.DELETED,
)


def article(article_id: int) -> Article | None:
    """The article a comment is to be written under; None where there is none or it was taken down."""
    return Article.objects.select_related("publisher").filter(pk=article_id, hidden=False).first()


def story_of(article_id: int) -> Story | None:
    """The story an article belongs to now; None until it is grouped."""
    member = StoryMember.objects.filter(pk=article_id).only("story_id").first()
    return Story.objects.filter(pk=member.story_id).first() if member else None


def of_story(story_id: int | None, article_id: int | None = None) -> list[Comment]:
    """All comments of a story's articles in any state, oldest first, with author, article and publisher read along.

    `article_id` adds an article that is not grouped yet. Comments under articles taken down stay out.
    """
    under = (
        Q(article__in=StoryMember.objects.filter(story_id=story_id).values("article_id")) if story_id else Q(pk=None)
    )
    if article_id is not None:
        under |= Q(article_id=article_id)
    rows = Comment.objects.filter(under, article__hidden=False)
    return list(rows.select_related("author", "article__publisher").order_by("created", "id"))


def get(comment_id: int) -> Comment | None:
    return Comment.objects.select_related("author", "article__publisher").filter(pk=comment_id).first()


def latest_by(reader: Reader, since: datetime) -> list[Comment]:
    """What a reader wrote since then, newest first, whatever became of it."""
    return list(Comment.objects.filter(author=reader, created__gte=since).order_by("-created", "-id")[:50])


def written_by(reader: Reader, limit: int) -> list[Comment]:
    """A reader's own comments, newest first, without the deleted ones."""
    rows = Comment.objects.filter(author=reader, article__hidden=False).exclude(state=DELETED)
    return list(rows.select_related("author", "article__publisher").order_by("-created", "-id")[:limit])


def last_in_story(reader: Reader, story_id: int) -> datetime | None:
    """When the reader last wrote in a story's thread."""
    articles = StoryMember.objects.filter(story_id=story_id).values("article_id")
    rows = Comment.objects.filter(author=reader, article__in=articles)
    return rows.order_by("-created").values_list("created", flat=True).first()


def add(
    article_id: int, author: Reader, text: str, html: str, now: datetime, *, parent_id: int | None, held: str
) -> Comment:
    """Keep a new comment; `held` is the reason it waits for a moderator, empty where it is published at once."""
    with transaction.atomic():
        comment = Comment.objects.create(
            article_id=article_id, parent_id=parent_id, author=author, text=text, html=html, created=now,
            state=HELD if held else PUBLISHED, state_reason=held,
        )  # fmt: skip
        recount_for(article_id)
    return comment


def change(comment: Comment, text: str, html: str, now: datetime, *, held: str) -> None:
    """The author's edit. An edit that needs a look is held until a moderator approves; a held one stays held."""
    with transaction.atomic():
        comment.text, comment.html, comment.edited = text, html, now
        if held:
            comment.state, comment.state_reason = HELD, held
        comment.save(update_fields=["text", "html", "edited", "state", "state_reason"])
        recount_for(comment.article_id)


def erase(comment: Comment) -> None:
    """Deleted by its author: the words go, an empty place stays so that replies keep theirs."""
    with transaction.atomic():
        comment.text = comment.html = comment.state_reason = ""
        comment.state = DELETED
        comment.save(update_fields=["text", "html", "state", "state_reason"])
        recount_for(comment.article_id)


def report(comment: Comment, reader: Reader, reason: str, now: datetime) -> bool:
    """Keep a reader's report; False where this reader has reported the comment before."""
    _, new = Report.objects.get_or_create(comment=comment, reader=reader, defaults={"reason": reason, "created": now})
    return new


def reports_by(reader: Reader, since: datetime) -> int:
    return Report.objects.filter(reader=reader, created__gte=since).count()


def reported_by(reader: Reader, comment_ids: Iterable[int]) -> set[int]:
    """Which of these comments the reader has reported."""
    return set(Report.objects.filter(reader=reader, comment__in=list(comment_ids)).values_list("comment_id", flat=True))


def waiting(limit: int) -> list[Comment]:
    """The moderators' queue, oldest first: held comments and reported ones, each with `reports_open`, a count."""
    unhandled = Report.objects.filter(comment=OuterRef("pk"), handled=None)
    rows = Comment.objects.exclude(state=DELETED).filter(Q(state=HELD) | Q(Exists(unhandled)))
    counted = rows.annotate(reports_open=Count("report", filter=Q(report__handled=None)))
    return list(counted.select_related("author", "article__publisher").order_by("created", "id")[:limit])


def open_reports(comment_ids: Iterable[int]) -> QuerySet[Report]:
    rows = Report.objects.filter(comment__in=list(comment_ids), handled=None)
    return rows.select_related("reader").order_by("created", "id")


def recount_for(article_id: int) -> None:
    """Bring the number of comments of the article's story up to date."""
    recount(StoryMember.objects.filter(pk=article_id).values_list("story_id", flat=True))


def recount(story_ids: Iterable[int]) -> None:
    """Count the published comments of these stories anew: after a comment's change, a merge or a split.

    Two queries, and one for each story whose number was another.
    """
    with transaction.atomic(savepoint=False):
        # two writers at once count one after the other, so the later one sees both comments
        rows = Story.objects.select_for_update().filter(pk__in=set(story_ids)).order_by("pk")
        kept = dict(rows.values_list("pk", "comments"))
        shown = StoryMember.objects.filter(story_id__in=kept, article__hidden=False, article__comments__state=PUBLISHED)
        counted = dict(shown.values_list("story_id").annotate(number=Count("article__comments")).order_by())
        for story_id, number in kept.items():
            if counted.get(story_id, 0) != number:
                Story.objects.filter(pk=story_id).update(comments=counted.get(story_id, 0))
