"""Sources that are due are looked at: feeds fetched, parsed, and their entries stored or queued for their pages."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from octavo.core.gather import schedule
from octavo.core.gather.draft_json import to_json
from octavo.core.gather.reading import Reading, SourceFacts
from octavo.errors import OctavoError, Throttled
from octavo.fetch.door import Door
from octavo.fetch.messages import Fetched, Request, Response
from octavo.fetch.sandbox import drafts_safely
from octavo.gather.flow import AT_ONCE, Ended, Flow, Job, never
from octavo.store import articles, looks, pages, work
from octavo.store.looks import Due, Look
from octavo.types import Access, Draft, Kind, PublisherRef

log = logging.getLogger(__name__)

_ASKED = {"feed": "feed", "sitemap": "feed", "page": "page"}  # of pages robots.txt is asked first


@dataclass(slots=True)
class Polled:
    """What polling brought."""

    looked: int = 0
    new: int = 0
    failed: int = 0
    problems: list[str] = field(default_factory=list)


def poll(
    door: Door,
    clock: Callable[[], datetime],
    *,
    owner: str = "",
    at_once: int = AT_ONCE,
    stop: Callable[[], bool] = never,
) -> Polled:
    """Look at every source that is due or becomes so meanwhile. One that fails or is slow never holds up another;
    a source whose host is in the gap after a request is left for the next call."""
    lane = Sources(owner or work.owner_name(), clock)
    Flow(door, lane.owner, clock, at_once=at_once, stop=stop).run(lane)
    return lane.result


def _job(source: Due) -> Job:
    request = Request(
        source.url, _ASKED[source.kind], source.etag or None, source.last_modified or None, held=source.host
    )
    return Job(request, source.host, source, suspect=source.errors > 0)


@dataclass(frozen=True, slots=True)
class _Unchanged:
    """The body is that of the last look."""


class Sources:
    """The lane of sources."""

    def __init__(self, owner: str, clock: Callable[[], datetime]) -> None:
        self.owner = owner
        self.result = Polled()
        self._clock = clock

    def claim(self, room: int, busy: Collection[str]) -> Sequence[Job]:
        due = looks.claim_due(self.owner, self._clock(), room, busy)
        return [_job(source) for source in due]

    def read(self, job: Job, fetched: Fetched) -> Reading | _Unchanged | Exception:
        source: Due = job.row
        try:
            if fetched.error is not None:
                return fetched.error
            assert fetched.response is not None
            if fetched.response.not_modified or _digest(fetched.response) == source.digest:
                return _Unchanged()
            return _read(source, fetched.response, self._clock())
        except OctavoError as error:
            return error
        except Exception as error:
            log.exception("event=look-broke source=%s", source.url)
            return error

    def store(self, ended: Sequence[Ended]) -> None:
        found = [self._look(one) for one in ended]
        looks.looked(found, self._clock())
        for one, look in zip(ended, found, strict=True):
            self.result.looked += 1
            self.result.new += look.new
            if look.error:
                self.result.failed += 1
                self.result.problems.append(f"{one.job.row.url}: {look.error}")
                log.info("event=look-failed source=%s reason=%s", one.job.row.url, look.error)
        log.debug("event=polled sources=%s new=%s", len(found), sum(look.new for look in found))

    def keep(self, jobs: Sequence[Job]) -> None:
        """Holding the hosts is all it takes."""

    def give_back(self, jobs: Sequence[Job]) -> None:
        """What was not written down is due as before."""

    def _look(self, one: Ended) -> Look:
        now = self._clock()
        source: Due = one.job.row
        if isinstance(one.read, Throttled) and one.fetched.response is None:
            return _put_off(source, one.read, now)
        if isinstance(one.read, Exception):
            return _failed(source, one.fetched, one.read, now)
        response = one.fetched.response
        assert response is not None
        if isinstance(one.read, _Unchanged):
            return _unchanged(source, response, now)
        for reason in one.read.left_out:
            log.info("event=entry-left-out source=%s reason=%s", source.url, reason)
        try:
            return _changed(source, response, one.read, take(one.read, now), now)
        except (OctavoError, ValueError) as error:  # ValueError: what a database cannot hold
            log.exception("event=entries-broke source=%s", source.url)
            return _failed(source, one.fetched, error, now)


def _read(source: Due, response: Response, now: datetime) -> Reading:
    publisher = PublisherRef(source.publisher_name, source.publisher_host)
    facts = SourceFacts(publisher, source.lang or None, source.id, now)
    url, charset = response.final_url, response.charset
    return drafts_safely(response.body, url, charset, facts, kind=source.kind, rule=source.rule)


def _put_off(source: Due, error: Throttled, now: datetime) -> Look:
    """It leads to a host that is not to be asked now; nothing is known of the source itself."""
    wait = timedelta(seconds=error.retry_after or 60.0)
    return Look(source.id, now + wait, error.message, put_off=True)


def _failed(source: Due, fetched: Fetched, error: Exception, now: datetime) -> Look:
    response = fetched.response
    told = str(error) if isinstance(error, OctavoError) else f"{type(error).__name__}: {error}"
    status = response.status if response is not None else 0
    seen = schedule.Look(
        0 if status in (200, 304) else status,  # a body that is no feed is a failed look, whatever the status said
        response.headers if response is not None else {},
        error=error.message if isinstance(error, OctavoError) else type(error).__name__,
    )
    decided = schedule.next_look(seen, now=now, errors=source.errors)
    size = len(response.body) if response is not None else 0
    return Look(source.id, decided.at, decided.reason, error=told, retired=decided.retired, bytes=size)


def _unchanged(source: Due, response: Response, now: datetime) -> Look:
    seen = schedule.Look(200, response.headers, source.ttl_minutes, source.recent, moved_to=response.permanent_redirect)
    decided = schedule.next_look(seen, now=now)
    return Look(
        source.id,
        decided.at,
        decided.reason,
        bytes=len(response.body),
        etag=response.headers.get("etag", source.etag),
        last_modified=response.headers.get("last-modified", source.last_modified),
        moved_to=decided.address or "",
    )


def _changed(source: Due, response: Response, read: Reading, new: int, now: datetime) -> Look:
    seen = schedule.Look(200, response.headers, read.ttl_minutes, read.moments, moved_to=response.permanent_redirect)
    decided = schedule.next_look(seen, now=now)
    return Look(
        source.id,
        decided.at,
        decided.reason,
        entries=read.entries,
        new=new,
        bytes=len(response.body),
        etag=response.headers.get("etag", ""),
        last_modified=response.headers.get("last-modified", ""),
        digest=_digest(response),
        title=read.title,
        site=read.site or "",
        ttl_minutes=read.ttl_minutes,
        recent=read.moments,
        moved_to=decided.address or "",
    )


def _digest(response: Response) -> str:
    return hashlib.blake2b(response.body, digest_size=16).hexdigest()


def take(read: Reading, now: datetime) -> int:
    """Store what a source brings: whole texts at once, the rest as pages to fetch. Returns how many entries are new."""
    stored = articles.known(d.url for d in read.drafts)
    whole = [d for d in read.drafts if _whole(d) and stored.get(d.url, now) is not None]  # None: removed by retention
    wanted = [d for d in read.drafts if not _whole(d) and _worth_a_page(d, stored)]
    for start in range(0, len(whole), 100):
        articles.save(whole[start : start + 100], now)
    pages.add([(d.url, d.published.at if d.published else now, to_json(d)) for d in wanted], now)
    return sum(d.url not in stored for d in read.drafts)


def _whole(draft: Draft) -> bool:
    """Whether the entry itself is the article: its text, or a player, or nothing to fetch it from."""
    return draft.access is Access.FULL or draft.kind is not Kind.ARTICLE or draft.url.startswith("urn:")


def _worth_a_page(draft: Draft, stored: dict[str, datetime | None]) -> bool:
    """New, or said to be updated since it was stored."""
    if draft.url not in stored:
        return True
    seen = stored[draft.url]
    return draft.updated is not None and seen is not None and (draft.updated.at - seen).total_seconds() > 60
