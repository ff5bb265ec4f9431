"""Everything about one article that does not depend on any other: computed once, in parallel, kept beside the article.

It decides nothing. What it holds is enough to group the article again later without its text.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from octavo.core.organise.fingerprint import Print, Sketch, sketch
from octavo.core.organise.vectors import VIEWS, Vector, View, word_key
from octavo.core.text.language import detect
from octavo.core.text.stems import stopwords, terms
from octavo.types import Document

VERSION = 1

MAX_TEXT = 4500  # characters looked at: what comes later in a long article is background
LEAD_WORDS = 50
LIMITS = {
    View.TITLE: 24,
    View.LEAD: 40,
    View.BODY: 140,
    View.NAMES: 48,
    View.NUMBERS: 24,
    View.DATES: 8,
    View.PAIRS: 48,
}
MAX_MENTIONS = 16


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as readers are told it. `key` is its key in the NAMES view (of its last word)."""

    key: int
    label: str


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """One article, analysed. `words` counts the text's words without the title's."""

    lang: str
    words: int
    vector: Vector
    sketch: Sketch
    runs: int  # distinct four-word runs of the text
    mentions: tuple[Mention, ...]
    agency: str | None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Analysis) and to_bytes(self) == to_bytes(other)

    def __hash__(self) -> int:
        return hash(to_bytes(self))


def analyse(doc: Document) -> Analysis:
    """Analyse one article. Any of title and text may be empty; nothing here fails on hostile text."""
    title, text = doc.title[:1000].strip(), doc.text[:MAX_TEXT].strip()
    lang = detect(f"{title}\n{text[:1500]}", doc.lang)[0] or "und"
    headline, rest = (title, text) if title else _first_sentence(text)
    title_terms = terms(headline, lang)
    body_terms = terms(rest, lang)
    raw = raw_words(f"{headline} . {rest}")
    bags: list[Iterable[tuple[int, int]]] = [() for _ in range(VIEWS)]
    bags[View.TITLE] = _bag(title_terms)
    bags[View.LEAD] = _bag(body_terms[: LEAD_WORDS * 2 // 3])
    bags[View.BODY] = _bag(title_terms + body_terms)
    bags[View.NAMES] = _bag(names(raw))
    bags[View.NUMBERS] = _bag(numbers(raw))
    bags[View.DATES] = _bag(dates(raw))
    bags[View.PAIRS] = _bag([f"{a} {b}" for part in (title_terms, body_terms[:60]) for a, b in pairwise(part)])
    vector = Vector.of([dict(_top(bag, LIMITS[View(view)])) for view, bag in enumerate(bags)])
    prints, runs = sketch(doc.text)
    agency = _stated(doc.agency) or agency_of(doc.text)
    return Analysis(lang, len(body_terms), vector, prints, runs, tuple(_mentions(rest, _small(raw), lang)), agency)


def _stated(agency: str | None) -> str:
    """The agency that the page names, in a length and form that can be kept."""
    return (agency or "").replace("\0", "")[:40].strip()


def _top(bag: Iterable[tuple[int, int]], limit: int) -> list[tuple[int, int]]:
    """The most frequent, among equals the earliest."""
    return sorted(bag, key=lambda item: -item[1])[:limit]


def _bag(words: Iterable[str]) -> list[tuple[int, int]]:
    return list(Counter(map(word_key, words)).items())


_SENTENCE_END = re.compile(r"\n|[.!?…](?=\s)|[。！？]")


def _first_sentence(text: str) -> tuple[str, str]:
    """The first line or sentence stands in for a missing title."""
    for match in _SENTENCE_END.finditer(text, min(20, len(text))):
        return text[: match.end()].strip(), text[match.end() :].strip()
    return text[:300], ""


# Names, numbers and dates are read from bare words, so that they mean the same in every language.
_RAW = re.compile(r"\d++(?:[.,]\d++)*+|[^\W\d_]++")
# Arabic, Persian, Devanagari, Bengali, Thai and full-width digits; Arabic separators of thousands and decimals.
_DIGITS = {ord(zero) + value: str(value) for zero in "٠۰०০๐０" for value in range(10)} | {0x66C: ",", 0x66B: "."}


def raw_words(text: str) -> list[str]:
    """Words and numbers as written, digits in ASCII, for `names`, `numbers` and `dates`."""
    return _RAW.findall(text if text.isascii() else text.translate(_DIGITS))


_LATIN_TEXT = "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i yi ye g u j"
_LATIN = _LATIN_TEXT.split()
_CYRILLIC = {
    letter: latin.strip("-") for letter, latin in zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўј", _LATIN, strict=True)
}
_FOLD = str.maketrans(_CYRILLIC | {"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i"})
NAME_LETTERS = 6  # what is compared of a name, so that case endings (Putin, Putina, Putinovi) do not part it


def fold(word: str) -> str:
    """A word in plain lower-case Latin letters where its script allows."""
    word = word.casefold()
    if word.isascii():
        return word
    word = unicodedata.normalize("NFKD", word.translate(_FOLD))
    return "".join(char for char in word if not unicodedata.combining(char))


def _small(raw: list[str]) -> set[str]:
    return {word for word in raw if word.islower()}


def names(raw: list[str]) -> list[str]:
    """The words written with a capital that the text never writes without one, folded and cut to `NAME_LETTERS`."""
    small = _small(raw)
    return [
        fold(word)[:NAME_LETTERS]
        for word in raw
        if len(word) > 1 and word[0].isupper() and word.lower() not in small and word.lower() not in _NOT_NAMES
    ]


# Written with a capital at the start of a sentence or in headlines, and never a name.
_SMALL_WORDS = """
the an in on at of and for but he she it we they this that with from as his her after who what how why when
mr mrs ms dr der die das ein eine und le la les un une et el los las en de il lo gli o a os is are was were
will has have had new says by to be not no if its our your my there here more than over out up us all one
two first january february march april may june july august september october november december monday
tuesday wednesday thursday friday saturday sunday
"""
_NOT_NAMES = frozenset(_SMALL_WORDS.split())


def numbers(raw: list[str]) -> list[str]:
    """Numbers of two digits or more and decimals, without separators of thousands; years and single digits are out."""
    found = []
    for word in raw:
        if not word[0].isdecimal():
            continue
        plain = re.sub(r"[.,](?=\d{3}(?!\d))", "", word).replace(",", ".")
        if len(plain) > 1 and not (len(plain) == 4 and plain[:2] in ("19", "20")):
            found.append(plain)
    return found


# How the months begin in English, French, German, Spanish, Italian, Portuguese, Dutch, Czech, Polish and Russian.
_MONTH_STARTS = (
    "jan led sty янв",
    "feb fev unor lut фев",
    "mar mae brez марта",
    "apr avr abr dub kwi апр",
    "may mai mag maj kvet мая",
    "jun juin giu cervn czerw июн",
    "jul juil lug cervenc lip июл",
    "aug aou ago srpn sier авг",
    "sep set zari wrz сен",
    "oct okt out ott rij paz окт",
    "nov listopadu ноя",
    "dec dez dic pros gru дек",
)
_MONTHS = {start: month for month, starts in enumerate(_MONTH_STARTS, 1) for start in starts.split()}
_MONTH_NUMBERS = frozenset(str(month) for month in range(1, 13))


def _month(word: str) -> int | None:
    folded = unicodedata.normalize("NFKD", word.casefold())
    folded = "".join(char for char in folded if not unicodedata.combining(char))
    for length in (7, 6, 5, 4, 3):
        if length <= len(folded) <= 11 and folded[:length] in _MONTHS:
            return _MONTHS[folded[:length]]
    return None


def dates(raw: list[str]) -> list[str]:
    """Days ("8-5" for Aug. 5, 5. August, 5 août, 8月5日) and years that the text names."""
    found = []
    for at, word in enumerate(raw):
        if not word.isdecimal():  # a superscript ("²") is a digit, and no number
            continue
        if len(word) == 4 and word[:2] in ("19", "20"):
            found.append(word)
        elif len(word) <= 2 and 1 <= int(word) <= 31:
            month = _month_beside(raw, at)
            if month:
                found.append(f"{month}-{int(word)}")
    return found


def _month_beside(raw: list[str], at: int) -> int | None:
    """The month that is named next to the number at `at`."""
    if at > 1 and raw[at - 1] in ("月", "월") and raw[at - 2] in _MONTH_NUMBERS:  # 8月5日, 8월 5일
        return int(raw[at - 2])
    beside = [raw[near] for near in (at - 1, at + 1, at + 2) if 0 <= near < len(raw)]
    return next((named for near in beside if near[0].isalpha() and (named := _month(near))), None)


_UPPER = "".join(chr(code) for code in (*range(0x41, 0x250), *range(0x370, 0x588)) if chr(code).isupper())
_NAME_RUN = re.compile(
    rf"(?<!\w)[{_UPPER}][\w'’-]*+(?: (?:(?:of|de|du|von|van|al|bin|della|dos|da) )?+[{_UPPER}][\w'’-]*+)*+"
)
_ENDING = re.compile(r"(?:['’]s?|-)$")  # of a name: possessive, dash


def _mentions(text: str, small: set[str], lang: str) -> list[Mention]:
    """Names for reasons, most frequent first. Not from headlines: some write every word of them with a capital."""
    found: Counter[str] = Counter()
    for match in _NAME_RUN.finditer(text[:3000]):
        label = _ENDING.sub("", _without_opening(match.group(), lang))
        if len(label) > 2 and label.lower() not in small and label not in _NO_MENTIONS:
            found[label] += 1
    return [
        Mention(word_key(fold(_RAW.findall(label)[-1])[:NAME_LETTERS]), label[:40])
        for label, _ in found.most_common(MAX_MENTIONS)
    ]


def _without_opening(run: str, lang: str) -> str:
    """Without the small words that a sentence began with: "On Monday Ada Kole" is Ada Kole."""
    words = run.split(" ")
    start = 0
    while start < len(words) and (words[start].lower() in _NOT_NAMES or words[start].lower() in stopwords(lang)):
        start += 1
    return " ".join(words[start:])


_AGENCIES = (
    "Reuters",
    "AP",
    "AFP",
    "dpa",
    "PTI",
    "ANI",
    "IANS",
    "EFE",
    "ANSA",
    "Xinhua",
    "TASS",
    "Interfax",
    "UPI",
    "PA",
    "Bloomberg",
)
_AGENCY_LINE = re.compile(
    r"(?:\(|^|[—–\-]\s?|\b[Bb]y |©\s?)(The Associated Press|Associated Press|Agence France-Presse|Press Association|"
    + "|".join(_AGENCIES)
    + r")(?:\)|\s?[—–\-]|\s?$|/)",
    re.MULTILINE,
)
_LONG_NAMES = {
    "The Associated Press": "AP",
    "Associated Press": "AP",
    "Agence France-Presse": "AFP",
    "Press Association": "PA",
}
_NO_MENTIONS = frozenset((*_AGENCIES, *_LONG_NAMES))  # who wrote it is no subject that two articles share


def agency_of(text: str) -> str | None:
    """The wire agency that the text's first or last lines name, or None."""
    for part in (text[:300], text[-200:]):
        if match := _AGENCY_LINE.search(part):
            return _LONG_NAMES.get(match[1], match[1])
    return None


def print_of(analysis: Analysis) -> Print:
    """What is compared to tell whether one text is a copy of another."""
    vector = analysis.vector
    return Print(analysis.sketch, analysis.runs, vector.of_view(View.NAMES), vector.of_view(View.NUMBERS))


_HEAD = struct.Struct("<BHIHHB")


def to_bytes(analysis: Analysis) -> bytes:
    """A compact form (about 2 kB for a long article) that `from_bytes` reads back exactly."""
    vector = analysis.vector
    texts = [analysis.lang, analysis.agency or "", *(mention.label for mention in analysis.mentions)]
    strings = "\0".join(texts).encode("utf-8", "surrogatepass")
    head = _HEAD.pack(
        VERSION, analysis.words, analysis.runs, len(analysis.sketch), len(strings), len(analysis.mentions)
    )
    return b"".join(
        [
            head,
            struct.pack(f"<{VIEWS}H", *vector.ends),
            vector.keys.tobytes(),
            vector.counts.tobytes(),
            analysis.sketch.tobytes(),
            struct.pack(f"<{len(analysis.mentions)}I", *(mention.key for mention in analysis.mentions)),
            strings,
        ]
    )


def from_bytes(raw: bytes) -> Analysis:
    """What `to_bytes` wrote (of this `VERSION`)."""
    _, words, runs, prints, strings, mentions = _HEAD.unpack_from(raw)
    at = _HEAD.size
    ends = struct.unpack_from(f"<{VIEWS}H", raw, at)
    at += 2 * VIEWS
    keys = np.frombuffer(raw, dtype="<u4", count=ends[-1], offset=at)
    at += 4 * ends[-1]
    counts = np.frombuffer(raw, dtype=np.uint8, count=ends[-1], offset=at)
    at += ends[-1]
    sketched = np.frombuffer(raw, dtype="<u4", count=prints, offset=at)
    at += 4 * prints
    mention_keys = struct.unpack_from(f"<{mentions}I", raw, at)
    at += 4 * mentions
    lang, agency, *labels = raw[at : at + strings].decode("utf-8", "surrogatepass").split("\0")
    named = tuple(Mention(key, label) for key, label in zip(mention_keys, labels, strict=True))
    return Analysis(lang, words, Vector(keys, counts, ends), sketched, runs, named, agency or None)
