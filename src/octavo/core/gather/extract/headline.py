"""A page's headline: chosen by agreement among the places that state it, without the name of the site."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from html import unescape

from lxml import etree

from octavo.core.gather.extract.structured import Facts, text_of, types, words_of

LONGEST = 500  # characters
_MOST_PARTS = 6  # pieces at the end of a title that can name the site
_MARKUP = re.compile(r"<[^<>]{1,300}>")
_SEPARATOR = re.compile(r"\s+(?:[|\-–—•·»:/ㅣ]|::|--)\s+|\s*[｜ㅣ|_]\s*|--|：(?=[^：]{2,20}$)|-(?=[^-\s]{2,12}[ㅣ|])")
_SOFT = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_PUNCTUATION = re.compile(r"[^\w]+")

_SITES = {"Organization", "NewsMediaOrganization", "WebSite"}

# How much each place is trusted; measured on pages with checked headlines.
_TRUST = {"headline": 2.0, "og": 1.9, "h1": 1.8, "twitter": 0.6, "title": 0.9, "name": 0.5}


def headline(root: etree._Element, stated: Facts) -> str:
    """The headline, at most 500 characters, or "" where the page has none."""
    sites = site_names(stated)
    sections = tuple(stated.meta.get("article:section", ()))
    votes: dict[str, float] = defaultdict(float)
    forms: dict[str, list[tuple[float, str]]] = defaultdict(list)
    said: dict[str, str] = {}
    for place, text in _candidates(root, stated):
        clean = without_site(tidy(text), sites, sections)
        key = fold(clean)
        if key and key not in sites:
            said[place] = key
            votes[key] += _TRUST[place]
            forms[key].append((_TRUST[place], clean))
    if not votes:
        return ""
    best = _editors_choice(said) or max(votes, key=lambda key: votes[key])
    return cut(max(forms[best])[1])


def _editors_choice(said: dict[str, str]) -> str | None:
    """Where the shared and the structured headline differ and the shown one is one of them, the other is the editors'.

    `h1` and `title` together are written for search engines; so it was on 21 of 30 such pages.
    """
    shared, structured = said.get("og"), said.get("headline")
    shown = said.get("h1")
    if not shared or not structured or shared == structured or shown != said.get("title"):
        return None
    return {shared: structured, structured: shared}.get(shown or "")


def _candidates(root: etree._Element, stated: Facts) -> list[tuple[str, str]]:
    found = [
        ("headline", text_of(stated.article.get("headline"))),
        ("name", text_of(stated.article.get("name"))),
        ("og", stated.first("og:title")),
        ("twitter", stated.first("twitter:title")),
        ("title", next((words_of(element) for element in root.iter("title")), None)),
    ]
    heads = [words_of(element) for element in root.iter("h1")]
    others = {fold(tidy(text)) for _, text in found if text}
    shown = [head for head in heads if head and any(fold(head) in other for other in others)] or [
        head for head in heads if head
    ]
    found += [("h1", head) for head in shown[:1]]
    return [(place, text) for place, text in found if text]


def tidy(text: str) -> str:
    """Without markup, entities and invisible characters."""
    text = text[: 4 * LONGEST]
    for _ in range(2):  # entities are often written twice
        text = unescape(text)
    return " ".join(_SOFT.sub("", _MARKUP.sub("", text)).split())


def without_site(title: str, sites: set[str], stated_sections: tuple[str, ...] = ()) -> str:
    """A title without the site's name at either end."""
    parts = list(_SEPARATOR.finditer(title))
    for split in reversed(parts[-_MOST_PARTS:]):
        if _names_site(title[split.end() :], sites):
            title = title[: split.start()]
    for section in stated_sections:
        title = title.removesuffix(section).rstrip(" -–|:") if section and title.endswith(f"-{section}") else title
    first = _SEPARATOR.search(title)
    if first and _names_site(title[: first.start()], sites):
        title = title[first.end() :]
    return title.strip()


def cut(title: str) -> str:
    """At most `LONGEST` characters, ending at a word."""
    if len(title) <= LONGEST:
        return title
    return title[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _names_site(part: str, sites: set[str]) -> bool:
    key = fold(part)
    return bool(key) and any(
        key == site or (len(key) > 3 and len(site) > 3 and (key in site or site in key)) for site in sites
    )


def site_names(stated: Facts) -> set[str]:
    """Names of the site and its publisher, folded to letters and digits."""
    names = [
        stated.first(
            "og:site_name", "application-name", "twitter:site", "apple-mobile-web-app-title", "al:ios:app_name"
        )
    ]
    publisher = stated.article.get("publisher")
    names.append(text_of(publisher))
    names += [text_of(node.get("name")) for node in stated.nodes if _SITES.intersection(types(node))]
    host = re.match(
        r"https?://(?:www\.)?([\w-]+)\.", stated.first("og:url") or (stated.links.get("canonical") or [""])[0]
    )
    names.append(host[1] if host else None)
    return {key for name in names if name and (key := fold(name))}


def fold(text: str) -> str:
    """Letters and digits only, in one case."""
    return _PUNCTUATION.sub("", unicodedata.normalize("NFKC", text).casefold())
