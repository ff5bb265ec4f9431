"""Pages, sitemaps, robots.txt files and OPML lists that were made to hurt, by name. Feeds are in `tests.hostile`."""

from __future__ import annotations

import gzip
from collections.abc import Callable

from aiohttp import web

from tests.hostile import _ENTITIES, _zeros
from tests.network import Network

Bodies = dict[str, Callable[[], tuple[bytes, dict[str, str]]]]
GZIP = {"Content-Encoding": "gzip"}
ROOM = 9_000_000  # bytes: just under what is read at all
WORDS = b"The river rose again on Monday, and the council of Marlow closed two bridges. "


def _page(inside: bytes, head: bytes = b"") -> bytes:
    return (
        b"<!doctype html><html lang=en><head><title>Flood in Marlow</title>" + head + b"</head><body><article>"
        b"<h1>Flood in Marlow</h1>" + inside + b"<p>" + WORDS * 6 + b"</p></article></body></html>"
    )


def _filled(piece: bytes) -> bytes:
    return piece * (ROOM // len(piece))


def _plain(make: Callable[[], bytes]) -> Callable[[], tuple[bytes, dict[str, str]]]:
    return lambda: (make(), {})


def _attributes(count: int) -> bytes:
    return b" ".join(b'a%d="1"' % number for number in range(count))


PAGES: Bodies = {
    "entities": _plain(lambda: b'<!DOCTYPE r [<!ENTITY l0 "lol">' + _ENTITIES + b"]>" + _page(b"<p>&l11;</p>")),
    "attributes": _plain(lambda: _page(b"<p " + _attributes(200_000) + b">x</p>")),
    "same-attributes": _plain(lambda: _page(b"<p " + b'a="1" ' * 200_000 + b">x</p>")),
    "nested": _plain(lambda: _page(b"<div>" * 100_000 + b"x" + b"</div>" * 100_000)),
    "nested-inline": _plain(lambda: _page(b"<b><i>" * 100_000 + b"x")),
    "nested-tables": _plain(lambda: _page(b"<table><tr><td>" * 50_000 + b"x")),
    "nested-lists": _plain(lambda: _page(b"<ul><li>" * 100_000 + b"x")),
    "nested-quotes": _plain(lambda: _page((b"<blockquote><p>" + WORDS) * 50_000)),
    "paragraphs": _plain(lambda: _page(_filled(b"<p>x y z"))),
    "long-paragraphs": _plain(lambda: _page(_filled(b"<p>" + WORDS * 3 + b"</p>"))),
    "links": _plain(lambda: _page(_filled(b"<a href=/1>one two</a> "))),
    "feed-links": _plain(lambda: _page(b"", _filled(b'<link rel=alternate type="application/rss+xml" href=/feed?1>'))),
    "breaks": _plain(lambda: _page(_filled(b"a<br>"))),
    "open-tags": _plain(lambda: _page(_filled(b"<a href=x "))),
    "angle-brackets": _plain(lambda: _page(_filled(b"<"))),
    "ampersands": _plain(lambda: _page(_filled(b"&"))),
    "blanks": _plain(lambda: _page(_filled(b" "))),
    "one-word": _plain(lambda: _page(b"<p>" + _filled(b"x") + b"</p>")),
    "digits": _plain(lambda: _page(b"<p>" + _filled(b"1") + b"</p>", b"<meta name=date content='" + b"1" * 100_000)),
    "open-comment": _plain(lambda: _page(b"<!--" + _filled(b"-"))),
    "comments": _plain(lambda: _page(_filled(b"<!-- x"))),
    "open-scripts": _plain(lambda: _page(_filled(b"<script "))),
    "deep-json": _plain(lambda: _page(b"", b'<script type="application/ld+json">' + b"[" * 1_000_000 + b"</script>")),
    "long-json": _plain(
        lambda: _page(
            b"", b'<script type="application/ld+json">{"@type":"NewsArticle","keywords":"' + b"a," * 4_000_000
        )
    ),
    "many-json": _plain(
        lambda: _page(b"", _filled(b'<script type="application/ld+json">{"@type":"NewsArticle"}</script>'))
    ),
    "style": _plain(lambda: _page(b"<p style='" + _filled(b"a:b;") + b"'>x</p>")),
    "classes": _plain(lambda: _page(b"<p class='" + _filled(b"a ") + b"'>x</p>")),
    "svg": _plain(lambda: _page(b"<svg>" + _filled(b"<g>"))),
    "nuls": _plain(lambda: _page(b"<p>\0" * 1_000_000)),
    "only-nuls": _plain(lambda: b"\0" * ROOM),
    "wrong-charset": lambda: (_page(b"<meta charset=utf-32>"), {"Content-Type": "text/html; charset=x-nonsense"}),
    "utf-7": lambda: (_page(b"+" * 2_000_000), {"Content-Type": "text/html; charset=utf-7"}),
    "right-to-left": _plain(lambda: _page("<p>\u202e\u0301".encode() * 800_000)),
    "zeros": lambda: (_zeros(60_000_000), GZIP),
    "nothing": _plain(lambda: b""),
}
SITEMAPS: Bodies = {
    "entities": _plain(
        lambda: b'<!DOCTYPE r [<!ENTITY l0 "lol">' + _ENTITIES + b"]><urlset><url><loc>&l11;</loc></url>"
    ),
    "attributes": _plain(
        lambda: b"<urlset><url " + _attributes(200_000) + b"><loc>http://a.test/</loc></url></urlset>"
    ),
    "nested": _plain(lambda: b"<urlset>" + b"<url>" * 100_000),
    "nested-inside": _plain(lambda: b"<urlset><url>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</url></urlset>"),
    "many": _plain(lambda: b"<urlset>" + _filled(b"<url><loc>http://a.test/1</loc></url>")),
    "empty": _plain(lambda: b"<urlset>" + _filled(b"<url/>")),
    "long": _plain(lambda: b"<urlset><url><loc>http://a.test/" + _filled(b"x") + b"</loc></url></urlset>"),
    "dates": _plain(lambda: b"<urlset>" + b"<url><loc>http://a.test/1</loc><lastmod>" + b"1-" * 4_000_000),
    "gzip-file": _plain(lambda: _zeros(1_000_000_000)),
    "gzip-in-gzip": lambda: (gzip.compress(_zeros(60_000_000)), GZIP),
    "nuls": _plain(lambda: b"<urlset>" + b"\0" * ROOM),
}
ROBOTS: Bodies = {
    "wildcards": _plain(lambda: b"User-agent: *\nDisallow: /" + b"*a" * 200_000 + b"*b$\n"),
    "many-wildcards": _plain(lambda: b"User-agent: *\n" + b"Disallow: /*a*a*a*a*a*b$\n" * 18_000),
    "agents": _plain(lambda: b"User-agent: octavo\n" * 25_000 + b"Disallow: /x\n"),
    "delays": _plain(lambda: b"User-agent: *\nCrawl-delay: 1e309\nCrawl-delay: nan\nCrawl-delay: -5\n"),
    "one-line": _plain(lambda: b"User-agent: *" + b"*" * 400_000),
    "colons": _plain(lambda: b":" * 490_000),
    "nuls": _plain(lambda: b"\0" * 490_000),
    "zeros": lambda: (_zeros(60_000_000), GZIP),
    "too-long": _plain(lambda: b"#" * ROOM),
}
OPML: Bodies = {
    "entities": _plain(
        lambda: b'<!DOCTYPE r [<!ENTITY l0 "lol">' + _ENTITIES + b']><outline text="&l11;" xmlUrl="&l11;"/>'
    ),
    "attributes": _plain(lambda: b"<opml><outline " + _attributes(200_000) + b' xmlUrl="http://a.test/"/></opml>'),
    "nested": _plain(lambda: b"<opml>" + b'<outline text="a">' * 100_000),
    "open-quote": _plain(lambda: b'<opml><outline text="' + _filled(b"a=' ")),
    "open-quotes": _plain(lambda: b"<opml>" + _filled(b'<outline text="')),
    "open-comment": _plain(lambda: b"<opml><outline/>" + _filled(b"<!--")),
    "outlines": _plain(lambda: b"<opml>" + _filled(b"<outline/>")),
    "feeds": _plain(lambda: b"<opml>" + b"".join(b'<outline xmlUrl="http://a.test/%d"/>' % n for n in range(60_000))),
    "blanks": _plain(lambda: b"<opml><outline" + _filled(b" ")),
    "nuls": _plain(lambda: b"<opml><outline/>" + b"\0" * ROOM),
}
RULE = {"item": "//article | //li", "title": "h1", "date": "time"}
# those that end within half a second; the others stand in `./run drill hostile`
QUICK = (
    "entities",
    "attributes",
    "nested",
    "nested-inline",
    "only-nuls",
    "wrong-charset",
    "zeros",
    "nothing",
    "deep-json",
)
SLOW_SITEMAPS = frozenset({"many", "empty", "long", "nuls"})


def serve(network: Network, kind: str, name: str, bodies: Bodies, *, path: str = "") -> str:
    """Serve one under a host of its own, as a page or at `path` beside a good page; the address of the page."""
    body, headers = bodies[name]()

    def answer(request: web.Request) -> web.Response:
        if request.path == (path or "/1"):
            return web.Response(body=body, headers={"Content-Type": "text/html"} | headers)
        if path and request.path == "/1":
            return web.Response(body=_page(b""), content_type="text/html")
        return web.Response(status=404)

    network.sites[f"{kind}-{name}.test"] = answer
    return f"http://{kind}-{name}.test/1"
