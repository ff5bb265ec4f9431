"""What an article shares with those in other languages: things that a table knows, and names by how they sound.

Each is a key. It decides nothing, and weighs nothing: that a country is common and a town is not, the frequencies tell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np

from octavo.core.organise.entities.gazetteer import DECLINING
from octavo.core.organise.entities.known import PEOPLE_LETTERS, Named, longest, people, reader, unspaced_keys
from octavo.core.organise.facts import named
from octavo.core.organise.sounds import MOST, skeletons
from octavo.core.organise.vectors import Keys, word_key
from octavo.core.text.frequencies import common
from octavo.core.text.stems import Remembered, stem, stopwords

KNOWN, SOUNDS = 16, 20  # keys of an article at most
_REMEMBERED = 8_000  # words a language: those with a capital, some thirty an article
SOUND = 1 << 31  # set in the keys of sounds, not in those of the table
LEAST = 4  # consonants of a name by itself: of two names of so many one in ten thousand are alike, of three seven
LEAST_TITLE = 3  # of a name in a title, where there are few
_LONGEST = 8  # what is longer is a compound of German or Finnish, and no name
_OPENING = 30  # words of a text in which a name counts though it comes once, where there are no capitals
_LEAST_CASELESS = 6  # consonants of two words there that stand for one name
_LEAST_LETTERS = 3
_COMMON = 0.008  # share of texts: names are in the shipped tables, too (only German's nouns are all left out)

_OF_SCRIPT = {
    "cyrillic": "ru uk be bg mk sr kk ky mn tg tt ba", "greek": "el", "armenian": "hy", "georgian": "ka",
    "hebrew": "he yi", "arabic": "ar fa ur ps ckb sd ug", "devanagari": "hi mr ne", "bengali": "bn as",
    "gujarati": "gu", "gurmukhi": "pa", "tamil": "ta", "telugu": "te", "kannada": "kn", "malayalam": "ml",
    "ethiopic": "am ti", "kana": "ja", "hangul": "ko", "han": "zh", "thai": "th", "burmese": "my", "khmer": "km",
    "lao": "lo", "sinhala": "si", "oriya": "or",
}  # fmt: skip
_SCRIPTS = {lang: script for script, listed in _OF_SCRIPT.items() for lang in listed.split()}
_CASED = frozenset(["latin", "cyrillic", "greek", "armenian", "han", "kana", "hangul"])  # or names of another kind


def script_of_language(lang: str) -> str:
    """The script in which a language is mostly written."""
    return _SCRIPTS.get(lang, "latin")


def keys_of(
    parts: Sequence[Sequence[str]], written: Mapping[str, int], small: Collection[str], text: str, lang: str
) -> Keys:
    """Of the words of title and text (`parts`, as `spelled` gives them of `text`; `written` counts them, `small` holds
    those in small letters): keys of what is known, then of sounds."""
    heard = _heard(lang)
    hidden: Collection[str] = () if lang == "ka" else small  # all of Georgian counts as small letters
    words = [word for word in written if word not in hidden and word[0] > "9"]
    if starts := people(lang):
        words += [word for word in written if word[:PEOPLE_LETTERS] in starts and word in small]
    found = {word: told for word in words if (told := heard[word])}
    known = dict.fromkeys(key for told in found.values() for key in told.keys)
    if longer := {word: told.longer for word, told in found.items() if told.longer}:
        known = {**dict.fromkeys(_longer(parts, longer, lang)), **known}
    known |= dict.fromkeys(map(_key, unspaced_keys(text, lang)))
    return np.array([*islice(known, KNOWN), *_sounds(parts, written, small, found, lang)], dtype=np.uint32)


def _key(known: str) -> int:
    return word_key(known) & ~SOUND


def sound_key(skeleton: str) -> int:
    return word_key(skeleton) | SOUND


class _Heard(NamedTuple):
    """What a written word tells: keys of what it names by itself, what it may begin, and how it sounds."""

    keys: tuple[int, ...]
    longer: tuple[Named, ...]
    sounds: tuple[str, ...]


@cache
def _heard(lang: str) -> Mapping[str, _Heard | None]:
    """By written word; None for most."""
    script = script_of_language(lang)
    candidate = _OTHERS.get(script, _capital if script in _CASED else _caseless)
    read = reader(lang)

    def make(written: str) -> _Heard | None:
        keys, longer = read(written)
        sounds = [sound for name in candidate(written, lang) for sound in skeletons(name)]
        if not (keys or longer or sounds):
            return None
        return _Heard(tuple(map(_key, keys)), tuple(longer), tuple(sounds[:MOST]))

    return Remembered(make, _REMEMBERED)


def _longer(parts: Sequence[Sequence[str]], longer: Mapping[str, Sequence[Named]], lang: str) -> Iterator[int]:
    """The keys of names of several words."""
    for part in parts:
        for at, word in enumerate(part):
            if word in longer and (key := longest(part, at, longer[word], lang)):
                yield _key(key)


def _sounds(
    parts: Sequence[Sequence[str]],
    written: Mapping[str, int],
    small: Collection[str],
    found: Mapping[str, _Heard],
    lang: str,
) -> list[int]:
    title, text = parts
    capitals = script_of_language(lang) in _CASED
    told = {*title} if capitals else {*title, *text[:_OPENING]}
    if capitals:
        names = {word: its.sounds for word, its in found.items() if its.sounds and word.lower() not in small}
    else:
        names = {word: its.sounds for word, its in found.items() if its.sounds and (written[word] > 1 or word in told)}
    counts: dict[str, int] = {}
    for word, sounds in names.items():
        least = LEAST_TITLE if capitals and word in told else LEAST
        for sound in sounds:
            if least <= len(sound) <= _LONGEST:
                counts[sound] = counts.get(sound, 0) + written[word] + (word in told)
    least = LEAST if capitals else _LEAST_CASELESS
    for part in parts:
        for at, then in pairwise([at for at, word in enumerate(part) if word in names]):
            if then == at + 1:
                for sound in _together(names[part[at]], names[part[then]], least):
                    counts[sound] = counts.get(sound, 0) + 1
    return [sound_key(sound) for sound in sorted(counts, key=counts.__getitem__, reverse=True)[:SOUNDS]]


def _together(first: Sequence[str], second: Sequence[str], least: int) -> Iterator[str]:
    """Of a name of two words, where one of them is too short to stand by itself."""
    if len(first[0]) < LEAST or len(second[0]) < LEAST:
        made = [f"{a} {b}" for a in first for b in second if len(a) + len(b) >= least]
        yield from made[:MOST]


def _capital(written: str, lang: str) -> list[str]:
    """Words with a capital that are no common ones, without the endings of cases. Acronyms sound like nothing."""
    if written.isupper() and len(written) < 6:
        return []
    names = [lower for lower, _ in named(written) if len(lower) >= _LEAST_LETTERS]
    roots = [(lower, stem(lower, lang)) for lower in names]
    return [
        root if lang in DECLINING else lower
        for lower, root in roots
        if common(lang, root) <= (0.0 if lang == "de" else _COMMON)
    ][:1]


_KATAKANA = re.compile("[ァ-ヺー]{3,}+")


def _katakana(written: str, lang: str) -> list[str]:
    if _KATAKANA.fullmatch(written):
        return [] if common(lang, stem(written, lang)) else [written]
    return _capital(written, lang) if written.isascii() else []


# Syllables in which Korean writes what it hears of other languages, and seldom a word of its own
_FOREIGN = re.compile("[카-킿타-팋파-핗크트프스드브즈르츠그]")


def _hangul(written: str, lang: str) -> list[str]:
    if written.isascii():
        return _capital(written, lang)
    root = stem(written, lang)
    return [root] if len(root) >= 3 and _FOREIGN.search(root) and not common(lang, root) else []


_PREFIXED = {"arabic": "وبلف", "hebrew": "ובלמשכה", "ethiopic": "የበለከ"}
_NO_NAMES = {
    "arabic": re.compile("[وفبك]?(?:ال|لل)|.*(?:ة|ات|ها|هم|ية)$"),
    "hebrew": re.compile(".*(?:ים|ות|ית)$"),
}
_ENDINGS = {
    "georgian": re.compile("(?:ების|ებს|ები|თან|ში|ზე|მა|ის|ით|ად|ს|მ|ი)$"),
    "bengali": re.compile("(?:ের|কে|র)$"),
}


def _caseless(written: str, lang: str) -> list[str]:
    if written.isascii():
        return _capital(written, lang)
    script = script_of_language(lang)
    if len(written) < 4 or written in stopwords(lang) or common(lang, stem(written, lang)):
        return []
    if script in _NO_NAMES and _NO_NAMES[script].match(written):
        return []
    if script in _ENDINGS:
        return [_ENDINGS[script].sub("", written)]
    prefixed = written[0] in _PREFIXED.get(script, "") and len(written) > 4
    return [written, written[1:]] if prefixed else [written]


_OTHERS = {"kana": _katakana, "hangul": _hangul}
