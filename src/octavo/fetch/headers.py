"""The headers of a request: an honest name, what is wanted, and what is known already. Sends nothing."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from octavo.fetch.messages import Request
from octavo.fetch.robots import AGENT
from octavo.fetch.unpack import ACCEPTED

_ACCEPT = {
    "feed": "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
    "page": "text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.5",
    "image": "image/avif, image/webp, image/*, */*;q=0.1",
}


def headers_of(request: Request, agent: str) -> dict[str, str]:
    headers = {
        "User-Agent": agent,
        "Accept": _ACCEPT.get(request.kind, "*/*"),
        "Accept-Encoding": ACCEPTED,
    }
    if request.etag:
        headers["If-None-Match"] = _header_value(request.etag)
    if request.last_modified:
        headers["If-Modified-Since"] = _header_value(request.last_modified)
    return headers


def user_agent(contact: str) -> str:
    """The honest name: product, version, and whom to ask."""
    try:
        number = version("octavo")
    except PackageNotFoundError:
        number = "0"
    contact = _header_value(contact)
    return f"{AGENT}/{number} (+{contact})" if contact else f"{AGENT}/{number}"


def _header_value(text: str) -> str:
    return "".join(char for char in text if " " <= char <= "~")[:500].strip()
