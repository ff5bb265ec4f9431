"""Who published something, from what its address and its own words say. Knows no publisher by name."""

from __future__ import annotations

from octavo.core.data import load_json
from octavo.core.gather.urls import host_of, publisher_name_from_host, registrable_domain, slug
from octavo.types import PublisherRef

MAX_NAME = 120  # characters
UNKNOWN = PublisherRef("Unknown publisher", "")


def publisher_ref(url: str, *, name: str = "", site: str = "") -> PublisherRef:
    """The publisher of an article at `url`; `name` and `site` (a host or address) are what the source says of itself.

    Its key is the registrable domain. On hosts that carry many publishers (video platforms, portals) a stated name
    joins the key; a name without any host is its own key; with neither it is `UNKNOWN`.
    """
    name = " ".join(name.split())[:MAX_NAME]
    host = registrable_domain(host_of(site if "//" in site else f"http://{site}") or host_of(url))
    if not host:
        return PublisherRef(name, slug(name)) if name else UNKNOWN
    shared = not site and host in load_json("octavo.core.gather", "suffixes.json")["shared"]
    key = f"{host}/{slug(name)}" if name and shared else host
    return PublisherRef(name or publisher_name_from_host(host), key)
