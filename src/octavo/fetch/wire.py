"""Feeds as JSON between the parsing process and us: unlike a pickle, what a taken-over parser sends stays data."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from octavo.types import Enclosure, Entry, Feed, Media, Moment, Precision


def feed_to_json(feed: Feed) -> str:
    """One line of JSON."""
    return json.dumps(asdict(feed), default=_written, separators=(",", ":"))


def feed_from_json(text: str) -> Feed:
    """The feed again."""
    fields = json.loads(text)
    entries = tuple(_entry(entry) for entry in fields.pop("entries"))
    return Feed(entries=entries, **fields)


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _entry(fields: dict[str, Any]) -> Entry:
    for name in ("published", "updated"):
        fields[name] = _moment(fields[name])
    for name in ("authors", "keywords"):
        fields[name] = tuple(fields[name])
    fields["enclosures"] = tuple(Enclosure(**one) for one in fields["enclosures"])
    fields["media"] = Media(**fields["media"]) if fields["media"] else None
    return Entry(**fields)


def _moment(fields: dict[str, str] | None) -> Moment | None:
    return None if fields is None else Moment(datetime.fromisoformat(fields["at"]), Precision(fields["precision"]))
