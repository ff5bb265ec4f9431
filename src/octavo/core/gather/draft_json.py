"""Drafts as JSON and back: how a feed entry waits in the work table until its page has been fetched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from octavo.types import Access, Body, Draft, Kind, Media, Moment, Precision, PublisherRef


def to_json(draft: Draft) -> dict[str, Any]:
    """A JSON-ready object; what has its default is left out."""
    found: dict[str, Any] = {}
    for field in fields(draft):
        value = getattr(draft, field.name)
        if value == field.default:
            continue
        found[field.name] = _WRITERS.get(field.name, _as_it_is)(value)
    return found


def from_json(found: Mapping[str, Any]) -> Draft:
    """The draft that `to_json` wrote."""
    return Draft(**{name: _READERS.get(name, _as_it_is)(value) for name, value in found.items()})


def _as_it_is(value: Any) -> Any:
    return value


def _moment(found: Mapping[str, Any]) -> Moment:
    return Moment(datetime.fromisoformat(found["at"]), Precision(found["precision"]))


def _slots(value: Any) -> dict[str, Any]:
    return {f.name: getattr(value, f.name) for f in fields(value)}


_WRITERS: dict[str, Callable[[Any], Any]] = {
    "published": lambda m: {"at": m.at.isoformat(), "precision": m.precision.value},
    "updated": lambda m: {"at": m.at.isoformat(), "precision": m.precision.value},
    "body": _slots,
    "publisher": _slots,
    "media": _slots,
    "kind": str,
    "access": str,
    "authors": list,
    "keywords": list,
}
_READERS: dict[str, Callable[[Any], Any]] = {
    "published": _moment,
    "updated": _moment,
    "body": lambda f: Body(**f),
    "publisher": lambda f: PublisherRef(**f),
    "media": lambda f: Media(**f),
    "kind": Kind,
    "access": Access,
    "authors": tuple,
    "keywords": tuple,
}
