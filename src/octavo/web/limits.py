"""How many questions one reader may ask: each costs about as much as fifty pages. Says nothing itself.

Sign-in and comments have limits of their own.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.cache import cache
from django.http import HttpRequest

from octavo.store.visibility import Viewer
from octavo.web.accounts.adapter import client_address

QUESTIONS = 20  # of one reader, or of one address where nobody is signed in, in each process
SPAN = timedelta(minutes=5)
TOO_MANY = 429  # the status of a page that says so


def may_ask(request: HttpRequest, viewer: Viewer, now: datetime) -> bool:
    """Counts a question; False where there were too many. Private reading has no limit."""
    if viewer.private:
        return True
    who = str(viewer.reader_id) if viewer.reader_id is not None else client_address(request)
    name = f"asked:{viewer.reader_id is not None}:{who}"
    recent = [at for at in cache.get(name, ()) if at > now - SPAN]
    if len(recent) >= QUESTIONS:
        return False
    cache.set(name, [*recent, now], SPAN.total_seconds())
    return True
