"""The machine-readable part of a page's head, in several shapes that real publishers use (schema.org as JSON-LD)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from octavo.sample.images import image_url
from octavo.sample.publishers import House
from octavo.sample.texts import Text

_TYPES = {"live": "LiveBlogPosting", "gallery": "ImageGallery"}


def _script(data: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def _authors(text: Text) -> list[dict[str, str]]:
    people = [{"@type": "Person", "name": name} for name in text.authors]
    return people or [{"@type": "Organization", "name": text.agency or "Newsroom"}]


def _article(house: House, text: Text, url: str) -> dict[str, Any]:
    said: dict[str, Any] = {
        "@type": _TYPES.get(text.kind, "NewsArticle"),
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "headline": text.title,
        "description": text.summary,
        "datePublished": f"{{{{t:{text.published}:iso}}}}",
        "dateModified": f"{{{{t:{text.updated or text.published}:iso}}}}",
        "author": _authors(text),
        "publisher": {"@type": "NewsMediaOrganization", "name": house.publisher.name, "url": house.publisher.homepage},
        "articleSection": text.section,
        "keywords": list(text.keywords),
        "inLanguage": house.publisher.lang,
        "isAccessibleForFree": text.kind != "teaser",
    }
    if text.picture:
        said["image"] = [image_url(house.publisher.host, text.picture.name)]
    if text.kind == "live":
        said["coverageStartTime"] = said["datePublished"]
        said["liveBlogUpdate"] = list(_updates(text))
    return said


def _updates(text: Text) -> list[dict[str, str]]:
    heads = [block[2:].partition(" | ") for block in text.blocks if block.startswith("@ ")]
    return [
        {"@type": "BlogPosting", "headline": heading, "datePublished": f"{{{{t:{offset}:iso}}}}"}
        for offset, _, heading in heads
    ]


def _plain(house: House, text: Text, url: str) -> str:
    return _script({"@context": "https://schema.org", **_article(house, text, url)})


def _graph(house: House, text: Text, url: str) -> str:
    """As the large content systems write it: one graph of site, page, people and article that refer to each other."""
    site = house.publisher.homepage
    people = [{**one, "@id": f"{site}#/person/{i}"} for i, one in enumerate(_authors(text))]
    article = _article(house, text, url)
    article |= {
        "@id": f"{url}#article",
        "author": [{"@id": one["@id"]} for one in people],
        "isPartOf": {"@id": url},
        "publisher": {"@id": f"{site}#organization"},
        "keywords": ", ".join(text.keywords),
        "wordCount": sum(len(block.split()) for block in text.blocks) * (9 if text.kind == "teaser" else 1),
    }
    page = {"@type": "WebPage", "@id": url, "url": url, "name": f"{text.title} - {house.publisher.name}"}
    organisation = {"@type": "Organization", "@id": f"{site}#organization", "name": house.publisher.name, "url": site}
    website = {"@type": "WebSite", "@id": f"{site}#website", "url": site, "name": house.publisher.name}
    return _script({"@context": "https://schema.org", "@graph": [website, organisation, page, *people, article]})


def _list(house: House, text: Text, url: str) -> str:
    crumbs = [("Accueil", house.publisher.homepage), (text.section, url)]
    trail = {
        "@context": "http://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": i, "item": {"@id": at, "name": name}}
            for i, (name, at) in enumerate(crumbs, start=1)
        ],
    }
    return _script([trail, {"@context": "http://schema.org", **_article(house, text, url)}])


def _minimal(house: House, text: Text, url: str) -> str:
    """An article with authors in one string and no keywords."""
    said = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": text.title,
        "url": url,
        "datePublished": f"{{{{t:{text.published}:basic}}}}",
        "author": ", ".join(text.authors) or house.publisher.name,
    }
    return _script(said)


def _media_only(house: House, text: Text, url: str) -> str:
    """Nothing for an article; a VideoObject or AudioObject for an item with a player, an ImageGallery for pictures."""
    if text.kind == "gallery":
        return _script({"@context": "https://schema.org", "@type": "ImageGallery", "name": text.title, "url": url})
    kinds = {"video": "VideoObject", "audio": "AudioObject"}
    if text.kind not in kinds:
        return ""
    host = house.publisher.host.removeprefix("www.")
    said = {
        "@context": "https://schema.org",
        "@type": kinds[text.kind],
        "name": text.title,
        "description": text.summary,
        "uploadDate": f"{{{{t:{text.published}:iso}}}}",
        "duration": f"PT{text.minutes}M",
        "contentUrl": f"https://media.{host}/{text.slug}.{'mp4' if text.kind == 'video' else 'mp3'}",
        "embedUrl": f"https://player.{host}/embed/{text.number}",
        "encodingFormat": "video/mp4" if text.kind == "video" else "audio/mpeg",
        "keywords": ",".join(text.keywords),
    }
    if text.picture:
        said["thumbnailUrl"] = image_url(house.publisher.host, text.picture.name)
    return _script(said)


SHAPES: Mapping[str, Callable[[House, Text, str], str]] = {
    "plain": _plain,
    "graph": _graph,
    "list": _list,
    "minimal": _minimal,
    "media_only": _media_only,
    "none": lambda house, text, url: "",
}
