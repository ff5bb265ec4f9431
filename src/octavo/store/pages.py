"""Pages to fetch: of new entries, and once more of young articles, with the turn of each host taken for them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from octavo.store import hosts, work
from octavo.store.models import Work

KINDS = ("page", "again")  # new ones first


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claimed page. `again`: its article is stored, it is only looked at for edits."""

    row: work.Claimed
    url: str
    host: str
    again: bool


def claim(owner: str, now: datetime, limit: int, busy: Collection[str] = ()) -> list[Waiting]:
    """Up to `limit` pages that may be fetched now, one a host, oldest first, with the host's turn held by `owner`."""
    first: dict[str, int] = {}
    for kind in KINDS:
        for host, pk in _ready(kind, now).exclude(host__in=hosts.taken(now)).values_list("host", "id")[: limit * 4]:
            if host not in busy and len(first) < limit:
                first.setdefault(host, pk)
    if not first:
        return []
    with transaction.atomic():
        held = hosts.hold(first, owner, now)
        token = f"{owner}/{uuid.uuid4().hex[:8]}"
        ids = [first[host] for host in held]
        Work.objects.filter(_free(now), id__in=ids).update(lease_until=now + work.LEASE, lease_by=token)
        rows = list(Work.objects.filter(lease_by=token).order_by("order_at", "order_no"))
        hosts.release(dict.fromkeys(held - {row.host for row in rows}, now), owner, now)
    return [
        Waiting(work.Claimed(w.id, w.subject, w.data, w.attempts), w.subject, w.host, w.kind == "again") for w in rows
    ]


def keep(rows: Iterable[Waiting], now: datetime) -> None:
    """These are still being fetched."""
    Work.objects.filter(id__in=[one.row.id for one in rows]).update(lease_until=now + work.LEASE)


def give_back(rows: Iterable[Waiting]) -> None:
    Work.objects.filter(id__in=[one.row.id for one in rows]).update(lease_until=None, lease_by="")


def due_hosts(now: datetime) -> set[str]:
    """The hosts of all pages of new entries that may be fetched now."""
    return set(_ready("page", now).order_by().values_list("host", flat=True).distinct())


def add(pages: Sequence[tuple[str, datetime, Mapping[str, object]]], now: datetime) -> int:
    """Pages to fetch: (address, stream time, data). One already waiting is not doubled; returns how many are new."""
    waiting = set(Work.objects.filter(kind="page", subject__in=[p[0] for p in pages]).values_list("subject", flat=True))
    rows = [
        Work(kind="page", subject=url, stage="fetch", order_at=at, not_before=now, host=hosts.host(url), data=data)
        for url, at, data in pages
        if url not in waiting
    ]
    Work.objects.bulk_create(rows, ignore_conflicts=True, batch_size=200)
    return len(rows)


def look_again(url: str, at: datetime, data: Mapping[str, object]) -> None:
    """Fetch an article's page once more at that time; a look that was planned before is replaced."""
    Work.objects.update_or_create(
        kind="again",
        subject=url,
        defaults={
            "stage": "fetch",
            "order_at": at,  # so that what is not due yet is never read past
            "not_before": at,
            "host": hosts.host(url),
            "data": data,
            "attempts": 0,
            "lease_until": None,
            "lease_by": "",
        },
    )


def put_off(row: Waiting, now: datetime, wait: timedelta) -> None:
    """Look again that much later."""
    Work.objects.filter(id=row.row.id).update(order_at=now + wait, not_before=now + wait, lease_until=None, lease_by="")


def _ready(kind: str, now: datetime) -> QuerySet[Work]:
    rows = Work.objects.filter(_free(now), kind=kind, stage="fetch", parked=False, not_before__lte=now)
    rows = rows.order_by("order_at", "order_no")
    return rows.filter(order_at__lte=now) if kind == "again" else rows


def _free(now: datetime) -> Q:
    return Q(lease_until__isnull=True) | Q(lease_until__lte=now)
