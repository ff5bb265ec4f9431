"""Drafts become articles: stored once by address, edited into versions, each with its work row in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from octavo.core.gather.urls import article_id, slug
from octavo.store.counter import advance
from octavo.store.models import Alias, Article, ArticleVersion, Publisher, StoryMember, Tombstone, Work
from octavo.store.rows import insert_all
from octavo.types import Access, Draft, Media, Moment, Precision, PublisherRef

EXCERPT = 320  # characters: what lists show, and what the terms `excerpt` allow
# A later copy with less than this share of the stored words is a teaser or a feed summary, never an edit.
SHORTER = 0.6


_Row = dict[str, Any]  # values by column


@dataclass(slots=True)
class Saved:
    """What became of a batch. `new` and `changed` are article ids in the order given."""

    new: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    same: int = 0

    def add(self, other: Saved) -> None:
        self.new += other.new
        self.changed += other.changed
        self.same += other.same


def save(
    drafts: Sequence[Draft],
    now: datetime,
    *,
    held_by: str = "",
    held_until: datetime | None = None,
    sample: bool = False,
) -> Saved:
    """Store a batch in one short transaction. The same batch again changes nothing.

    New articles are `gathered` and have a work row for enriching; with `held_by` that row is leased, so that an import
    can store all it reads before anyone organises it. Undated drafts keep the order in which they are given.
    """
    given = len(drafts)
    drafts = list({draft.url: draft for draft in map(_clean, drafts)}.values())  # of one address the last
    with transaction.atomic():
        last = advance("article_seq", len(drafts))  # first, for its row lock: on PostgreSQL it orders the savers
        ids = _ids(drafts)
        stored = {a.id: a for a in Article.objects.filter(id__in=ids)}
        seen = set(ArticleVersion.objects.filter(article_id__in=stored).values_list("article_id", "digest"))
        publishers = make_publishers((d.publisher for d in drafts), sample)
        saved = Saved(same=given - len(drafts))
        rows: list[_Row] = []
        versions: list[_Row] = []
        work: list[_Row] = []
        for place, (draft, pk) in enumerate(zip(drafts, ids, strict=True)):
            seq = last - len(drafts) + place + 1
            if pk in stored:
                # an older state, too, served again by a cache or read from another file, is nothing new
                if (pk, digest(draft.title, draft.body.text)) not in seen and _edit(stored[pk], draft, now, seq):
                    saved.changed.append(pk)
                else:
                    saved.same += 1
                continue
            row = _new(pk, seq, draft, publishers[draft.publisher.host], now, sample)
            rows.append(row)
            versions.append(_version(pk, 1, draft, now))
            work.append(_enrich_work(pk, row["stream_at"], seq, now, held_by, held_until))
            saved.new.append(pk)
        insert_all(Article, rows)
        insert_all(ArticleVersion, versions)
        insert_all(Work, work)
    return saved


def digest(title: str, text: str) -> str:
    return hashlib.blake2b(f"{title}\n{text}".encode(), digest_size=16).hexdigest()


def publisher_id(host: str) -> int:
    return int.from_bytes(hashlib.blake2b(host.encode(), digest_size=8).digest(), "big") >> 1


def known(urls: Iterable[str]) -> dict[str, datetime | None]:
    """Those of the canonical addresses that are or were articles, with when each was last updated or published.

    What retention removed is known, too, with None: nothing fetched brings it back.
    """
    ids = {url: article_id(url) for url in urls}
    led = dict(Alias.objects.filter(id__in=ids.values()).values_list("id", "article_id"))
    ids = {url: led.get(pk, pk) for url, pk in ids.items()}
    rows = Article.objects.filter(id__in=ids.values()).values_list("id", "updated", "published", "first_seen")
    found: dict[int, datetime | None] = dict.fromkeys(
        Tombstone.objects.filter(id__in=ids.values()).values_list("id", flat=True)
    )
    found |= {pk: updated or max(filter(None, (published, seen))) for pk, updated, published, seen in rows}
    return {url: found[pk] for url, pk in ids.items() if pk in found}


def led_to(url: str, canonical: str) -> None:
    """Remember that a feed's address leads to the article at `canonical`: named again, it brings nothing new."""
    if url != canonical:
        Alias.objects.update_or_create(id=article_id(url), defaults={"article_id": article_id(canonical)})


def hide(pk: int, hidden: bool = True) -> None:
    """Take an article down (or put it back) with all its versions."""
    from octavo.store.search import enqueue

    with transaction.atomic():
        Article.objects.filter(id=pk).update(hidden=hidden)
        enqueue([pk])


def excerpt_of(draft: Draft) -> str:
    """The first sentences for lists: of the text, else the publisher's summary; cut at a word."""
    whole = draft.body.text or draft.summary
    text = " ".join(whole[: 2 * EXCERPT].split())
    if len(text) <= EXCERPT:  # it was much blank space, or that is all of it
        text = " ".join(whole[: 8 * EXCERPT].split())
    if len(text) <= EXCERPT:
        return text
    return text[:EXCERPT].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _clean(draft: Draft) -> Draft:
    """PostgreSQL refuses NUL characters, and no reader needs them."""
    if not any("\x00" in part for part in (draft.title, draft.body.text, draft.body.html, draft.summary)):
        return draft
    body = replace(draft.body, html=draft.body.html.replace("\x00", ""), text=draft.body.text.replace("\x00", ""))
    return replace(draft, title=draft.title.replace("\x00", ""), summary=draft.summary.replace("\x00", ""), body=body)


def _ids(drafts: Sequence[Draft]) -> list[int]:
    """Each draft's id; on a clash with another address the hash is taken again with a counter."""
    ids = [article_id(d.url) for d in drafts]
    taken = dict(Article.objects.filter(id__in=ids).values_list("id", "url"))
    for place, draft in enumerate(drafts):
        salt = 0
        while taken.setdefault(ids[place], draft.url) != draft.url:
            salt += 1
            ids[place] = article_id(draft.url, salt)
            for pk, url in Article.objects.filter(id=ids[place]).values_list("id", "url"):
                taken[pk] = url
    return ids


def make_publishers(refs: Iterable[PublisherRef], sample: bool = False) -> dict[str, int]:
    """The ids of publishers by host; those not yet known are made."""
    wanted = {ref.host: ref for ref in refs}
    ids = {host: publisher_id(host) for host in wanted}
    have = set(Publisher.objects.filter(id__in=ids.values()).values_list("id", flat=True))
    for host, ref in wanted.items():  # one by one: each must see the slugs of the others, and new ones are rare
        if ids[host] not in have:
            Publisher.objects.bulk_create([new_publisher(host, ref.name, sample)], ignore_conflicts=True)
    return ids


def new_publisher(host: str, name: str, sample: bool = False) -> Publisher:
    """An unsaved publisher with a slug that no other has."""
    base = slug(name, 60)
    taken = set(Publisher.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    free = base if base not in taken else slug(f"{name} {host}", 80)
    return Publisher(id=publisher_id(host), host=host[:255], slug=free, name=name[:200], sample=sample)


def _utc(moment: Moment | None) -> datetime | None:
    """In UTC; a day without a clock is noon of that day, so that no zone moves it to another date."""
    if moment is None:
        return None
    if moment.precision is Precision.DAY:
        return datetime(moment.at.year, moment.at.month, moment.at.day, 12, tzinfo=UTC)
    return moment.at.astimezone(UTC)


def _media(media: Media | None) -> dict[str, Any] | None:
    if media is None:
        return None
    return {name: value for name in media.__slots__ if (value := getattr(media, name)) is not None}


def _new(pk: int, seq: int, draft: Draft, publisher: int, now: datetime, sample: bool) -> _Row:
    published = _utc(draft.published)
    return {
        "id": pk,
        "seq": seq,
        "url": draft.url,
        "external_id": (draft.external_id or "")[:255],
        "publisher_id": publisher,
        "source_id": draft.source_id,
        "title": draft.title,
        "excerpt": excerpt_of(draft),
        "summary": draft.summary,
        "words": len(draft.body.text.split()),
        "lang": "und",
        "lang_stated": (draft.lang or "")[:35],
        "published": published,
        "published_precision": draft.published.precision.value if draft.published else Precision.SECOND.value,
        "updated": _utc(draft.updated),
        "first_seen": now,
        "stream_at": published or now,
        "authors": list(draft.authors),
        "keywords": list(draft.keywords),
        "image": draft.image or "",
        "kind": draft.kind.value,
        "access": draft.access.value,
        "section": (draft.section or "")[:100],
        "agency": (draft.agency or "")[:40],
        "media": _media(draft.media),
        "tdm_reserved": draft.tdm_reserved,
        "sample": sample,
    }


def _version(pk: int, number: int, draft: Draft, now: datetime) -> _Row:
    return {
        "article_id": pk,
        "number": number,
        "title": draft.title,
        "html": draft.body.html,
        "text": draft.body.text,
        "digest": digest(draft.title, draft.body.text),
        "seen": now,
    }


def _enrich_work(
    pk: int, stream_at: datetime, seq: int, now: datetime, held_by: str = "", held_until: datetime | None = None
) -> _Row:
    return {
        "kind": "article",
        "subject": str(pk),
        "stage": "enrich",
        "order_at": stream_at,
        "order_no": seq,
        "not_before": now,
        "lease_by": held_by,
        "lease_until": held_until,
    }


def _edit(article: Article, draft: Draft, now: datetime, seq: int) -> bool:
    """Make a new version of a title or text not seen yet, unless it says less; True where one was made."""
    words = len(draft.body.text.split())
    was_full, is_full = article.access == Access.FULL, draft.access is Access.FULL
    if words < article.words * SHORTER or (was_full and not is_full):
        return False
    if not draft.title and article.title:
        return False
    insert_all(ArticleVersion, [_version(article.id, article.version + 1, draft, now)])
    article.version += 1
    article.seq = seq
    article.title, article.excerpt, article.words = draft.title, excerpt_of(draft), words
    article.access = draft.access.value
    article.updated = _utc(draft.updated) or now
    article.save(update_fields=["version", "seq", "title", "excerpt", "words", "access", "updated"])
    grouped = StoryMember.objects.filter(article_id=article.id).exists()
    if grouped or not Work.objects.filter(kind="article", subject=str(article.id)).exists():
        row = _enrich_work(article.id, article.stream_at, seq, now)
        again = {name: row[name] for name in ("stage", "order_at", "order_no", "not_before")}
        Work.objects.update_or_create(kind="article", subject=row["subject"], defaults=again)
    return True
