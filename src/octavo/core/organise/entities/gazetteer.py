"""Countries, cities, organisations and a few people by name in many languages: one key for one thing.

The table is made by evals/train_entities.py. Names match by stem, so "Russlands" and "России" are found; adjectives and
peoples ("ukrainische", "Ukrainians") lead to their country.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from octavo.core.data import read_json
from octavo.core.text.scripts import script_of
from octavo.core.text.stems import stem, stopwords
from octavo.core.text.tokens import words

UNSPACED = frozenset(["han", "kana", "thai", "lao", "khmer", "burmese", "hangul"])
_ALSO_WORDS = "in us no is as it id pole poles polen chino kiwi la ca meta fed male apple amazon"
_CASES = "ru uk be bg sr hr bs sl sk cs pl lt lv et fi hu el ro tr az ar fa he hi ur bn ta"
DECLINING = frozenset(_CASES.split())  # languages whose names end otherwise in other cases
_AMBIGUOUS = frozenset(_ALSO_WORDS.split())


@dataclass(frozen=True, slots=True)
class Known:
    """One row: `people` holds adjectives and peoples, `within` the country's key for a city."""

    key: str
    kind: str
    names: dict[str, list[str]]
    people: dict[str, list[str]]
    within: str | None

    def label(self, lang: str | None) -> str:
        """The name in a language, else as it is best known."""
        for choice in (lang or "", "", "en"):
            if self.names.get(choice):
                return self.names[choice][0]
        return next(iter(self.names.values()))[0]


@dataclass(frozen=True, slots=True)
class Index:
    """What to look for in texts of one language: word stems → row, and names in unspaced scripts by two characters."""

    by_stem: dict[str, list[tuple[tuple[str, ...], Known, bool]]]
    by_start: dict[str, list[tuple[str, Known]]]


@cache
def rows() -> dict[str, Known]:
    """Every row by its key."""
    table = read_json("octavo.core.organise", "gazetteer.json.gz")
    return {
        row["key"]: Known(row["key"], row["kind"], row["names"], row.get("people", {}), row.get("in")) for row in table
    }


@cache
def index(lang: str | None) -> Index:
    """The names that a text in `lang` may use: its own, those known everywhere, and English ones where it has none."""
    by_stem: dict[str, list[tuple[tuple[str, ...], Known, bool]]] = {}
    by_start: dict[str, list[tuple[str, Known]]] = {}
    for row in rows().values():
        own = row.names.get(lang or "en", [])
        listed = own + row.names.get("", []) + ([] if own else row.names.get("en", []))
        for people, name in [(False, name) for name in listed] + [
            (True, name) for name in row.people.get(lang or "en", [])
        ]:
            if script_of(name[0]) in UNSPACED:
                by_start.setdefault(name[:2], []).append((name, row))
                continue
            for form in (name, name + "s") if lang == "de" and not people else (name,):  # "Chinas", "Europas"
                stems = _stems(form, lang)
                if stems and not _unusable(name, stems, lang):
                    by_stem.setdefault(stems[0], []).append((stems, row, people))
    for found in by_stem.values():
        found.sort(key=lambda entry: (-len(entry[0]), entry[2], entry[1].key))
    for start in by_start.values():
        start.sort(key=lambda entry: (-len(entry[0]), entry[1].key))
    return Index(by_stem, by_start)


def is_spelt(row: Known, written: str, lang: str | None) -> bool:
    """Whether a word begins as a name of a row does: stems alone would find Atlanta in the "Atlantique".

    A case may take up to two letters off the end of a name in the languages that decline them.
    """
    low = written.casefold().replace(".", "")
    own = row.names.get(lang or "en", [])
    for name in own + row.names.get("", []) + ([] if own else row.names.get("en", [])):
        bare = name.casefold().replace(".", "")
        if low.startswith(bare[: max(2, len(bare) - 2)] if lang in DECLINING else bare):
            return True
    return False


def _stems(name: str, lang: str | None) -> tuple[str, ...]:
    return tuple(stem(word, lang) for word in words(name, lang))


def _unusable(name: str, stems: tuple[str, ...], lang: str | None) -> bool:
    word = name.casefold()
    return len(stems) == 1 and (len(word) < 2 or word in _AMBIGUOUS or word in stopwords(lang)) and name not in _SAFE


_SAFE = frozenset(["US", "U.S.", "UK", "U.K.", "UN", "EU", "U.N.", "VN", "FN", "BM", "AB", "AS", "ES"])
