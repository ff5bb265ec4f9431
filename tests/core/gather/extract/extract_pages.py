# ruff: noqa: E501  (markup reads best on one line)
"""Pages written for the tests: the structure of news sites, words of our own."""

from __future__ import annotations

import json
from typing import Any

PARAGRAPHS = (
    "The harbour council voted on Tuesday to rebuild the old lighthouse, which was damaged in the storm of last March.",
    "Engineers, who had inspected the tower twice, said that the lower walls were sound and that work could begin in May.",
    "“We have waited long enough,” said Mara Lindqvist, who leads the council, after the vote; the room applauded her.",
    "The cost is put at four million crowns, of which the region pays half, and the rest will come from harbour fees.",
    "Fishermen had asked for a cheaper beacon of steel, but their motion found only three votes and was turned down.",
    "A first stone is to be laid on the tenth of May, and the lamp, if all goes well, should be lit again by autumn.",
)
MENU = "".join(
    f"<li><a href='/{name.lower()}'>{name}</a></li>" for name in ("News", "Sport", "Harbour", "Weather", "Letters")
)
TEASERS = "".join(
    f"<div class='teaser card'><a href='/other/{i}'>Another report number {i} from the coast</a></div>"
    for i in range(6)
)


def article_node(**more: Any) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Council rebuilds the lighthouse",
        "datePublished": "2024-03-12T10:00:00+01:00",
        "author": [{"@type": "Person", "name": "Jon Berg"}],
        **more,
    }


def page(
    *,
    head: str = "",
    node: Any = None,
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    after: str = "",
    title: str = "Council rebuilds the lighthouse | Coast Courier",
    h1: str = "Council rebuilds the lighthouse",
) -> str:
    script = f"<script type='application/ld+json'>{json.dumps(node)}</script>" if node is not None else ""
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}{script}</head><body>"
        f"<nav class='menu'><ul>{MENU}</ul></nav><main><article><h1>{h1}</h1>"
        f"<div class='article-body'>{text}</div></article>{after}"
        f"<aside class='related'><h3>Read more</h3>{TEASERS}</aside></main>"
        "<footer class='footer'><p>© Coast Courier. All rights reserved.</p></footer></body></html>"
    )
