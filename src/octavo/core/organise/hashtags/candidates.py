"""Everything in an article that could be a hashtag, with where it stands: names, themes, phrases."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from octavo.core.organise.entities import Entity, entities
from octavo.core.organise.entities.gazetteer import index
from octavo.core.organise.entities.runs import possessive_off
from octavo.core.organise.hashtags.themes import Theme, trigger_form, triggers
from octavo.core.organise.hashtags_forms import folded
from octavo.core.text.frequencies import Frequencies
from octavo.core.text.reading import read
from octavo.core.text.scripts import script_of
from octavo.core.text.stems import stopwords, written_stem
from octavo.core.text.tokens import tokens

_LONGEST = 2_500  # characters of text looked at
_OPENING = 600  # characters in which a word said once may be a phrase
_REMEMBERED = 30_000  # word forms or labels
_PHRASES = 25  # phrases kept for ranking
_JOINS = frozenset([" ", "-", "\u00a0", "‑", "’", "'"])
_WORDS = re.compile(r"\w+")
_HAN_RUN = re.compile(r"[\u3400-\u9fff々]{2,}|[ァ-ヺー]{2,}")
_FUNCTION_HAN = frozenset(
    "的了在是和与及或也就都而被把让从对为于这那有不我你他她它们着过吗呢吧啊之其以所等将已但并向由還這個們與將"
)


@dataclass(slots=True)
class Candidate:
    """One possible hashtag. Places are offsets in the text, -1 where it is not in the text."""

    label: str
    kind: str
    entity: Entity | None = None
    theme: Theme | None = None
    count: int = 0
    first: int = -1
    last: int = -1
    in_title: bool = False
    title_at: int = -1
    size: int = 1  # words
    capital: float = 0.0  # share of its mentions written with a capital
    idf: float = 0.0
    within: int = 0  # mentions of the longest phrase that holds it
    in_person: bool = False  # stands inside a person's name
    trigger: bool = False  # a word that speaks for some theme
    hits: int = 0  # different words that speak for a theme
    literal: int = 0  # mentions of a theme's own label
    stems: tuple[str, ...] = ()


@dataclass(slots=True)
class Facts:
    """What the features of every candidate are measured against."""

    lang: str | None
    length: int
    title_length: int
    most_entity: int = 1
    most_phrase: int = 1
    candidates: list[Candidate] = field(default_factory=list)


@dataclass(slots=True)
class _Seen:
    count: int = 0
    first: int = -1
    last: int = -1
    title_at: int = -1
    capital: int = 0
    forms: dict[str, int] = field(default_factory=dict)


def candidates(title: str, text: str, lang: str | None, frequencies: Frequencies) -> Facts:
    """All candidates of an article: names first, then themes, then phrases, each label once."""
    text = text[:_LONGEST]
    facts = Facts(lang, len(text), len(title))
    names = entities(title, text, lang)
    grams = _grams(title, text, lang)
    made: dict[str, Candidate] = {}
    for name in names[:40]:
        candidate = _from_name(name, grams, lang)
        made.setdefault(folded(candidate.label), candidate)
    for candidate in _themes(title, text, lang):
        key = folded(candidate.label)
        if key in made:
            made[key].theme, made[key].hits, made[key].literal = candidate.theme, candidate.hits, candidate.literal
        else:
            made[key] = candidate
    known = index(lang).by_stem
    for candidate in _phrases(grams, lang, frequencies):
        if any(candidate.stems == stems for stems, _, _ in known.get(candidate.stems[0], ())):
            continue  # "Swedish", "GOP": already there under the name they stand for
        made.setdefault(folded(candidate.label), candidate)
    made.pop("", None)
    idf = frequencies.idf
    for candidate in made.values():
        stems = candidate.stems or label_stems(candidate.label, lang)
        candidate.stems = stems
        candidate.size = len(stems)
        candidate.trigger = _is_trigger(candidate.label, lang)
        candidate.idf = sum([idf(lang, stem) for stem in stems]) / max(1, len(stems))
    _mark_within(list(made.values()))
    facts.candidates = [candidate for candidate in made.values() if not _part_of_name(candidate)]
    facts.most_entity = max((c.count for c in facts.candidates if c.entity), default=1)
    facts.most_phrase = max((c.count for c in facts.candidates), default=1)
    return facts


@lru_cache(maxsize=_REMEMBERED)
def label_stems(label: str, lang: str | None) -> tuple[str, ...]:
    """The stems of a label's words."""
    return tuple(written_stem(token.text, lang) for token in tokens(label, lang))


@lru_cache(maxsize=_REMEMBERED)
def _is_trigger(label: str, lang: str | None) -> bool:
    return trigger_form(_WORDS.findall(label), lang) in triggers(lang).alone


def _from_name(name: Entity, grams: dict[tuple[str, ...], _Seen], lang: str | None) -> Candidate:
    stems = label_stems(name.label, lang)
    seen = grams.get(stems)
    return Candidate(
        label=name.label,
        kind=name.kind if name.kind != "other" else "topic",
        entity=name,
        count=name.count,
        first=name.first_offset if not (name.in_title and name.count == 1) else -1,
        last=seen.last if seen else name.first_offset,
        in_title=name.in_title,
        title_at=seen.title_at if seen else (0 if name.in_title else -1),
        capital=1.0,
    )


def _themes(title: str, text: str, lang: str | None) -> list[Candidate]:
    table = triggers(lang).by_stem
    found: dict[str, Candidate] = {}
    distinct: dict[str, set[tuple[str, ...]]] = {}
    for part, is_title in ((title, True), (text, False)):
        parts = read(part, lang).tokens
        stems = trigger_form([token.text for token in parts], lang)
        for at in [at for at, stem in enumerate(stems) if stem in table]:
            for wanted, theme in table[stems[at]]:
                if len(wanted) > 1 and stems[at : at + len(wanted)] != wanted:
                    continue
                candidate = found.setdefault(theme.key, Candidate(theme.label, "topic", theme=theme))
                distinct.setdefault(theme.key, set()).add(wanted)
                candidate.count += 1
                if is_title:
                    candidate.in_title, candidate.title_at = True, parts[at].start
                else:
                    candidate.last = parts[at].start
                    candidate.first = candidate.last if candidate.first < 0 else candidate.first
                if parts[at].text.casefold() == theme.label.casefold()[: len(parts[at].text)] and len(wanted) == 1:
                    candidate.literal += 1
    for key, candidate in found.items():
        candidate.hits = len(distinct[key])
    return list(found.values())


def _grams(title: str, text: str, lang: str | None) -> dict[tuple[str, ...], _Seen]:
    """Stem sequences of one to three words that neither begin nor end with a stop word.

    Single words of the text's later part and longer sequences count only when they come again or stand in the title.
    """
    if script_of(next((char for char in title + text if char.isalpha()), " ")) in ("han", "kana"):
        return _character_grams(title, text)
    found: list[tuple[tuple[str, ...], str, int, bool]] = []
    for part, is_title in ((text, False), (title, True)):
        _add_grams(found, part, lang, is_title)
    often = Counter(key for key, _, _, _ in found)
    titled = {key for key, _, _, is_title in found if is_title}
    seen: dict[tuple[str, ...], _Seen] = {}
    for key, form, start, is_title in found:
        if often[key] > 1 or key in titled or (len(key) == 1 and start < _OPENING):
            _note(seen, key, form, start, is_title)
    return seen


def _add_grams(
    found: list[tuple[tuple[str, ...], str, int, bool]], part: str, lang: str | None, is_title: bool
) -> None:
    """(stems, form, offset, whether in the title) of every sequence of one to three words within a run."""
    reading = read(part, lang)
    one = two = None  # the last word and the one before it, as long as they stand in one run
    last = -1
    for token, stem in zip(reading.tokens, reading.stems, strict=True):
        start, end = token.start, token.end
        if one and not (start - last == 1 and part[last] in _JOINS):
            one = two = None
        last = end
        if not _plain(token.text, lang):
            one = two = None
            continue
        found.append(((stem,), token.text, start, is_title))
        if one:
            found.append(((one[0], stem), part[one[1] : end], one[1], is_title))
            if two:
                found.append(((two[0], one[0], stem), part[two[1] : end], two[1], is_title))
        one, two = (stem, start), one


@lru_cache(maxsize=_REMEMBERED)
def _plain(word: str, lang: str | None) -> bool:
    """Whether a phrase may hold a word as it is written: no function word, number or letter."""
    return word.casefold() not in stopwords(lang) and not word[0].isdigit() and len(word) > 1


def _note(seen: dict[tuple[str, ...], _Seen], key: tuple[str, ...], form: str, start: int, is_title: bool) -> None:
    entry = seen.get(key)
    if entry is None:
        entry = seen[key] = _Seen()
    entry.count += 1
    entry.forms[form] = entry.forms.get(form, 0) + 1
    entry.capital += form[0].isupper()
    if is_title:
        entry.title_at = start
    else:
        entry.last = start
        if entry.first < 0:
            entry.first = start


def _character_grams(title: str, text: str) -> dict[tuple[str, ...], _Seen]:
    """Runs of Han or Katakana and, as Chinese has no spaces, their repeated parts of two to six characters."""
    seen: dict[tuple[str, ...], _Seen] = {}
    for part, is_title in ((text, False), (title, True)):
        for run in _HAN_RUN.finditer(part):
            whole = run[0]
            pieces = [whole] if len(whole) <= 6 else []
            if whole[0] > "ヿ":
                pieces = [whole[at : at + size] for size in range(2, 7) for at in range(len(whole) - size + 1)]
            for piece in pieces:
                if not _FUNCTION_HAN.intersection(piece):
                    _note(seen, (piece,), piece, run.start(), is_title)
    inside: dict[str, int] = {}
    for (piece,), entry in seen.items():
        for shorter in (piece[1:], piece[:-1]):
            inside[shorter] = max(inside.get(shorter, 0), entry.count)
    return {key: entry for key, entry in seen.items() if inside.get(key[0], 0) < entry.count}


def _phrases(grams: dict[tuple[str, ...], _Seen], lang: str | None, frequencies: Frequencies) -> list[Candidate]:
    """The phrases with the most weight: frequent here, rare elsewhere, or in the title."""
    weighed: list[tuple[float, tuple[str, ...], _Seen]] = []
    idf = {stem: frequencies.idf(lang, stem) for stem in {stem for key in grams for stem in key}}
    for key, entry in grams.items():
        if len(key) > 1 and _owned(next(iter(entry.forms))):
            continue
        mean = sum([idf[stem] for stem in key]) / len(key)
        weight = (entry.count + (2 if entry.title_at >= 0 else 0)) * mean * (1.3 if len(key) > 1 else 1.0)
        weighed.append((weight, key, entry))
    weighed.sort(key=lambda item: (-item[0], item[1]))
    return [_from_phrase(key, entry, lang) for _, key, entry in weighed[:_PHRASES]]


def _owned(form: str) -> bool:
    """Whether a possessive stands inside ("Norway's fjords"): a statement rather than a name."""
    return "'s " in form or "’s " in form


def _from_phrase(key: tuple[str, ...], entry: _Seen, lang: str | None) -> Candidate:
    form = min(entry.forms, key=lambda form: (-entry.forms[form], len(form), form))
    if lang == "de":
        form = min(entry.forms, key=lambda form: (not form[0].isupper(), len(form), form))
    form = possessive_off(form, lang)
    label = form if form[:1].isupper() or lang == "ko" else form[:1].upper() + form[1:]
    return Candidate(
        label=key[0] if lang == "ko" and len(key) == 1 else label,
        kind="topic",
        count=entry.count,
        first=entry.first,
        last=entry.last,
        in_title=entry.title_at >= 0,
        title_at=entry.title_at,
        capital=entry.capital / entry.count,
        stems=key,
    )


def _part_of_name(candidate: Candidate) -> bool:
    """Whether it is but a piece of a longer name that says it all ("Kamala" of "Kamala Harris")."""
    if candidate.theme or (candidate.entity and candidate.entity.key != " ".join(candidate.stems)):
        return False
    return candidate.in_person or candidate.within >= 0.7 * candidate.count


def _mark_within(found: list[Candidate]) -> None:
    """Note for each candidate how often it stands inside a longer one."""
    longer = [candidate for candidate in found if " " in candidate.label]  # "KI-Chip" does not make "KI" a part
    by_stem: dict[str, list[Candidate]] = {}
    for candidate in longer:
        for stem in set(candidate.stems):
            by_stem.setdefault(stem, []).append(candidate)
    for candidate in found:
        for other in by_stem.get(candidate.stems[0] if candidate.stems else "", ()):
            if other is not candidate and other.size > candidate.size and set(candidate.stems) <= set(other.stems):
                candidate.within = max(candidate.within, other.count)
                candidate.in_person = candidate.in_person or (other.kind == "person" and other.count > 0)
