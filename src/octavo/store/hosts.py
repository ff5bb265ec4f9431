"""Whose turn it is at a host: one process at a time, and nobody before the gap after the last request is over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import QuerySet

from octavo.store.models import HostTurn

LEASE = timedelta(minutes=2)  # a process that is alive renews it


def host(url: str) -> str:
    """The host that an address leads to; "" where it leads to none."""
    try:
        return (urlsplit(url).hostname or "")[:255]
    except ValueError:
        return ""


def taken(now: datetime) -> QuerySet[HostTurn, str]:
    """The names of hosts that nobody may begin to ask now."""
    return HostTurn.objects.filter(until__gt=now).values_list("name", flat=True)


def hold(names: Collection[str], owner: str, now: datetime) -> set[str]:
    """Those of the hosts whose turn `owner` got."""
    with transaction.atomic():
        new = [HostTurn(name=name, until=now) for name in sorted(names)]
        HostTurn.objects.bulk_create(new, ignore_conflicts=True)
        free = HostTurn.objects.select_for_update(skip_locked=True).filter(name__in=names, until__lte=now)
        held = set(free.values_list("name", flat=True))
        HostTurn.objects.filter(name__in=held).update(owner=owner, until=now + LEASE)
    return held


def keep(names: Iterable[str], owner: str, now: datetime) -> None:
    """Requests to these hosts are still under way."""
    HostTurn.objects.filter(name__in=list(names), owner=owner).update(until=now + LEASE)


def release(until: Mapping[str, datetime], owner: str) -> None:
    """The requests to these hosts have ended; each may be asked again from then on."""
    with transaction.atomic():
        mine = HostTurn.objects.select_for_update().filter(name__in=list(until), owner=owner)
        rows = [
            HostTurn(name=name, owner="", until=until[name]) for name in sorted(mine.values_list("name", flat=True))
        ]
        HostTurn.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["name"], update_fields=["owner", "until"]
        )


def holders(now: datetime) -> set[str]:
    """Every process with a request under way, as far as is known."""
    return set(HostTurn.objects.filter(until__gt=now).exclude(owner="").values_list("owner", flat=True))


def release_of(owners: Collection[str], until: datetime) -> None:
    """What these processes held when they died."""
    HostTurn.objects.filter(owner__in=owners).update(owner="", until=until)


def next_turn(names: Collection[str], now: datetime) -> datetime | None:
    """When the first of these hosts can be asked; None without hosts."""
    if not names:
        return None
    waiting = dict(HostTurn.objects.filter(name__in=names, until__gt=now).values_list("name", "until"))
    return min(waiting.get(name, now) for name in names)
