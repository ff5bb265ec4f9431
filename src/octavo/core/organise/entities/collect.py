"""Gathers the mentions of each name in one article and settles its label and kind.

All steps work on the same mentions, hence its length. What a single word is by itself, `words` knows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from octavo.core.organise.entities.dates import is_date
from octavo.core.organise.entities.gazetteer import Known, rows
from octavo.core.organise.entities.german import (
    is_amount,
    is_apposition,
    is_common_noun,
    is_compound,
    is_genitive,
    is_people,
)
from octavo.core.organise.entities.kinds import BEFORE_PLACES, is_given, is_role, kind_of_words
from octavo.core.organise.entities.runs import Run, runs
from octavo.core.organise.entities.unspaced import has_unspaced, known_unspaced, unspaced
from octavo.core.organise.entities.words import Reading, Word, possessive_off, read, stem_of
from octavo.core.text.frequencies import common
from octavo.core.text.stems import stopwords, written_stem

LONGEST = 1_500  # characters of text looked at: names that matter stand early (2,500 choose no better tags)
_OPENING = 130  # words; names said once behind them and not in the title are hardly what an article is about
_NEVER = 1_000_000
_NOUNS_CAPITAL = frozenset(["de", "lb"])
_FREQUENT = 0.01  # share of documents from which a word is common
_REMEMBERED = 10_000  # runs of capitalised words, labels
_PART = re.compile(r"[^\s\-‑/&,]+")
_ACRONYM = re.compile(r"[^\W\d_a-z]{2,6}s?")
_EXPANDED = re.compile(r"\(([^\W\d_][\w.-]{1,9})\)")
_SEAT = re.compile(r"[DRI]-[A-Z][\w.]*")  # "D-Texas" behind a senator's name
_OFFICE = re.compile(r"(?:Vice |Deputy )?(?:Head|Director|Secretary|Minister|President|Chair|Editor|Chief) (?:of|for) ")
_BEHIND_ROLES = frozenset(["Seri", "Sri"])  # "Datuk Seri Anwar"
_SPACED_APOSTROPHE = re.compile("(?<=['’]) ")


@dataclass(slots=True)  # frozen, making one would take four times as long
class Entity:
    """A name with where it stands. `key` is the same for all its spellings, and across languages where it is known.

    `first` and `last` are numbers of words in the text, 0 and -1 for a name that stands in the title only.
    """

    key: str
    label: str
    kind: str  # person, organisation, place, event, other
    count: int
    first: int
    last: int
    in_title: bool
    known: bool = False  # a row of the gazetteer

    @property
    def country(self) -> bool:
        """Whether it is a country: the gazetteer's keys are "ua", "city:kyiv"."""
        return self.known and len(self.key) == 2


@dataclass(slots=True)
class _Mentions:
    labels: dict[str, int] = field(default_factory=dict)
    count: int = 0
    first: int = _NEVER
    last: int = -1
    in_title: bool = False
    votes: dict[str, int] = field(default_factory=dict)
    sure: bool = False  # seen where only a name explains the capital letter
    known: Known | None = None

    def add(self, label: str, at: int, title: bool) -> None:
        self.labels[label] = self.labels.get(label, 0) + 1
        self.count += 1
        if title:
            self.in_title = True
        else:
            self.last = at
            if at < self.first:
                self.first = at

    def vote(self, kind: str, votes: int) -> None:
        self.votes[kind] = self.votes.get(kind, 0) + votes


@dataclass(frozen=True, slots=True)
class _Name:
    """What a run of capitalised words says wherever it stands."""

    label: str
    key: str
    size: int
    kind: str | None
    person: bool  # a role or given name stands before it
    acronym: bool
    weak: int  # one of the following


_STRONG, _WEAK_FIRST, _WEAK, _WEAK_GERMAN = range(4)  # no name: never, where a sentence begins, ever, behind most words


def entities(title: str, text: str, lang: str | None, most: int = 1_000) -> list[Entity]:
    """The names of an article, at most `most`, most mentioned first (title first among equals). Deterministic."""
    text = text[:LONGEST]
    found: dict[str, _Mentions] = {}
    counts = read(text, lang).counts
    shouting = title.isupper() if lang in _NOUNS_CAPITAL else _headline_caps(title)
    headline = {word.low for word in read(title, lang).words}
    for part, in_title in ((text, False), (title, True)):
        reading = read(part, lang)
        _known_names(found, reading, lang, in_title)
        if not (in_title and shouting and text):
            _capital_runs(found, reading.words, lang, in_title, counts, headline)
        if has_unspaced(part):
            _unspaced_names(found, part, lang, in_title)
    if shouting and text:
        _seen_in_title(found, title, lang)
    _fold(found, text, lang)
    return _settled(found, lang, most)


def _headline_caps(title: str) -> bool:
    """Whether a headline is written Like This Or LIKE THIS, so that capitals tell nothing."""
    long: list[str] = re.findall(r"[^\W\d_]{4,}", title)
    return len(long) >= 4 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)


def _known_names(found: dict[str, _Mentions], reading: Reading, lang: str | None, title: bool) -> None:
    """Names of the gazetteer, longest first; a lower-case word counts only as an adjective or in lower-case text."""
    words, caseless = reading.words, reading.caseless
    after = 0
    for at in [at for at, word in enumerate(words) if word.names]:
        if at < after:
            continue
        word = words[at]
        for wanted, row, people in word.longer:
            if (people or caseless or word.capital) and _follow(words, at, wanted):
                _add_known(found, row, at, title, lang)
                after = at + len(wanted)
                break
        else:
            in_name = word.capital and at + 1 < len(words) and words[at + 1].capital and lang != "en"
            for row, small, people in word.known:
                if (caseless or not small) and not (people and in_name):  # "Deutsche Bank" does not speak of Germany
                    _add_known(found, row, at, title, lang)


def _follow(words: list[Word], at: int, wanted: tuple[str, ...]) -> bool:
    return tuple([word.stem for word in words[at : at + len(wanted)]]) == wanted


def _unspaced_names(found: dict[str, _Mentions], part: str, lang: str | None, title: bool) -> None:
    for key, at in known_unspaced(part, lang):
        _add_known(found, rows()[key], at, title, lang)
    for label, kind, at in unspaced(part, lang):
        mention = found.setdefault(label, _Mentions())
        mention.add(label, at, title)
        mention.vote(kind, 1)
        mention.sure = True


def _add_known(found: dict[str, _Mentions], row: Known, at: int, title: bool, lang: str | None) -> None:
    mention = found.get(row.key)
    if mention is None:
        mention = found[row.key] = _Mentions({row.label(lang): 0}, known=row, sure=True)
    mention.add(next(iter(mention.labels)), at, title)


def _capital_runs(
    found: dict[str, _Mentions],
    words: list[Word],
    lang: str | None,
    title: bool,
    counts: Counter[str],
    headline: set[str],
) -> None:
    for run in runs(words, lang):
        parts, first = run.words, run.first
        if run.start > _OPENING and counts[parts[-1].text] == 1 and parts[-1].low not in headline:
            continue
        if first and (ordinary := _ordinary(parts, counts)):
            parts, first = parts[ordinary:], False
        name = _named(tuple([word.text for word in parts]), lang) if parts else None
        if name is None or (name.weak and _too_weak(name.weak, first, run.before, counts[parts[-1].text])):
            continue
        mention = found.get(name.key)
        if mention is None:
            mention = found[name.key] = _Mentions()
        mention.add(name.label, run.start, title)
        mention.sure = mention.sure or not first or name.size > 1 or name.person
        _vote(mention, name, run, lang)


def _ordinary(parts: tuple[Word, ...], counts: Counter[str]) -> int:
    """How many words at a sentence's start are written small elsewhere, or are function words."""
    number = 0
    while number < len(parts) and (
        parts[number].stop or (counts[parts[number].low] > 1 and parts[number].text != parts[number].low)
    ):
        number += 1
    return number


def _too_weak(weak: int, first: bool, before: str, count: int) -> bool:
    if weak == _WEAK_GERMAN:
        return not first and before not in (_GERMAN_NAMING if count > 1 else _GERMAN_NAMING_ONCE)
    return weak == _WEAK or first


def _vote(mention: _Mentions, name: _Name, run: Run, lang: str | None) -> None:
    if name.kind:
        mention.vote(name.kind, 2)
    elif name.person or is_role(run.before, lang):
        mention.vote("person", 2)
    elif name.acronym:
        mention.vote("organisation", 1)
    elif run.before in BEFORE_PLACES and name.size < 3:
        mention.vote("place", 1)


@lru_cache(maxsize=_REMEMBERED)
def _named(written: tuple[str, ...], lang: str | None) -> _Name | None:
    """The name within a run: function words, roles, dates and German nouns around it go."""
    stop = stopwords(lang)
    names = [possessive_off(word, lang) for word in written]
    while names and names[0].casefold() in stop:
        names = names[1:]
    whole = names = _without_date(names, lang)  # "Hantavirus Anfang Mai"
    names, role = _without_roles(names, lang)
    while names and (names[-1].casefold() in stop or not names[-1][:1].isupper()):
        names = names[:-1]
    names = _without_date(names, lang)
    while names and is_date(names[0], lang):
        names = names[1:]
    if not names or not names[0][:1].isupper() or (lang == "en" and _SEAT.fullmatch(names[0])):
        return None
    if (lang in _NOUNS_CAPITAL and is_amount(names[0])) or _OFFICE.match(" ".join(names)):
        return None
    label = _SPACED_APOSTROPHE.sub("", " ".join(names)) if lang in ("fr", "it") else " ".join(names)
    key = _key(label, lang) if "&" in label else " ".join([stem for name in names if (stem := stem_of(name, lang))])
    lowered = [name.casefold() for name in names]
    person = role or (len(names) > 1 and is_given(lowered[0].split("-")[0]))
    kind = kind_of_words(lowered) if len(names) > 1 or lang == "de" else None
    acronym = _ACRONYM.fullmatch(label) is not None
    weak = _weakness(names[0], key, lang) if len(names) == 1 and not (role or acronym) else _STRONG
    if weak == _WEAK_GERMAN and len(whole) > 1 and names == whole[-1:] and is_apposition(whole[-2]):
        weak = _STRONG  # behind a noun that tells what it is: "der Ukrainer Usyk"
    return _Name(label, key, len(names), kind, person, acronym, weak)


def _without_date(names: list[str], lang: str | None) -> list[str]:
    """A name without the months and days behind it; the family of "Brian May" has the name of one."""
    while names and is_date(names[-1], lang) and not (len(names) > 1 and is_given(names[-2].casefold())):
        names = names[:-1]
    return names


def _without_roles(names: list[str], lang: str | None) -> tuple[list[str], bool]:
    """A name without the roles before it ("Skipper Anna Holm"), and whether there were any."""
    role = False
    while len(names) > 1 and (is_role(names[0].casefold().rstrip("."), lang) or (role and names[0] in _BEHIND_ROLES)):
        names, role = names[1:], True
    for at in range(len(names) - 3, -1, -1):  # "Democratic Rep. Zooey Zephyr"
        if is_role(names[at].casefold().rstrip("."), lang):
            names, role = names[at + 1 :], True
            break
    if lang in _NOUNS_CAPITAL:
        names = _without_nouns(names)
    if len(names) > 2 and is_given(names[1].casefold()) and not is_given(names[0].casefold().split("-")[0]):
        return names[1:], True  # whatever stands before a given name is a role
    return names, role


def _without_nouns(names: list[str]) -> list[str]:
    """A German run without the common nouns around the name: "Justiz von Marco Buschmann" → "Marco Buschmann"."""
    small = [at for at, name in enumerate(names) if not name[0].isupper()]
    if small and not any(is_given(name.casefold()) for name in names[: small[0]]):
        names = names[small[-1] + 1 :]
    names = _after_apposition(names)
    while len(names) > 1 and not is_given(names[0].casefold()) and is_common_noun(names[0]):
        names = names[1:]
    while len(names) > 1 and (not names[-1][0].isupper() or ("-" not in names[-1] and is_common_noun(names[-1]))):
        if is_given(names[0].casefold().split("-")[0]):
            break  # "Lisa Pause", "Stefan Schneider": many family names are common words
        names = names[:-1]
    return names


def _after_apposition(names: list[str]) -> list[str]:
    """What stands behind "Ukrainer" or "Palmas Stadtviertel"; of "Russlands Schattenflotte" what is before."""
    if len(names) > 1 and is_people(names[0]) and not is_common_noun(names[1]):
        return names[1:]
    for at in range(len(names) - 1, 0, -1):
        before = names[at - 1]
        if is_genitive(before):
            return names[at:] if len(names) > at + 1 else names[:at]
        if is_compound(names[at].lower()) and before.endswith(("s", "er")) and not is_given(before.casefold()):
            return names[at + 1 :] or names[:at]
    return names


@lru_cache(maxsize=_REMEMBERED)
def _key(label: str, lang: str | None) -> str:
    return " ".join(filter(None, (written_stem(part, lang) for part in _PART.findall(label))))


def _weakness(name: str, key: str, lang: str | None) -> int:
    """Where one capitalised word is too likely no name: very short, or a common word, or a German noun."""
    if len(name) < 2 or name.isdigit():
        return _WEAK
    known = common(lang, key)
    if lang in _NOUNS_CAPITAL:  # German capitalises every noun: a lone one is a name only behind certain words
        return _WEAK if known > 0.0 or "-" in name or is_common_noun(name) else _WEAK_GERMAN
    return _WEAK if known >= _FREQUENT else _WEAK_FIRST if known > 0.0 else _STRONG


_BEFORE_GERMAN_NAMES = "in aus nach bei von mit für gegen und oder an auf über um bis ohne sagt sagte so wie dass laut"
_GERMAN_NAMING = frozenset(_BEFORE_GERMAN_NAMES.split())
_GERMAN_NAMING_ONCE = frozenset(["in", "aus", "nach", "bei", "von", "mit", "gegen", "sagt", "sagte", "laut"])


def _seen_in_title(found: dict[str, _Mentions], title: str, lang: str | None) -> None:
    whole = f" {' '.join([word.low for word in read(title, lang).words])} "
    for mention in found.values():
        if not mention.in_title and any(f" {label.casefold()} " in whole for label in mention.labels):
            mention.count += 1
            mention.in_title = True


def _fold(found: dict[str, _Mentions], text: str, lang: str | None) -> None:
    """Family names into full names, acronyms into what they are explained as, runs into known names."""
    for key in [key for key, mention in found.items() if mention.known]:
        for spelling in _spellings(key, lang):
            found.pop(spelling, None)
    for key in sorted([key for key in found if " " in key], key=lambda key: (-key.count(" "), key)):
        parts = key.split(" ")
        for size in range(len(parts) - 1, 1, -1):
            if " ".join(parts[-size:]) in found and not found[key].known:
                _merge(found, key, " ".join(parts[-size:]), None)
                break
    people: dict[str, list[str]] = {}
    for key, mention in found.items():
        last = key.rpartition(" ")[2]
        if last in found and last != key and key.count(" ") < 4 and not mention.known and _may_be_person(mention):
            people.setdefault(last, []).append(key)
    for last, full in sorted(people.items()):
        if len(full) == 1 and not found[last].known:
            _merge(found, last, full[0], "person")
    if "(" in text:
        _explained(found, text, lang)


@lru_cache(maxsize=_REMEMBERED)
def _spellings(key: str, lang: str | None) -> tuple[str, ...]:
    """The keys that a row's names would have as runs; its own is not among them."""
    row = rows()[key]
    listed = row.names.get(lang or "en", []) + row.names.get("", []) + row.people.get(lang or "en", [])
    return tuple([made for label in listed if (made := _key(label, lang)) != key])


def _explained(found: dict[str, _Mentions], text: str, lang: str | None) -> None:
    """ "Northern Rivers Agency (NRA)": the two are one name from here on."""
    for match in _EXPANDED.finditer(text):
        short = _key(match[1], lang)
        initials = [word for word in text[max(0, match.start() - 80) : match.start()].split() if word[0].isalnum()]
        for size in range(2, min(7, len(initials)) + 1):
            if initials[-size][0] != match[1][0]:
                continue
            long = _key(" ".join(initials[-size:]), lang)
            if long in found and short in found and short != long and not found[short].known:
                _merge(found, long, short, None)


def _may_be_person(mention: _Mentions) -> bool:
    return mention.votes.get("person", 0) > 0 or not mention.votes


def _merge(found: dict[str, _Mentions], one: str, into: str, kind: str | None) -> None:
    gone, kept = found.pop(one), found[into]
    kept.count += gone.count
    kept.first = min(kept.first, gone.first)
    kept.last = max(kept.last, gone.last)
    kept.in_title = kept.in_title or gone.in_title
    for voted, votes in {kind: 1}.items() if kind else gone.votes.items():
        kept.vote(voted, votes)


def _settled(found: dict[str, _Mentions], lang: str | None, most: int) -> list[Entity]:
    kept = [(key, mention) for key, mention in found.items() if mention.sure or mention.count > 1]
    kept.sort(key=lambda item: (-item[1].count, not item[1].in_title, item[1].first, item[0]))
    return [
        Entity(
            key,
            _label(mention, lang),
            _kind(mention),
            mention.count,
            mention.first if mention.first < _NEVER else 0,
            mention.last,
            mention.in_title,
            mention.known is not None,
        )
        for key, mention in kept[:most]
    ]


def _label(mention: _Mentions, lang: str | None) -> str:
    if mention.known:
        return mention.known.label(lang)
    if len(mention.labels) == 1:
        return next(iter(mention.labels))
    return min(mention.labels, key=lambda label: (-mention.labels[label], len(label), label))


def _kind(mention: _Mentions) -> str:
    if mention.known:
        return mention.known.kind
    best: Iterable[tuple[str, int]] = sorted(mention.votes.items(), key=lambda item: (-item[1], item[0]))
    return next((kind for kind, _ in best), "other")
