"""Everything about one article that does not depend on any other: computed once, in parallel, kept beside the article.

It decides nothing. What it holds is enough to group the article again later without its text.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, pairwise

import numpy as np

from octavo.core.organise.facts import dates, named, numbers
from octavo.core.organise.fingerprint import Print, Sketch, sketch
from octavo.core.organise.mentions import agency_of, mentions
from octavo.core.organise.spoken import keys_of
from octavo.core.organise.vectors import VIEWS, Keys, Vector, View, word_key
from octavo.core.text.language import detect
from octavo.core.text.stems import Remembered, meant
from octavo.core.text.tokens import spelled, straight
from octavo.types import Document

VERSION = 5  # 4 had no `known`, 3 a key of each of the mentions before the strings

MAX_TEXT = 3000  # characters looked at: what comes later in a long article is background
OPENING = 150  # words of the text in which its lead is looked for
LEAD_TERMS = 33  # stems of the lead: about fifty words
LIMITS = {
    View.TITLE: 24,
    View.LEAD: 40,
    View.BODY: 140,
    View.NAMES: 48,
    View.NUMBERS: 24,
    View.DATES: 8,
    View.PAIRS: 48,
}


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """One article, analysed. `words` counts the text's words without the title's."""

    lang: str
    words: int
    vector: Vector
    sketch: Sketch
    runs: int  # distinct four-word runs of the text
    mentions: tuple[str, ...]  # names as readers are told them, most frequent first
    agency: str | None
    known: Keys = field(default_factory=lambda: np.empty(0, dtype=np.uint32))  # compared with other languages only

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Analysis) and to_bytes(self) == to_bytes(other)

    def __hash__(self) -> int:
        return hash(to_bytes(self))


def analyse(doc: Document) -> Analysis:
    """Analyse one article. Any of title and text may be empty; nothing here fails on hostile text."""
    title, text = doc.title[:1000].strip(), doc.text[:MAX_TEXT].strip()
    lang = detect(f"{title}\n{text[:1500]}", doc.lang)[0] or "und"
    headline, rest = (title, text) if title else _first_sentence(text)
    key_of = _keys(lang).__getitem__
    plain_headline, plain_rest = straight(headline), straight(rest)
    title_words, rest_words = spelled(plain_headline), spelled(plain_rest)
    written = Counter(chain(title_words, rest_words))  # a text holds half as many different words as words
    title_terms, opening = ([*filter(None, map(key_of, part))] for part in (title_words, rest_words[:OPENING]))
    whole = f"{plain_headline} . {plain_rest}"
    small = set(filter(str.islower, written))
    body: dict[int, int] = {}
    for key, count in zip(map(key_of, written), written.values(), strict=True):
        if key:
            body[key] = body.get(key, 0) + count
    pairs = (pair_key(a, b) for part in (title_terms, opening[:60]) for a, b in pairwise(part))
    vector = _vector(
        (
            Counter(title_terms),
            Counter(opening[:LEAD_TERMS]),
            body,
            _names(written, small),
            Counter(map(word_key, numbers(whole))),
            Counter(map(word_key, dates(whole))),
            Counter(pairs),
        )
    )
    prints, runs = sketch(doc.text)
    agency = _stated(doc.agency) or agency_of(doc.text)
    words = sum(body.values()) - len(title_terms)
    known = keys_of((title_words, rest_words), written, small, whole, lang)
    return Analysis(lang, words, vector, prints, runs, tuple(mentions(rest, small, lang)), agency, known)


@cache
def _keys(lang: str) -> Mapping[str, int]:
    """For any written word: the key of its stem, or 0 where it carries no meaning."""
    known = meant(lang)
    return Remembered(lambda word: word_key(term) if (term := known[word]) else 0)


def _names(written: Mapping[str, int], small: Container[str]) -> dict[int, int]:
    """How often each name is written, by its key, in order of first mention."""
    bag: dict[int, int] = {}
    capital = [word for word in written if word not in small]
    for word, found in zip(capital, map(_NAME_KEYS.__getitem__, capital), strict=True):
        for lower, key in found:
            if lower not in small:
                bag[key] = bag.get(key, 0) + written[word]
    return bag


_NAME_KEYS = Remembered(lambda word: tuple((lower, word_key(name)) for lower, name in named(word)))


def _vector(bags: Sequence[Mapping[int, int]]) -> Vector:
    """Of the most frequent of each bag, among equals the earliest."""
    keys: list[int] = []
    counts: list[int] = []
    ends: list[int] = []
    for bag, limit in zip(bags, LIMITS.values(), strict=True):
        kept: Iterable[int] = bag
        if len(bag) > limit:
            kept = sorted(bag, key=bag.__getitem__, reverse=True)[:limit]
        keys += kept
        counts += map(bag.__getitem__, kept)
        ends.append(len(keys))
    return Vector(np.array(keys, dtype=np.uint32), np.array(counts).clip(max=255).astype(np.uint8), tuple(ends))


def pair_key(a: int, b: int) -> int:
    """The key of two neighbouring words, from their keys."""
    return (a * 0x9E3779B1 ^ b) & 0xFFFFFFFF


def _stated(agency: str | None) -> str:
    """The agency that the page names, in a length and form that can be kept."""
    return (agency or "").replace("\0", "")[:40].strip()


_SENTENCE_END = re.compile(r"\n|[.!?…](?=\s)|[。！？]")


def _first_sentence(text: str) -> tuple[str, str]:
    """The first line or sentence stands in for a missing title."""
    for match in _SENTENCE_END.finditer(text, min(20, len(text))):
        return text[: match.end()].strip(), text[match.end() :].strip()
    return text[:300], ""


def print_of(analysis: Analysis) -> Print:
    """What is compared to tell whether one text is a copy of another."""
    vector = analysis.vector
    return Print(analysis.sketch, analysis.runs, vector.of_view(View.NAMES), vector.of_view(View.NUMBERS))


_HEAD = struct.Struct("<BHIHH")
_HEAD_3 = struct.Struct("<BHIHHB")  # how many mentions, too


def to_bytes(analysis: Analysis) -> bytes:
    """A compact form (about 2 kB for a long article) that `from_bytes` reads back exactly."""
    vector = analysis.vector
    texts = [analysis.lang, analysis.agency or "", *analysis.mentions]
    strings = "\0".join(texts).encode("utf-8", "surrogatepass")
    head = _HEAD.pack(VERSION, analysis.words, analysis.runs, len(analysis.sketch), len(strings))
    return b"".join(
        [
            head,
            struct.pack(f"<{VIEWS}H", *vector.ends),
            vector.keys.tobytes(),
            vector.counts.tobytes(),
            analysis.sketch.tobytes(),
            strings,
            analysis.known.tobytes(),
        ]
    )


def from_bytes(raw: bytes) -> Analysis:
    """What `to_bytes` wrote, from version 3 on; what was written before 5 shares less with other languages."""
    version, words, runs, prints, strings = _HEAD.unpack_from(raw)
    at, keys_of_mentions = _HEAD.size, 0
    if version == 3:
        at, keys_of_mentions = _HEAD_3.size, _HEAD_3.unpack_from(raw)[-1]
    ends = struct.unpack_from(f"<{VIEWS}H", raw, at)
    at += 2 * VIEWS
    keys = np.frombuffer(raw, dtype="<u4", count=ends[-1], offset=at)
    at += 4 * ends[-1]
    counts = np.frombuffer(raw, dtype=np.uint8, count=ends[-1], offset=at)
    at += ends[-1]
    sketched = np.frombuffer(raw, dtype="<u4", count=prints, offset=at)
    at += 4 * (prints + keys_of_mentions)
    lang, agency, *labels = raw[at : at + strings].decode("utf-8", "surrogatepass").split("\0")
    known = np.frombuffer(raw, dtype="<u4", offset=at + strings)  # empty before version 5
    return Analysis(lang, words, Vector(keys, counts, ends), sketched, runs, tuple(labels), agency or None, known)
