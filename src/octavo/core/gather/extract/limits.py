"""Refuses pages whose tree no article needs and some of the steps behind would take minutes for."""

from __future__ import annotations

from lxml import etree

from octavo.core.gather.blocks import DROPPED
from octavo.errors import TooLarge

# Of 601 shared pages the largest has a text node of 15,309 characters, 493,416 characters of text and 9,888 elements.
_LONGEST, _MOST_TEXT, _MOST_ELEMENTS = 200_000, 3_000_000, 200_000


def check_limits(root: etree._Element) -> None:
    """TooLarge where one run of text, all text (scripts apart) or the number of elements is over its limit."""
    whole = 0
    for number, element in enumerate(root.iter()):
        own = 0 if element.tag in DROPPED else len(element.text or "")
        tail = len(element.tail or "")
        whole += own + tail
        if max(own, tail) > _LONGEST:
            raise TooLarge(f"The page has a line of more than {_LONGEST} characters", hint="no article has")
        if whole > _MOST_TEXT or number > _MOST_ELEMENTS:
            raise TooLarge(
                f"The page has more than {_MOST_TEXT} characters or {_MOST_ELEMENTS} elements", hint="no article has"
            )
