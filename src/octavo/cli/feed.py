"""`octavo feed`: feeds in, their entries out; of a page, the feeds that it names."""

from __future__ import annotations

from typing import Any

import click

from octavo.cli import lines
from octavo.errors import InputError
from octavo.types import Entry, Feed


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--url", default="", help="The address the files came from (relative links).")
def command(paths: tuple[str, ...], url: str) -> None:
    """Read feeds (files, folders, .gz, or -): one JSON object a file."""
    failed = False
    for name, raw in lines.each_file(paths):
        try:
            if isinstance(raw, InputError):
                raise raw
            lines.write({"file": name, **answer(raw, url)})
        except InputError as error:
            failed = True
            lines.write({"file": name, "error": str(error)})
    if failed:
        raise click.exceptions.Exit(1)


def answer(raw: bytes, url: str) -> dict[str, Any]:
    """The `feed` object of one file: a feed's entries, or the feeds that a page names."""
    from octavo.core.gather.decode import decode
    from octavo.core.gather.discover import find_feeds, looks_like_feed
    from octavo.fetch.sandbox import parse_feed_safely

    if looks_like_feed(raw):
        return _feed(parse_feed_safely(raw, url))
    found = find_feeds(decode(raw), url)
    if not found:
        raise InputError("neither a feed nor a page that names one")
    return {"feeds": [{"url": f.url, "title": f.title, "type": f.type} for f in found]}


def _feed(feed: Feed) -> dict[str, Any]:
    return {"title": feed.title, "url": feed.url, "entries": [_entry(e) for e in feed.entries]}


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": entry.title,
        "url": entry.url,
        "published": entry.published.isoformat() if entry.published else None,
        "updated": entry.updated.isoformat() if entry.updated else None,
        "authors": list(entry.authors),
        "summary": entry.summary,
        "html": entry.html,
        "enclosures": [{"url": e.url, "type": e.type, "length": e.length} for e in entry.enclosures],
    }
