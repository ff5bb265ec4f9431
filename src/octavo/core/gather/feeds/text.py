"""Text constructs of feeds: what an element holds as safe HTML, or as one plain line."""

from __future__ import annotations

import base64
import binascii
import re
from functools import lru_cache
from html import escape, unescape

import nh3
from lxml import etree

from octavo.core.gather.decode import decode
from octavo.core.gather.feeds.names import Names

MAX_LINE = 500  # characters of a title or name
_INLINE = "a|abbr|acronym|b|bdi|bdo|big|br|cite|code|del|dfn|em|font|i|img|ins|kbd|mark|nobr|q|s|samp|small|span|strike"
_BLOCK = "article|blockquote|center|div|h[1-6]|hr|li|ol|p|pre|section|table|tbody|td|th|tr|ul|figure|video|audio|iframe"
_OTHER = (
    "strong|sub|sup|tt|u|var|wbr|script|style|applet|base|blink|body|embed|form|frame|frameset|input|link|meta|object"
)
_TAG = re.compile(rf"</?(?:{_INLINE}|{_BLOCK}|{_OTHER})(?:[\s/][^<>]{{0,2000}})?>", re.I)
_UNREAD = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S)
_IFRAME = re.compile(r"""<iframe\b[^<>]{0,500}?\bsrc\s{0,3}=\s{0,3}["']([^"'<>]{1,500})["'][^<>]{0,500}>""", re.I)
_PLAYER = re.compile(r"//(?:www\.)?player|/embed|/player|/videos?/", re.I)  # other frames are advertising and counters
_ELEMENT = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,20})")
_SELF_CLOSING = frozenset(
    {"br", "hr", "img", "wbr", "input", "source", "track", "col", "embed", "area", "link", "meta", "param", "base"}
    | {"p", "li", "td", "th", "tr", "dt", "dd"}
)
# A tag this long holds a picture in base64, which is not shown, or attributes by the thousand, which parsers compare
# pairwise.
_LONG_TAG = re.compile(r"<[a-zA-Z][^<>]{10000,}+>?")
_SMALL = 10_000  # characters; below it no markup is slow
_DEEPEST = 500
_MOST_REFERENCES = 20_000  # cleaning takes the square of them: 20 ms for so many
_XHTML = "{http://www.w3.org/1999/xhtml}"
_TAGS = {
    "a", "abbr", "article", "audio", "b", "bdi", "bdo", "blockquote", "br", "caption", "center", "cite", "code", "col",
    "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4",
    "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "picture", "pre", "q", "rp", "rt", "ruby",
    "s", "samp", "section", "small", "source", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody",
    "td", "tfoot", "th", "thead", "time", "tr", "tt", "u", "ul", "var", "video", "wbr",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href", "title"}, "abbr": {"title"}, "audio": {"src"}, "bdo": {"dir"}, "blockquote": {"dir"},
    "img": {"src", "alt", "title", "width", "height"}, "ol": {"start"}, "p": {"dir"},
    "source": {"src", "type"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "time": {"datetime"},
    "video": {"src", "poster"},
}  # fmt: skip


def plain(text: str, *, markup: bool = True, limit: int = MAX_LINE) -> str:
    """A title or name on one line: without tags where it may be `markup`, and without references in any case."""
    if markup and "<" in text:
        text = _TAG.sub(" ", _UNREAD.sub(" ", text))
    return " ".join(unescape(text).split())[:limit].rstrip()


def title(element: etree._Element, names: Names) -> str:
    """The element as a plain line. Only Atom says whether its text is markup; elsewhere tags are taken as tags."""
    if _holds_markup(element):
        for unread in element.iter("{*}script", "{*}style"):
            unread.text = None
        return plain("".join(str(part) for part in element.itertext()), markup=False)
    text, kind = _decoded(element)
    return plain(text, markup=not (names.atom and kind in ("", "text", "text/plain")) or _as_html(text))


def safe_html(element: etree._Element, names: Names, base: str) -> str:
    """The element's content as safe HTML with absolute addresses (against `base`)."""
    if _holds_markup(element):
        return clean(_inner(element), base)
    text, kind = _decoded(element)
    if names.atom and kind in ("", "text", "text/plain") and not _TAG.search(text):
        return escape(text.strip(), quote=False)
    return clean(text, base)


def clean(html: str, base: str) -> str:
    """HTML of others made safe; relative addresses are resolved, or dropped where `base` is ""."""
    html = html.strip()
    if "<" not in html and "&" not in html:
        return html
    if "<iframe" in html or "<IFRAME" in html:  # an embedded player stays as a link to it
        html = _IFRAME.sub(
            lambda found: f'<a href="{found[1]}">{found[1]}</a>' if _PLAYER.search(found[1]) else "", html
        )
    if len(html) > _SMALL:
        html = _LONG_TAG.sub("", html)
        if _too_deep(html) or html.count("&") > _MOST_REFERENCES:
            return escape(plain(html, limit=len(html)), quote=False)
    return _cleaner(base).clean(html).strip()


@lru_cache(maxsize=32)
def _cleaner(base: str) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener",
        url_relative=("rewrite_with_base", base) if base else "deny",
    )


def _too_deep(html: str) -> bool:
    """Whether more elements stand open inside each other than anyone writes: HTML parsers take the square of it."""
    depth = 0
    for closing, name in _ELEMENT.findall(html):
        if name.lower() not in _SELF_CLOSING:
            depth = max(0, depth - 1) if closing else depth + 1
            if depth > _DEEPEST:
                return True
    return False


def _as_html(text: str) -> bool:
    """Whether text that claims to be plain is not: publishers escape HTML and forget to say so."""
    return re.search(r"</[a-zA-Z]|<(?:br|img)\b", text) is not None


def _holds_markup(element: etree._Element) -> bool:
    return len(element) > 0 or element.get("type", "").lower() in ("xhtml", "application/xhtml+xml")


def _decoded(element: etree._Element) -> tuple[str, str]:
    """The element's text and its stated type in lower case; base64 (Atom) undone."""
    text = element.text or ""
    kind = element.get("type", "").lower().partition(";")[0].strip()
    encoded = "/" in kind and not kind.startswith("text/") and not kind.endswith(("xml", "html"))
    if element.get("mode", "").lower() != "base64" and not encoded:
        return text, kind
    try:
        return decode(base64.b64decode("".join(text.split()), validate=True)), kind
    except (binascii.Error, ValueError):
        return text, kind


def _inner(element: etree._Element) -> str:
    """The inside of an element as HTML, its tags without namespace."""
    for child in element.iterdescendants(f"{_XHTML}*"):
        child.tag = child.tag[len(_XHTML) :]
    parts = [escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return "".join(parts)
