"""Pages of new entries: fetched, extracted, merged with what the feed said, stored. What fails waits or is parked.

Pages of young articles are looked at again, so that what the publisher edits becomes a version.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from octavo.core.gather.draft_json import from_json
from octavo.core.gather.drafts import merged
from octavo.core.gather.schedule import look_again
from octavo.errors import OctavoError, Refused, Throttled
from octavo.fetch.messages import Fetched, Request
from octavo.fetch.sandbox import extract_safely
from octavo.gather.flow import Ended, Job
from octavo.store import articles, pages, work
from octavo.types import Access, Draft

log = logging.getLogger(__name__)


class Pages:
    """The lane of pages."""

    def __init__(self, owner: str, clock: Callable[[], datetime]) -> None:
        self.owner = owner
        self.fetched = 0
        self._clock = clock

    def claim(self, room: int, busy: Collection[str]) -> Sequence[Job]:
        rows = pages.claim(self.owner, self._clock(), room, busy)
        return [Job(_request(row), row.host, row, suspect=row.row.attempts > 0) for row in rows]

    def read(self, job: Job, fetched: Fetched) -> Draft | Exception | None:
        """The draft of the page, None where it is as it was, or what went wrong."""
        try:
            if fetched.error is not None:
                return fetched.error
            response = fetched.response
            assert response is not None
            if response.not_modified:
                return None
            page = extract_safely(response.body, response.final_url, response.charset, self._clock())
            entry = _entry(job.row)
            return merged(page, entry) if entry is not None else page
        except OctavoError as error:
            return error
        except Exception as error:
            log.exception("event=page-broke url=%s", job.row.url)
            return error

    def store(self, ended: Sequence[Ended]) -> None:
        now = self._clock()
        for one in ended:
            try:
                (_store_again if one.job.row.again else _store_new)(one, now)
            except (OctavoError, ValueError) as error:  # ValueError: what a database cannot hold
                log.exception("event=page-not-stored url=%s", one.job.row.url)
                work.fail(one.job.row.row, error, now)
        self.fetched += len(ended)
        log.debug("event=pages-fetched pages=%s", len(ended))

    def keep(self, jobs: Sequence[Job]) -> None:
        pages.keep([job.row for job in jobs], self._clock())

    def give_back(self, jobs: Sequence[Job]) -> None:
        pages.give_back([job.row for job in jobs])


def _request(row: pages.Waiting) -> Request:
    data: Mapping[str, Any] = row.row.data
    if not row.again:
        return Request(row.url, "page", held=row.host)
    return Request(row.url, "page", data.get("etag") or None, data.get("last_modified") or None, held=row.host)


def _entry(row: pages.Waiting) -> Draft | None:
    """What the feed said of this page."""
    data: Any = row.row.data.get("entry") if row.again else row.row.data
    return from_json(data) if data else None


def _store_new(one: Ended, now: datetime) -> None:
    row: pages.Waiting = one.job.row
    if isinstance(one.read, Throttled) and one.fetched.response is None:  # a host it leads to is not to be asked now
        pages.put_off(row, now, timedelta(seconds=one.read.retry_after or 60))
        return
    if isinstance(one.read, Exception):
        _give_up(row, one.read, now)
        return
    draft: Draft = one.read
    articles.save([draft], now)
    articles.led_to(row.url, draft.url)
    work.finish([row.row.id])
    _plan(one, draft, {"entry": row.row.data, "first": now.isoformat(), "looks": 0}, now)


def _give_up(row: pages.Waiting, error: Exception, now: datetime) -> None:
    """Where the page cannot be had for good, what the feed says of it is stored as a teaser; else it is tried again.

    An address that is never fetched is left to the operator: it should not be shown as a link either.
    """
    entry = _entry(row)
    lasting = isinstance(error, OctavoError) and not error.retry and not isinstance(error, Refused)
    if (lasting or row.row.attempts + 1 >= work.ATTEMPTS) and entry is not None and (entry.title or entry.body.text):
        log.info("event=page-without-article url=%s reason=%s", row.url, error)
        articles.save([replace(entry, access=Access.TEASER)], now)
        work.finish([row.row.id])
    else:
        work.fail(row.row, error, now)


def _store_again(one: Ended, now: datetime) -> None:
    """An edit becomes a version. A page that cannot be read now is not worth a retry: the article is there."""
    row: pages.Waiting = one.job.row
    if isinstance(one.read, Throttled):
        pages.put_off(row, now, timedelta(seconds=max(one.read.retry_after or 0, 3600)))
        return
    draft: Draft | None = None if isinstance(one.read, Exception) else one.read
    if draft is not None:
        articles.save([draft], now)
    work.finish([row.row.id])
    data: Mapping[str, Any] = row.row.data
    lasting = isinstance(one.read, OctavoError) and not one.read.retry
    if not lasting:
        _plan(one, draft, {**data, "looks": data["looks"] + 1}, now)


def _plan(one: Ended, draft: Draft | None, data: dict[str, Any], now: datetime) -> None:
    """The next look at this page, if its article is young and whole; with the validators that came last."""
    first = datetime.fromisoformat(data["first"])
    if draft is not None:
        data["published"] = (draft.published.at if draft.published else first).isoformat()
        if draft.access is not Access.FULL:
            return
    headers = one.fetched.response.headers if one.fetched.response is not None and draft is not None else {}
    data |= {
        name: headers[key] for name, key in (("etag", "etag"), ("last_modified", "last-modified")) if key in headers
    }
    at = look_again(datetime.fromisoformat(data["published"]), first, data["looks"])
    if at is not None:
        pages.look_again(one.job.row.url, max(at, now), data)
