"""The publisher's own keywords of an article, from what the page states, else from its visible tag links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from octavo.core.gather.extract.headline import fold, site_names, tidy
from octavo.core.gather.extract.structured import Facts, as_list, text_of, words_of

_MOST = 25
_LONGEST = 60  # characters; longer ones are sentences
_COMMAS = re.compile(r"\s*[,;|،、，]\s*")
_PREFIX = re.compile(
    r"^(?:tag|type|keyword|topic|subject|category|section|author|source|locale|genre|theme|person|place|org\w*)[:=]\s*",
    re.I,
)
_NO_TOPIC = re.compile(
    r"^(?:type|section|author|source|locale|isBreaking|news[- ]?id|lang\w*|premium|paid|free|format|template)[:=]", re.I
)
_TAG_LINK = re.compile(
    r"/(?:tags?|topics?|thema|themen|temas?|etiquetas?|etiketter?|etiket|sujets?|mot-cle|keywords?|stichwort\w*|"
    r"schlagwort\w*|argomenti|haberleri|tema|emne|emner|label|hashtag)/",
    re.I,
)
_TAG_NAME = re.compile(
    r"(?:^|[\s_-])(?:tags?|topics?|keywords?|themen|etiquetas|hashtags?|article-?tags|tag-?list)(?:$|[\s_-])", re.I
)

_JUNK = re.compile(r"^[\w -]{1,24}:\S?|https?:|^[0-9a-f-]{20,}$|^\w+\.\w+\.(?:com|org|net)$|^\d+$")
_PATH = re.compile(r"[a-z]+/[^/]+$")


def keywords(root: etree._Element, stated: Facts, title: str) -> tuple[str, ...]:
    """At most 25, in the page's order and spelling, without the site's name, the section and doubles."""
    sites = site_names(stated)
    for source in (_meta, _structured, _visible):
        found = _clean(source(root, stated), title, sites)
        if found:
            return tuple(found[:_MOST])
    return ()


def _meta(root: etree._Element, stated: Facts) -> Iterator[str]:
    for name in ("news_keywords", "parsely-tags", "keywords", "article:tag", "sailthru.tags", "og:article:tag"):
        values = [part for value in stated.meta.get(name, ()) for part in _COMMAS.split(value) if part]
        if values:
            yield from values
            return


def _structured(root: etree._Element, stated: Facts) -> Iterator[str]:
    values = as_list(stated.article.get("keywords"))
    for value in values:
        text = text_of(value) or ""
        if not _NO_TOPIC.match(text):
            yield from _COMMAS.split(text)
    if not values:
        for value in as_list(stated.article.get("about")) + as_list(stated.article.get("mentions")):
            yield text_of(value) or ""


def _visible(root: etree._Element, stated: Facts) -> Iterator[str]:
    """Links marked as tags, or whose address lies under a tag folder inside an element called tags."""
    for element in root.iter("a"):
        rel = (element.get("rel") or "").split()
        if "tag" in rel or (_TAG_LINK.search(element.get("href") or "") and _among_tags(element)):
            yield words_of(element)


def _among_tags(element: etree._Element) -> bool:
    around = [element, *list(element.iterancestors())[:4]]
    return any(_TAG_NAME.search(f"{one.get('class') or ''} {one.get('id') or ''}") for one in around)


def _clean(found: Iterable[str], title: str, sites: set[str]) -> list[str]:
    words = [_PREFIX.sub("", tidy(raw[:200])).strip(" #\"'.") for raw in _split_cjk(list(found))]
    kept = [word.rsplit("/", 1)[-1] if _PATH.match(word) else word for word in words if not _JUNK.search(word)]
    if _are_codes(kept) or _are_title_words(kept, title) or (kept and fold(kept[0]) in sites):
        return []  # keywords made by a machine, or the same for the whole site
    unique = {fold(word): word for word in reversed(kept) if 1 < len(word) <= _LONGEST}
    barred = {"", fold(title), *sites}
    return [word for word in dict.fromkeys(kept) if unique.get(fold(word)) == word and fold(word) not in barred]


def _split_cjk(found: list[str]) -> list[str]:
    """Chinese lists may be parted by blanks alone."""
    if len(found) == 1 and found[0].count(" ") > 2 and not found[0].isascii() and max(map(len, found[0].split())) < 8:
        return found[0].split()
    return found


def _are_codes(words: list[str]) -> bool:
    """An agency's subject codes ("INDS08")."""
    return sum(word.isascii() and word.isupper() and " " not in word for word in words) > max(3, 0.6 * len(words))


def _are_title_words(words: list[str], title: str) -> bool:
    """The headline, or the address made from it, cut at its blanks."""
    said = {fold(word) for word in title.split()}
    single = [word for word in words if " " not in word]
    return len(words) > 4 and len(single) == len(words) and sum(fold(word) in said for word in words) > 0.6 * len(words)
