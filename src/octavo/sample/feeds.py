"""A publisher's feed in the format that it speaks, times still as tokens."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from html import escape

from octavo.sample.blocks import plain
from octavo.sample.images import image_url
from octavo.sample.pages import address
from octavo.sample.publishers import House
from octavo.sample.texts import Text


def _link(house: House, text: Text) -> str:
    return address(house, text) + house.feed_query


def _rss_item(house: House, text: Text, *, full: bool) -> str:
    url = escape(_link(house, text))
    lines = [
        f"<title>{escape(text.short_title or text.title)}</title>",
        f"<link>{url}</link>",
        f'<guid isPermaLink="false">{house.key}-{text.number}</guid>',
        f"<pubDate>{{{{t:{text.published}:rfc822}}}}</pubDate>",
        f"<description>{escape(text.summary)}</description>",
        *(f"<dc:creator><![CDATA[{name}]]></dc:creator>" for name in text.authors),
        *(f"<category>{escape(word)}</category>" for word in text.keywords),
    ]
    if full:
        more = f'<p><a href="{url}">Read on at {escape(house.publisher.name)}</a></p>'
        lines.append(f"<content:encoded><![CDATA[{plain(text)}\n{more}]]></content:encoded>")
    if text.picture:
        image = image_url(house.publisher.host, text.picture.name)
        lines.append(f'<media:content url="{image}" medium="image" type="image/webp" width="960" height="540"/>')
    if text.kind == "audio":
        media = f"https://media.{house.publisher.host.removeprefix('www.')}/{text.slug}.mp3"
        lines.append(f'<enclosure url="{media}" type="audio/mpeg" length="{text.minutes * 960_000}"/>')
    return "<item>\n" + "\n".join(lines) + "\n</item>"


def _rss(house: House, texts: Sequence[Text], *, full: bool = False) -> str:
    said = house.publisher
    items = "\n".join(_rss_item(house, text, full=full) for text in texts)
    return f"""<?xml version="1.0" encoding="{house.charset}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>{escape(said.name)}</title>
<link>{said.homepage}</link>
<description>{escape(said.name)}</description>
<language>{said.lang}</language>
<ttl>15</ttl>
<atom:link href="{house.feed_url}" rel="self" type="application/rss+xml"/>
<lastBuildDate>{{{{t:-0m:rfc822}}}}</lastBuildDate>
{items}
</channel>
</rss>
"""


def _atom_entry(house: House, text: Text) -> str:
    authors = "".join(f"<author><name>{escape(name)}</name></author>" for name in text.authors)
    terms = "".join(f'<category term="{escape(word)}"/>' for word in text.keywords)
    return f"""<entry>
<id>tag:{house.publisher.host},2020:{text.number}</id>
<title type="html">{escape(escape(text.title))}</title>
<link rel="alternate" type="text/html" href="{_link(house, text)}"/>
<published>{{{{t:{text.published}:zulu}}}}</published>
<updated>{{{{t:{text.updated or text.published}:zulu}}}}</updated>
{authors}{terms}
<summary type="html">{escape(f"<p>{escape(text.summary)}</p>")}</summary>
</entry>"""


def _atom(house: House, texts: Sequence[Text]) -> str:
    said = house.publisher
    entries = "\n".join(_atom_entry(house, text) for text in texts)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{said.lang}">
<id>{said.homepage}</id>
<title>{escape(said.name)}</title>
<link rel="self" href="{house.feed_url}"/>
<link rel="alternate" type="text/html" href="{said.homepage}"/>
<updated>{{{{t:-0m:zulu}}}}</updated>
{entries}
</feed>
"""


def _rdf_item(house: House, text: Text) -> str:
    creators = "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in text.authors)
    subjects = "".join(f"<dc:subject>{escape(word)}</dc:subject>" for word in text.keywords)
    return f"""<item rdf:about="{_link(house, text)}">
<title>{escape(text.title)}</title>
<link>{_link(house, text)}</link>
<description>{escape(text.summary)}</description>
<dc:date>{{{{t:{text.published}:iso}}}}</dc:date>
{creators}{subjects}
</item>"""


def _rdf(house: House, texts: Sequence[Text]) -> str:
    said = house.publisher
    items = "\n".join(_rdf_item(house, text) for text in texts)
    listed = "".join(f'<rdf:li rdf:resource="{_link(house, text)}"/>' for text in texts)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="{house.feed_url}">
<title>{escape(said.name)}</title>
<link>{said.homepage}</link>
<description>{escape(said.name)}</description>
<dc:language>{said.lang}</dc:language>
<items><rdf:Seq>{listed}</rdf:Seq></items>
</channel>
{items}
</rdf:RDF>
"""


def _json_item(house: House, text: Text) -> dict[str, object]:
    said: dict[str, object] = {
        "id": str(text.number),
        "url": _link(house, text),
        "title": text.title,
        "summary": text.summary,
        "content_html": plain(text),
        "date_published": f"{{{{t:{text.published}:iso}}}}",
        "authors": [{"name": name} for name in text.authors],
        "tags": list(text.keywords),
    }
    if text.picture:
        said["image"] = image_url(house.publisher.host, text.picture.name)
    return said


def _json(house: House, texts: Sequence[Text]) -> str:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": house.publisher.name,
        "home_page_url": house.publisher.homepage,
        "feed_url": house.feed_url,
        "language": house.publisher.lang,
        "items": [_json_item(house, text) for text in texts],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1)


FORMATS: Mapping[str, Callable[[House, Sequence[Text]], str]] = {
    "rss": _rss,
    "rss_full": lambda house, texts: _rss(house, texts, full=True),
    "atom": _atom,
    "rdf": _rdf,
    "json": _json,
}


def feed(house: House, texts: Sequence[Text]) -> str:
    """The feed of `texts`, given newest first."""
    return FORMATS[house.feed_format](house, texts)
