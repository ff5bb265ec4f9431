"""Gives an article its hashtags: publisher's keywords, names, themes and phrases, ranked, one tag for one thing."""

from __future__ import annotations

from octavo.core.organise.hashtags.choose import hashtags

__all__ = ["hashtags"]
