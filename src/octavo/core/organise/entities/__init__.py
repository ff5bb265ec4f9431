"""Names in an article (people, organisations, places, events) found by rule, with no model to download.

Capital letters and a gazetteer do the work in scripts that have them; elsewhere the gazetteer, quotation marks,
Katakana and role words do. Whether a name makes a good hashtag is decided in `hashtags`.
"""

from __future__ import annotations

from octavo.core.organise.entities.collect import Entity, entities

__all__ = ["Entity", "entities"]
