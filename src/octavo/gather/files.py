"""Files, folders and standard input, opened and told apart. Turns nothing into articles."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from octavo.errors import InputError, TooLarge

WHOLE_FILE = 10_000_000  # bytes of a page, feed or OPML list after decompression
LONGEST_LINE = 20_000_000  # bytes of one JSON line
_JSON_LINES = "one JSON object a line, in UTF-8"
_LINES = {".jsonl", ".ndjson", ".json"}
_PAGES = {".html", ".htm", ".xhtml"}
_FEEDS = {".xml", ".rss", ".atom", ".rdf"}
KINDS = ("jsonl", "page", "feed", "opml", "warc")


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read: its name as given (or found in a folder) and how to open it, decompressed."""

    name: str
    path: Path | None  # None: standard input

    def open(self) -> IO[bytes]:
        """A binary stream. InputError where it cannot be opened."""
        if self.path is None:
            return sys.stdin.buffer
        try:
            raw: IO[bytes] = self.path.open("rb")
        except OSError as error:
            raise InputError(f"cannot be opened: {error.strerror or error}") from error
        if raw.read(2) == b"\x1f\x8b" and not self.name.lower().endswith(".warc.gz"):
            raw.close()
            return cast(IO[bytes], gzip.open(self.path))
        raw.seek(0)
        return raw


def sources(paths: Sequence[str]) -> Iterator[Source | tuple[str, InputError]]:
    """Everything under `paths`: files as named, folders recursively in name order, `-` for standard input."""
    for name in paths:
        path = Path(name)
        if name == "-":
            yield Source("-", None)
        elif path.is_dir():
            found = [p for p in sorted(path.rglob("*")) if p.is_file() and not p.name.startswith(".")]
            if not found:
                yield name, InputError("an empty folder", hint="give a folder that holds files")
            yield from (Source(str(p), p) for p in found)
        elif path.exists():
            yield Source(name, path)
        else:
            yield name, InputError("no such file or folder")


def whole(source: Source, limit: int = WHOLE_FILE) -> bytes:
    """All bytes. TooLarge over `limit`; InputError where the file is empty or a gzip file is broken."""
    with source.open() as stream:
        return whole_stream(stream, limit)


def whole_stream(stream: IO[bytes], limit: int = WHOLE_FILE) -> bytes:
    try:
        raw = stream.read(limit + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise InputError("a broken gzip file", hint="it ends too early or is damaged; fetch it again") from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}") from error
    if len(raw) > limit:
        raise TooLarge(f"larger than {limit // 1_000_000} MB", hint="no page or feed is; leave it out")
    if not raw.strip():
        raise InputError("an empty file")
    return raw


def lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | InputError]]:
    """Numbered lines without blank ones. A broken end of a gzip file is the last item."""
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(LONGEST_LINE + 1)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            yield (
                number,
                InputError("the gzip file is broken here", hint="what stands before it was read; fetch it again"),
            )
            return
        except OSError as error:
            yield number, InputError(f"cannot be read: {error.strerror or error}")
            return
        if not line:
            return
        if len(line) > LONGEST_LINE:
            yield number, TooLarge(f"a line of over {LONGEST_LINE // 1_000_000} MB")
            while line and not line.endswith(b"\n"):
                line = stream.readline(LONGEST_LINE)
        elif line.strip():
            yield number, line


def json_object(line: bytes) -> dict[str, Any]:
    """The object of one line. InputError, in words that need no knowledge of JSON libraries, where there is none."""
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError("not UTF-8", hint="save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise InputError(
            f"not JSON at character {error.pos + 1}: {error.msg.removesuffix(' at')}", hint=_JSON_LINES
        ) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits; brackets within brackets
        raise InputError(
            "not JSON that can be read: a number too long, or nested too deep", hint=_JSON_LINES
        ) from error
    if not isinstance(found, dict):
        raise InputError(f"a JSON {type(found).__name__}, not an object", hint=_JSON_LINES)
    return found


def kind_of(name: str, head: bytes) -> str:
    """One of KINDS, by the file's ending, else by its first bytes (up to about 1 kB)."""
    stem = name.lower().removesuffix(".gz")
    suffix = Path(stem).suffix
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:600].lower()
    if suffix == ".warc" or start.startswith(b"warc/"):
        return "warc"
    if suffix == ".opml" or b"<opml" in start:
        return "opml"
    if suffix in _PAGES or start.startswith((b"<!doctype html", b"<html")):
        return "page"
    if suffix in _LINES and not _is_json_feed(start):
        return "jsonl"
    if suffix in _FEEDS or _is_json_feed(start) or start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf")):
        return "feed"
    return "page" if start.startswith(b"<") else "jsonl"


def _is_json_feed(start: bytes) -> bool:
    return start.startswith(b"{") and b"jsonfeed.org/version" in start


def peek(stream: IO[bytes]) -> tuple[bytes, IO[bytes]]:
    """The first bytes, and a stream that still holds them."""
    if stream.seekable():
        try:
            head = stream.read(1024)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise InputError("a broken gzip file", hint="it ends too early or is damaged; fetch it again") from error
        stream.seek(0)
        return head, stream
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    return buffered.peek(1024)[:1024], buffered
