"""The drawings that sample pages refer to, served under the invented hosts. Drawn for this project; no photographs."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from octavo.sample.publishers import publishers

_PATH = re.compile(r"/images/([a-z0-9-]+)\.webp")


def image_url(host: str, name: str) -> str:
    return f"https://{host}/images/{name}.webp"


@cache
def names() -> frozenset[str]:
    """The drawings that there are."""
    folder = files("octavo.sample").joinpath("images")
    return frozenset(file.name.removesuffix(".webp") for file in folder.iterdir() if file.name.endswith(".webp"))


def image_bytes(url: str) -> tuple[bytes, str] | None:
    """The image at a sample publisher's address and its content type, or None for any other address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    match = _PATH.fullmatch(parts.path)
    if match is None or parts.netloc not in {one.host for one in publishers()} or match[1] not in names():
        return None
    return files("octavo.sample").joinpath("images", f"{match[1]}.webp").read_bytes(), "image/webp"
