"""Names of days and months, which are written like names but name nothing an article is about."""

from __future__ import annotations

from functools import cache

from octavo.core.data import load_json


@cache
def calendar(lang: str) -> frozenset[str]:
    """The names of days and months in a language and in English, lower-cased."""
    table: dict[str, str] = load_json("octavo.core.organise", "calendar.json")
    return frozenset((table.get(lang, "") + " " + table["en"]).split())


def is_date(word: str, lang: str | None) -> bool:
    """Whether a word names a day or month in `lang` or English, or is a bare number."""
    return word.casefold().rstrip(".") in calendar(lang or "en") or word.isdigit()
