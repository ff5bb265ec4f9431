"""Writes the tree of some HTML as a flat run of simple blocks. Decides nothing about what an article is, and is not the
safety check: `octavo.core.gather.body` cleans what this module writes. It is one walk in which every kind of block may
hold the others, hence its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from html import escape
from urllib.parse import urlsplit

from lxml import etree

from octavo.core.gather.urls import absolute_url

_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6"}
INLINE = {
    "a": "a", "b": "strong", "strong": "strong", "i": "em", "em": "em", "code": "code", "kbd": "kbd", "samp": "samp",
    "var": "var", "sub": "sub", "sup": "sup", "mark": "mark", "s": "s", "del": "s", "strike": "s", "u": "u",
    "small": "small", "q": "q", "cite": "cite", "abbr": "abbr", "bdi": "bdi", "bdo": "bdo", "ruby": "ruby", "rt": "rt",
    "rp": "rp",
}  # fmt: skip
TRANSPARENT = {
    "span",
    "font",
    "time",
    "label",
    "ins",
    "big",
    "tt",
    "nobr",
    "acronym",
    "dfn",
    "data",
    "wbr",
    "center-text",
}
DROPPED = {
    "script", "style", "noscript", "template", "head", "title", "input", "button", "select", "textarea",
    "option", "svg", "math", "canvas", "object", "applet", "map", "area", "link", "meta", "base", "frameset", "dialog",
}  # fmt: skip
_HEAD = frozenset({"title", "meta", "link", "base", "script", "style", "noscript", "template", "object", "bgsound"})
EMBEDS = {"iframe", "embed", "video", "audio"}
_DEEPEST = 60  # levels of markup that are followed; below it only the words count
_LAZY = ("data-src", "data-original", "data-lazy-src", "data-url")

SPACE = re.compile(r"[\s\u200b\ufeff]+")
_BREAKS = re.compile(r"\s*<br>(?:\s|<br>)*")
_EDGE = re.compile(r"^(?:\s|<br>)+|(?:\s|<br>)+$")
_MARKUP = re.compile(r"<[^>]*>")
# Parsers compare each attribute with all before it: 100,000 in one element cost 13 s. Real elements have under 100.
_MANY_ATTRIBUTES = re.compile(
    r"""(<[a-zA-Z][^\s<>"'=/]{0,50}+)(?:[\s/]++[^\s=<>"'/]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'<>]*+))?+){257,}+"""
)
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean_markup(html: str) -> str:
    """The same markup without what breaks parsers or stalls them: control characters, elements with 256 attributes."""
    return _MANY_ATTRIBUTES.sub(r"\1", _CONTROL.sub("", html))


def parse(html: str) -> etree._Element | None:
    """The tree of a piece of HTML, or None where it holds no element. Markup nested over 256 deep is cut off there."""
    return parse_page("<body>" + clean_markup(html))


def parse_page(html: str) -> etree._Element | None:
    """The tree of a whole page, with its head, from cleaned markup; else as `parse`."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root: etree._Element | None = None
    with suppress(etree.LxmlError):  # some versions raise where others give None
        root = etree.fromstring(html.encode("utf-8", "replace"), parser)
    if root is not None and (head := root.find("head")) is not None:
        _end_head(root, head)
    return root


def _end_head(root: etree._Element, head: etree._Element) -> None:
    """Pages may leave out `</head>` and `<body>`; the parser, older than `<article>`, then goes on in the head."""
    start = next((at for at, child in enumerate(head) if child.tag not in _HEAD), None)
    if start is None:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    body[:0] = list(head)[start:]


class Writer:
    """Writes the blocks of a tree. `_figures` waits for the end of the block in which a picture stood."""

    def __init__(self, base_url: str | None) -> None:
        self._base = base_url
        self._figures: list[str] = []

    def blocks(self, root: etree._Element) -> Iterator[str]:
        self._parents = _with_blocks(root)
        yield from self._flow(root, 0)

    def _flow(self, element: etree._Element, depth: int, *, nested: bool = False) -> Iterator[str]:
        """The blocks inside a container: its block children, and a paragraph for each run of words between them."""
        run = [_escape(element.text)]
        breaks = 0
        for child in element:
            tag = _tag(child)
            if tag == "br":
                breaks += 1
                run.append("<br>")
            elif self._is_block(child):
                yield from self._paragraph(run, element)
                run = []
                yield from self._block(child, depth + 1, nested=nested)
            else:
                run.append(self._inline(child, depth + 1))
                breaks = 0
            if breaks > 1:  # two line breaks are how old pages part paragraphs
                yield from self._paragraph(run, element)
                run, breaks = [], 0
            tail = _escape(child.tail)
            run.append(tail)
            if tail.strip():
                breaks = 0
        yield from self._paragraph(run, element)

    def _is_block(self, element: etree._Element) -> bool:
        tag = _tag(element)
        if tag in DROPPED or tag == "img" or tag in EMBEDS:
            return False
        return element in self._parents or not (tag in INLINE or tag in TRANSPARENT or tag == "")

    def _block(self, element: etree._Element, depth: int, *, nested: bool) -> Iterator[str]:
        tag = _tag(element)
        if depth > _DEEPEST:
            yield from self._paragraph([_escape(" ".join(_words(element)))], element)
        elif tag in _HEADINGS and element not in self._parents:
            yield from self._wrapped(_HEADINGS[tag], self._inner(element, depth), "")
        elif tag in ("ul", "ol", "menu") and any(_tag(child) == "li" for child in element):
            yield from self._list(element, depth)
        elif tag == "blockquote" and not nested:
            inner = list(self._flow(element, depth, nested=True))
            kept = "".join(block for block in inner if not block.startswith("<figure"))
            if kept:
                yield f"<blockquote{_dir(element)}>{kept}</blockquote>"
            yield from (block for block in inner if block.startswith("<figure"))
        elif tag == "pre":
            words = "".join(_text_nodes(element)).strip("\n").rstrip()
            if words.strip():
                yield f"<pre>{_escape_pre(words)}</pre>"
        elif tag == "table" and not nested and _is_data(element):
            yield from self._table(element, depth)
        elif tag == "figure":
            yield from self._figure(element, depth)
        else:
            yield from self._flow(element, depth, nested=nested)

    def _paragraph(self, run: list[str], element: etree._Element) -> Iterator[str]:
        yield from self._wrapped("p", "".join(run), _dir(element))

    def _wrapped(self, tag: str, inner: str, attributes: str) -> Iterator[str]:
        inner = _tidy(inner)
        if _has_words(inner):
            yield f"<{tag}{attributes}>{inner}</{tag}>"
        yield from self._pending()

    def _pending(self) -> Iterator[str]:
        waiting, self._figures = self._figures, []
        yield from waiting

    def _inner(self, element: etree._Element, depth: int, *, link: bool = False) -> str:
        """The inline HTML inside an element; blocks inside it become lines."""
        parts = [_escape(element.text)]
        for child in element:
            parts.append(self._inline(child, depth + 1, link=link))
            parts.append(_escape(child.tail))
        return "".join(parts)

    def _inline(self, element: etree._Element, depth: int, *, link: bool = False) -> str:
        tag = _tag(element)
        if tag in DROPPED or not tag:
            return ""
        if tag == "br":
            return "<br>"
        if tag == "img" or tag in EMBEDS:
            self._keep_figure(element)
            return ""
        if depth > _DEEPEST:
            return _escape(" ".join(_words(element)))
        name = INLINE.get(tag)
        inner = self._inner(element, depth, link=link or name == "a")
        if name is None:
            return inner if tag in TRANSPARENT else f"<br>{inner}<br>"
        if not _has_words(inner):
            return " " if inner else ""
        if name == "a":
            address = self._address(element.get("href"))
            return f'<a href="{address}">{inner}</a>' if address and not link else inner
        return f"<{name}{_title(element, name)}>{inner}</{name}>"

    def _list(self, element: etree._Element, depth: int) -> Iterator[str]:
        tag = "ol" if _tag(element) == "ol" else "ul"
        items = "".join(self._items(element, depth))
        if items:
            yield f"<{tag}{_dir(element)}>{items}</{tag}>"
        yield from self._pending()

    def _items(self, element: etree._Element, depth: int) -> Iterator[str]:
        for child in element:
            inner = _tidy(self._inner(child, depth + 1)) if _tag(child) not in DROPPED else ""
            if _has_words(inner):
                yield f"<li>{inner}</li>"

    def _table(self, element: etree._Element, depth: int) -> Iterator[str]:
        rows = []
        for row in element.iter("tr"):
            cells = [
                f"<{_tag(cell)}{_spans(cell)}>{_tidy(self._inner(cell, depth + 3))}</{_tag(cell)}>"
                for cell in row
                if _tag(cell) in ("td", "th")
            ]
            if any(_has_words(cell) for cell in cells):
                rows.append(f"<tr>{''.join(cells)}</tr>")
        if rows:
            yield f"<table><tbody>{''.join(rows)}</tbody></table>"
        yield from self._pending()

    def _figure(self, element: etree._Element, depth: int) -> Iterator[str]:
        captions = list(element.iter("figcaption"))
        pictures = list(element.iter("img", *EMBEDS)) or _bare_links(element)
        if not pictures:
            yield from self._flow(element, depth, nested=True)
            return
        before, self._figures = self._figures, []
        for picture in pictures:
            self._keep_figure(picture)
        caption = _tidy(self._inner(captions[0], depth + 1)) if captions else ""
        shown, self._figures = "".join(self._figures), before
        shown = shown.replace("<figure>", "").replace("</figure>", "")
        if shown:
            end = f"<figcaption>{caption}</figcaption>" if _has_words(caption) else ""
            yield f"<figure>{shown}{end}</figure>"

    def _keep_figure(self, element: etree._Element) -> None:
        address = self._address(_source(element))
        if not address:
            return
        if _tag(element) == "img":
            if not _is_tiny(element):
                alt = escape(SPACE.sub(" ", element.get("alt") or "").strip()[:500])
                self._figures.append(f'<figure><img src="{address}" alt="{alt}"></figure>')
        else:
            host = urlsplit(address).hostname or ""
            self._figures.append(f'<figure><a href="{address}">{escape(host.removeprefix("www."))}</a></figure>')

    def _address(self, value: str | None) -> str | None:
        """The absolute http(s) address, escaped for an attribute, or None."""
        address = absolute_url((value or "").strip(), self._base or "")
        return escape(address) if address else None


def _tag(element: etree._Element) -> str:
    return element.tag if isinstance(element.tag, str) else ""


def _escape(text: str | None) -> str:
    return escape(SPACE.sub(" ", text), quote=False) if text else ""


def _escape_pre(text: str) -> str:
    return escape(text, quote=False)


def _tidy(inner: str) -> str:
    return _EDGE.sub("", SPACE.sub(" ", _BREAKS.sub("<br>", inner)))


def _has_words(inner: str) -> bool:
    return bool(_MARKUP.sub("", inner).strip())


def _text_nodes(element: etree._Element) -> Iterator[str]:
    """The text inside an element with line breaks, without recursion."""
    for event, sub in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield "\n" if _tag(sub) == "br" else sub.text or "" if _tag(sub) not in DROPPED else ""
        elif sub is not element:
            yield sub.tail or ""


def _words(element: etree._Element) -> list[str]:
    return " ".join(_text_nodes(element)).split()


def _dir(element: etree._Element) -> str:
    direction = (element.get("dir") or "").lower()
    return f' dir="{direction}"' if direction in ("rtl", "ltr") else ""


def _title(element: etree._Element, name: str) -> str:
    if name == "bdo":
        return _dir(element)
    title = element.get("title") if name == "abbr" else None
    return f' title="{escape(SPACE.sub(" ", title[:300]))}"' if title else ""


def _spans(cell: etree._Element) -> str:
    pairs = ((name, cell.get(name) or "") for name in ("colspan", "rowspan"))
    return "".join(f' {name}="{value}"' for name, value in pairs if re.fullmatch(r"[1-9]\d?", value))


def _is_data(table: etree._Element) -> bool:
    """A table of facts, not one that lays a page out: two columns somewhere and no table or heading inside."""
    inside = {_tag(sub) for sub in table.iterdescendants()}
    if inside & {"table", "h1", "h2", "h3", "ul", "ol", "iframe", "article"}:
        return False
    return any(sum(_tag(cell) in ("td", "th") for cell in row) > 1 for row in table.iter("tr"))


def _bare_links(figure: etree._Element) -> list[etree._Element]:
    """The links of a figure that holds links only, which is how this module writes an embed."""
    links = [child for child in figure if _tag(child) in ("a", "img", "figcaption")]
    loose = [figure.text, *(child.tail for child in figure)]
    return [] if len(links) < len(figure) or any((text or "").strip() for text in loose) else links


def _is_tiny(image: etree._Element) -> bool:
    """Spacers, tracking pixels and icons."""
    sizes = (re.match(r"\d+", image.get(name) or "") for name in ("width", "height"))
    return any(size and int(size[0][:6]) < 48 for size in sizes)


def _source(element: etree._Element) -> str | None:
    """The address of a picture or embed; lazy loaders keep the true one beside a placeholder."""
    for name in (*_LAZY, "src", "href"):
        value = element.get(name) or ""
        if value and not value.startswith("data:"):
            return value
    srcset = element.get("srcset") or element.get("data-srcset") or ""
    if srcset:
        return srcset.split(",")[-1].split()[0] if srcset.split(",")[-1].split() else None
    for source in element.iter("source"):
        return source.get("src")
    return None


def _with_blocks(root: etree._Element) -> set[etree._Element]:
    """The elements that hold a block somewhere inside."""
    found: set[etree._Element] = set()
    for element in root.iter():
        tag = _tag(element)
        if not tag or tag in INLINE or tag in TRANSPARENT or tag in DROPPED or tag in ("img", "br", *EMBEDS):
            continue
        parent = element.getparent()
        while parent is not None and parent not in found:
            found.add(parent)
            parent = parent.getparent()
    return found
