"""The process that parses what strangers send: reads jobs on stdin, answers on stdout, and may be killed at any time.

Started by `octavo.fetch.sandbox` as `python -m octavo.fetch.parser`; not for use by hand.
"""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from octavo.errors import InputError
from octavo.fetch import wire

# bytes of address space; a feed of 10 MB with 10,000 entries takes a third of it, the extractors half of it
MEMORY = 1 << 30


def main() -> None:
    _limit_memory()
    _warm(sys.argv[1] if len(sys.argv) > 1 else "")
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but answers goes to the parent
    outgoing.write(b"ready\n")
    outgoing.flush()
    while header := incoming.readline():
        job = json.loads(header)
        answer = _answer(_exactly(incoming, job["length"]), job)
        outgoing.write(answer.encode("utf-8", "replace") + b"\n")
        outgoing.flush()


def _warm(kind: str) -> None:
    """Load what the jobs of this kind need, before the clock of the first one runs."""
    words = b"<p>" + b"The river rose again on Monday, the council of Marlow said. " * 20
    raw = b"<html><head><title>Flood</title></head><body><article><h1>Flood</h1>%s</article></body></html>" % words
    jobs = {"pages": {"job": "extract", "now": "2026-01-01T00:00:00+00:00"}, "feeds": {"job": "read", "kind": "feed"}}
    if kind in jobs:
        _answer(raw, {"url": "https://arden.example/flood", "charset": None, "rule": None, **jobs[kind]})


def _answer(raw: bytes, job: dict[str, Any]) -> str:
    try:
        return _JOBS[job["job"]](raw, job)
    except InputError as error:
        return json.dumps({"error": type(error).__name__, "message": error.message, "hint": error.hint})
    except MemoryError:
        return json.dumps({"error": "TooLarge", "message": "it needs too much memory to be read", "hint": ""})
    except Exception as error:  # noqa: BLE001  # a fault of ours in one answer must not end the others' parser
        place = traceback.extract_tb(error.__traceback__)[-1]
        message = f"cannot be parsed: {type(error).__name__} in {Path(place.filename).name}, line {place.lineno}"
        kind = "RuntimeError" if job["job"] == "extract" else "FeedError"
        return json.dumps({"error": kind, "message": message, "hint": ""})


def _read(raw: bytes, job: dict[str, Any]) -> str:
    from octavo.core.gather.reading import read

    return wire.feed_to_json(read(job["kind"], raw, job["url"], charset=job["charset"], rule=job["rule"]))


def _drafts(raw: bytes, job: dict[str, Any]) -> str:
    from octavo.core.gather.reading import drafts_of, read

    feed = read(job["kind"], raw, job["url"], charset=job["charset"], rule=job["rule"])
    return wire.reading_to_json(drafts_of(feed, wire.facts_from_json(job["source"])))


def _extract(raw: bytes, job: dict[str, Any]) -> str:
    from octavo.core.gather.drafts import from_page
    from octavo.core.gather.extract import extract

    now = wire.time_from_json(job["now"])
    return wire.draft_to_json(from_page(extract(raw, job["url"], charset=job["charset"], now=now)))


def _links(raw: bytes, job: dict[str, Any]) -> str:
    from octavo.core.gather.decode import decode
    from octavo.core.gather.discover import find_feeds

    found = find_feeds(decode(raw, declared=job["charset"]), job["url"])
    return json.dumps([[link.url, link.title, link.type] for link in found])


_JOBS: dict[str, Callable[[bytes, dict[str, Any]], str]] = {
    "read": _read,
    "drafts": _drafts,
    "extract": _extract,
    "links": _links,
}


def _exactly(incoming: BinaryIO, length: int) -> bytes:
    raw = incoming.read(length)
    if len(raw) != length:
        sys.exit(0)  # the parent is gone
    return raw


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limit; the time limit still holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
