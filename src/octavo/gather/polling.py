"""Sources that are due are looked at: feeds fetched, parsed, and their entries stored or queued for their pages."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from octavo.core.gather import schedule
from octavo.core.gather.draft_json import to_json
from octavo.core.gather.drafts import from_entry
from octavo.errors import InputError, OctavoError
from octavo.fetch.door import Door
from octavo.fetch.messages import Fetched, Request
from octavo.gather.reading import read
from octavo.store import articles, sources, work
from octavo.types import Access, Draft, Feed, Kind, PublisherRef

log = logging.getLogger(__name__)

AT_ONCE = 200  # sources a round
_ASKED = {"feed": "feed", "sitemap": "feed", "page": "page"}  # of pages robots.txt is asked first


@dataclass(slots=True)
class Polled:
    """What one round brought."""

    looked: int = 0
    new: int = 0
    failed: int = 0
    problems: list[str] = field(default_factory=list)


def poll(door: Door, clock: Callable[[], datetime], limit: int = AT_ONCE) -> Polled:
    """Look at up to `limit` due sources at once. One that fails never stops the others."""
    result = Polled()
    due = {source.url: source for source in sources.claim_due(clock(), limit)}
    requests = [Request(s.url, _ASKED[s.kind], s.etag or None, s.last_modified or None) for s in due.values()]
    for fetched in door.get_many(requests) if requests else ():
        source = due[fetched.request.url]
        look = _look(source, fetched, clock())
        sources.looked(look, clock())
        result.looked += 1
        result.new += look.new
        if look.error:
            result.failed += 1
            result.problems.append(f"{source.url}: {look.error}")
            log.info("event=look-failed source=%s reason=%s", source.url, look.error)
    if result.looked:
        log.info("event=polled sources=%s new=%s failed=%s", result.looked, result.new, result.failed)
    return result


def _look(source: sources.Due, fetched: Fetched, now: datetime) -> sources.Look:
    response = fetched.response
    headers = response.headers if response is not None else {}
    status = response.status if response is not None else 0
    try:
        if fetched.error is not None:
            raise fetched.error
        assert response is not None
        return _read(source, fetched, now)
    except OctavoError as error:
        # a body that is no feed is a failed look, whatever the status said
        failed = schedule.Look(0 if status in (200, 304) else status, headers, error=error.message)
        decided = schedule.next_look(failed, now=now, errors=source.errors)
        return sources.Look(
            source.id, decided.at, decided.reason, error=str(error), retired=decided.retired, bytes=_size(fetched)
        )
    except Exception as error:
        log.exception("event=look-broke source=%s", source.url)
        decided = schedule.next_look(schedule.Look(0, {}, error=type(error).__name__), now=now, errors=source.errors)
        return sources.Look(source.id, decided.at, decided.reason, error=f"{type(error).__name__}: {error}")


def _read(source: sources.Due, fetched: Fetched, now: datetime) -> sources.Look:
    response = fetched.response
    assert response is not None
    digest = hashlib.blake2b(response.body, digest_size=16).hexdigest()
    if response.not_modified or digest == source.digest:
        seen = schedule.Look(
            200, response.headers, source.ttl_minutes, source.recent, moved_to=response.permanent_redirect
        )
        decided = schedule.next_look(seen, now=now)
        return sources.Look(
            source.id,
            decided.at,
            decided.reason,
            not_modified=True,
            bytes=len(response.body),
            moved_to=decided.address or "",
        )
    feed = read(source.kind, source.rule, response)
    new = take(source, feed, now)
    published = [moment.at for e in feed.entries if (moment := e.published or e.updated) is not None]
    seen = schedule.Look(200, response.headers, feed.ttl_minutes, published, moved_to=response.permanent_redirect)
    decided = schedule.next_look(seen, now=now)
    return sources.Look(
        source.id,
        decided.at,
        decided.reason,
        entries=len(feed.entries),
        new=new,
        bytes=len(response.body),
        etag=response.headers.get("etag", ""),
        last_modified=response.headers.get("last-modified", ""),
        digest=digest,
        title=feed.title,
        site=feed.url or "",
        ttl_minutes=feed.ttl_minutes,
        moved_to=decided.address or "",
    )


def take(source: sources.Due, feed: Feed, now: datetime) -> int:
    """Store what a feed brings: whole texts at once, the rest as pages to fetch. Returns how many entries are new."""
    publisher = PublisherRef(source.publisher_name, source.publisher_host)
    drafts = _drafts(source, feed, publisher, now)
    stored = articles.known(d.url for d in drafts)
    whole = [d for d in drafts if _whole(d)]
    pages = [d for d in drafts if not _whole(d) and _worth_a_page(d, stored)]
    for start in range(0, len(whole), 100):
        articles.save(whole[start : start + 100], now)
    work.add_pages([(d.url, d.published.at if d.published else now, to_json(d)) for d in pages], now)
    return sum(d.url not in stored for d in drafts)


def _drafts(source: sources.Due, feed: Feed, publisher: PublisherRef, now: datetime) -> list[Draft]:
    """The feed's entries as drafts, oldest first, each address once; an entry that names nothing is left out."""
    found: dict[str, Draft] = {}
    for entry in reversed(feed.entries):
        try:
            draft = from_entry(entry, now=now, publisher=publisher, lang=source.lang or feed.lang, source_id=source.id)
        except InputError as error:
            log.info("event=entry-left-out source=%s reason=%s", source.url, error)
            continue
        found[draft.url] = draft
    return list(found.values())


def _whole(draft: Draft) -> bool:
    """Whether the entry itself is the article: its text, or a player, or nothing to fetch it from."""
    return draft.access is Access.FULL or draft.kind is not Kind.ARTICLE or draft.url.startswith("urn:")


def _worth_a_page(draft: Draft, stored: dict[str, datetime | None]) -> bool:
    """New, or said to be updated since it was stored."""
    if draft.url not in stored:
        return True
    seen = stored[draft.url]
    return draft.updated is not None and seen is not None and (draft.updated.at - seen).total_seconds() > 60


def _size(fetched: Fetched) -> int:
    return len(fetched.response.body) if fetched.response is not None else 0
