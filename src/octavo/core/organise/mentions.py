"""The names by which an article is told of in reasons, and the wire agency that it names. No analysis, no ranking."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass
from functools import lru_cache

from octavo.core.organise.facts import NAME_LETTERS, NOT_NAMES, fold
from octavo.core.organise.vectors import word_key
from octavo.core.text.stems import stopwords

MAX_MENTIONS = 16
_OPENING = 3000  # characters looked at


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as readers are told it. `key` is its key in the NAMES view (of its last word)."""

    key: int
    label: str


_UPPER = "".join(chr(code) for code in (*range(0x41, 0x250), *range(0x370, 0x588)) if chr(code).isupper())
_NAME_RUN = re.compile(
    # the letter is asked for first: it is found faster than the beginning of a word
    rf"[{_UPPER}](?<!\w[{_UPPER}])[\w'’-]*+(?: (?:(?:of|de|du|von|van|al|bin|della|dos|da) )?+[{_UPPER}][\w'’-]*+)*+"
)
_ENDING = re.compile(r"(?:['’]s?|-)$")  # of a name: possessive, dash


def mentions(text: str, small: Container[str], lang: str) -> list[Mention]:
    """Names for reasons, most frequent first. Not from headlines: some write every word of them with a capital.

    `small`: what the text also writes in small letters, as `spelled` gives it.
    """
    found = Counter(filter(None, (_label(run, lang) for run in _NAME_RUN.findall(text[:_OPENING]))))
    return [
        Mention(_key(label), label[:40])
        for label, _ in sorted(found.items(), key=lambda item: -item[1])
        if label.lower().replace("’", "'") not in small
    ][:MAX_MENTIONS]


@lru_cache(maxsize=1 << 12)  # the same people and places come again and again
def _label(run: str, lang: str) -> str:
    """What a run of capitals names, without the small words that a sentence began with: "On Monday Ada Kole's" is
    Ada Kole. "" where it is no subject."""
    words = run.split(" ")
    while words and (words[0].lower() in NOT_NAMES or words[0].lower() in stopwords(lang)):
        del words[0]
    label = _ENDING.sub("", " ".join(words))
    return label if len(label) > 2 and label not in _NO_MENTIONS else ""


@lru_cache(maxsize=1 << 12)
def _key(label: str) -> int:
    return word_key(fold(re.findall(r"[^\W\d_]+", label)[-1])[:NAME_LETTERS])


_AGENCIES = "Reuters|AP|AFP|dpa|PTI|ANI|IANS|EFE|ANSA|Xinhua|TASS|Interfax|UPI|PA|Bloomberg"
_AGENCY_LINE = re.compile(
    r"(?:\(|^|[—–\-]\s?|\b[Bb]y |©\s?)(The Associated Press|Associated Press|Agence France-Presse|Press Association|"
    + _AGENCIES
    + r")(?:\)|\s?[—–\-]|\s?$|/)",
    re.MULTILINE,
)
_LONG_NAMES = {
    "The Associated Press": "AP",
    "Associated Press": "AP",
    "Agence France-Presse": "AFP",
    "Press Association": "PA",
}
_NO_MENTIONS = frozenset((*_AGENCIES.split("|"), *_LONG_NAMES))  # who wrote it is no subject that two articles share


_NAMED = (*_AGENCIES.split("|"), *_LONG_NAMES)  # looked for first: a pattern takes five times as long


def agency_of(text: str) -> str | None:
    """The wire agency that the text's first or last lines name, or None."""
    for part in (text[:300], text[-200:]):
        if any(map(part.__contains__, _NAMED)) and (match := _AGENCY_LINE.search(part)):
            return _LONG_NAMES.get(match[1], match[1])
    return None
