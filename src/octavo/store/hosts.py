"""Whose turn it is at a host: one process at a time, and nobody before the gap after the last request is over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import QuerySet

from octavo.store.models import HostTurn

LEASE = timedelta(minutes=2)  # a process that is alive renews it
HELD = 0.5  # seconds after which a host that another is asking is looked at again: less than the gap that follows


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


def take(name: str, owner: str, now: datetime) -> float:
    """Take or keep one host's turn: 0 where `owner` has it now, else the seconds after which it is worth asking."""
    mine = HostTurn.objects.filter(name=name, owner=owner, until__gt=now)
    if mine.update(until=now + LEASE) or hold([name], owner, now):
        return 0.0
    row = HostTurn.objects.filter(name=name).first()
    if row is None or row.owner:
        return HELD
    return max((row.until - now).total_seconds(), 0.001)


def keep(names: Iterable[str], owner: str, now: datetime) -> None:
    """Requests to these hosts are still under way."""
    HostTurn.objects.filter(name__in=list(names), owner=owner).update(until=now + LEASE)


def release(
    until: Mapping[str, datetime], owner: str, now: datetime, delays: Mapping[str, float] | None = None
) -> None:
    """The requests to these hosts have ended; each may be asked again from then on, or when its Crawl-delay is over.

    `delays` are the Crawl-delays (seconds, 0 for none) of hosts whose robots.txt was read: every process obeys them,
    also where it asks for feeds only and has read no robots.txt.
    """
    known = delays or {}
    with transaction.atomic():
        mine = HostTurn.objects.select_for_update().filter(name__in=list(until), owner=owner)
        rows = [
            HostTurn(name=name, owner="", until=_later(until[name], now, delay), delay=delay)
            for name, stored in sorted(mine.values_list("name", "delay"))
            for delay in (known.get(name, stored),)
        ]
        HostTurn.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["name"], update_fields=["owner", "until", "delay"]
        )


def _later(until: datetime, now: datetime, delay: float) -> datetime:
    return max(until, now + timedelta(seconds=delay)) if delay else until


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
