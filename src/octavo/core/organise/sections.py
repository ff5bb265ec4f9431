"""Puts an article under a section (world, politics, business, …) or says that it is unsure.

The publisher's own section is believed where it names one of ours; else a small linear model over word stems decides,
and for languages it knows little of, the article's themes and words listed by hand.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from octavo.core.data import load_json, read_json
from octavo.core.organise.hashtags.themes import trigger_form, triggers
from octavo.core.organise.hashtags_forms import folded
from octavo.core.text.stems import terms
from octavo.core.text.tokens import tokens
from octavo.types import Document

Weights = NDArray[np.float64]

SECTIONS = ("world", "politics", "business", "technology", "science", "health", "sport", "culture", "society")

SURE = 0.5  # below this likelihood the answer is "unsure"
_WORDS = 120  # words looked at: title and opening
_FEW_KNOWN = 0.35  # share of words the model must know; below it themes are asked
_FEWEST_THEMES = 3
_RUN_TOGETHER = frozenset(["zh", "ja", "ko"])


def section(doc: Document, lang: str | None) -> tuple[str | None, float]:
    """The section with how likely it is right (0–1); (None, likelihood of the best) where that is too little."""
    own = own_names().get(folded(doc.section or ""))
    if own:
        return own, 0.95
    return judged(likelihoods(doc, lang)[0])


def likelihoods(doc: Document, lang: str | None) -> tuple[dict[str, float], list[str]]:
    """What the shipped model says of an article by its words, whatever its publisher says; and the stems it read."""
    opening = doc.title + "\n" + doc.text[: _WORDS * 12]
    found = terms(opening, lang)[:_WORDS]
    likely, known = _by_words(found)
    if known < _FEW_KNOWN and lang not in ("en", None):
        # what a language that was not taught shares with others says nothing: of what it was sure of, a third was right
        likely = _by_themes(opening, lang) or (likely if lang in _model()[-1] else {})
    return likely, found


def judged(likely: Mapping[str, float]) -> tuple[str | None, float]:
    """The likeliest section with its likelihood; (None, likelihood) where that is too little to say it."""
    best = max(SECTIONS, key=lambda name: likely.get(name, 0.0))
    likelihood = round(likely.get(best, 0.0), 4)
    return (best if likelihood >= SURE else None), likelihood


@cache
def own_names() -> dict[str, str]:
    """Folded section name of a publisher → ours."""
    listed: dict[str, str] = load_json("octavo.core.organise", "section_words.json")["own"]
    return {folded(word): name for name, words in listed.items() for word in words.split(",")}


@cache
def _theme_sections() -> dict[str, str]:
    """Theme key → the section it speaks for."""
    listed: dict[str, str] = load_json("octavo.core.organise", "section_words.json")["themes"]
    return {theme: name for name, themes in listed.items() for theme in themes.split(",")}


@cache
def _model() -> tuple[dict[str, int], Weights, Weights, float, frozenset[str]]:
    """Stem → its row in the weights by section; the constants; the factor that makes likelihoods honest; the languages
    from whose articles all this was learned."""
    table = read_json("octavo.core.organise", "sections.json.gz")
    weights = np.array(list(table["weights"].values()), dtype=np.float64) / 50.0
    return (
        {word: row for row, word in enumerate(table["weights"])},
        weights,
        np.array(table["bias"]),
        table["sharpness"],
        frozenset(table["languages"]),
    )


def _by_words(found: list[str]) -> tuple[dict[str, float], float]:
    """Likelihood by section from the stems, and the share of stems that the model knows."""
    rows, weights, bias, sharpness, _ = _model()
    known = Counter(filter(rows.__contains__, found))
    amounts = 1.0 + np.log(np.fromiter(known.values(), dtype=np.float64, count=len(known)))
    norm = math.sqrt(amounts.sum()) or 1.0
    scores = bias + amounts @ weights[[rows[word] for word in known]] / norm if known else bias
    shares = np.exp(sharpness * (scores - scores.max()))
    likely = dict(zip(SECTIONS, (shares / shares.sum()).tolist(), strict=True))
    return likely, known.total() / max(1, len(found))


def _by_themes(text: str, lang: str | None) -> dict[str, float]:
    """Likelihood by section from the themes and cues of the text, held back by a half; empty with too few of them."""
    table = _spoken(lang)
    stems = trigger_form([token.text for token in tokens(text, lang)], lang)
    votes = Counter[str]()
    for at, first in enumerate(stems):
        for wanted, name in table.get(first, ()):
            if stems[at : at + len(wanted)] == wanted:
                votes[name] += 1
    for cue, name in _written(lang):
        votes[name] += text.count(cue)
    if votes.total() < _FEWEST_THEMES:
        return {}
    return {name: votes[name] / (votes.total() + 0.5) for name in SECTIONS}


@cache
def _spoken(lang: str | None) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First stem → (all stems, section) of what speaks for a section: the triggers of themes, and cues."""
    made: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for first, found in triggers(lang).by_stem.items():
        for wanted, theme in found:
            if theme.key in _theme_sections():
                made.setdefault(first, []).append((wanted, _theme_sections()[theme.key]))
    if lang not in _RUN_TOGETHER:
        for cue, name in _cues(lang):
            wanted = trigger_form([token.text for token in tokens(cue, lang)], lang)
            made.setdefault(wanted[0], []).append((wanted, name))
    return made


@cache
def _written(lang: str | None) -> tuple[tuple[str, str], ...]:
    """(cue, section) where words are looked for by their letters, as they stand together or have particles on them."""
    return tuple(_cues(lang)) if lang in _RUN_TOGETHER else ()


def _cues(lang: str | None) -> list[tuple[str, str]]:
    listed: dict[str, str] = load_json("octavo.core.organise", "section_words.json")["cues"].get(lang, {})
    return [(cue, name) for name, words in listed.items() for cue in words.split(",")]
