"""Where this Octavo is reached: the address of the settings, else the one at which it last served from this data."""

from __future__ import annotations

import contextlib

_FILE = "address"  # in the data folder


def serving(host: str, port: int) -> str:
    """The address to print for `octavo serve`; other commands on this data find it by `known`."""
    from django.conf import settings

    if settings.OCTAVO_SITE_URL:
        return str(settings.OCTAVO_SITE_URL)
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    address = f"http://{f'[{shown}]' if ':' in shown else shown}:{port}"
    with contextlib.suppress(OSError):  # a link with another port is no reason not to serve
        (settings.OCTAVO_DATA / _FILE).write_text(address + "\n", encoding="utf-8")
    return address


def known() -> str:
    """The address that links begin with."""
    from django.conf import settings

    if settings.OCTAVO_SITE_URL:
        return str(settings.OCTAVO_SITE_URL)
    try:
        written = (settings.OCTAVO_DATA / _FILE).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        written = ""
    return written if written.startswith("http://") else "http://127.0.0.1:8000"
