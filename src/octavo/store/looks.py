"""Looks at sources: those that are due, each host's turn taken for them, and what came of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from octavo.store import hosts
from octavo.store.models import Publisher, Source


@dataclass(frozen=True, slots=True)
class Due:
    """A source that is to be looked at now."""

    id: int
    url: str
    host: str
    kind: str
    rule: dict[str, Any]
    title: str
    publisher_name: str
    publisher_host: str
    lang: str
    topic: str
    etag: str
    last_modified: str
    digest: str
    errors: int
    ttl_minutes: int | None
    recent: tuple[datetime, ...]  # when the entries that it last held were published


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a source brought; `next_look` and `reason` were decided by the core.

    `entries` is None where nothing was read: an error, or nothing had changed.
    """

    source_id: int
    next_look: datetime
    reason: str
    error: str = ""
    put_off: bool = False  # nothing was asked: when to look is all there is to write down
    entries: int | None = None
    new: int = 0
    bytes: int = 0
    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    title: str = ""
    site: str = ""
    ttl_minutes: int | None = None
    recent: Sequence[datetime] = field(default=())
    moved_to: str = ""
    retired: bool = False


RECENT = 20  # moments of entries that are remembered


def claim_due(owner: str, now: datetime, limit: int, busy: Collection[str] = ()) -> list[Due]:
    """Up to `limit` sources whose next look has come, one a host, with the host's turn held by `owner`.

    Hosts that are `busy` in this process, held by another or in the gap after a request are left for later.
    """
    wanted = _due_at(now).exclude(host__in=hosts.taken(now)).order_by("next_look").values_list("host", "id")
    first: dict[str, int] = {}
    for host, pk in wanted[: limit * 2]:
        if host not in busy and len(first) < limit:
            first.setdefault(host, pk)
    if not first:
        return []
    with transaction.atomic():
        held = hosts.hold(first, owner, now)
        # read only now: another process may have looked between the two
        rows = list(_due_at(now).filter(id__in=[first[host] for host in held]))
        publishers = {p.id: p for p in Publisher.objects.filter(id__in=[row.publisher_id for row in rows])}
        hosts.release(dict.fromkeys(held - {row.host for row in rows}, now), owner, now)
    return [_due(row, publishers.get(row.publisher_id)) for row in rows]


def _due_at(now: datetime) -> QuerySet[Source]:
    return Source.objects.filter(state=Source.State.ACTIVE, sample=False, next_look__lte=now)


def _due(row: Source, publisher: Publisher | None) -> Due:
    return Due(
        id=row.id,
        url=row.url,
        host=row.host,
        kind=row.kind,
        rule=row.rule,
        title=row.title,
        publisher_name=publisher.name if publisher else row.host,
        publisher_host=publisher.host if publisher else row.host,
        lang=row.lang,
        topic=row.topic,
        etag=row.etag,
        last_modified=row.last_modified,
        digest=row.digest,
        errors=row.errors,
        ttl_minutes=row.ttl_minutes,
        recent=tuple(datetime.fromtimestamp(second, UTC) for second in row.recent),
    )


def looked(looks: Sequence[Look], now: datetime) -> None:
    """Write down what looks brought, in one short transaction."""
    with transaction.atomic():
        for look in looks:
            _looked(look, now)


def _looked(look: Look, now: datetime) -> None:
    row = Source.objects.filter(id=look.source_id)
    if look.put_off:
        row.update(next_look=look.next_look, next_reason=look.reason[:200])
        return
    values: dict[str, Any] = {
        "last_look": now,
        "next_look": look.next_look,
        "next_reason": look.reason[:200],
        "looks": F("looks") + 1,
    }
    if look.bytes:
        values["bytes"] = F("bytes") + look.bytes
    if look.error:
        values |= {"errors": F("errors") + 1, "last_error": look.error[:2000]}
    else:
        values |= {"errors": 0, "last_error": "", "last_ok": now}
    if look.entries is not None:
        newest = sorted(look.recent, reverse=True)[:RECENT]
        values |= {"entries": look.entries, "articles": F("articles") + look.new, "digest": look.digest}
        values |= {"ttl_minutes": look.ttl_minutes, "recent": [int(moment.timestamp()) for moment in newest]}
    if look.etag or look.last_modified or look.entries is not None:
        values |= {"etag": look.etag, "last_modified": look.last_modified}
    if look.new:
        values["last_new"] = now
    if look.retired:
        values["state"] = Source.State.RETIRED
    row.update(**values)
    if look.title or look.site:
        row.filter(title="").update(title=look.title[:300])
        row.filter(site="").update(site=look.site)
    if look.moved_to:
        _move(look.source_id, look.moved_to)


def _move(pk: int, url: str) -> None:
    """A source's id stays when its address changes: its articles point to it. Where another source has the new
    address already, this one retires."""
    if Source.objects.filter(url=url).exclude(id=pk).exists():
        Source.objects.filter(id=pk).update(
            state=Source.State.RETIRED, last_error=f"moved to {url}, which is a source already"
        )
    else:
        Source.objects.filter(id=pk).update(url=url, host=hosts.host(url))


def due_hosts(now: datetime) -> set[str]:
    """The hosts of all sources whose look has come."""
    return set(_due_at(now).values_list("host", flat=True).distinct())
