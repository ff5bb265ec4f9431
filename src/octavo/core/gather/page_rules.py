"""Pages without a feed: a rule of CSS or XPath selectors says where items, titles, links, dates and teasers stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from lxml import etree
from lxml.cssselect import CSSSelector

from octavo.core.gather.blocks import clean_markup, parse_page
from octavo.core.gather.dates import parse_date
from octavo.core.gather.urls import absolute_url
from octavo.errors import FeedError, InputError
from octavo.types import Entry, Feed

MAX_ITEMS = 200
MAX_SELECTOR = 300  # characters


@dataclass(frozen=True, slots=True)
class PageRule:
    """Selectors, CSS or (with a leading `/` or `./`) XPath. All but `item` are looked up inside each item.

    An empty `link` is the item's first link, an empty `title` that link's text; `date` and `summary` may be left out.
    """

    item: str
    title: str = ""
    link: str = ""
    date: str = ""
    summary: str = ""


def rule_from_json(found: Mapping[str, object]) -> PageRule:
    """A rule as stored or sent; InputError where a selector is missing or cannot be read."""
    rule = PageRule(**{f.name: str(found.get(f.name) or "").strip()[:MAX_SELECTOR] for f in fields(PageRule)})
    if not rule.item:
        raise InputError("the rule names no item", hint="give a selector such as `article` or `//li[@class='news']`")
    probe = etree.Element("p")
    for field in fields(PageRule):
        _select(probe, getattr(rule, field.name), field.name)
    return rule


def read_page(text: str, url: str, rule: PageRule) -> Feed:
    """The page's items as a feed's entries. FeedError where the rule finds nothing."""
    root = parse_page(clean_markup(text))
    if root is None:
        raise FeedError("the page is empty")
    entries = list(_entries(root, url, rule))
    if not entries:
        raise FeedError("the rule finds no item with a link", hint="has the page changed? Look at its selectors")
    title = _words(next(root.iter("title"), None))
    return Feed(title=title, url=url, entries=tuple(entries), lang=_lang(root))


def _entries(root: etree._Element, url: str, rule: PageRule) -> Iterator[Entry]:
    seen: set[str] = set()
    for item in _select(root, rule.item, "item")[:MAX_ITEMS]:
        link = next(iter(_select(item, rule.link or "descendant-or-self::a[@href]", "link")), None)
        address = absolute_url(_href(link), url)
        if link is None or address is None or address in seen:
            continue
        seen.add(address)
        yield Entry(
            id=address,
            url=address,
            title=_text(item, rule.title, "title") or _words(link),
            published=parse_date(_date(item, rule.date)) if rule.date else None,
            summary=_text(item, rule.summary, "summary"),
        )


def _select(element: etree._Element, selector: str, name: str) -> list[etree._Element]:
    """The elements that a selector finds. InputError where it cannot be read."""
    if not selector:
        return []
    try:
        if selector.startswith(("/", "./", ".//", "descendant-or-self::")):
            relative = f".{selector}" if selector.startswith("/") else selector
            found = element.xpath(relative)
        else:
            found = CSSSelector(selector, translator="html")(element)
    except Exception as error:  # lxml and cssselect raise a dozen kinds
        raise InputError(f"the selector for {name} cannot be read: {selector!r}", hint=str(error)[:200]) from error
    return [one for one in found if isinstance(one, etree._Element)] if isinstance(found, list) else []


def _text(item: etree._Element, selector: str, name: str) -> str:
    return _words(next(iter(_select(item, selector, name)), None))


def _words(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(map(str, element.itertext())).split())[:500]


def _date(item: etree._Element, selector: str) -> str:
    element = next(iter(_select(item, selector, "date")), None)
    if element is None:
        return ""
    return element.get("datetime") or element.get("content") or element.get("title") or _words(element)


def _href(link: etree._Element | None) -> str:
    if link is None:
        return ""
    inner = link if link.get("href") else next(iter(link.iter("a")), link)
    return inner.get("href") or ""


def _lang(root: etree._Element) -> str | None:
    found = re.match(r"[a-z]{2,3}", (root.get("lang") or "").lower())
    return found[0] if found else None
