"""When a page says that it was published and last changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice

from lxml import etree

from octavo.core.gather.dates import parse_date
from octavo.core.gather.extract.structured import Facts, text_of, words_of
from octavo.types import Moment, Precision

_PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dcterms.created", "dcterms.date", "dc.date.issued", "dc.date", "dcterms.issued",
    "article.published", "pubdate",
    "publishdate", "publish-date", "publish_date", "date", "cxenseparse:recs:publishtime", "rbpubdate", "og:pubdate",
    "article:created", "datecreated", "og:published_time", "published_at", "displaydate", "dc.date.created",
    "last-published", "article:published:time",
)  # fmt: skip
_UPDATED = (
    "article:modified_time", "article:modified", "og:updated_time", "datemodified", "last-modified", "lastmod",
    "dcterms.modified",
    "dc.date.modified", "revised", "article:modified:time",
)  # fmt: skip
_UPDATE_NAMES = re.compile(r"updat|modif|aktualis|geänd|mis-a-jour|actualiz", re.I)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-]|\d{0,6}\b)")
_FUTURE = timedelta(days=2)
_MOST = 200  # statements of a time that are read; the best come first


def published(root: etree._Element, stated: Facts, url: str, markup: str, now: datetime | None) -> Moment | None:
    """The first publication, as exact as the page says it; None where it says nothing credible."""
    found = [moment for moment in _moments(islice(_published(root, stated), _MOST)) if _credible(moment, now)]
    exact = next((moment for moment in found if moment.precision is Precision.SECOND), None)
    if exact and found[0] is not exact and abs(exact.at.date() - found[0].at.date()) > timedelta(days=1):
        exact = None  # the better source names another day: rather that day than a wrong clock
    best = exact or next(iter(found), None) or _from_address(url, now)
    return best or _searched(markup, now)


def published_as(text: str, now: datetime | None) -> Moment | None:
    """A stated time, if it is one and credible."""
    moment = parse_date(text) if text else None
    return moment if moment and _credible(moment, now) else None


def updated(stated: Facts, first: Moment | None, now: datetime | None) -> Moment | None:
    """The last change, where the page states one that is not before its publication."""
    values = [
        text_of(stated.article.get("dateModified")),
        *(value for name in _UPDATED for value in stated.meta.get(name, ())),
    ]
    for moment in _moments(iter(values)):
        if _credible(moment, now) and (first is None or moment.at.date() >= first.at.date()):
            return None if first and moment.at < first.at else moment
    return None


def _published(root: etree._Element, stated: Facts) -> Iterator[str | None]:
    yield text_of(stated.article.get("datePublished"))
    for name in _PUBLISHED:
        yield from stated.meta.get(name, ())
    yield text_of(stated.article.get("dateCreated"))
    for key in ("uploadDate", "datePublished"):
        yield text_of(stated.media.get(key))
    for element in root.iter("time"):
        if not _is_update(element) and not _in_list(element):
            yield element.get("datetime") or words_of(element)
    for element in root.iter("span", "div", "p", "abbr"):
        if element.get("itemprop") == "datePublished" or "published" in (element.get("class") or "").split():
            yield element.get("content") or element.get("title") or words_of(element)
    yield text_of(stated.article.get("dateModified"))
    yield stated.first(*_UPDATED)


def _is_update(element: etree._Element) -> bool:
    parent = element.getparent()
    names = " ".join(
        (one.get("class") or "") + (one.get("itemprop") or "") for one in (element, parent) if one is not None
    )
    return bool(_UPDATE_NAMES.search(names)) and not re.search(r"publi|posted", names, re.I)


def _in_list(element: etree._Element) -> bool:
    """Dates inside navigation, asides and cards belong to other articles."""
    return any(one.tag in ("nav", "aside", "footer", "li") for one in element.iterancestors())


def _moments(values: Iterator[str | None]) -> Iterator[Moment]:
    for value in values:
        moment = parse_date(value) if value else None
        if moment:
            yield moment


def _credible(moment: Moment, now: datetime | None) -> bool:
    return now is None or moment.at <= now + _FUTURE


def _from_address(url: str, now: datetime | None) -> Moment | None:
    found = _IN_ADDRESS.search(url)
    return published_as("-".join(found.groups()), now) if found else None


def _searched(markup: str, now: datetime | None) -> Moment | None:
    """The day that htmldate finds in the page's words, for the last few pages that state nothing."""
    from htmldate import find_date

    day: str | None = None
    with suppress(ValueError, TypeError, AttributeError, OverflowError, RecursionError, etree.LxmlError):
        day = find_date(markup, extensive_search=False, original_date=True, outputformat="%Y-%m-%d")
    return published_as(day or "", now)
