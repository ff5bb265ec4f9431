"""The words and short phrases of an article that are frequent here and rare elsewhere; names are found elsewhere."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from octavo.core.data import load_json
from octavo.core.organise.entities.dates import calendar
from octavo.core.organise.entities.kinds import is_role
from octavo.core.organise.entities.words import Reading, Word, possessive_off
from octavo.core.organise.hashtags.nouns import Mention, german_phrase, nouns
from octavo.core.text.frequencies import Frequencies
from octavo.core.text.stems import without_particle, written_stem

_HEAD = 280  # words in which phrases are looked for
_SHORT, _OPENING = 150, 100  # in a text so short, words in which one said once may be a phrase
_KEPT = 12
_HYPHEN = re.compile("[-‑]")
_HAN_RUN = re.compile(r"[\u3400-\u9fff々]{2,}|[ァ-ヺー]{2,}")
_FUNCTION_HAN = frozenset(
    "的了在是和与及或也就都而被把让从对为于这那有不我你他她它们着过吗呢吧啊之其以所等将已但并向由还這個們與將"
)


@dataclass(slots=True)
class Phrase:
    """One to three words with their stems. Places are numbers of words, in Han and Kana of characters; -1 for none."""

    label: str
    stems: tuple[str, ...]
    count: int
    first: int
    last: int
    title_at: int
    capital: float  # share of its mentions written with a capital
    idf: float = 0.0


def phrases(head: Reading, whole: Reading, lang: str | None, frequencies: Frequencies) -> list[Phrase]:
    """The phrases with the most weight, best first.

    They neither begin nor end with a stop word, hold no possessive ("Norway's fjords" is a statement rather than a
    name) and end with a noun where nouns have capitals. Single words of the text's later part and longer sequences
    count only when they come again or stand in the title.
    """
    words, titled = whole.words[:_HEAD], head.words
    places, title_places = _places(words), _places(titled)
    opening = _OPENING if len(words) < _SHORT else 0
    unsaying = plain_stems(lang)
    found: dict[tuple[str, ...], int] = {}
    repeated = set(title_places)
    for stem, at in places.items():
        if len(at) > 1 or stem in title_places:
            repeated.add(stem)
        elif at[0] >= opening:
            continue
        if stem not in unsaying:
            found[(stem,)] = len(at)
    for stem, at in title_places.items():
        if stem not in unsaying:
            found[(stem,)] = found.get((stem,), 0) + len(at)
    sequences = Counter(_sequences(words, places, repeated))
    titles = _sequences(titled, title_places, repeated)
    if words:  # of those in the title only, "Oil dream" and "Trump pitches", 3 of 160 were topics
        titles = [key for key in titles if key in sequences]
    else:
        titles = [key for key in titles if len(key) == 2 and unsaying.isdisjoint(key) and _together(titled, key)]
    sequences.update(titles)
    sure = set(titles)
    found.update([(key, count) for key, count in sequences.items() if count > 1 or key in sure])
    sure.update([(stem,) for stem in title_places])
    made: list[Phrase] = []
    for idf, key in _heaviest(found, sure, lang, frequencies):
        in_text = _mentions(words, places, key)
        in_title = _mentions(titled, title_places, key) if key in sure else []
        if phrase := (_word if len(key) == 1 else _sequence)(key, in_text, in_title, lang):
            phrase.idf = idf
            made.append(phrase)
            if len(made) == _KEPT:
                break
    return made


def _mentions(words: list[Word], places: dict[str, list[int]], key: tuple[str, ...]) -> list[Mention]:
    standing = places.get(key[0], [])
    return [(words, at) for at in standing if len(key) == 1 or _stands(words, at, key)]


def _stands(words: list[Word], at: int, key: tuple[str, ...]) -> bool:
    return tuple([word.stem for word in words[at : at + len(key)]]) == key


def _word(key: tuple[str, ...], in_text: list[Mention], in_title: list[Mention], lang: str | None) -> Phrase | None:
    """A single word, unless it is no noun."""
    kept = nouns(in_text, in_title, lang)
    if not kept:
        return None
    label, capital = _usual(_forms(key[0], [words[at] for words, at in kept]), lang)
    if lang == "ko":
        label = _bare(label, kept)
    first, last = (in_text[0][1], in_text[-1][1]) if in_text else (-1, -1)
    title_at = in_title[0][1] if in_title else -1
    return Phrase(label, tuple(key[0].split(" ")), len(kept), first, last, title_at, capital)


def _sequence(key: tuple[str, ...], in_text: list[Mention], in_title: list[Mention], lang: str | None) -> Phrase | None:
    """Two or three words as they first stand, unless they are a statement rather than a name for something."""
    mentions = in_text + in_title
    runs = [words[at : at + len(key)] for words, at in mentions]
    run = german_phrase(runs, bool(in_text)) if lang == "de" else runs[0]
    if run is None or is_role(run[0].low, lang) or any(word.possessive for word in run[:-1]):
        return None  # "Sir Keir", "Norway's fjords"
    label = _written(" ".join([word.text for word in run]), lang)
    if lang == "ko":
        label = _bare(label, mentions)
    first, title_at = in_text[0][1] if in_text else -1, in_title[0][1] if in_title else -1
    split = tuple([stem for part in key for stem in part.split(" ")])
    return Phrase(label, split, len(runs), first, first, title_at, float(run[0].capital))


def _bare(label: str, mentions: list[Mention]) -> str:
    """A Korean label without the particle at its end."""
    before, _, last = label.rpartition(" ")
    beside = {word.text for words, _ in mentions for word in words}
    return f"{before} {without_particle(last, beside)}".strip()


def _places(words: list[Word]) -> dict[str, list[int]]:
    """Stem → where it stands, also as a capitalised half of a word with a hyphen ("KI" in "KI-Foto")."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        if word.plain:
            stem = word.stem
            if stem in places:
                places[stem].append(at)
            else:
                places[stem] = [at]
            if " " in stem:
                for root, _ in _parts(word):
                    places.setdefault(root, []).append(at)
    return places


def _parts(word: Word) -> list[tuple[str, str]]:
    """(stem, as written) of the capitalised halves of a word with a hyphen; one of three parts is a whole."""
    roots, parts = word.stem.split(" "), _HYPHEN.split(word.text)
    if len(parts) > 2:
        return []
    return [(root, part) for root, part in zip(roots, parts, strict=False) if len(part) > 1 and part[0].isupper()]


@cache
def plain_stems(lang: str | None) -> frozenset[str]:
    """Stems that say nothing by themselves: "update", "thousands", "said", days and months."""
    table: dict[str, str] = load_json("octavo.core.organise", "plain_words.json")
    listed = (table.get(lang or "en", "") + " " + " ".join(calendar(lang or "en"))).split()
    return frozenset([written_stem(word, lang) for word in listed])


def _sequences(words: list[Word], places: dict[str, list[int]], allowed: set[str]) -> list[tuple[str, ...]]:
    """Two and three allowed stems in a row."""
    standing = sorted({at for stem in allowed if stem in places for at in places[stem] if words[at].stem == stem})
    pairs = [at for at, then in itertools.pairwise(standing) if then == at + 1]
    made: list[tuple[str, ...]] = [(words[at].stem, words[at + 1].stem) for at in pairs]
    return made + [
        (words[at].stem, words[at + 1].stem, words[at + 2].stem)
        for at, then in itertools.pairwise(pairs)
        if then == at + 1
    ]


def _together(titled: list[Word], key: tuple[str, ...]) -> bool:
    """Whether two words of a headline are of one kind: a small one behind a name mostly tells what that did."""
    at = next(at for at in range(len(titled)) if _stands(titled, at, key))
    return at == 0 or titled[at].capital == titled[at + 1].capital


def _heaviest(
    found: dict[tuple[str, ...], int], in_title: set[tuple[str, ...]], lang: str | None, frequencies: Frequencies
) -> list[tuple[float, tuple[str, ...]]]:
    """The keys with the most weight (frequent here, rare elsewhere, or in the title), each with its mean idf."""
    idf: dict[str, float] = {}
    weighed: list[tuple[float, tuple[str, ...], float]] = []
    for key, count in found.items():
        total = 0.0
        for stem in key:
            if stem not in idf:
                idf[stem] = _idf(stem, lang, frequencies)
            total += idf[stem]
        bonus = 1.3 / len(key) if len(key) > 1 else 1.0
        weighed.append((-(count + (2 if key in in_title else 0)) * total * bonus, key, total / len(key)))
    weighed.sort()
    return [(idf, key) for _, key, idf in weighed]


def _idf(stem: str, lang: str | None, frequencies: Frequencies) -> float:
    if " " not in stem:
        return frequencies.idf(lang, stem)
    parts = stem.split(" ")
    return sum([frequencies.idf(lang, part) for part in parts]) / len(parts)


def _forms(stem: str, words: list[Word]) -> dict[str, int]:
    """How often each written form of a stem stands among these words, which hold it."""
    forms: dict[str, int] = {}
    for word in words:
        form = word.text if word.stem == stem else next(part for root, part in _parts(word) if root == stem)
        forms[form] = forms.get(form, 0) + 1
    return forms


def _usual(forms: dict[str, int], lang: str | None) -> tuple[str, float]:
    """The label of a word, and how much of it is written with a capital."""
    if lang == "de":
        form = min(forms, key=lambda form: (not form[0].isupper(), len(form), form))
    else:
        form = min(
            forms, key=lambda form: (lang == "en" and form.endswith(("ed", "ing")), -forms[form], len(form), form)
        )
    capital = sum([count for form, count in forms.items() if form[0].isupper()])
    return _written(form, lang), capital / sum(forms.values())


def _written(form: str, lang: str | None) -> str:
    form = possessive_off(form, lang)
    return form if lang == "ko" else form[:1].upper() + form[1:]


def character_phrases(title: str, text: str, lang: str | None, frequencies: Frequencies) -> list[Phrase]:
    """The same for Han and Katakana: runs and, as Chinese has no spaces, their repeated parts of 2–6 characters."""
    seen: dict[tuple[str, ...], Phrase] = {}
    for part, is_title in ((text, False), (title, True)):
        for run in _HAN_RUN.finditer(part):
            for piece in _pieces(run[0], frozenset() if lang == "ja" else _FUNCTION_HAN):
                found = seen.setdefault((piece,), Phrase(piece, (piece,), 0, -1, -1, -1, 0.0, 0.0))
                found.count += 1
                if is_title:
                    found.title_at = run.start()
                else:
                    found.last = run.start()
                    found.first = found.last if found.first < 0 else found.first
    inside: dict[str, int] = {}
    for (piece,), found in seen.items():
        for shorter in (piece[1:], piece[:-1]):
            inside[shorter] = max(inside.get(shorter, 0), found.count)
    kept = {key: found.count for key, found in seen.items() if inside.get(key[0], 0) < found.count}
    titled = {key for key, found in seen.items() if found.title_at >= 0}
    made = _heaviest(kept, titled, lang, frequencies)[:_KEPT]
    for idf, key in made:
        seen[key].idf = idf
    return [seen[key] for _, key in made]


def _pieces(run: str, function: frozenset[str]) -> list[str]:
    pieces = [run] if len(run) <= 6 else []
    if run[0] > "ヿ":
        pieces = [run[at : at + size] for size in range(2, 7) for at in range(len(run) - size + 1)]
    return [piece for piece in pieces if not function.intersection(piece)]
