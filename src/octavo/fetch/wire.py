"""What goes between us and the parsing processes, as JSON: unlike a pickle, what a taken-over one sends stays data."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from octavo.core.gather import draft_json
from octavo.core.gather.body import safe_again
from octavo.core.gather.reading import Reading, SourceFacts
from octavo.types import Draft, Enclosure, Entry, Feed, FeedLink, Media, Moment, Precision, PublisherRef


def feed_to_json(feed: Feed) -> str:
    """One line of JSON."""
    return _dumped(asdict(feed))


def feed_from_json(text: str) -> Feed:
    """The feed again."""
    fields = json.loads(text)
    entries = tuple(_entry(entry) for entry in fields.pop("entries"))
    return Feed(entries=entries, **fields)


def draft_to_json(draft: Draft) -> str:
    return _dumped(draft_json.to_json(draft))


def draft_from_json(text: str) -> Draft:
    """The draft again, its HTML made safe once more."""
    return _draft(json.loads(text))


def reading_to_json(reading: Reading) -> str:
    fields = {
        name: getattr(reading, name) for name in ("title", "site", "ttl_minutes", "entries", "moments", "left_out")
    }
    return _dumped(fields | {"drafts": [draft_json.to_json(draft) for draft in reading.drafts]})


def reading_from_json(text: str) -> Reading:
    """The reading again, its drafts' HTML made safe once more."""
    fields = json.loads(text)
    return Reading(
        title=fields["title"],
        site=fields["site"],
        ttl_minutes=fields["ttl_minutes"],
        entries=fields["entries"],
        moments=tuple(map(time_from_json, fields["moments"])),
        drafts=tuple(map(_draft, fields["drafts"])),
        left_out=tuple(fields["left_out"]),
    )


def links_from_json(text: str) -> tuple[FeedLink, ...]:
    return tuple(FeedLink(*map(str, one)) for one in json.loads(text))


def facts_to_json(source: SourceFacts) -> dict[str, Any]:
    return {
        "name": source.publisher.name,
        "host": source.publisher.host,
        "lang": source.lang,
        "id": source.source_id,
        "now": source.now.isoformat(),
    }


def facts_from_json(fields: dict[str, Any]) -> SourceFacts:
    publisher = PublisherRef(fields["name"], fields["host"])
    return SourceFacts(publisher, fields["lang"], fields["id"], time_from_json(fields["now"]))


def time_from_json(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _dumped(value: object) -> str:
    return json.dumps(value, default=_written, separators=(",", ":"))


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _draft(fields: dict[str, Any]) -> Draft:
    draft = draft_json.from_json(fields)
    if not draft.body.html:
        return draft
    return replace(draft, body=replace(draft.body, html=safe_again(draft.body.html)))


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
