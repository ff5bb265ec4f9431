"""Everything in an article that could be a hashtag, with where it stands: names, themes, phrases."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from octavo.core.organise.entities import Entity, entities
from octavo.core.organise.entities.collect import LONGEST
from octavo.core.organise.entities.gazetteer import index
from octavo.core.organise.entities.words import Reading, Word, read
from octavo.core.organise.hashtags.phrases import Phrase, character_phrases, phrases, plain_stems
from octavo.core.organise.hashtags.stop import is_furniture
from octavo.core.organise.hashtags.themes import Theme, spoken, trigger_form, triggers
from octavo.core.organise.hashtags_forms import folded
from octavo.core.text.frequencies import Frequencies
from octavo.core.text.scripts import script_of
from octavo.core.text.stems import written_stem
from octavo.core.text.tokens import tokens

_REMEMBERED = 30_000  # word forms or labels
_LATEST = 3_500  # characters in which names and words are counted by their letters only
_NAMES = 12  # kept for ranking
_NAME_IDF = 6.0
_MOSTLY = 0.9
_FEWEST_MENTIONS = 3  # of a theme's only word, when the title does not say it
# Themes that nearly every report touches: their only word is in the title, or they are not meant.
_BROAD = frozenset(["government", "diplomacy", "social policy", "building", "military", "war", "media", "industry"])


@dataclass(slots=True)
class Candidate:
    """One possible hashtag. Places are word numbers in the text, -1 where it is not in the text."""

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
    idf: float = _NAME_IDF  # how rare a phrase's words are elsewhere; for names one value serves
    within: int = 0  # mentions of the longest phrase that holds it
    in_name: int = 0  # the same of names alone
    in_person: bool = False  # stands inside a person's name
    name: Candidate | None = None  # the name that a word with a capital is a part of ("Füchse" of "Füchse Berlin")
    later: int = 0  # mentions behind the part of the text that is read
    hits: int = 0  # different words that speak for a theme
    stems: tuple[str, ...] = ()


@dataclass(slots=True)
class Facts:
    """What the features of every candidate are measured against."""

    lang: str | None
    length: int  # words
    title_length: int
    candidates: list[Candidate] = field(default_factory=list)


def candidates(title: str, text: str, lang: str | None, frequencies: Frequencies) -> Facts:
    """All candidates of an article: names first, then themes, then phrases, each label once."""
    rest, text = text[LONGEST:_LATEST], text[:LONGEST]
    whole, head = read(text, lang), read(title, lang)
    unspaced = _is_unspaced(title + text[:100])
    facts = Facts(lang, len(text) if unspaced else len(whole.words), len(title) if unspaced else len(head.words))
    made: dict[str, Candidate] = {}
    same, unsaying = triggers(lang).same, plain_stems(lang)
    for name in entities(title, text, lang, _NAMES):
        stems = tuple(name.key.split(" "))
        if stems not in same and (name.known or not unsaying.issuperset(stems)):
            made.setdefault(folded(name.label), _from_name(name, head, lang))
    for candidate in _themes(head, whole, lang):
        key = folded(candidate.label)
        if key in made:
            made[key].theme, made[key].hits = candidate.theme, candidate.hits
        else:
            made[key] = candidate
    known = index(lang).by_stem
    listed = character_phrases(title, text, lang, frequencies) if unspaced else phrases(head, whole, lang, frequencies)
    for phrase in listed:
        if phrase.stems in same or any(phrase.stems == stems for stems, _, _ in known.get(phrase.stems[0], ())):
            continue  # "Covid", "Swedish", "GOP": already there under the name they stand for
        key = folded(phrase.label)
        if key not in made:
            made[key] = _from_phrase(phrase)
    made.pop("", None)
    for candidate in made.values():
        candidate.stems = candidate.stems or label_stems(candidate.label, lang)
        candidate.size = len(candidate.stems)
    _mark_within(list(made.values()))
    kept = [candidate for candidate in made.values() if not _part_of_name(candidate)]
    facts.candidates = [candidate for candidate in kept if not is_furniture(candidate.label, lang)]
    if rest:
        _count_later(facts.candidates, rest)
    return facts


def _count_later(found: list[Candidate], rest: str) -> None:
    """Count the names and words where nothing else is read of the text; people by their last name."""
    low = rest.lower()
    for candidate in found:
        label = candidate.label
        if candidate.kind == "person":
            label = label[label.rfind(" ") + 1 :]
        candidate.later = rest.count(label) if len(label) < 5 else low.count(label.lower())


def _is_unspaced(text: str) -> bool:
    return script_of(next((char for char in text if char.isalpha()), " ")) in ("han", "kana")


@lru_cache(maxsize=_REMEMBERED)
def label_stems(label: str, lang: str | None) -> tuple[str, ...]:
    """The stems of a label's words."""
    return tuple(written_stem(token.text, lang) for token in tokens(label, lang))


def _from_name(name: Entity, head: Reading, lang: str | None) -> Candidate:
    stems = () if name.known else tuple(name.key.split(" "))
    return Candidate(
        label=name.label,
        stems=stems,
        kind=name.kind if name.kind != "other" else "topic",
        entity=name,
        count=name.count,
        first=name.first if name.last >= 0 else -1,
        last=name.last,
        in_title=name.in_title,
        title_at=_place(head, (stems or label_stems(name.label, lang))[:1]) if name.in_title else -1,
        capital=1.0,
    )


def _place(head: Reading, stem: tuple[str, ...]) -> int:
    return next((at for at, word in enumerate(head.words) if word.stem in stem), 0)


def _themes(head: Reading, whole: Reading, lang: str | None) -> list[Candidate]:
    table = spoken(lang)
    found: dict[str, Candidate] = {}
    distinct: dict[str, set[str]] = {}
    sure: set[str] = set()  # themes with a word that speaks for nothing else
    for part, is_title in ((head, True), (whole, False)):
        for at, word in enumerate(part.words):
            if word.speaks is None:
                word.speaks = table[word.text]
            for rest, theme, weak in word.speaks:
                if rest and not _follows(part.words, at + 1, rest, lang):
                    continue
                candidate = found.get(theme.key)
                if candidate is None:
                    candidate = found[theme.key] = Candidate(theme.label, "topic", theme=theme)
                    distinct[theme.key] = set()
                distinct[theme.key].add(word.stem)
                if not weak:
                    sure.add(theme.key)
                candidate.count += 1
                if is_title:
                    candidate.in_title, candidate.title_at = True, at
                else:
                    candidate.last = at
                    candidate.first = at if candidate.first < 0 else candidate.first
    for key, candidate in found.items():
        candidate.hits = len(distinct[key])
    return [
        candidate
        for key, candidate in found.items()
        if candidate.hits > 1
        or (key in sure and (candidate.in_title or (candidate.count >= _FEWEST_MENTIONS and key not in _BROAD)))
    ]


def _follows(words: list[Word], at: int, wanted: tuple[str, ...], lang: str | None) -> bool:
    return trigger_form([word.text for word in words[at : at + len(wanted)]], lang) == wanted


def _from_phrase(phrase: Phrase) -> Candidate:
    return Candidate(
        label=phrase.label,
        kind="topic",
        count=phrase.count,
        first=phrase.first,
        last=phrase.last,
        in_title=phrase.title_at >= 0,
        title_at=phrase.title_at,
        capital=phrase.capital,
        stems=phrase.stems,
        idf=phrase.idf,
    )


def _part_of_name(candidate: Candidate) -> bool:
    """Whether it is but a piece of a longer name that says it all ("Kamala" of "Kamala Harris").

    A word that is no name by itself ("San" of "San Isidro") mostly stands alone where names are joined or shortened, so
    fewer of its mentions have to be inside.
    """
    if candidate.theme:
        return False
    if candidate.entity and candidate.entity.key != " ".join(candidate.stems):
        return candidate.within >= candidate.count and not candidate.in_title
    if not candidate.entity:
        if candidate.name and candidate.in_name >= (0.33 if candidate.in_name > 1 else 0.5) * candidate.count:
            _take_over(candidate.name, candidate)
            return True
        if candidate.in_name >= 0.6 * candidate.count:
            return True
    return candidate.in_person or candidate.within >= 0.7 * candidate.count


def _take_over(name: Candidate, short: Candidate) -> None:
    """Count what stands for a name as its mentions."""
    name.count = max(name.count, short.count)
    name.first = min(name.first, short.first) if min(name.first, short.first) >= 0 else max(name.first, short.first)
    name.last = max(name.last, short.last)
    if short.in_title and not name.in_title:
        name.in_title, name.title_at = True, short.title_at


def _mark_within(found: list[Candidate]) -> None:
    """Note for each candidate how often it stands inside a longer one."""
    longer = [candidate for candidate in found if " " in candidate.label]  # "KI-Chip" does not make "KI" a part
    by_stem: dict[str, list[Candidate]] = {}
    for candidate in longer:
        for stem in set(candidate.stems):
            by_stem.setdefault(stem, []).append(candidate)
    for candidate in found:
        inside = 0  # mentions in names of countries: "Korea" in those of the North and the South
        for other in by_stem.get(candidate.stems[0] if candidate.stems else "", ()):
            if other is not candidate and other.size > candidate.size and set(candidate.stems) <= set(other.stems):
                candidate.within = max(candidate.within, other.count)
                if other.entity:
                    if candidate.capital >= _MOSTLY and other.count > candidate.in_name:
                        candidate.name = other
                    candidate.in_name = max(candidate.in_name, other.count)
                if other.entity and other.entity.country:
                    inside += other.count
                candidate.in_person = candidate.in_person or (other.kind == "person" and other.count > 0)
        candidate.within = max(candidate.within, inside)
