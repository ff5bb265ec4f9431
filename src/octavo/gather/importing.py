"""Files become articles: read, stored in small batches, every problem reported with file, line, reason and what to do.

Uses no network. What it stores is leased to it until `release`, so that nothing is organised before all of a chunk is
stored: an import killed anywhere and run again gives the same stories as one that ran through.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO

from octavo.core.gather.drafts import from_entry
from octavo.core.gather.jsonlines import draft_from_json
from octavo.core.gather.publishers import publisher_ref
from octavo.errors import InputError, OctavoError
from octavo.gather import files
from octavo.gather.archives import pages
from octavo.gather.problems import Problem
from octavo.store import articles, work
from octavo.types import Draft

log = logging.getLogger(__name__)

BATCH = 100  # articles a transaction
# stored before any of them is organised; a larger import goes in such chunks, cut by data and not by time
CHUNK = 20_000


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A feed named by an OPML list."""

    file: str
    line: int
    url: str
    title: str
    site: str
    folder: str


Item = Draft | Problem | ListedSource


def read(paths: Sequence[str], now: datetime) -> Iterator[Item]:
    """Everything in `paths`, in order. Never raises for what it reads."""
    for source in files.sources(paths):
        if isinstance(source, tuple):
            yield Problem(source[0], None, source[1])
            continue
        try:
            with source.open() as opened:
                head, stream = files.peek(opened)
                yield from _READERS[files.kind_of(source.name, head)](source.name, stream, now)
        except InputError as error:
            yield Problem(source.name, None, error)
        except Exception as error:
            log.exception("event=import-failed file=%s", source.name)
            yield Problem(source.name, None, InputError(f"cannot be read: {type(error).__name__}: {error}"))


def _read_lines(name: str, stream: IO[bytes], now: datetime) -> Iterator[Item]:
    empty = True
    for number, line in files.lines(stream):
        empty = False
        if isinstance(line, InputError):
            yield Problem(name, number, line)
            continue
        try:
            draft, notes = draft_from_json(files.json_object(line), now=now)
        except InputError as error:
            yield Problem(name, number, error)
            continue
        yield draft
        yield from (Problem(name, number, InputError(note), fatal=False) for note in notes)
    if empty:
        yield Problem(name, None, InputError("an empty file"))


def _read_page(name: str, stream: IO[bytes], now: datetime) -> Iterator[Item]:
    from octavo.fetch.sandbox import extract_safely

    yield extract_safely(files.whole_stream(stream), "", None, now)


def _read_feed(name: str, stream: IO[bytes], now: datetime) -> Iterator[Item]:
    from octavo.fetch.sandbox import parse_feed_safely

    feed = parse_feed_safely(files.whole_stream(stream), "")
    publisher = publisher_ref(feed.url or feed.self_url or "", name=feed.title)
    for place, entry in enumerate(feed.entries, 1):
        try:
            yield from_entry(entry, now=now, publisher=publisher, lang=feed.lang)
        except InputError as error:
            yield Problem(name, None, InputError(f"entry {place}: {error.message}", hint=error.hint))


def _read_opml(name: str, stream: IO[bytes], now: datetime) -> Iterator[Item]:
    from octavo.core.gather.opml import read_opml

    found = read_opml(files.whole_stream(stream))
    for source in found.sources:
        yield ListedSource(name, source.line, source.url, source.title, source.site or "", source.folder or "")
    for line, reason in found.problems:
        yield Problem(name, line, InputError(reason))


def _read_warc(name: str, stream: IO[bytes], now: datetime) -> Iterator[Item]:
    yield from pages(name, stream, now)


_READERS: dict[str, Callable[[str, IO[bytes], datetime], Iterator[Item]]] = {
    "jsonl": _read_lines,
    "page": _read_page,
    "feed": _read_feed,
    "opml": _read_opml,
    "warc": _read_warc,
}


class Importer:
    """Stores items as they come; `flush` and `release` end a chunk. Keeps count of what became of them."""

    def __init__(self, owner: str, clock: Callable[[], datetime], *, sample: bool = False) -> None:
        self.owner = f"import/{owner}" if not owner.startswith("import/") else owner
        self.saved = articles.Saved()
        self.problems: list[Problem] = []
        self.sources: list[ListedSource] = []
        self.held = 0
        self._clock = clock
        self._batch: list[Draft] = []
        self._sample = sample

    def take(self, item: Item) -> None:
        if isinstance(item, Problem):
            self.problems.append(item)
        elif isinstance(item, ListedSource):
            self.sources.append(item)
        else:
            self._batch.append(item)
            if len(self._batch) >= BATCH:
                self.flush()

    def flush(self) -> None:
        """Store what waits. A batch that fails as a whole is stored one by one: a bad article stands alone."""
        batch, self._batch = self._batch, []
        if not batch:
            return
        try:
            self._save(batch)
        except OctavoError:
            raise
        except Exception as error:
            if len(batch) == 1:
                log.exception("event=save-failed url=%s", batch[0].url)
                problem = InputError(f"cannot be stored: {type(error).__name__}: {error}")
                self.problems.append(Problem(batch[0].url, None, problem))
                return
            for draft in batch:
                self._batch = [draft]
                self.flush()

    def _save(self, batch: list[Draft]) -> None:
        now = self._clock()
        held_until = now + timedelta(seconds=120)
        saved = articles.save(batch, now, held_by=self.owner, held_until=held_until, sample=self._sample)
        work.extend(self.owner, held_until)
        self.saved.add(saved)
        self.held += len(saved.new)

    def release(self) -> None:
        """Let the stored articles be organised."""
        self.flush()
        work.release(self.owner)
        self.held = 0
