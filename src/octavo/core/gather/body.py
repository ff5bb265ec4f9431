"""Makes and reads `Body`: any HTML or plain text to a safe, flat run of blocks and the plain text that they show.

What belongs to an article is not decided here. A figure (pictures with their caption, embeds as links) is shown but is
no part of the text, so it has no number; every other block has at least one word and stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape, unescape

from lxml import etree

from octavo.core.gather.blocks import INLINE, SPACE, Writer, parse
from octavo.types import Body

_TAGS = {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "table", "tbody", "tr", "td", "th",
         "figure", "figcaption", "img", "br", *INLINE.values()}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"}, "img": {"src", "alt"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"},
    "abbr": {"title"}, "bdo": {"dir"}, "p": {"dir"}, "ul": {"dir"}, "ol": {"dir", "start"}, "blockquote": {"dir"},
}  # fmt: skip
_MARKUP = re.compile(r"<[^>]*>")
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CONTROL_BYTES = bytes(code for code in range(128) if _CONTROL.match(chr(code)))
# nh3 takes the square of the references in one text: 80,000 take 0.4 s. Of many, characters that are none stand in.
_MANY_REFERENCES = 2_000
_STAND_INS = {"&amp;": "\ufdd0", "&lt;": "\ufdd1", "&gt;": "\ufdd2"}
_NO_CHARACTER = b"\xef\xbf\xbe", b"\xef\xbf\xbf"  # U+FFFE and U+FFFF
_BLOCK_START = re.compile(r"<(p|h[2-6]|ul|ol|blockquote|pre|table|figure)(?=[ >])")


def body_from_html(html: str, base_url: str | None) -> Body:
    """`html` (a page's part or a feed's) as a `Body`. Relative addresses are read against `base_url`, else dropped.

    Never raises; making a body of a body's HTML changes nothing.
    """
    root = parse(html)
    return Body() if root is None else body_from_tree(root, base_url)


def body_from_tree(root: etree._Element, base_url: str | None) -> Body:
    """As `body_from_html`, of a tree that is parsed already."""
    return body_from_blocks(Writer(base_url).blocks(root))


def body_from_blocks(blocks: Iterable[str]) -> Body:
    """Safe HTML and text of blocks written by this module."""
    safe = safe_again("".join(blocks))
    return Body(safe, "\n\n".join(text for block in split_blocks(safe) if (text := _text(block))))


def safe_again(html: str) -> str:
    """A body's HTML with what is not safe taken out: nothing, unless it was tampered with."""
    import nh3

    many = html.count("&") > _MANY_REFERENCES
    if many:
        html = html.translate(dict.fromkeys(map(ord, _STAND_INS.values())))
        for reference, stand_in in _STAND_INS.items():
            html = html.replace(reference, stand_in)
    safe = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https"}, link_rel="nofollow noopener"
    )
    if many:
        for reference, stand_in in _STAND_INS.items():
            safe = safe.replace(stand_in, reference)
    return safe


def body_from_text(text: str) -> Body:
    """Plain text: paragraphs parted by blank lines, or by line ends where there is no blank line."""
    text = printable(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    parts = re.split(r"\n\s*\n", text) if re.search(r"\n\s*\n", text) else text.split("\n")
    # written directly: the way over HTML gives the same at thirty times the cost (3 ms an article)
    shown = "\n\n".join("\n".join(lines) for part in parts if (lines := _lines(part)))
    if not shown:
        return Body()
    html = escape(shown, quote=False).replace("\n\n", "</p><p>").replace("\n", "<br>")
    return Body(f"<p>{html}</p>", shown)


def printable(text: str) -> str:
    """`text` without control characters, lone surrogates and what is no character."""
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        return _CONTROL.sub("", text)
    # nearly every text is so already, and to see that takes a tenth of the pattern's time
    if len(raw.translate(None, _CONTROL_BYTES)) == len(raw) and not any(map(raw.__contains__, _NO_CHARACTER)):
        return text
    return _CONTROL.sub("", text)


def _lines(part: str) -> list[str]:
    # as `SPACE.sub` does, at a third of its time
    visible = part.replace("\u200b", " ").replace("\ufeff", " ")
    return [line for raw in visible.splitlines() if (line := " ".join(raw.split())).strip(" |")]


def anchored(html: str) -> str:
    """A body's HTML with id="p0", "p1", … on each block that stands in the text."""
    done, number = [], 0
    for block in split_blocks(html):
        if _text(block):
            tag = _BLOCK_START.match(block)
            assert tag is not None
            block, number = f'{tag[0]} id="p{number}"{block[tag.end() :]}', number + 1
        done.append(block)
    return "".join(done)


def block_at(text: str, offset: int) -> int:
    """The number, as in `anchored`, of the block in which character `offset` of `Body.text` lies."""
    return text.count("\n\n", 0, max(0, offset))


def plain(html: str) -> str:
    """The words of any HTML, blocks parted by blank lines."""
    return body_from_html(html, None).text


def split_blocks(html: str) -> list[str]:
    """A body's HTML, block by block."""
    blocks, start, depth = [], 0, 0
    for tag in re.finditer(r"<(/?)(p|h[2-6]|ul|ol|blockquote|pre|table|figure)(?=[ >])[^>]*>", html):
        depth += -1 if tag[1] else 1
        if depth == 0:
            blocks.append(html[start : tag.end()])
            start = tag.end()
    return blocks


def _text(block: str) -> str:
    """The words of one block: one line a list item, table row or line break, no blank line inside."""
    if block.startswith("<figure"):
        return ""
    block = re.sub(r"</t[dh]>(?=<t)", " | ", block)
    if not block.startswith("<pre"):
        block = SPACE.sub(" ", block)
    block = re.sub(r"<rt>.*?</rt>|<rp>.*?</rp>", "", block)  # a reading beside the characters is no text of its own
    block = re.sub(r"<br>|</(?:li|tr|p|h[2-6]|pre)>|<(?:ul|ol)\b[^>]*>", "\n", block)
    lines = (SPACE.sub(" ", line).strip() for line in unescape(_MARKUP.sub("", block)).splitlines())
    return "\n".join(line for line in lines if line.strip(" |"))
