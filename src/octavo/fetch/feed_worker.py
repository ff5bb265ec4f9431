"""The process that parses feeds of strangers: reads jobs on stdin, answers on stdout, and may be killed at any time.

Started by `octavo.fetch.sandbox` as `python -m octavo.fetch.feed_worker`; not for use by hand.
"""

from __future__ import annotations

import json
import sys
from typing import BinaryIO

from octavo.core.gather.feeds import parse_feed
from octavo.errors import FeedError, InputError, TooLarge
from octavo.fetch.wire import feed_to_json

MEMORY = 1 << 30  # bytes of address space; a feed of 10 MB with 10,000 entries takes a third of it


def main() -> None:
    _limit_memory()
    incoming, outgoing = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nothing but answers goes to the parent
    while header := incoming.readline():
        job = json.loads(header)
        answer = _answer(_exactly(incoming, job["length"]), job)
        outgoing.write(answer.encode("utf-8", "replace") + b"\n")
        outgoing.flush()


def _answer(raw: bytes, job: dict[str, str | None]) -> str:
    try:
        feed = parse_feed(raw, job["url"] or "", charset=job["charset"])
        return feed_to_json(feed)
    except InputError as error:
        kind = TooLarge if isinstance(error, TooLarge) else FeedError
        return json.dumps({"error": kind.__name__, "message": error.message, "hint": error.hint})
    except MemoryError:
        return json.dumps({"error": "TooLarge", "message": "the feed needs too much memory to be read", "hint": ""})
    except Exception as error:  # noqa: BLE001  # a fault of ours in one feed must not end the others' parser
        return json.dumps({"error": "FeedError", "message": f"cannot be parsed: {type(error).__name__}", "hint": ""})


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
