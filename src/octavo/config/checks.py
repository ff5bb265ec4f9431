"""What `octavo check` looks at: each check gives findings in plain words with what to do."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from django.conf import settings

from octavo import clock
from octavo.errors import OctavoError, StoreError
from octavo.gather.space import LEAST_FREE


@dataclass(frozen=True, slots=True)
class Finding:
    subject: str
    level: Literal["ok", "warning", "error"]
    message: str
    hint: str = ""


def run() -> Iterator[Finding]:
    """Every check, in the order in which one depends on the other."""
    yield from _settings()
    yield from _data()
    reachable = True
    for finding in _database():
        reachable = reachable and finding.level != "error"
        yield finding
    yield from _clock()
    yield from _optional()
    if reachable:
        yield from _vectors()
        yield from _learned()
        yield from _index()
        yield from _work()


def _settings() -> Iterator[Finding]:
    if settings.OCTAVO_SITE_URL and not settings.OCTAVO_PUBLIC:
        yield Finding(
            "settings",
            "error",
            "OCTAVO_SITE_URL is set but nobody said who may read",
            "set OCTAVO_PUBLIC=off (sign-in needed) or OCTAVO_PUBLIC=on (excerpts for everyone)",
        )
    elif settings.OCTAVO_SITE_URL.startswith("http://"):
        yield Finding("settings", "warning", f"{settings.OCTAVO_SITE_URL} is not encrypted", "serve it over https")
    else:
        reading = {"": "private reading on this machine", "on": "public, excerpts", "off": "sign-in needed"}
        yield Finding("settings", "ok", reading[settings.OCTAVO_PUBLIC])
    if not settings.OCTAVO_CONTACT:
        yield Finding(
            "contact",
            "warning",
            "publishers cannot tell whose requests these are",
            "set OCTAVO_CONTACT to an address (mail or web); it stands in the User-Agent",
        )


def _data() -> Iterator[Finding]:
    folder = settings.OCTAVO_DATA
    folder.mkdir(parents=True, exist_ok=True)
    try:
        probe = folder / ".check"
        probe.write_bytes(b"ok")
        probe.unlink()
    except OSError as error:
        yield Finding("data folder", "error", f"{folder} cannot be written: {error.strerror}", "set OCTAVO_DATA")
        return
    usage = shutil.disk_usage(folder)
    free = usage.free / usage.total
    message = f"{folder}, {usage.free / 1e9:.1f} GB free ({free:.0%})"
    if free < LEAST_FREE:
        yield Finding("data folder", "error", message, "make space: below 10 % no source is looked at")
    else:
        yield Finding("data folder", "ok", message)


def _database() -> Iterator[Finding]:
    from django.db import connection

    from octavo.store import schema

    try:
        found = schema.inspect()
    except StoreError as error:
        yield Finding("database", "error", error.message, error.hint)
        return
    if found.unknown:
        yield Finding("database", "error", "it was made by a newer Octavo", "install that version")
    elif found.pending:
        yield Finding(
            "database",
            "error",
            f"{len(found.pending)} upgrade steps are due",
            "run `octavo check --upgrade` or `octavo serve`",
        )
    else:
        yield Finding("database", "ok", f"{connection.vendor}, schema up to date")


def _index() -> Iterator[Finding]:
    from octavo.store import search
    from octavo.store.overview import counts

    found = counts()
    indexed, waiting = search.documents(), found["search_outbox"]
    if indexed + waiting < found["articles"] * 0.99:
        yield Finding("search index", "error", f"{indexed} of {found['articles']} articles", "run `octavo reindex`")
    elif waiting > 1000:
        yield Finding("search index", "warning", f"{waiting} entries wait", "is a worker running?")
    else:
        yield Finding("search index", "ok", f"{indexed} articles")


def _work() -> Iterator[Finding]:
    from octavo.store.overview import counts

    found = counts()
    if found["work_parked"]:
        yield Finding(
            "work", "warning", f"{found['work_parked']} articles or pages are parked", "see the owner's page “Parked”"
        )
    if found["sources_failing"]:
        yield Finding(
            "sources",
            "warning",
            f"{found['sources_failing']} of {found['sources']} fail",
            "see the owner's page “Sources”",
        )
    elif not found["sources"]:
        yield Finding("sources", "warning", "none yet", "run `octavo add https://example.org`")
    else:
        yield Finding("sources", "ok", f"{found['sources']}, none failing")


def _clock() -> Iterator[Finding]:
    now = clock.now()
    if now < datetime(2026, 1, 1, tzinfo=UTC):
        yield Finding(
            "clock", "error", f"this machine says it is {now:%d %B %Y}", "set the clock; dates decide what is news"
        )
    else:
        yield Finding("clock", "ok", f"{now:%d %B %Y %H:%M} UTC")


def _embedder() -> Finding:
    """Which embedder serves, tried with one sentence."""
    from octavo.providers.choice import choose

    try:
        choice = choose(settings.OCTAVO_EMBED)
        if choice.embedder is None:
            return Finding("embedder", "ok", choice.why)
        begun = time.perf_counter()
        choice.embedder.embed(["The ferry reached the harbour safely."])
    except OctavoError as error:
        return Finding(
            "embedder", "warning", f"articles go on without: {error.message}", error.hint or "see OCTAVO_EMBED"
        )
    took = (time.perf_counter() - begun) * 1000
    return Finding("embedder", "ok", f"{choice.why}, first answer after {took:.0f} ms")


def _vectors() -> Iterator[Finding]:
    """How many of the newest articles the embedder has served."""
    from octavo.organise.embedding import current
    from octavo.store.overview import with_vector

    embedder = current().identity
    if not embedder:
        return
    served, newest = with_vector(embedder)
    if newest >= 100 and not served:
        hint = "the worker's log says why (embed-failed); `octavo embed` gives those from before it theirs"
        yield Finding("meaning", "warning", f"none of the newest {newest} articles has a vector", hint)
    else:
        yield Finding("meaning", "ok", f"{served} of the newest {newest} articles have a vector by {embedder}")


def _learned() -> Iterator[Finding]:
    """What the instance learned: of sections with how good it was on publishers held out, and of stories."""
    from octavo.store.learned import last

    found = last()
    if found is None:
        yield Finding("learned", "ok", "nothing yet; sections and stories are as shipped")
        return
    used = [
        f"{lang} from {one['labels']} articles of {one['publishers']} publishers "
        f"({one['after']:.0%} right on publishers held out, {one['before']:.0%} as shipped)"
        for lang, one in sorted(found.report.items())
        if one["used"]
    ]
    said = "; ".join(used) or "nothing that is clearly better than as shipped"
    yield Finding("sections", "ok", f"learned after {found.grouped} articles: {said}")
    lean = found.lean
    way = "as readily as shipped"
    if lean.lean:
        way = f"{'more' if lean.lean > 0 else 'less'} readily than shipped ({lean.lean:+.1f} log-odds)"
    since = "since that moved" if lean.said else "so far"
    mended = f"moderators joined {lean.joined} and split {lean.split} different stories {since}"
    yield Finding("stories", "ok", f"articles are taken for one event {way}; {mended}")


def _optional() -> Iterator[Finding]:
    if settings.OCTAVO_AI:
        yield Finding("AI features", "ok", "built-in, quoting the articles; no outside service")
    else:
        yield Finding("AI features", "ok", "switched off")
    yield _embedder()
    mail = settings.EMAIL_BACKEND.endswith("smtp.EmailBackend")
    yield Finding("mail", "ok", "configured" if mail else "none: invitation links instead, and no address is confirmed")
