"""Pages of new entries: fetched, extracted, merged with what the feed said, stored. What fails waits or is parked."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from octavo.core.gather.draft_json import from_json
from octavo.core.gather.drafts import from_page, merged
from octavo.core.gather.extract import extract
from octavo.errors import Gone, NotAnArticle, OctavoError, RobotsDisallowed
from octavo.fetch.door import Door
from octavo.fetch.messages import Fetched, Request
from octavo.store import articles, work
from octavo.types import Access, Draft

log = logging.getLogger(__name__)

AT_ONCE = 100


def fetch_pages(door: Door, owner: str, clock: Callable[[], datetime], limit: int = AT_ONCE) -> int:
    """Fetch up to `limit` waiting pages; how many were taken. One bad page never stops the others."""
    rows = {row.subject: row for row in work.claim("page", "fetch", owner, clock(), limit)}
    for fetched in door.get_many([Request(url, "page") for url in rows]) if rows else ():
        row = rows[fetched.request.url]
        entry = from_json(row.data) if row.data else None
        try:
            articles.save([_draft(fetched, entry, clock())], clock())
            work.finish([row.id])
        except OctavoError as error:
            _give_up(row, entry, error, clock())
        except Exception as error:
            log.exception("event=page-broke url=%s", row.subject)
            work.fail(row, error, clock())
    if rows:
        log.info("event=pages-fetched pages=%s", len(rows))
    return len(rows)


def _draft(fetched: Fetched, entry: Draft | None, now: datetime) -> Draft:
    if fetched.error is not None:
        raise fetched.error
    response = fetched.response
    assert response is not None
    page = from_page(extract(response.body, response.final_url, charset=response.charset, now=now))
    return merged(page, entry) if entry is not None else page


def _give_up(row: work.Claimed, entry: Draft | None, error: OctavoError, now: datetime) -> None:
    """Where the page cannot be had for good, what the feed says of it is stored as a teaser; else it is tried again."""
    final = isinstance(error, NotAnArticle | RobotsDisallowed | Gone) or row.attempts + 1 >= work.ATTEMPTS
    if final and entry is not None and (entry.title or entry.body.text):
        log.info("event=page-without-article url=%s reason=%s", row.subject, error)
        articles.save([replace(entry, access=Access.TEASER)], now)
        work.finish([row.id])
    else:
        work.fail(row, error, now)
