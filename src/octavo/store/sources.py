"""Sources: added, described, paused, removed, and how each is doing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from octavo.core.gather.publishers import publisher_ref
from octavo.core.gather.urls import absolute_url, host_of
from octavo.errors import InputError
from octavo.store import hosts
from octavo.store.articles import publisher_id
from octavo.store.models import Article, Publisher, Source, Work


def source_id(url: str) -> int:
    return int.from_bytes(hashlib.blake2b(url.encode(), digest_size=8).digest(), "big") >> 1


def add_source(
    url: str,
    *,
    now: datetime,
    title: str = "",
    publisher: str = "",
    site: str = "",
    lang: str = "",
    topic: str = "",
    country: str = "",
    kind: str = "feed",
    rule: dict[str, str] | None = None,
    sample: bool = False,
) -> tuple[int, bool]:
    """Add a feed (or sitemap, or page with its rule) by its address; (id, whether it is new).

    A paused or retired one is made active again, and a page that is a source already gets the new rule.

    InputError where the address is no http(s) address.
    """
    address = absolute_url(url)
    if address is None:
        raise InputError(f"{url[:200]!r} is no web address", hint="give one that begins with https://")
    moved = Source.objects.filter(url=address).values_list("id", flat=True).first()  # a move keeps the first id
    pk = moved or source_id(address)
    ref = publisher_ref(address, name=publisher, site=host_of(site) if site else "")
    with transaction.atomic():
        who = _publisher(ref.host, ref.name, country, sample)
        row, made = Source.objects.get_or_create(
            id=pk,
            defaults={
                "url": address,
                "host": hosts.host(address),
                "kind": kind,
                "rule": rule or {},
                "title": title[:300],
                "site": site,
                "publisher_id": who,
                "lang": lang[:8],
                "topic": topic[:80],
                "added": now,
                "next_look": now,
                "sample": sample,
            },
        )
        if not made and row.state != Source.State.ACTIVE:
            Source.objects.filter(id=pk).update(state=Source.State.ACTIVE, next_look=now, errors=0, last_error="")
        if not made and rule and row.rule != rule:
            Source.objects.filter(id=pk).update(
                kind=kind, rule=rule, digest="", etag="", last_modified="", next_look=now
            )
    return pk, made


def _publisher(host: str, name: str, country: str, sample: bool) -> int:
    from octavo.store.articles import new_publisher

    pk = publisher_id(host)
    if not Publisher.objects.filter(id=pk).exists():
        row = new_publisher(host, name, sample)
        row.country = country[:2].upper()
        Publisher.objects.bulk_create([row], ignore_conflicts=True)
    elif country:
        Publisher.objects.filter(id=pk, country="").update(country=country[:2].upper())
    return pk


@dataclass(frozen=True, slots=True)
class Health:
    """A source as the operator sees it."""

    id: int
    url: str
    title: str
    publisher: str
    lang: str
    topic: str
    state: str
    last_look: datetime | None
    next_look: datetime
    next_reason: str
    last_ok: datetime | None
    last_new: datetime | None
    entries: int
    articles: int
    teasers: int
    bytes: int
    looks: int
    errors: int
    last_error: str


def sources_health(*, state: str = "", query: str = "", offset: int = 0, limit: int = 1000) -> list[Health]:
    """Sources, those in trouble first. `state` may also be `trouble` (the last look failed); `query` stands in title,
    address or publisher."""
    from django.db.models import Count

    rows = Source.objects.filter(sample=False).select_related("publisher").order_by("-errors", "publisher__name", "url")
    if state:
        rows = rows.filter(errors__gt=0) if state == "trouble" else rows.filter(state=state)
    if query:
        rows = rows.filter(Q(title__icontains=query) | Q(url__icontains=query) | Q(publisher__name__icontains=query))
    found = list(rows[offset : offset + limit])
    teasers = dict(
        Article.objects.filter(source_id__in=[r.id for r in found], access="teaser")
        .values_list("source_id")
        .annotate(n=Count("id"))
    )
    return [
        Health(
            r.id,
            r.url,
            r.title,
            r.publisher.name,
            r.lang,
            r.topic,
            r.state,
            r.last_look,
            r.next_look,
            r.next_reason,
            r.last_ok,
            r.last_new,
            r.entries,
            r.articles,
            teasers.get(r.id, 0),
            r.bytes,
            r.looks,
            r.errors,
            r.last_error,
        )
        for r in found
    ]


def totals() -> tuple[int, int]:
    """How many sources there are, and how many of the active ones failed at their last look."""
    rows = Source.objects.filter(sample=False)
    return rows.count(), rows.filter(state=Source.State.ACTIVE, errors__gt=0).count()


def set_state(pk: int, state: str) -> bool:
    """`active`, `paused` or `retired`."""
    return bool(Source.objects.filter(id=pk).update(state=Source.State(state)))


def look_now(pk: int, now: datetime) -> bool:
    return bool(Source.objects.filter(id=pk, state=Source.State.ACTIVE).update(next_look=now, errors=0))


def describe(pk: int, *, title: str, lang: str, topic: str) -> bool:
    """Set what the owner says of a source; an empty title is filled from the feed at its next look."""
    row = Source.objects.filter(id=pk)
    return bool(row.update(title=title[:300], lang=lang[:8], topic=topic[:80], digest="" if not title else F("digest")))


def remove_source(pk: int) -> bool:
    """Forget a source; its articles stay."""
    return bool(Source.objects.filter(id=pk).delete()[0])


def request_discovery(url: str, now: datetime, *, rule: dict[str, str] | None = None) -> int:
    """Ask the worker to look for feeds at an address, or to try a rule on a page; the id of the work row whose `data`
    will hold what it found."""
    address = absolute_url(url if "//" in url else f"https://{url}")
    if address is None:
        raise InputError(f"{url[:200]!r} is no web address", hint="give one like https://example.org")
    row, _ = Work.objects.update_or_create(
        kind="preview",
        subject=address,
        defaults={
            "stage": "fetch",
            "order_at": now,
            "not_before": now,
            "parked": False,
            "attempts": 0,
            "reason": "",
            "lease_until": None,
            "data": {"state": "waiting"} | ({"rule": rule} if rule else {}),
        },
    )
    return row.id


def preview(pk: int) -> dict[str, Any] | None:
    """The state of a discovery: {state: waiting|found|failed, url, feeds: […], error}; None where there is none."""
    row = Work.objects.filter(id=pk, kind="preview").first()
    if row is None:
        return None
    return {"url": row.subject, **row.data}


def write_preview(pk: int, data: dict[str, Any]) -> None:
    """The worker's result; the row stays a day for the page to read, then is cleared."""
    Work.objects.filter(id=pk, kind="preview").update(stage="shown", data=data, lease_until=None, lease_by="")


def clear_previews(before: datetime) -> None:
    Work.objects.filter(kind="preview", stage="shown", order_at__lt=before).delete()
