"""The words and short phrases of an article that are frequent here and rare elsewhere; names are found elsewhere."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from octavo.core.organise.entities.words import Reading, Word, possessive_off
from octavo.core.text.frequencies import Frequencies

_HEAD = 280  # words in which phrases are looked for
_SHORT, _OPENING = 150, 100  # in a text so short, words in which one said once may be a phrase
_KEPT = 12
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
    idf: float


def phrases(head: Reading, whole: Reading, lang: str | None, frequencies: Frequencies) -> list[Phrase]:
    """The phrases with the most weight, best first.

    They neither begin nor end with a stop word, hold no possessive ("Norway's fjords" is a statement rather than a
    name) and end with a noun where nouns have capitals. Single words of the text's later part and longer sequences
    count only when they come again or stand in the title.
    """
    words = whole.words[:_HEAD]
    stems = [word.stem if word.plain else "" for word in words]
    titled = [word.stem if word.plain else "" for word in head.words]
    often = Counter(stems)
    often.update(titled)
    del often[""]
    repeated = {stem for stem, count in often.items() if count > 1}
    once = {*titled, *repeated, *(stems[:_OPENING] if len(words) < _SHORT else ())}
    found: dict[tuple[str, ...], int] = {(stem,): count for stem, count in often.items() if stem in once}
    in_title = _sequences(titled, {*titled} - {""})
    sequences = Counter(_sequences(stems, repeated))
    sequences.update(in_title)
    sure = {*in_title}
    found.update({key: count for key, count in sequences.items() if count > 1 or key in sure})
    sure.update([(stem,) for stem in titled])
    best = _heaviest(found, sure, lang, frequencies)
    forms = _forms({key[0] for _, key in best if len(key) == 1}, [*words, *head.words])
    made: list[Phrase] = []
    for idf, key in best:
        first, title_at = _place(stems, key), _place(titled, key) if key in sure else -1
        if len(key) == 1:
            label, capital = _usual(forms[key[0]], lang)
            split = tuple(key[0].split(" "))
            made.append(Phrase(label, split, found[key], first, _last(stems, key[0], first), title_at, capital, idf))
            continue
        run = words[first : first + len(key)] if first >= 0 else head.words[title_at : title_at + len(key)]
        if not any(word.possessive for word in run[:-1]) and (lang != "de" or run[-1].capital):
            label = _written(" ".join([word.text for word in run]), lang)
            split = tuple([stem for part in key for stem in part.split(" ")])
            made.append(Phrase(label, split, found[key], first, first, title_at, float(run[0].capital), idf))
    return made


def _sequences(stems: list[str], allowed: set[str]) -> list[tuple[str, ...]]:
    """Two and three allowed stems in a row."""
    kept = [stem if stem in allowed else "" for stem in stems]
    pairs: list[tuple[str, ...]] = [pair for pair in itertools.pairwise(kept) if pair[0] and pair[1]]
    return pairs + [run for run in zip(kept, kept[1:], kept[2:], strict=False) if run[0] and run[1] and run[2]]


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
    return [(idf, key) for _, key, idf in weighed[:_KEPT]]


def _idf(stem: str, lang: str | None, frequencies: Frequencies) -> float:
    if " " not in stem:
        return frequencies.idf(lang, stem)
    parts = stem.split(" ")
    return sum([frequencies.idf(lang, part) for part in parts]) / len(parts)


def _forms(wanted: set[str], words: Iterable[Word]) -> dict[str, dict[str, int]]:
    """Stem → how often each written form of it stands here."""
    forms: dict[str, dict[str, int]] = {stem: {} for stem in wanted}
    for word in words:
        if word.stem in wanted and word.plain:
            counts = forms[word.stem]
            counts[word.text] = counts.get(word.text, 0) + 1
    return forms


def _usual(forms: dict[str, int], lang: str | None) -> tuple[str, float]:
    """The label of a word, and how much of it is written with a capital."""
    if lang == "de":
        form = min(forms, key=lambda form: (not form[0].isupper(), len(form), form))
    else:
        form = min(forms, key=lambda form: (-forms[form], len(form), form))
    capital = sum([count for form, count in forms.items() if form[0].isupper()])
    return _written(form, lang), capital / sum(forms.values())


def _written(form: str, lang: str | None) -> str:
    form = possessive_off(form, lang)
    return form if lang == "ko" else form[:1].upper() + form[1:]


def _last(stems: list[str], stem: str, first: int) -> int:
    """Where a stem stands last, -1 for nowhere; quick when it seldom stands there."""
    at = first
    for _ in range(stems.count(stem) - 1):
        at = stems.index(stem, at + 1)
    return at


def _place(stems: list[str], key: tuple[str, ...]) -> int:
    """Where a sequence of stems first stands, -1 for nowhere."""
    at = -1
    try:
        while True:
            at = stems.index(key[0], at + 1)
            if len(key) == 1 or tuple(stems[at : at + len(key)]) == key:
                return at
    except ValueError:
        return -1


def character_phrases(title: str, text: str, lang: str | None, frequencies: Frequencies) -> list[Phrase]:
    """The same for Han and Katakana: runs and, as Chinese has no spaces, their repeated parts of 2–6 characters."""
    seen: dict[tuple[str, ...], Phrase] = {}
    for part, is_title in ((text, False), (title, True)):
        for run in _HAN_RUN.finditer(part):
            for piece in _pieces(run[0]):
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
    made = _heaviest(kept, titled, lang, frequencies)
    for idf, key in made:
        seen[key].idf = idf
    return [seen[key] for _, key in made]


def _pieces(run: str) -> list[str]:
    pieces = [run] if len(run) <= 6 else []
    if run[0] > "ヿ":
        pieces = [run[at : at + size] for size in range(2, 7) for at in range(len(run) - size + 1)]
    return [piece for piece in pieces if not _FUNCTION_HAN.intersection(piece)]
