"""Articles that others hand over as JSON: one object becomes one draft. Reads no file and splits no lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from octavo.core.gather.body import body_from_html, body_from_text, printable
from octavo.core.gather.dates import parse_date
from octavo.core.gather.publishers import publisher_ref
from octavo.core.gather.urls import absolute_url, canonical_url
from octavo.errors import InputError, TooLarge
from octavo.types import Body, Draft, Kind, Moment, PublisherRef

MAX_TITLE = 500  # characters
MAX_SUMMARY = 2_000  # characters
MAX_TEXT = 5_000_000  # characters of text or HTML in one line
MAX_NAMES = 100  # authors, keywords
MAX_ID = 200  # characters
FUTURE = timedelta(days=2)  # a date further ahead is an error of the source, not a plan

# Spellings that exports of other tools use for the same fields; the first that is there and not empty counts.
_ALIASES: dict[str, tuple[str, ...]] = {
    "id": ("id", "external_id", "guid"),
    "url": ("url", "link", "canonical"),
    "title": ("title", "headline"),
    "text": ("text", "body", "content_text"),
    "html": ("html", "content_html"),
    "summary": ("summary", "description"),
    "publisher": ("publisher", "publisher_name", "source"),
    "site": ("publisher_site", "host", "publisher_host", "site"),
    "published": ("published", "published_at", "date_published", "date"),
    "updated": ("updated", "updated_at", "date_modified"),
    "lang": ("lang", "language"),
    "authors": ("authors", "author"),
    "image": ("image", "image_url"),
    "keywords": ("keywords", "tags"),
    "section": ("section",),
    "kind": ("kind",),
}
_KINDS = frozenset(Kind)
_LANG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{1,8})*")


def draft_from_json(
    obj: Mapping[str, Any], *, now: datetime, default_publisher: str | None = None
) -> tuple[Draft, tuple[str, ...]]:
    """The draft of one article object, and notes on what in it could not be used (the draft stands without it).

    Needs `id` or `url`, and at least one of title, text, html; else InputError. TooLarge for a text over `MAX_TEXT`.
    """
    notes: list[str] = []
    external_id = _text(obj, "id")[:MAX_ID] or None
    url = _address(obj, external_id, notes)
    title = _line(_text(obj, "title"))
    if len(title) > MAX_TITLE:
        notes.append(f"title: {len(title)} characters, cut at {MAX_TITLE}")
    body = _body(obj, url)
    if not title and not body.text:
        raise InputError("nothing to read", hint="give at least one of title, text, html")
    draft = Draft(
        url=url,
        title=title[:MAX_TITLE].rstrip(),
        publisher=_publisher(obj, url, default_publisher),
        body=body,
        summary=_line(_text(obj, "summary"))[:MAX_SUMMARY],
        external_id=external_id,
        published=_moment(obj, "published", now, notes),
        updated=_moment(obj, "updated", now, notes),
        lang=_lang(obj, notes),
        authors=_names(obj, "authors"),
        image=_image(obj),
        keywords=_names(obj, "keywords"),
        kind=_kind(obj, notes),
        section=_line(_text(obj, "section"))[:MAX_TITLE] or None,
    )
    return draft, tuple(notes)


def _value(obj: Mapping[str, Any], field: str) -> Any:
    for name in _ALIASES[field]:
        value = obj.get(name)
        if value not in (None, "", [], {}):
            return value
    return None


def _text(obj: Mapping[str, Any], field: str) -> str:
    return _clean(_value(obj, field))


def _clean(value: Any) -> str:
    """A string or number as clean text; "" for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    if isinstance(value, str) and len(value) > MAX_TEXT:
        raise TooLarge(f"a field of {len(value)} characters; at most {MAX_TEXT} are taken")
    return printable(str(value)).strip()


def _line(text: str) -> str:
    return " ".join(text.split())


def _address(obj: Mapping[str, Any], external_id: str | None, notes: list[str]) -> str:
    stated = _text(obj, "url")
    if stated.startswith("urn:octavo:"):
        return stated[: MAX_ID + 11]
    if not stated and external_id is None:
        raise InputError("neither id nor url", hint="each article needs one of them, so that it is stored once")
    try:
        return canonical_url(stated)
    except InputError as error:
        if external_id is None:
            raise
        if stated:
            notes.append(f"url: {error.message}")
        return f"urn:octavo:{external_id}"


def _body(obj: Mapping[str, Any], url: str) -> Body:
    html = _text(obj, "html")
    body = body_from_html(html, url) if html else Body()
    return body if body.text else body_from_text(_text(obj, "text"))


def _publisher(obj: Mapping[str, Any], url: str, default: str | None) -> PublisherRef:
    stated = _value(obj, "publisher")
    site = _text(obj, "site")
    if isinstance(stated, Mapping):
        site = site or _clean(stated.get("host") or stated.get("url"))
        stated = stated.get("name")
    return publisher_ref(url, name=_clean(stated) or default or "", site=site)


def _moment(obj: Mapping[str, Any], field: str, now: datetime, notes: list[str]) -> Moment | None:
    stated = _text(obj, field)
    if not stated:
        return None
    moment = parse_date(stated)
    if moment is None:
        notes.append(f"{field}: no date can be read in {stated[:60]!r}; taken as missing")
    elif moment.at > now + FUTURE:
        notes.append(f"{field}: {moment.isoformat()} lies in the future; taken as missing")
        return None
    return moment


def _lang(obj: Mapping[str, Any], notes: list[str]) -> str | None:
    stated = _text(obj, "lang").lower()
    if stated and not _LANG.fullmatch(stated):
        notes.append(f"lang: {stated[:30]!r} is no language code; taken as missing")
        return None
    return re.split("[-_]", stated)[0] or None


def _names(obj: Mapping[str, Any], field: str) -> tuple[str, ...]:
    """A list of names, each once; a single string is split at commas and semicolons."""
    stated = _value(obj, field)
    if isinstance(stated, str):
        stated = re.split("[,;]", stated)
    elif isinstance(stated, Mapping):
        stated = [stated]
    if not isinstance(stated, list | tuple):
        return ()
    names = (_clean(one.get("name") if isinstance(one, Mapping) else one) for one in stated[:MAX_NAMES])
    return tuple(dict.fromkeys(_line(name)[:MAX_ID] for name in names if name))


def _image(obj: Mapping[str, Any]) -> str | None:
    stated = _value(obj, "image")
    if isinstance(stated, Mapping):
        stated = stated.get("url")
    return absolute_url(_clean(stated))


def _kind(obj: Mapping[str, Any], notes: list[str]) -> Kind:
    stated = _text(obj, "kind").lower()
    if stated in _KINDS:
        return Kind(stated)
    if stated:
        notes.append(f"kind: {stated[:30]!r} is none of {', '.join(Kind)}; taken as article")
    return Kind.ARTICLE
