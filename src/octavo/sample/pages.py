"""One article as the whole page of its publisher, times still as tokens."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from octavo.sample import blocks
from octavo.sample.images import image_url
from octavo.sample.publishers import House
from octavo.sample.structured import SHAPES
from octavo.sample.templates import fill, parts
from octavo.sample.texts import Text

_TEASERS = 4  # links in a list of other articles


def address(house: House, text: Text) -> str:
    """Where the article stands on the publisher's site."""
    section = text.section.lower().replace(" ", "-").replace("é", "e")
    return house.publisher.homepage + house.path.format(slug=text.slug, section=section, number=text.number)


def _teasers(house: House, text: Text, others: Sequence[Text]) -> str:
    """Links to the articles that follow this one in the publisher's list."""
    at = next(i for i, other in enumerate(others) if other.slug == text.slug)
    ring = [*others[at + 1 :], *others[:at]][:_TEASERS]
    return blocks.links(house, ((address(house, other), other.title) for other in ring))


def _byline(house: House, text: Text) -> str:
    name = parts(house.key)["author"]
    people = [fill(name, {"name": escape(one), "id": one.lower().replace(" ", "-")}) for one in text.authors]
    return parts(house.key)["and"].strip("\n").join(people) or escape(text.agency or house.publisher.name)


def _lead(house: House, text: Text, values: dict[str, str]) -> str:
    if text.kind in ("video", "audio"):
        return fill(parts(house.key)["player"], values)
    return blocks.figure(house, text.picture, "lead") if text.picture else ""


def _values(house: House, text: Text, others: Sequence[Text]) -> dict[str, str]:
    url = address(house, text)
    host = house.publisher.host
    image = image_url(host, text.picture.name) if text.picture else ""
    return {
        "url": url,
        "host": host,
        "title": escape(text.title),
        "short_title": escape(text.short_title or text.title),
        "description": escape(text.summary),
        "section": escape(text.section),
        "keywords": escape(", ".join(text.keywords)),
        "authors": escape(", ".join(text.authors) or text.agency or ""),
        "byline": _byline(house, text),
        "image": f'<meta property="og:image" content="{image}">' if image else "",
        "structured": SHAPES[house.structured](house, text, url),
        "published": text.published,
        "modified": text.updated or text.published,
        "updated": fill(parts(house.key)["updated"], {"updated": text.updated}) if text.updated else "",
        "teasers": _teasers(house, text, others),
        "number": str(text.number),
        "minutes": str(text.minutes),
        "og_type": "video.other" if text.kind == "video" else "article",
    }


def page(house: House, text: Text, others: Sequence[Text]) -> str:
    """The page of `text`; `others` are all the publisher's articles, this one among them, for its teaser lists."""
    values = _values(house, text, others)
    values["lead"] = _lead(house, text, values)
    values["body"] = blocks.body(house, text, values)
    return fill(parts(house.key)["page"], values)
