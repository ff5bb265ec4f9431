"""The health of sources, and parked work, in plain words: how it is, and what can be done. Decides nothing."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from octavo.store.screens.source import SourcePage

_QUIET = timedelta(days=30)
_MOST_TEASERS = 0.5  # of the stored articles

# what stands in an error, and what helps; the first that fits is said
_HELP = (
    (
        r"\(410\)",
        "The publisher took this feed away for good. Look for another one on its site, then remove this source.",
    ),
    (
        r"\(404\)",
        "The feed is not at this address any more. Find the new one on the publisher's site and add that.",
    ),
    (
        r"\((401|402|403|451)\)",
        "The publisher does not let programs read this feed. If you see it in a browser, the publisher blocks "
        "Octavo, and only the publisher can change that.",
    ),
    (
        r"come back later",
        "The publisher asks for patience. Octavo waits as long as it is told; there is nothing to do.",
    ),
    (
        r"robots\.txt",
        "The publisher asks programs to stay away from this address, and Octavo obeys. Does the site have a feed?",
    ),
    (
        r"no host named|no connection|did not answer|broke off",
        "The publisher's server cannot be reached. Octavo goes on trying, at least every four hours. If it "
        "stays like this for days, check the address in a browser.",
    ),
    (
        r"certificate",
        "The publisher's certificate is not valid, so nobody can tell whether the answer is really its own. "
        "Usually the publisher repairs that within days.",
    ),
    (
        r"public internet",
        "This address lies in a private network, which Octavo never fetches by itself. If it is yours, name "
        "the host in OCTAVO_ALLOW_PRIVATE_HOSTS.",
    ),
    (
        r"the rule|selector",
        "The page has changed, and the rule no longer fits. Change the rule below.",
    ),
    (
        r"not a feed|neither XML|no feed|sitemap",
        "What answers here is no feed any more. Add the site by its address again: Octavo looks for its feeds.",
    ),
    (
        r"moved to",
        "The feed moved to an address that is a source already. You can remove this one.",
    ),
)
_OTHERWISE = (
    "Octavo tries again by itself, at least every four hours. If it stays like this for days, open the "
    "address in a browser."
)


def state(source: SourcePage, now: datetime) -> tuple[str, str]:
    """A word for the state, and a sentence."""
    if source.state == "paused":
        return "Paused", "Octavo does not look there until you resume it."
    if source.state == "retired":
        return "Retired", "Octavo does not look there any more."
    if source.errors:
        times = "The last look failed." if source.errors == 1 else f"The last {source.errors} looks failed."
        return "In trouble", times
    if source.last_look is None:
        return "New", "Octavo looks there within a minute, if a worker runs."
    if source.last_new is not None and now - source.last_new > _QUIET:
        return "Quiet", f"It answers, but brought nothing new for {(now - source.last_new).days} days."
    return "Fine", "It answers, and what it brings is taken in."


def advice(source: SourcePage) -> str:
    """What to do about the last error, or about a source that only teases; "" where all is well."""
    if source.last_error:
        return next((text for pattern, text in _HELP if re.search(pattern, source.last_error)), _OTHERWISE)
    if source.stored >= 10 and source.teasers > source.stored * _MOST_TEASERS:
        return (
            "Most of its articles could be read only in part: a paywall or a consent wall stands before them. "
            "They are shown as teasers, and no AI feature treats them as the whole text."
        )
    return ""


_WORK = {
    "page": "Fetching an article",
    "again": "Looking at an article again",
    "article": "Organising an article",
    "preview": "Looking for feeds",
    "opml": "Adding a list of feeds",
    "hashtag": "Changing a hashtag",
}


def work(kind: str) -> str:
    """What was to be done."""
    return _WORK.get(kind, kind.capitalize())


def is_fault(reason: str) -> bool:
    """Whether the reason is an error that nobody foresaw: these begin with the name of one."""
    return re.match(r"[A-Z]\w+(?:Error|Exception): ", reason) is not None
