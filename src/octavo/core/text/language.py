"""Tells which language a text is written in, from its script, its function words, then character statistics.

The statistics (see `characters`) are loaded only when script and function words leave a doubt; closely related
languages that they confuse are told apart by small tables learned on news.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from functools import cache
from itertools import chain, repeat

from octavo.core.data import load_json
from octavo.core.text.scripts import script_of
from octavo.core.text.stems import stopwords
from octavo.core.text.tokens import straight, words

_SAMPLE = 800  # characters looked at
_HINT = 3.0  # what a page's own claim weighs, in nats: about 20 to 1
_TRUST = 4.0  # at most so many nats of the statistics' opinion count between the closely related
_SURE = 0.1  # below this share the text tells no language
_VOTE = 0.22  # share of function words from which they settle it
# Share of the leader's function words that the next may have; Nigerian Pidgin has two thirds of English ones, and in a
# Pidgin text English never leads.
_BESIDE = {("en", "pcm"): 0.75}
_FEWEST = 6  # function words needed to settle it
_WORD = 0.2  # nats that each function word of a language counts where they settle nothing
# What a language is taken to be before its characters are seen, in nats above the others: roughly a quarter of
# the logarithm of how many of 10,000 feeds of a catalogue it has (English 5,700, German 900, Spanish 400, Dutch 100,
# Luxembourgish or Shona none). With it .988 of English headlines without a claim are told right, without .97;
# of those linked on pages in eleven other large languages .89 and .87. Small neighbours that a large one would swallow
# get half.
_PRIOR = {
    "en": 2.0,
    **dict.fromkeys(("de", "es", "fr", "pt", "it", "nl", "pl", "sv", "no", "da", "fi", "cs", "hu", "ro"), 1.0),
    **dict.fromkeys(("tr", "id", "vi"), 1.0),
    **dict.fromkeys(("ru", "mk", "af", "ca", "gl", "sk"), 0.5),
}
_OWN = "*"  # where a tie's table says what a function word that only the second has weighs

SAME = {"nn": "no", "nb": "no", "iw": "he", "in": "id", "ji": "yi", "fil": "tl", "swa": "sw", "cmn": "zh"}
# How many letters a character is worth: Chinese headlines leave the names of foreigners in Latin letters.
_SYLLABLES = {"han": 3, "kana": 2, "hangul": 2}
_ALONE = {
    "greek": "el", "hebrew": "he", "armenian": "hy", "georgian": "ka", "thai": "th", "lao": "lo", "khmer": "km",
    "burmese": "my", "hangul": "ko", "tamil": "ta", "telugu": "te", "kannada": "kn", "malayalam": "ml",
    "gujarati": "gu", "gurmukhi": "pa", "oriya": "or", "sinhala": "si",
}  # fmt: skip
_VOTERS = {
    "latin": "en pcm fr de es it pt nl sv pl cs tr id vi da no fi ro hu sw ca hr sk so ha",
    "cyrillic": "ru uk bg sr",
    "arabic": "ar fa ur",
    "devanagari": "hi mr",
}
_FOUR = re.compile(r"[A-Za-z](?:[^A-Za-z]*+[A-Za-z]){3}")
_CODE = re.compile(r"[a-z]{2,3}")


def detect(text: str, hint: str | None = None) -> tuple[str | None, float]:
    """The language of `text` (ISO 639-1, else 639-3) with a confidence of 0–1; (None, 0.0) on too little evidence.

    `hint` is what a page or feed claims ("en-GB" is read as "en"); it decides between near equals, never against the
    text.
    """
    sample = text[:_SAMPLE]
    claim = known(hint)
    counts = _scripts(sample)
    if not counts:
        return None, 0.0
    script = max(sorted(counts), key=lambda name: counts[name] * _SYLLABLES.get(name, 1))
    letters = counts.total()
    if script in ("han", "kana"):
        return _chinese_or_japanese(counts, claim)
    if script in _ALONE:
        return _ALONE[script], min(1.0, letters / 8)
    if letters < 4:
        return None, 0.0
    found = words(sample)
    votes = _votes(found, script)
    settled = _vote(votes, len(found), claim)
    if settled:
        return settled
    return _statistics(_scores(sample, script), votes, found, claim)


def _scripts(sample: str) -> Counter[str]:
    """How many letters of each script a text has; of one in ASCII, only whether it has four."""
    if straight(sample).isascii():
        return Counter(latin=4) if _FOUR.search(sample) else Counter()
    counts: Counter[str] = Counter()
    for char, times in Counter(sample).items():  # a text has few different characters
        if name := script_of(char):
            counts[name] += times
    return counts


def known(code: str | None) -> str | None:
    """A language tag as the bare code used everywhere here ("en_GB" → "en", "nb" → "no"); None if it is none."""
    found = _CODE.match((code or "").lower().strip())
    return SAME.get(found[0], found[0]) if found else None


def _chinese_or_japanese(counts: Counter[str], claim: str | None) -> tuple[str, float]:
    kana, han = counts["kana"], counts["han"]
    if kana * 12 > han:
        return "ja", min(1.0, (kana + han) / 6)
    if not kana and claim == "ja" and han < 30:
        return "ja", 0.6  # headlines of Han alone exist in both
    return "zh", min(1.0, han / 6)


def _votes(found: list[str], script: str) -> Counter[str]:
    """How many function words of each language there are among the words."""
    return Counter(chain.from_iterable(map(_voters(script).get, found, repeat(()))))


def _vote(votes: Counter[str], number: int, claim: str | None) -> tuple[str, float] | None:
    """The language whose function words fill the text of so many words, if one clearly leads."""
    if not votes:
        return None
    (lang, most), (near, second), *_ = *sorted(votes.items(), key=lambda item: (-item[1], item[0])), ("", 0)
    fewest = _FEWEST // 2 if lang == claim else _FEWEST
    if most < fewest or most < _VOTE * number or second > most * _BESIDE.get((lang, near), 0.6):
        return None
    return lang, min(1.0, 0.8 + most / 100)


@cache
def _voters(script: str) -> dict[str, list[str]]:
    """For each function word of the languages of a script, the languages that have it."""
    speaking: dict[str, list[str]] = {}
    for lang in _VOTERS.get(script, "").split():
        for word in stopwords(lang):
            speaking.setdefault(word, []).append(lang)
    return speaking


def _statistics(
    scores: dict[str, float], votes: Counter[str], found: list[str], claim: str | None
) -> tuple[str | None, float]:
    """The likeliest language by `scores` of characters, function words and what is usual; None if none stands out."""
    likely = {lang: score + _PRIOR.get(lang, 0.0) + _WORD * votes[lang] for lang, score in scores.items()}
    if claim in likely:
        likely[claim] += _HINT
    best = max(sorted(likely), key=likely.__getitem__)
    for first, second in _ties():
        if best in (first, second):
            margin = _tie(first, second, found)
            if first in scores and second in scores:
                margin += max(-_TRUST, min(_TRUST, scores[second] - scores[first]))
            margin += _HINT * ((claim == second) - (claim == first))
            return (second if margin > 0 else first), 1 / (1 + math.exp(-min(abs(margin), 30.0)))
    share = math.exp(likely[best]) / sum(math.exp(score) for score in likely.values())
    return (best, share) if share >= _SURE else (None, share)


def _scores(sample: str, script: str) -> dict[str, float]:
    """The log shares of the languages of a script by their characters."""
    if script == "ethiopic":  # one of its two languages has no statistics: only `_tie` tells
        return {"am": 0.0}
    from octavo.core.text.characters import log_shares  # numpy, and a table that few texts need

    return log_shares(sample, script)


@cache
def _ties() -> dict[tuple[str, str], dict[str, float]]:
    """(one, other) → weight of each character n-gram towards the other; "" is the constant, `_OWN` see there."""
    table: dict[str, dict[str, float]] = load_json("octavo.core.text", "ties.json")
    return {(pair.split("|")[0], pair.split("|")[1]): weights for pair, weights in table.items()}


def _tie(first: str, second: str, found: list[str]) -> float:
    """How far the words speak for `second` rather than `first`, in nats."""
    weights = _ties()[first, second]
    own = weights[_OWN] if _OWN in weights and not _only(first, second).isdisjoint(found) else 0.0
    return weights[""] + own + sum(weights.get(gram, 0.0) for gram in grams(found))


@cache
def _only(first: str, second: str) -> frozenset[str]:
    """The function words of `second` that `first` does not have."""
    return stopwords(second) - stopwords(first)


def grams(found: list[str]) -> list[str]:
    """The character 2- to 4-grams of words with their boundaries, and each whole word."""
    made: list[str] = []
    for word in found:
        padded = f" {word} "
        made += [padded[at : at + size] for size in (2, 3, 4) for at in range(len(padded) - size + 1)]
        made.append(padded)
    return made
