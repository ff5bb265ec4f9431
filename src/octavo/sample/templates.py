"""Reads a publisher's template file: named parts (`<!-- part NAME -->`), each a string with `$name` places to fill.

Parts named `after N` are what stands between the paragraphs of a real page (advertisements, newsletter pitches,
teaser lists): they go behind the Nth block, `after end` behind the last.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Template

_PART = re.compile(r"<!-- part ([a-z0-9 ]+) -->\n")


@cache
def parts(key: str) -> Mapping[str, str]:
    """The parts of `templates/{key}.html` by name."""
    source = files("octavo.sample").joinpath("templates", f"{key}.html").read_text("utf-8")
    _, *pieces = _PART.split(source)
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


def fill(part: str, values: Mapping[str, str]) -> str:
    return Template(part).substitute(values)
