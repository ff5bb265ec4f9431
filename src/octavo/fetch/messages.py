"""What goes through the door: a request, the answer to it, and what an answer means. Sends nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from octavo.core.gather.schedule import retry_after
from octavo.errors import FetchError, Gone, OctavoError, Throttled

LIMIT = 10_000_000  # bytes of a body, after decompression
_CHARSET = re.compile(r"charset\s{0,3}=\s{0,3}[\"']?([\w.:-]{2,40})", re.I)


@dataclass(frozen=True, slots=True)
class Request:
    """Something to fetch. `kind` is page (robots.txt is asked first), feed, image, or another word for the rest.

    `held` is the host whose turn among all processes the caller has already, and gives back itself.
    """

    url: str
    kind: str = "page"
    etag: str | None = None
    last_modified: str | None = None
    limit: int = LIMIT
    held: str = ""
    tag: object = None  # whatever the caller wants to find again in the result


@dataclass(frozen=True, slots=True)
class Response:
    """An answer. `permanent_redirect` is where a run of permanent redirects (301, 308) from the start led."""

    url: str  # as asked for
    final_url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)  # names in lower case
    body: bytes = b""
    permanent_redirect: str | None = None

    @property
    def not_modified(self) -> bool:
        """The copy that was named in the request is still good; there is no body."""
        return self.status == 304

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset that the HTTP header claims."""
        found = _CHARSET.search(self.headers.get("content-type", ""))
        return found[1] if found else None


@dataclass(frozen=True, slots=True)
class Fetched:
    """How a request ended: `response` where the other side answered at all, `error` where it did not succeed."""

    request: Request
    response: Response | None = None
    error: OctavoError | None = None


def failure(response: Response) -> FetchError | None:
    """The error that an answer's status means; None for success (2xx, 304)."""
    status = response.status
    if 200 <= status < 300 or status == 304:
        return None
    if status in (404, 410):
        return Gone(f"the publisher says that it is not there ({status})", status=status, hint="check the address")
    if status in (429, 503):
        return Throttled(f"the publisher asks to come back later ({status})", retry_after=_seconds(response))
    if status in (401, 402, 403, 451):
        return FetchError(
            f"the publisher does not let Octavo read this ({status})", hint="open it in a browser to see why"
        )
    return FetchError(f"the publisher's server answered {status}", hint="it will be tried again by itself")


def _seconds(response: Response) -> float | None:
    """Retry-After in seconds; a date is read against the server's own clock."""
    stated = response.headers.get("retry-after", "")
    try:
        now = parsedate_to_datetime(response.headers.get("date", ""))
    except (ValueError, TypeError, IndexError):
        return float(stated) if re.fullmatch(r"\d{1,9}", stated.strip()) else None
    wait = retry_after(stated, now)
    return None if wait is None else wait.total_seconds()
