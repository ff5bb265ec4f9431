"""Text that should be XML to an element tree, however broken. Knows nothing of feeds."""

from __future__ import annotations

import re
from html import escape, unescape
from html.entities import html5

from lxml import etree

from octavo.errors import FeedError

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_DECLARATION = re.compile(r"<\?xml\b[^<>]{0,200}\?>", re.I)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[<>]{0,500}(?:\[([^\]]{0,20000})\])?\s{0,20}>", re.I)
_ENTITY = re.compile(r"""<!ENTITY\s{1,9}(\w{1,40})\s{1,9}(?:"([^"&<%]{0,100})"|'([^'&<%]{0,100})')\s{0,9}>""")
_HEAD = 30_000  # characters before the first element in which a document type is looked for
_MOST_ENTITIES = 50
_REFERENCE = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?:(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,40});)?", re.S)
# Characters that no one means: bytes of Windows-1252 which were passed on as if they were Latin-1.
_WINDOWS = {code: char for code in range(0x80, 0xA0) if (char := bytes([code]).decode("cp1252", "ignore"))}
_FIRST_ELEMENT = re.compile(r"<[A-Za-z_]")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})


def read_root(text: str, base_url: str) -> etree._Element:
    """The root element of `text`. Raises FeedError where there is none."""
    start = text.find("<")
    if start < 0:
        raise FeedError("neither XML nor JSON", hint="the address of a feed is needed, or of a page that names one")
    raw = _repaired(text[start:]).encode("utf-8", "ignore")
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(raw, parser, base_url=base_url) if base_url else etree.fromstring(raw, parser)
    except (etree.LxmlError, ValueError) as error:
        raise FeedError("the XML is broken beyond reading") from error
    if root is None:
        raise FeedError("no element can be read in the XML")
    return root


def _repaired(text: str) -> str:
    """Without declarations, document type and characters that XML forbids; with references that XML knows."""
    text = _CONTROL.sub("", _DECLARATION.sub("", text)).translate(_WINDOWS)
    own: dict[str, str] = {}
    first = _FIRST_ELEMENT.search(text)
    doctype = _DOCTYPE.search(text, 0, min(first.start(), _HEAD) if first else 0)
    if doctype is not None:
        entities = _ENTITY.findall(doctype[1] or "")[:_MOST_ENTITIES]
        own = {name: double or single for name, double, single in entities}
        text = text[doctype.end() :]

    def known(match: re.Match[str]) -> str:
        name = match[1]
        if name is None:
            return "&amp;" if match[0] == "&" else match[0]
        if name in _XML_NAMES:
            return match[0]
        if name[0] == "#":
            return escape(_CONTROL.sub("", unescape(match[0])).replace("\ufffd", ""))
        value = own.get(name) or html5.get(f"{name};")
        return escape(value) if value is not None else f"&amp;{name};"

    return _REFERENCE.sub(known, text)
