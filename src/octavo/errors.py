"""The error tree. Each error says for a person what is wrong and what to do; `retry` tells the worker whether it helps.

OctavoError
├── InputError            a file, line or address that cannot be used as given
│   ├── NotAnArticle      a page that holds no article
│   ├── FeedError         neither a feed nor a page that names one
│   └── TooLarge          over a size, count or depth limit
├── FetchError            the network: retry unless it says otherwise
│   ├── Refused           an address that is never fetched (private, scheme, port)      no retry
│   ├── RobotsDisallowed  robots.txt says no                                             no retry
│   ├── Gone              404, 410                                                       no retry
│   └── Throttled         429, 503: retry after `retry_after` seconds
├── StoreError            database or index not usable: schema mismatch, lock, disk
├── ConfigError           a setting that cannot be used
└── ProviderError         an optional model endpoint did not answer                      retry
"""

from __future__ import annotations


class OctavoError(Exception):
    """Base of all errors raised on purpose. `str()` is one clear line; `hint` names what to do."""

    retry = False

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class InputError(OctavoError):
    """What was given cannot be read or has nothing to read."""


class NotAnArticle(InputError):
    """The page was read and holds no article: a front page, an error page, a consent wall, nothing."""


class FeedError(InputError):
    """Neither a feed nor a page that names one."""


class TooLarge(InputError):
    """Over a limit that protects the others."""


class FetchError(OctavoError):
    """The network or the other side failed; trying later can help."""

    retry = True


class Refused(FetchError):
    """An address that Octavo never fetches."""

    retry = False


class RobotsDisallowed(FetchError):
    """The publisher's robots.txt asks not to fetch this page."""

    retry = False


class Gone(FetchError):
    """The publisher says it is not there (404, 410)."""

    retry = False

    def __init__(self, message: str, *, hint: str = "", status: int = 404) -> None:
        super().__init__(message, hint=hint)
        self.status = status


class Throttled(FetchError):
    """The publisher asks to come back later."""

    def __init__(self, message: str, *, hint: str = "", retry_after: float | None = None) -> None:
        super().__init__(message, hint=hint)
        self.retry_after = retry_after  # seconds


class StoreError(OctavoError):
    """The database or the search index cannot be used as it is."""


class ConfigError(OctavoError):
    """A setting that cannot be used."""


class ProviderError(OctavoError):
    """An optional model endpoint failed."""

    retry = True
