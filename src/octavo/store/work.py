"""The work table: claimed by conditional UPDATE, retried with backoff, parked with its reason.

The same on SQLite and PostgreSQL, with any number of processes. What a killed process held is free again when its
lease has run out, or at once when it ran on this machine and is gone.
"""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from octavo.errors import OctavoError
from octavo.store import hosts
from octavo.store.models import Lease, Work

LEASE = timedelta(seconds=120)
ATTEMPTS = 6  # then parked: 0.5 + 2 + 8 + 32 + 128 minutes of patience
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Claimed:
    id: int
    subject: str
    data: dict[str, object]
    attempts: int


def owner_name() -> str:
    """Who claims: machine and process, so that a dead process of this machine can be told."""
    return f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"


def _alive(owner: str) -> bool:
    host, _, rest = owner.partition(":")
    if host != socket.gethostname():
        return True
    try:
        os.kill(int(rest.split(":")[0]), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True


def _free(now: datetime) -> Q:
    return Q(lease_until__isnull=True) | Q(lease_until__lte=now)


def claim(kind: str, stage: str, owner: str, now: datetime, limit: int) -> list[Claimed]:
    """Up to `limit` ready rows in stream order, leased to `owner`."""
    ready = Work.objects.filter(kind=kind, stage=stage, parked=False, not_before__lte=now).filter(_free(now))
    ids = list(ready.order_by("order_at", "order_no").values_list("id", flat=True)[:limit])
    if not ids:
        return []
    token = f"{owner}/{uuid.uuid4().hex[:8]}"
    Work.objects.filter(id__in=ids).filter(_free(now)).update(lease_until=now + LEASE, lease_by=token)
    rows = Work.objects.filter(lease_by=token).order_by("order_at", "order_no")
    return [Claimed(*row) for row in rows.values_list("id", "subject", "data", "attempts")]


def release_dead(now: datetime) -> int:
    """Free what processes of this machine held when they died."""
    held = Work.objects.filter(lease_until__gt=now).values_list("lease_by", flat=True).distinct()
    dead = [owner for owner in {*held, *hosts.holders(now)} if owner and not _alive(owner)]
    if not dead:
        return 0
    hosts.release_of(dead, now)
    return Work.objects.filter(lease_by__in=dead).update(lease_until=None, lease_by="")


def extend(owner: str, until: datetime) -> None:
    """Keep what `owner` holds (an import between two batches)."""
    Work.objects.filter(lease_by=owner).update(lease_until=until)


def release(owner: str) -> None:
    Work.objects.filter(lease_by=owner).update(lease_until=None, lease_by="")


def advance(ids: Iterable[int], stage: str) -> None:
    """Pass rows on to their next stage."""
    Work.objects.filter(id__in=list(ids)).update(
        stage=stage, lease_until=None, lease_by="", attempts=0, reason="", data={}
    )


def go_on(pk: int, data: dict[str, object]) -> None:
    """Give back a row of which a part is done; `data` says where to go on."""
    Work.objects.filter(id=pk).update(data=data, lease_until=None, lease_by="")


def finish(ids: Iterable[int]) -> None:
    Work.objects.filter(id__in=list(ids)).delete()


def fail(row: Claimed, error: BaseException, now: datetime) -> None:
    """Retry later where the error says that can help, else park with the reason, for the operator to see."""
    attempts = row.attempts + 1
    retry = error.retry if isinstance(error, OctavoError) else True
    wait = min(FIRST_WAIT * 4 ** (attempts - 1), LONGEST_WAIT)
    asked = getattr(error, "retry_after", None)
    if asked:
        wait = max(wait, timedelta(seconds=min(float(asked), 86_400)))
    reason = str(error) if isinstance(error, OctavoError) else f"{type(error).__name__}: {error}"
    Work.objects.filter(id=row.id).update(
        attempts=attempts,
        parked=not retry or attempts >= ATTEMPTS,
        reason=reason[:2000],
        not_before=now + wait,
        lease_until=None,
        lease_by="",
    )


def ready_to_group(limit: int) -> list[tuple[int, int]]:
    """(work id, article id) of what may be grouped now, in stream order.

    Grouping depends on order, enriching is done by many: so only what stands before the earliest article that is
    still being enriched is ready. A row that failed and waits for its retry holds nobody up.
    """
    waiting = Work.objects.filter(kind="article", stage="enrich", parked=False, attempts=0)
    first = waiting.order_by("order_at", "order_no").values_list("order_at", "order_no").first()
    rows = Work.objects.filter(kind="article", stage="group", parked=False)
    if first is not None:
        rows = rows.filter(Q(order_at__lt=first[0]) | Q(order_at=first[0], order_no__lt=first[1]))
    found = rows.order_by("order_at", "order_no").values_list("id", "subject")[:limit]
    return [(pk, int(subject)) for pk, subject in found]


def pending(kind: str = "article") -> int:
    """How many rows of a kind still wait for their first try or a stage; parked and retried ones are left out."""
    return Work.objects.filter(kind=kind, parked=False, attempts=0).count()


def hold_lease(name: str, owner: str, now: datetime, seconds: int = 60) -> bool:
    """Take or keep a named right that one process has at a time; False while another, living one has it."""
    until = now + timedelta(seconds=seconds)
    mine = Lease.objects.filter(name=name).filter(Q(owner=owner) | Q(until__lte=now))
    if mine.update(owner=owner, until=until):
        return True
    with transaction.atomic():
        Lease.objects.bulk_create([Lease(name=name, owner=owner, until=until)], ignore_conflicts=True)
        if mine.update(owner=owner, until=until):
            return True
        holder = Lease.objects.values_list("owner", flat=True).get(name=name)
        return not _alive(holder) and bool(
            Lease.objects.filter(name=name, owner=holder).update(owner=owner, until=until)
        )


def drop_lease(name: str, owner: str) -> None:
    Lease.objects.filter(name=name, owner=owner).delete()


@dataclass(frozen=True, slots=True)
class Parked:
    id: int
    kind: str
    subject: str
    reason: str
    attempts: int


def parked(limit: int = 200) -> list[Parked]:
    """What needs a person: parked rows, newest first."""
    rows = Work.objects.filter(parked=True).order_by("-id")[:limit]
    return [Parked(w.id, w.kind, w.subject, w.reason, w.attempts) for w in rows]


def retry(pk: int, now: datetime) -> bool:
    """Try a parked row again, as if new."""
    return bool(Work.objects.filter(id=pk, parked=True).update(parked=False, attempts=0, not_before=now, reason=""))
