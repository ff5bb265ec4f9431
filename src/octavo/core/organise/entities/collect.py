"""Gathers the mentions of each name in one article and settles its label and kind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from octavo.core.organise.entities.dates import is_date
from octavo.core.organise.entities.gazetteer import Known, index, rows
from octavo.core.organise.entities.kinds import BEFORE_PLACES, is_given, is_role, kind_of_words
from octavo.core.organise.entities.runs import Run, possessive_off, runs
from octavo.core.organise.entities.unspaced import known_unspaced, unspaced
from octavo.core.text.frequencies import common
from octavo.core.text.reading import read
from octavo.core.text.stems import stopwords, written_stem
from octavo.core.text.tokens import Token, words

_LONGEST = 8_000  # characters of text looked at: names that matter stand early
_NOUNS_CAPITAL = frozenset(["de", "lb"])
_FREQUENT = 0.01  # share of documents from which a word is common
_PART = re.compile(r"[^\s\-‑/&,]+")
_ACRONYM = re.compile(r"[^\W\d_a-z]{2,6}s?")
_EXPANDED = re.compile(r"\(([^\W\d_][\w.-]{1,9})\)")


@dataclass(frozen=True, slots=True)
class Entity:
    """A name with where it stands. `key` is the same for all its spellings, and across languages where it is known.

    `first_offset` counts in the text, 0 for a name of the title.
    """

    key: str
    label: str
    kind: str  # person, organisation, place, event, other
    count: int
    first_offset: int
    in_title: bool


@dataclass(slots=True)
class _Mentions:
    labels: dict[str, int] = field(default_factory=dict)
    count: int = 0
    first: int = _LONGEST
    in_title: bool = False
    votes: dict[str, int] = field(default_factory=dict)
    sure: bool = False  # seen where only a name explains the capital letter
    known: Known | None = None

    def add(self, label: str, at: int, title: bool) -> None:
        self.labels[label] = self.labels.get(label, 0) + 1
        self.count += 1
        self.first = min(self.first, 0 if title else at)
        self.in_title = self.in_title or title

    def vote(self, kind: str, votes: int) -> None:
        self.votes[kind] = self.votes.get(kind, 0) + votes


def entities(title: str, text: str, lang: str | None) -> list[Entity]:
    """The names of an article, most mentioned first (title first among equals). Deterministic."""
    text = text[:_LONGEST]
    found: dict[str, _Mentions] = {}
    written = Counter(re.findall(r"\w+", text))
    shouting = _headline_caps(title)
    for part, in_title in ((text, False), (title, True)):
        _known_names(found, part, lang, in_title)
        if not (in_title and shouting and text):
            _capital_runs(found, part, lang, in_title, written)
        for key, at in known_unspaced(part, lang):
            _add_known(found, rows()[key], at, in_title, lang)
        for label, kind, at in unspaced(part, lang):
            mention = found.setdefault(label, _Mentions())
            mention.add(label, at, in_title)
            mention.vote(kind, 1)
            mention.sure = True
    if shouting and text:
        _seen_in_title(found, title, lang)
    _fold(found, text, lang)
    return _settled(found, lang)


def _headline_caps(title: str) -> bool:
    """Whether a headline is written Like This Or LIKE THIS, so that capitals tell nothing."""
    long: list[str] = re.findall(r"[^\W\d_]{4,}", title)
    return len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)


def _known_names(found: dict[str, _Mentions], text: str, lang: str | None, title: bool) -> None:
    """Names of the gazetteer, longest first; a lower-case word counts only as an adjective or in lower-case text."""
    table = index(lang).by_stem
    caseless = text.islower() or not any(char.isupper() for char in text[:400])
    reading = read(text, lang)
    parts, stems = reading.tokens, reading.stems
    after = 0
    for at in [at for at, stem in enumerate(stems) if stem in table]:
        if at < after:
            continue
        for wanted, row, people in table[stems[at]]:
            if len(wanted) > 1 and stems[at : at + len(wanted)] != wanted:
                continue
            token = parts[at]
            if not (people or caseless or token.text[0].isupper()) or (people and _other_word(token, lang)):
                continue
            _add_known(found, row, token.start, title, lang)
            after = at + len(wanted)
            break


def _other_word(token: Token, lang: str | None) -> bool:
    """An adjective in small letters counts in languages that write it so, never as an English or acronym-like word."""
    return token.text[0].islower() and (lang in ("en", None) or len(token.text) < 5)


def _add_known(found: dict[str, _Mentions], row: Known, at: int, title: bool, lang: str | None) -> None:
    mention = found.setdefault(row.key, _Mentions())
    mention.known = row
    mention.sure = True
    mention.add(row.label(lang), at, title)


def _capital_runs(found: dict[str, _Mentions], text: str, lang: str | None, title: bool, written: Counter[str]) -> None:
    stop = stopwords(lang)
    for run in runs(text, lang):
        names = [possessive_off(word, lang) for word in run.words]
        role = False
        while names and (names[0].casefold() in stop or (run.first and written[names[0].casefold()] > 1)):
            names = names[1:]
        while len(names) > 1 and is_role(names[0].casefold().rstrip("."), lang):
            names, role = names[1:], True
        if lang in _NOUNS_CAPITAL:
            names = _without_nouns(names, lang)
        if len(names) > 2 and is_given(names[1].casefold()) and not is_given(names[0].casefold().split("-")[0]):
            names, role = names[1:], True  # whatever stands before a given name is a role: "Skipper Anna Holm"
        while names and (names[-1].casefold() in stop or not names[-1][0].isupper() or is_date(names[-1], lang)):
            names = names[:-1]
        while names and is_date(names[0], lang):
            names = names[1:]
        if names and names[0][0].isupper():
            _add_run(found, run, names, role, lang, title)


def _without_nouns(names: list[str], lang: str | None) -> list[str]:
    """A German run without the common nouns around the name: "Justiz von Marco Buschmann" → "Marco Buschmann"."""
    small = [at for at, name in enumerate(names) if not name[0].isupper()]
    if small and not any(is_given(name.casefold()) for name in names[: small[0]]):
        names = names[small[-1] + 1 :]
    while len(names) > 1 and not is_given(names[0].casefold()) and _common_noun(names[0], lang):
        names = names[1:]
    while len(names) > 1 and (not names[-1][0].isupper() or _common_noun(names[-1], lang)):
        if is_given(names[0].casefold().split("-")[0]):
            break  # "Lisa Pause", "Stefan Schneider": many family names are common words
        names = names[:-1]
    return names


def _common_noun(word: str, lang: str | None) -> bool:
    return common(lang, written_stem(word, lang)) > 0.0 or (
        _NOUN.search(word) is not None and not is_given(word.casefold()) and len(word) > 7
    )


def _add_run(
    found: dict[str, _Mentions], run: Run, names: list[str], role: bool, lang: str | None, title: bool
) -> None:
    label = " ".join(names)
    key = _key(label, lang)
    if not key or (len(names) == 1 and _weak(names[0], run, role, lang)):
        return
    mention = found.setdefault(key, _Mentions())
    mention.add(label, run.start, title)
    mention.sure = mention.sure or role or not run.first or len(names) > 1
    lowered = [name.casefold() for name in names]
    kind = kind_of_words(lowered) if len(names) > 1 or lang == "de" else None
    if kind:
        mention.vote(kind, 2)
    elif role or (len(names) > 1 and is_given(lowered[0].split("-")[0])) or is_role(run.before, lang):
        mention.vote("person", 2)
    elif _ACRONYM.fullmatch(label):
        mention.vote("organisation", 1)
    elif run.before in BEFORE_PLACES and len(names) < 3:
        mention.vote("place", 1)


@lru_cache(maxsize=20_000)
def _key(label: str, lang: str | None) -> str:
    return " ".join(filter(None, (written_stem(part, lang) for part in _PART.findall(label))))


def _weak(name: str, run: Run, role: bool, lang: str | None) -> bool:
    """Whether one capitalised word is too likely no name: very short, or a common word, or a German noun."""
    if len(name) < 2 or name.isdigit():
        return True
    if role or _ACRONYM.fullmatch(name):
        return False
    known = common(lang, _key(name, lang))
    if lang in _NOUNS_CAPITAL:
        return known > 0.0 or _german_noun(name, run)
    return known >= _FREQUENT or (run.first and known > 0.0)


_NOUN = re.compile(
    r"(?:ung|ungen|heit|keit|schaft|tion|tionen|ismus|tät|nis|ment|chen|lein|ling|enz|anz|ik|ie|ur)(?:en|s)?$"
)
_BEFORE_GERMAN_NAMES = "in aus nach bei von mit für gegen und oder an auf über um bis ohne sagt sagte so wie dass laut"
_GERMAN_NAMING = frozenset(_BEFORE_GERMAN_NAMES.split())


def _german_noun(name: str, run: Run) -> bool:
    """German capitalises every noun: a lone one counts as a name only behind words that take no article."""
    return "-" in name or bool(_NOUN.search(name)) or (run.before not in _GERMAN_NAMING and not run.first)


def _seen_in_title(found: dict[str, _Mentions], title: str, lang: str | None) -> None:
    whole = _between_blanks(title, lang)
    for mention in found.values():
        if any(_between_blanks(label, lang) in whole for label in mention.labels):
            mention.count += 1
            mention.in_title = True
            mention.first = 0


@lru_cache(maxsize=20_000)
def _between_blanks(label: str, lang: str | None) -> str:
    return f" {' '.join(words(label, lang))} "


def _fold(found: dict[str, _Mentions], text: str, lang: str | None) -> None:
    """Family names into full names, acronyms into what they are explained as, runs into known names."""
    for row in [mention.known for mention in found.values() if mention.known]:
        for label in row.names.get(lang or "en", []) + row.names.get("", []) + row.people.get(lang or "en", []):
            found.pop(_key(label, lang), None)
    for key in sorted(found, key=lambda key: (-key.count(" "), key)):
        parts = key.split(" ")
        for size in range(len(parts) - 1, 1, -1):
            if " ".join(parts[-size:]) in found and not found[key].known:
                _merge(found, key, " ".join(parts[-size:]), None)
                break
    people: dict[str, list[str]] = {}
    for key, mention in found.items():
        parts = key.split(" ")
        if 2 <= len(parts) <= 4 and not mention.known and _may_be_person(mention):
            people.setdefault(parts[-1], []).append(key)
    for last, full in sorted(people.items()):
        if last in found and len(full) == 1 and not found[last].known:
            _merge(found, last, full[0], "person")
    for match in _EXPANDED.finditer(text):
        short = _key(match[1], lang)
        initials = [word for word in text[max(0, match.start() - 80) : match.start()].split() if word[0].isalnum()]
        for size in range(2, min(7, len(initials)) + 1):
            long = _key(" ".join(initials[-size:]), lang)
            if long in found and short in found and short != long and not found[short].known:
                _merge(found, long, short, None)


def _may_be_person(mention: _Mentions) -> bool:
    return mention.votes.get("person", 0) > 0 or not mention.votes


def _merge(found: dict[str, _Mentions], one: str, into: str, kind: str | None) -> None:
    gone, kept = found.pop(one), found[into]
    kept.count += gone.count
    kept.first = min(kept.first, gone.first)
    kept.in_title = kept.in_title or gone.in_title
    for voted, votes in {kind: 1}.items() if kind else gone.votes.items():
        kept.vote(voted, votes)


def _settled(found: dict[str, _Mentions], lang: str | None) -> list[Entity]:
    made = [
        Entity(key, _label(mention, lang), _kind(mention), mention.count, mention.first, mention.in_title)
        for key, mention in found.items()
        if mention.sure or mention.count > 1
    ]
    return sorted(made, key=lambda entity: (-entity.count, not entity.in_title, entity.first_offset, entity.key))


def _label(mention: _Mentions, lang: str | None) -> str:
    if mention.known:
        return mention.known.label(lang)
    return min(mention.labels, key=lambda label: (-mention.labels[label], len(label), label))


def _kind(mention: _Mentions) -> str:
    if mention.known:
        return mention.known.kind
    best: Iterable[tuple[str, int]] = sorted(mention.votes.items(), key=lambda item: (-item[1], item[0]))
    return next((kind for kind, votes in best if votes), "other")
