"""Gives an article its hashtags: publisher's keywords, names, themes and phrases, ranked, one tag for one thing."""

from __future__ import annotations

from octavo.core.organise.hashtags.choose import Choice, chosen, hashtags

__all__ = ["Choice", "chosen", "hashtags"]
