"""Article text that a page carries inside its scripts only: HTML in string literals and in templates."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml import etree

_STRING = re.compile(
    r'"((?:[^"\\]|\\.)*+)(?:"|\\?\Z)', re.S
)  # \Z: an open string is passed over once, not again at each quote
_SHORTEST = 400  # characters of a string that can be an article
_PARAGRAPH = re.compile(r"<p[\s>]|<br\s?/?>\s*<br", re.I)
_FEWEST = 2  # paragraphs
_LARGEST = 3_000_000  # characters of one script


def html_in_scripts(root: etree._Element) -> str:
    """The HTML with most paragraphs among a page's scripts, or ""."""
    best, most = "", _FEWEST - 1
    for piece in _pieces(root):
        paragraphs = len(_PARAGRAPH.findall(piece))
        if paragraphs > most:
            best, most = piece, paragraphs
    return best


def _pieces(root: etree._Element) -> Iterator[str]:
    for script in root.iter("script", "template"):
        text = script.text or ""
        if len(text) > _LARGEST:
            continue
        if script.get("type") in ("text/template", "text/x-template", "text/html"):
            yield text
            continue
        for literal in _literals(text):
            yield from _unquoted(literal)


def _literals(text: str) -> Iterator[str]:
    return (found[1] for found in _STRING.finditer(text) if len(found[1]) >= _SHORTEST)


def _unquoted(literal: str) -> Iterator[str]:
    """A string literal's value, and the strings inside it where that is JSON again (React's flight data)."""
    try:
        value = json.loads(f'"{literal}"', strict=False)
    except ValueError:
        return
    yield value
    for inner in _literals(value):
        try:
            yield json.loads(f'"{inner}"', strict=False)
        except ValueError:
            continue
