"""Other readings of the same page, as evidence for the choice of its text: two extractors and the page's own "
"JSON-LD."""

from __future__ import annotations

import re
from contextlib import suppress
from html import unescape
from typing import Any

from lxml import etree

from octavo.core.gather.extract.features import Evidence
from octavo.core.gather.extract.structured import Facts, Node

_MARKUP = re.compile(r"<[^<>]{1,500}>")


_DEEPEST = 200  # levels; libxml2 stops at 256, resiliparse takes minutes for 100,000


def evidence(markup: str, root: etree._Element, stated: Facts, title: str) -> Evidence:
    """What trafilatura, resiliparse and the page itself take for the article's text."""
    description = stated.first("og:description", "description", "twitter:description") or ""
    readings = ("", "") if _is_cut_off(root) else (_precise(markup), _simple(markup))
    return Evidence((*readings, article_body(stated)), title, description)


def _is_cut_off(root: etree._Element) -> bool:
    """Whether the parser gave up on markup nested too deep: then the last element is a very deep one."""
    depth, element = 0, root
    while len(element):
        depth, element = depth + 1, element[-1]
    return depth > _DEEPEST


def article_body(stated: Facts) -> str:
    """The longest `articleBody` of the page's JSON-LD, as plain text, or ""."""
    texts = [text for node in stated.nodes for text in _bodies(node)]
    longest = max(texts, key=len, default="")
    return unescape(_MARKUP.sub("\n", longest)) if "<" in longest or "&" in longest else longest


def _bodies(node: Node) -> list[str]:
    return [
        value
        for key in ("articleBody", "text")
        if isinstance(value := node.get(key), str) and _is_article_text(node, key)
    ]


def _is_article_text(node: Node, key: str) -> bool:
    return key == "articleBody" or ("articleBody" not in node and "headline" in node)


def _precise(markup: str) -> str:
    """trafilatura, tuned to precision. Its `deduplicate` must stay off: it keeps state from page to page."""
    import trafilatura

    found: Any = None
    with suppress(ValueError, TypeError, AttributeError, AssertionError, RecursionError, etree.LxmlError):
        # it was not made for hostile pages
        found = trafilatura.bare_extraction(
            markup, favor_precision=True, fast=True, include_comments=False, with_metadata=False
        )
    return (found.text or "") if found else ""


def _simple(markup: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(markup, main_content=True, alt_texts=False, links=False, list_bullets=False))
