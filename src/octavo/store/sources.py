"""Sources: added, claimed when due, and what came of each look."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from octavo.core.gather.publishers import publisher_ref
from octavo.core.gather.urls import absolute_url, host_of
from octavo.errors import InputError
from octavo.store.articles import publisher_id
from octavo.store.models import Article, Publisher, Source, Work

LEASE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Due:
    """A source that is to be looked at now."""

    id: int
    url: str
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
    recent: tuple[datetime, ...]  # when its newest articles were published, newest first


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a source brought; `next_look` and `reason` were decided by the core."""

    source_id: int
    next_look: datetime
    reason: str
    error: str = ""
    not_modified: bool = False
    entries: int | None = None
    new: int = 0
    bytes: int = 0
    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    title: str = ""
    site: str = ""
    ttl_minutes: int | None = None
    moved_to: str = ""
    retired: bool = False


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
    pk = source_id(address)
    ref = publisher_ref(address, name=publisher, site=host_of(site) if site else "")
    with transaction.atomic():
        who = _publisher(ref.host, ref.name, country, sample)
        row, made = Source.objects.get_or_create(
            id=pk,
            defaults={
                "url": address,
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


def claim_due(now: datetime, limit: int = 200) -> list[Due]:
    """Sources whose next look has come, leased by conditional UPDATE so that no two processes look at once."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lte=now)
    due = Source.objects.filter(state=Source.State.ACTIVE, sample=False, next_look__lte=now).filter(free)
    claimed: list[Due] = []
    for row in list(due.select_related("publisher").order_by("next_look")[:limit]):
        if Source.objects.filter(free, id=row.id, next_look=row.next_look).update(lease_until=now + LEASE):
            claimed.append(_due(row))
    return claimed


def _due(row: Source) -> Due:
    recent = Article.objects.filter(source_id=row.id).order_by("-stream_at").values_list("stream_at", flat=True)[:20]
    return Due(
        id=row.id,
        url=row.url,
        kind=row.kind,
        rule=row.rule,
        title=row.title,
        publisher_name=row.publisher.name,
        publisher_host=row.publisher.host,
        lang=row.lang,
        topic=row.topic,
        etag=row.etag,
        last_modified=row.last_modified,
        digest=row.digest,
        errors=row.errors,
        ttl_minutes=row.ttl_minutes,
        recent=tuple(recent),
    )


def looked(look: Look, now: datetime) -> None:
    """Write down one look. A move goes to the new address unless that is a source already, then this one retires."""
    values: dict[str, Any] = {
        "lease_until": None,
        "last_look": now,
        "next_look": look.next_look,
        "next_reason": look.reason[:200],
        "looks": F("looks") + 1,
        "bytes": F("bytes") + look.bytes,
    }
    if look.error:
        values |= {"errors": F("errors") + 1, "last_error": look.error[:2000]}
    else:
        values |= {"errors": 0, "last_error": "", "last_ok": now}
    if look.entries is not None:
        values |= {"entries": look.entries, "articles": F("articles") + look.new, "digest": look.digest}
        values |= {"etag": look.etag, "last_modified": look.last_modified, "ttl_minutes": look.ttl_minutes}
    if look.new:
        values["last_new"] = now
    if look.retired:
        values["state"] = Source.State.RETIRED
    with transaction.atomic():
        row = Source.objects.filter(id=look.source_id)
        row.update(**values)
        if look.title or look.site:
            row.filter(title="").update(title=look.title[:300])
            row.filter(site="").update(site=look.site)
        if look.moved_to:
            _move(look.source_id, look.moved_to)


def _move(pk: int, url: str) -> None:
    """A source's id stays when its address changes: its articles point to it."""
    if Source.objects.filter(url=url).exclude(id=pk).exists():
        Source.objects.filter(id=pk).update(
            state=Source.State.RETIRED, last_error=f"moved to {url}, which is a source already"
        )
    else:
        Source.objects.filter(id=pk).update(url=url)


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


def sources_health(*, state: str = "", limit: int = 1000) -> list[Health]:
    """Every source, those in trouble first."""
    from django.db.models import Count

    rows = Source.objects.filter(sample=False).select_related("publisher").order_by("-errors", "publisher__name", "url")
    if state:
        rows = rows.filter(state=state)
    found = list(rows[:limit])
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


def next_due(now: datetime) -> datetime | None:
    """When the next source is due; None without active sources."""
    rows = Source.objects.filter(state=Source.State.ACTIVE, sample=False)
    return rows.order_by("next_look").values_list("next_look", flat=True).first()


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
