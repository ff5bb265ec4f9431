"""The names by which an article is told of in reasons, and the wire agency that it names. No analysis, no ranking."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from functools import lru_cache

from octavo.core.organise.facts import NOT_NAMES
from octavo.core.text.stems import stopwords

MAX_MENTIONS = 16
_OPENING = 3000  # characters looked at


_UPPER = "".join(chr(code) for code in (*range(0x41, 0x250), *range(0x370, 0x588)) if chr(code).isupper())
_REST = (  # of a word behind its capital; initials and short titles have a full stop: "Ada F. Kole", "St. Ives"
    rf"(?:\.(?= ?[{_UPPER}])"
    rf"|[\w'’-]*+(?:\.(?<=\bSt\.|\bMt\.|\bFt\.|\bDr\.|\bMr\.|\bMs\.)(?= ?[{_UPPER}]))?+)"
)
_NAME_RUN = re.compile(
    # begins with a class of letters, which is found faster than the beginning of a word
    rf"[{_UPPER}](?<!\w[{_UPPER}]){_REST}"
    rf"(?: ?(?:(?:of|de|du|von|van|al|bin|della|dos|da) )?+[{_UPPER}]{_REST})*+"
)
_ENDING = re.compile(r"(?:['’]s?|-)$")  # of a name: possessive, dash
LONGEST = 40  # characters of a name


def mentions(text: str, small: Container[str], lang: str) -> list[str]:
    """Names for reasons, most frequent first. Not from headlines: some write every word of them with a capital.

    `small`: what the text also writes in small letters, as `spelled` gives it.
    """
    found = Counter(filter(None, (_label(run, lang) for run in _NAME_RUN.findall(text[:_OPENING]))))
    return [
        label
        for label, _ in sorted(found.items(), key=lambda item: -item[1])
        if label.lower().replace("’", "'") not in small
    ][:MAX_MENTIONS]


@lru_cache(maxsize=1 << 12)  # the same people and places come again and again
def _label(run: str, lang: str) -> str:
    """What a run of capitals names, without the small words that a sentence began with: "On Monday Ada Kole's" is
    Ada Kole. "" where it is no subject."""
    words = run.split(" ")
    while words and _opens(words, lang):
        del words[0]
    while words and words[-1].lower() in _SHORT_TITLES:  # "California Gov" of "California Gov. Ada Kole"
        del words[-1]
    while sum(map(len, words)) + len(words) - 1 > LONGEST and len(words) > 1:
        del words[0]  # the family name comes last
    label = _ENDING.sub("", " ".join(words))[:LONGEST]
    if len(label) < 3 or label in _NO_MENTIONS or not _FURNITURE.isdisjoint(label.lower().split(" ")):
        return ""
    return label


def _opens(words: list[str], lang: str) -> bool:
    """Whether the first word is none of the name."""
    word = words[0].lower()
    if len(words) > 1 and (word == "new" or (word in _OF_PLACES and word not in stopwords(lang))):
        return False  # New York, Los Angeles
    return word in NOT_NAMES or word in stopwords(lang) or _CONTRACTED.search(word) is not None


_OF_PLACES = frozenset(("los", "las", "la", "el", "le", "des"))
_CONTRACTED = re.compile(r"^(?:i|he|she|it|we|they|you|that|there|here|what|who)['’]")
_SHORT_TITLE_WORDS = "sen sens rep reps gov gen col lt capt sgt prof mr mrs ms dr"
_SHORT_TITLES = frozenset(_SHORT_TITLE_WORDS.split())
# Of pictures, zones of time, and months and states that are cut short.
_FURNITURE_WORDS = """
getty photo photos enlarge image images est edt pst pdt gmt bst cet cest ist utc jan feb mar apr aug sept oct nov dec
fla calif colo ariz mich minn tenn conn okla
"""
_FURNITURE = frozenset(_FURNITURE_WORDS.split())


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
