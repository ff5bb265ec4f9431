"""A text that ran at several publishers: who ran it, and who changed it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F

from octavo.store.models import Article, ArticleVersion, StoryMember
from octavo.store.screens.article import Version
from octavo.store.screens.cards import Card, articles, card
from octavo.store.visibility import Level, Viewer, level

MOST = 60  # copies compared: of a text that more publishers ran, the first ones


@dataclass(frozen=True, slots=True)
class Copy:
    """One publisher's form of the text. `changed`: its words or its headline differ from the first one's."""

    card: Card
    at: datetime  # stream time
    level: Level
    text: Version  # empty where the viewer may not see it
    changed: bool
    first: bool

    def headline_only(self) -> Copy:
        """Beside a text that may not be shown, all of this one would look like a change."""
        return replace(self, text=replace(self.text, text=""))


@dataclass(frozen=True, slots=True)
class CopiesScreen:
    """`copies` in order of time, the text that the others copy first."""

    card: Card
    copies: tuple[Copy, ...]
    publishers: int

    @property
    def changed(self) -> int:
        """Publishers that changed it."""
        return len({copy.card.publisher.slug for copy in self.copies if copy.changed})

    @property
    def compared(self) -> Copy:
        """What an article is compared with where nothing else is asked: what it copies, or its first changed copy."""
        others = [copy for copy in self.copies if copy.card.id != self.card.id]
        return next((copy for copy in others if copy.first or copy.changed), others[0] if others else self.copies[0])

    def copy(self, id: int) -> Copy | None:
        return next((copy for copy in self.copies if copy.card.id == id), None)


def copies(row: Article, viewer: Viewer) -> CopiesScreen:
    """Four queries, whatever the number of copies."""
    at = _same_text(row)
    found = {one.id: one for one in articles().filter(id__in=list(at))} | {row.id: row}
    first = min(found, key=lambda pk: (at[pk][0], at[pk][1], pk))
    texts = {
        one.article_id: one
        for one in ArticleVersion.objects.filter(article_id__in=list(found), number=F("article__version")).defer("html")
    }
    plain = {pk: _words(found[pk], texts.get(pk)) for pk in found}
    order = sorted(found, key=lambda pk: (pk != first, at[pk][1], pk))
    return CopiesScreen(
        card(row, viewer),
        tuple(
            _copy(found[pk], at[pk][1], texts.get(pk), viewer, plain[pk] != plain[first], pk == first) for pk in order
        ),
        len({one.publisher_id for one in found.values()}),
    )


def _same_text(row: Article) -> dict[int, tuple[bool, datetime]]:
    """Whether it is a copy, and its stream time, of each article with this one's text; itself among them."""
    member = StoryMember.objects.filter(article_id=row.id).first()
    if member is None:
        return {row.id: (False, row.stream_at)}
    source = member.wire_of or row.id
    # copies stand in their original's story, unless a moderator has set one apart
    rows = StoryMember.objects.filter(story_id=member.story_id, wire_of=source).order_by("stream_at", "article_id")
    at = {pk: (True, stream_at) for pk, stream_at in rows.values_list("article_id", "stream_at")[:MOST]}
    if member.wire_of:
        at |= {
            pk: (False, stream_at)
            for pk, stream_at in StoryMember.objects.filter(article_id=source).values_list("article_id", "stream_at")
        }
    return at | {row.id: (member.wire_of is not None, member.stream_at)}


def _copy(
    row: Article, at: datetime, version: ArticleVersion | None, viewer: Viewer, changed: bool, first: bool
) -> Copy:
    seen = level(row, viewer)
    text = version.text if version is not None and seen is Level.FULL else ""
    return Copy(card(row, viewer), at, seen, Version(1, row.title, text, at), changed, first)


def _words(row: Article, version: ArticleVersion | None) -> tuple[str, str]:
    """Headline and text without layout."""
    return (" ".join(row.title.split()), " ".join((version.text if version else "").split()))
