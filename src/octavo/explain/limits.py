"""How many questions one asker may put: each costs about as much as fifty pages. Says nothing itself.

Sign-in and comments have limits of their own.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache

QUESTIONS = 20  # of one reader, or of one address where nobody is signed in, in each web process
SPAN = timedelta(minutes=5)
TOO_MANY = 429  # the status of an answer that says so


def may_ask(asker: str, now: datetime) -> bool:
    """Counts a question; False where there were too many. "" is private reading, which has no limit."""
    if not asker:
        return True
    recent = [at for at in cache.get(f"asked:{asker}", ()) if at > now - SPAN]
    if len(recent) >= QUESTIONS:
        return False
    cache.set(f"asked:{asker}", [*recent, now], SPAN.total_seconds())
    return True
