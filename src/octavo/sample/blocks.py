"""Blocks of an article text as the HTML of one publisher, with what that publisher puts between them.

A block starts with `## ` (heading), `> ` (quotation), `- ` (list, one item a line), `! ` (picture: name | caption |
credit), `@ ` (live entry: offset | heading) or is a paragraph. Inline HTML in a block is kept as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from octavo.sample.images import image_url
from octavo.sample.publishers import House
from octavo.sample.templates import fill, parts
from octavo.sample.texts import Picture, Text, picture


def figure(house: House, shown: Picture, part: str = "figure") -> str:
    """A picture with caption and credit in the publisher's markup."""
    return fill(
        parts(house.key)[part],
        {"src": image_url(house.publisher.host, shown.name), "caption": shown.caption, "credit": shown.credit},
    )


def _block(house: House, block: str) -> str:
    mark, _, rest = block.partition(" ")
    match mark:
        case "##":
            return f"<h2>{rest}</h2>\n"
        case ">":
            return f"<blockquote><p>{rest}</p></blockquote>\n"
        case "-":
            items = "".join(f"<li>{line.removeprefix('- ')}</li>\n" for line in block.splitlines())
            return f"<ul>\n{items}</ul>\n"
        case "!":
            return figure(house, picture(rest))
        case "@":
            offset, _, heading = rest.partition(" | ")
            return fill(parts(house.key)["live entry"], {"offset": offset, "heading": heading})
    return fill(parts(house.key)["paragraph"], {"html": block})


def _with_breaks(house: House, blocks: Iterable[str], values: Mapping[str, str], *, whole: bool) -> Iterator[str]:
    own = parts(house.key)
    for count, block in enumerate(blocks, start=1):
        yield _block(house, block)
        if whole and f"after {count}" in own:
            yield fill(own[f"after {count}"], values)
    yield fill(own["after end" if whole else "wall"], values)


def body(house: House, text: Text, values: Mapping[str, str]) -> str:
    """The article's blocks as HTML; a teaser's end at the wall."""
    return "".join(_with_breaks(house, text.blocks, values, whole=text.kind != "teaser"))


def plain(text: Text) -> str:
    """The blocks as plain HTML paragraphs, as a feed carries them."""
    return "\n".join(f"<p>{block}</p>" for block in text.blocks if block[:2] not in ("! ", "@ ", "- ", "##"))


def links(house: House, others: Iterable[tuple[str, str]]) -> str:
    """A list of teasers: (address, title) pairs."""
    return "\n".join(f'<li><a href="{escape(url)}">{escape(title)}</a></li>' for url, title in others)
