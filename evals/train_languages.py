"""Fits how a pair in two languages is judged where both have a vector: kind "meaning" of `pairs.json`.

Translations are nearer than independent reports would be, and their names stand in each. So pairs of English reports
on one event count too, seen as a pair in two languages is: without their words, and mostly without their names. Needs
`octavo[multilingual]`; run it after `train_stories`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from evals.stories_run import meaning_of
from evals.stories_sets import documents
from evals.train_stories import OUT, TIME, fit
from octavo.core.organise.analysis import analyse
from octavo.core.organise.graph import Compared
from octavo.core.organise.pair_model import FEATURES
from octavo.core.organise.similarity_pairs import kind_of
from octavo.core.organise.stream import Stream
from octavo.providers.multilingual import Multilingual
from octavo.types import Document

SEEN = ("bias", "names_held", "names_held_least", "shared_names_mass", "numbers", "dates", "numbers_conflict",
        "dates_conflict", "meaning", "gap", "gap_days")  # fmt: skip
NAMES = [FEATURES.index(name) for name in ("names_held", "names_held_least", "shared_names_mass")]
NAMELESS = 0.6  # of English pairs that lose their names, as between scripts
ENGLISH_WEIGHT = 0.15  # of an English pair: there are many more
# Log-odds at which a pair is even at arrival and at re-linking, where single pairs carry less: about nine in
# ten of the pairs that join at arrival in a made-up week (`evals.week`) are then right (texts .92, headlines .87).
EVEN = {"join": -0.25, "link": -1.0}
SEED = 8
MODEL = Multilingual()


def meet(docs: Sequence[Document], stories: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, whether one event, and kind, of the pairs that a stream compares."""
    stream = Stream()
    story = {doc.id: name for doc, name in zip(docs, stories, strict=True)}
    x, y, kinds = [], [], []
    for doc in docs:
        analysis = analyse(doc)
        member = stream._prepare(doc, analysis, meaning_of(doc, analysis, MODEL))
        slots = stream._near(member.side)
        if slots:
            others = [stream._window[slot] for slot in slots]
            x.append(stream._comparer.features(member.side, [other.side for other in others]))
            y += [story[other.id] == story[doc.id] for other in others]
            kinds += [kind_of(member.side, other.side) for other in others]
        stream._take_in(member, Compared.none())
    return np.concatenate(x), np.array(y), np.array(kinds)


def rows() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Features, whether one event, and weight, of all pairs."""
    draw = np.random.default_rng(SEED)
    hidden = [place for place, name in enumerate(FEATURES) if name not in SEEN]
    x, y, weight = [], [], []
    for path, lines in (("wmt21_multiparallel", None), ("wmt21_multiparallel", 0), ("ecbplus", None), ("ecbplus", 2)):
        docs, gold = documents(f"{path}/docs.jsonl.gz")
        if lines is not None:
            docs = [replace(doc, text="\n".join(doc.text.split("\n")[:lines])) for doc in docs]
        found, same, kinds = meet(docs, [row["story"] for row in gold])
        english = path == "ecbplus"
        chosen = np.isin(kinds, ("full", "short")) if english else kinds == "meaning"
        found, same = found[chosen], same[chosen]
        found[:, hidden] = 0.0
        if english:
            found[np.ix_(draw.random(len(found)) < NAMELESS, NAMES)] = 0.0
        x.append(found)
        y.append(same)
        weight.append(np.full(len(same), ENGLISH_WEIGHT if english else 1.0))
    return np.concatenate(x), np.concatenate(y), np.concatenate(weight)


def main() -> dict[str, float]:
    x, y, weight = rows()
    fitted, _ = fit(x, None, y, weight, TIME["languages"])
    raw: dict[str, Any] = json.loads(OUT.read_text("utf8"))
    for stage, even in EVEN.items():
        raw[stage]["meaning"] = [round(float(value), 4) for value in (fitted[0] - even, *fitted[1:])]
    raw["near"]["meaning"] = 0.0
    OUT.write_text(json.dumps(raw, indent=1) + "\n")
    for name, value in zip(FEATURES, fitted, strict=True):
        print(f"{name:22} {value:8.2f}")
    joined = x @ fitted > EVEN["join"]
    return {"right": float(y[joined].mean()), "found": float(joined[y].mean())}


if __name__ == "__main__":
    print(main())
