"""What the operator wants of embedders. Kept apart from what answers it, so that reading settings loads nothing."""

from __future__ import annotations

from dataclasses import dataclass, field

WISHES = ("", "off", "endpoint", "multilingual", "semantic")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The settings `OCTAVO_EMBED`, `OCTAVO_EMBED_URL`, `OCTAVO_EMBED_MODEL` and `OCTAVO_EMBED_KEY`."""

    wish: str = ""  # one of WISHES; "" takes the endpoint if there is one, else what is installed
    url: str = ""
    model: str = ""
    key: str = field(default="", repr=False)
