"""Which things of the gazetteer a text names: their keys, the same in every language.

For articles in two languages only, by more names than hashtags are made from: `abroad.json.gz` (made by
`evals/train_abroad.py`) has countries in further languages, and cities in all. How often one is named does not count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from octavo.core.data import read_json
from octavo.core.organise.entities.gazetteer import UNSPACED, index, rows
from octavo.core.organise.entities.unspaced import has_unspaced
from octavo.core.organise.entities.words import form
from octavo.core.text.scripts import script_of
from octavo.core.text.stems import stem
from octavo.core.text.tokens import words as words_of

Named = tuple[tuple[str, ...], str]  # the stems of a name, and its key
_SPACED = frozenset(["ko"])  # has words apart, though a name is found by how they begin
PEOPLE_LETTERS = 4


@cache
def reader(lang: str | None) -> Callable[[str], tuple[list[str], list[Named]]]:
    """Of a word, as `spelled` gives it of a text in `lang`: the keys that it names by itself, and what it may begin,
    the longest first."""
    by_stem, listed = _abroad(lang)[0], index(lang).by_stem
    starts = sorted(_unspaced_names(lang).items(), key=lambda item: -len(item[0])) if lang in _SPACED else []

    def read(written: str) -> tuple[list[str], list[Named]]:
        if starts and not written.isascii():
            return [key for name, key in starts if written.startswith(name)][:1], []
        written = written + "." if "." in written else written
        roots = [stem(part, lang) for part in words_of(written.replace("-", " "), lang)]
        if listed.keys().isdisjoint(roots) and by_stem.keys().isdisjoint(roots):  # most: not to be remembered
            return [], []
        word = form(written, lang)
        cased = lang != "ka" and written.lower() != written.upper()  # the capitals of Georgian are not written
        keys = [row.key for row, small, _ in word.known if not (small and cased)]
        longer = [(wanted, row.key) for wanted, row, people in word.longer if people or word.capital or not cased]
        if word.capital or not cased:
            further = by_stem.get(word.stem, ())
            keys = keys or [key for stems, key in further if len(stems) == 1]
            longer += [named for named in further if len(named[0]) > 1]
        return keys, longer

    return read


@cache
def people(lang: str | None) -> frozenset[str]:
    """How the words begin that name a country in small letters, too ("ukrainische")."""
    listed = [name for row in rows().values() for name in row.people.get(lang or "en", ())] if lang != "en" else []
    return frozenset(name[:PEOPLE_LETTERS].lower() for name in listed)


def longest(words: Sequence[str], at: int, longer: Iterable[Named], lang: str | None) -> str | None:
    """The key of the first of `longer`, names of several words that begin as the word at `at` does, that the words from
    there on name."""
    second = form(words[at + 1], lang).stem if at + 1 < len(words) else ""
    for wanted, key in longer:
        if wanted[1] == second and tuple([form(word, lang).stem for word in words[at : at + len(wanted)]]) == wanted:
            return key
    return None


def unspaced_keys(text: str, lang: str | None) -> list[str]:
    """The keys of names in scripts that have no words apart, in order of mention."""
    return list(dict.fromkeys(_unspaced(text, lang))) if lang not in _SPACED and has_unspaced(text) else []


_KATAKANA = re.compile("[ァ-ヺー]")


def _unspaced(text: str, lang: str | None) -> Iterator[str]:
    """The keys of names in scripts without spaces. One in Katakana is a whole run, and no part of a longer word."""
    pattern, keys = _names(lang)
    for match in pattern.finditer(text):
        start, end = match.span()
        beside = text[max(start - 1, 0) : start], text[end : end + 1]
        if not (_KATAKANA.match(match[0]) and any(map(_KATAKANA.match, beside))):
            yield keys[match[0]]


@cache
def _names(lang: str | None) -> tuple[re.Pattern[str], dict[str, str]]:
    """All names in such scripts in one pattern, the longest first, and their keys."""
    keys = _unspaced_names(lang)
    return re.compile("|".join(map(re.escape, sorted(keys, key=len, reverse=True))) or "(?!)"), keys


def _unspaced_names(lang: str | None) -> dict[str, str]:
    """What the gazetteer says of a name holds."""
    keys = {name: row.key for starts in index(lang).by_start.values() for name, row in reversed(starts)}
    return {**_abroad(lang)[1], **keys}


@cache
def _abroad(lang: str | None) -> tuple[dict[str, list[Named]], dict[str, str]]:
    """The further names of a language: by their first stem, and those in scripts without spaces."""
    by_stem: dict[str, list[Named]] = {}
    unspaced: dict[str, str] = {}
    table: dict[str, str] = read_json("octavo.core.organise", "abroad.json.gz")
    for line in filter(None, table.get(lang or "", "").split("\n")):
        key, name = line.split("\t")
        if script_of(name[0]) in UNSPACED:
            unspaced.setdefault(name, key)
            continue
        stems = tuple(stem(word, lang) for word in words_of(name, lang))
        by_stem.setdefault(stems[0], []).append((stems, key))
    return by_stem, unspaced
