"""One page's bytes to a `Page`: article text, metadata, kind and access. Reads nothing but its arguments."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from octavo.core.gather.body import body_from_html
from octavo.core.gather.decode import decode
from octavo.errors import NotAnArticle, TooLarge
from octavo.types import Page

LARGEST = 10_000_000  # bytes


def extract(html: bytes | str, url: str, *, charset: str | None = None, now: datetime | None = None) -> Page:
    """The article that a page holds. `charset` is what HTTP said; a date more than two days after `now` is none.

    Raises NotAnArticle, or TooLarge over 10 MB.
    """
    if len(html) > LARGEST:
        raise TooLarge(f"The page is larger than {LARGEST // 1_000_000} MB")
    text = html if isinstance(html, str) else decode(html, declared=charset)
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        text, url=url, favor_precision=True, include_comments=False, include_formatting=True, include_links=True
    )
    from lxml import etree

    if found is None or not found.title:
        raise NotAnArticle("The page holds no article")
    body = body_from_html(_html(etree.tostring(found.body, encoding="unicode")), url)
    if not body.text:
        raise NotAnArticle("The page holds no article")
    return Page(
        url,
        found.title,
        body,
        authors=tuple((found.author or "").split("; ")) if found.author else (),
        publisher=found.sitename,
    )


def _html(xml: str) -> str:
    return xml.replace("<head", "<h2").replace("</head>", "</h2>").replace("target=", "href=").replace("<ref", "<a")
