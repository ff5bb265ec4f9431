"""Whether the pair model gets better by what moderators said of its errors: the figures of decision 7.

A first part of a set is grouped, a moderator mends up to fifty of its errors (an article set apart, two stories
joined), the model is corrected by these labels, and a second part, of other stories, is grouped by both. Corrections
are the most probable ones under a prior that holds weights where they were shipped. Beside it: what the best shift of
the model's thresholds, chosen with the truth of the second part, could have won.

What the product does instead is measured in the loop: parts of a set are grouped one after the other, up to fifty
errors of each are mended, and the lean moves by the different stories that were joined and split. Figures are of the
last parts, as shipped and with the lean reached; "errors" counts articles in a wrong story and stories in parts.

Run: .venv/bin/python -m evals.labels
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evals.common import report
from evals.stories_run import Outcome, run
from evals.stories_sets import b_cubed, documents
from octavo.core.organise.analysis import analyse
from octavo.core.organise.leaning import moved
from octavo.core.organise.pair_model import KINDS, Model, default_model
from octavo.core.organise.similarity_pairs import Comparer, Side, kind_of
from octavo.core.organise.vectors import DocumentFrequencies
from octavo.types import Document

ACTS, SEED = 50, 1
SET_APART, JOINED = 40, 20  # pairs that one act labels, as in the product
Label = tuple[int, int, bool]  # positions, whether one event


@dataclass
class Part:
    docs: list[Document]
    gold: list[Any]


def main() -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, (first, second) in _parts().items():
        before, after = run(first.docs), run(second.docs)
        figures |= _scores(f"{name}, as shipped", second, after)
        acts = moderated(first, before)
        said = [same for act in acts for *_, same in act[:1]]
        figures |= {f"{name}, joins": float(sum(said)), f"{name}, splits": float(len(said) - sum(said))}
        for what, prior in (("bias", 20.0), ("bias", 5.0), ("weights", 20.0)):
            model = corrected(default_model(), first.docs, acts, prior, bias_only=what == "bias")
            figures |= _scores(f"{name}, {what}, prior {prior:.0f}", second, run(second.docs, model=model))
        for shift in (-0.5, 0.5, 1.0):
            figures |= _scores(f"{name}, link {shift:+}", second, run(second.docs, model=shifted(0.0, shift)))
            figures |= _scores(f"{name}, join {shift:+}", second, run(second.docs, model=shifted(shift, 0.0)))
    figures |= _loops()
    report("corrections by labels", figures)
    return figures


def _loops() -> dict[str, float]:
    """Of ECB+ four parts by topics, twice; of UCI five in order of time, grouped by a model that joins too readily."""
    docs, rows = documents("ecbplus/docs.jsonl.gz")
    topics = sorted({row["topic"] for row in rows}, key=int)
    random.Random(4).shuffle(topics)
    quarters = [[at for at, row in enumerate(rows) if row["topic"] in set(topics[k::4])] for k in range(4)]
    figures: dict[str, float] = {}
    for name, key in (("ECB+", "story"), ("ECB+ by topic", "topic")):
        parts = [Part([docs[at] for at in of], [rows[at][key] for at in of]) for of in quarters]
        figures |= _loop(name, parts * 2, 4)
    docs, rows = documents("uci_news_aggregator/stories.jsonl.gz", 10_000)
    gold = [row["story"] for row in rows]
    parts = [Part(docs[at : at + 2000], gold[at : at + 2000]) for at in range(0, 10_000, 2000)]
    figures |= _loop("UCI", parts, 2)
    for off in (-1.0, 1.0):
        figures |= _loop(f"UCI, model off by {off:+.0f}", parts, 2, off)
    return figures


def _loop(name: str, parts: Sequence[Part], judged: int, off: float = 0.0) -> dict[str, float]:
    """The mean of the last `judged` parts, by a model whose biases are `off` from the shipped ones."""
    lean, joined, split = 0.0, set[Any](), set[Any]()
    scores: list[tuple[float, ...]] = []
    for number, part in enumerate(parts):
        without = run(part.docs, model=shifted(off, off))
        found = run(part.docs, model=shifted(off + lean, off + lean)) if lean else without
        pairs = [(b_cubed(part.gold, o.online)[2], b_cubed(part.gold, o.final)[2]) for o in (without, found)]
        scores.append((*pairs[0], *pairs[1], len(errors(part, without)), len(errors(part, found))))
        all_errors = errors(part, found)
        for kind, one, _ in random.Random(SEED).sample(all_errors, min(ACTS, len(all_errors))):
            story = found.final[one] if kind == "split" else one
            (split if kind == "split" else joined).add((number, story))
        after = moved(lean, len(joined), len(split))
        if after != lean:
            lean, joined, split = after, set(), set()
    means = np.mean(scores[-judged:], axis=0).tolist()
    names = ("online, as shipped", "re-linked, as shipped", "online", "re-linked", "errors, as shipped", "errors")
    return {**{f"{name}, loop, {what}": value for what, value in zip(names, means, strict=True)}, f"{name}, lean": lean}


def _parts() -> dict[str, tuple[Part, Part]]:
    docs, rows = documents("ecbplus/docs.jsonl.gz")
    topics = sorted({row["topic"] for row in rows}, key=int)
    random.Random(4).shuffle(topics)
    held = set(topics[: len(topics) // 2])
    found = {}
    for name, key in (("ECB+", "story"), ("ECB+ by topic", "topic")):  # a newsroom that wants coarse stories
        halves = [[at for at, row in enumerate(rows) if (row["topic"] in held) is first] for first in (True, False)]
        one, other = (Part([docs[at] for at in half], [rows[at][key] for at in half]) for half in halves)
        found[name] = (one, other)
    docs, rows = documents("uci_news_aggregator/stories.jsonl.gz", 10_000)
    gold = [row["story"] for row in rows]
    found["UCI"] = (Part(docs[:2500], gold[:2500]), Part(docs[7500:], gold[7500:]))
    return found


def _scores(name: str, part: Part, outcome: Outcome) -> dict[str, float]:
    return {
        f"{name}, online": b_cubed(part.gold, outcome.online)[2],
        f"{name}, re-linked": b_cubed(part.gold, outcome.final)[2],
    }


Error = tuple[str, int, int]  # "split", position of the article; or "join", two stories


def errors(part: Part, outcome: Outcome) -> list[Error]:
    """Articles in a story that is about another event, and pairs of stories about one event."""
    by_story: dict[int, list[int]] = defaultdict(list)
    for at, story in enumerate(outcome.final):
        by_story[story].append(at)
    about = {story: Counter(part.gold[at] for at in held).most_common(1)[0][0] for story, held in by_story.items()}
    of_event: dict[Any, list[int]] = defaultdict(list)
    for story, event in about.items():
        of_event[event].append(story)
    found: list[Error] = [("split", at, 0) for at, story in enumerate(outcome.final) if about[story] != part.gold[at]]
    return found + [("join", stories[0], other) for stories in of_event.values() for other in stories[1:]]


def moderated(part: Part, outcome: Outcome) -> list[list[Label]]:
    """The labels of each act on a random choice of errors, splits and joins in the proportion in which they occur."""
    by_story: dict[int, list[int]] = defaultdict(list)
    for at, story in enumerate(outcome.final):
        by_story[story].append(at)
    found = errors(part, outcome)
    acts: list[list[Label]] = []
    for kind, one, other in random.Random(SEED).sample(found, min(ACTS, len(found))):
        if kind == "split":
            beside = [at for at in by_story[outcome.final[one]] if at != one]
            acts.append([(one, at, False) for at in beside[-SET_APART:]])
        else:
            left, right = by_story[one][::-1], by_story[other][::-1]
            pairs = {(left[0], at) for at in right[:JOINED]} | {(right[0], at) for at in left[:JOINED]}
            acts.append([(a, b, True) for a, b in sorted(pairs)])
    return acts


def corrected(
    model: Model, docs: Sequence[Document], acts: Sequence[list[Label]], prior: float, bias_only: bool
) -> Model:
    """The model after Newton's method on the labels, each act of weight 1."""
    analyses = [analyse(doc) for doc in docs]
    frequencies = DocumentFrequencies()
    for analysis in analyses:
        frequencies.add(analysis.vector, analysis.lang)
    comparer = Comparer(frequencies)
    for lang in {analysis.lang for analysis in analyses}:
        comparer.keep_up(lang)
    times = [None if doc.stream_at is None else doc.stream_at.timestamp() for doc in docs]
    sides = [Side(analysis, frequencies, at) for analysis, at in zip(analyses, times, strict=True)]
    rows: dict[str, list[tuple[Any, bool, float]]] = defaultdict(list)
    for act in acts:
        for a, b, same in act:
            features = comparer.features(sides[a], [sides[b]])[0]
            rows[kind_of(sides[a], sides[b])].append((features, same, 1.0 / len(act)))
    parts: dict[str, dict[str, Any]] = {"join": dict(model.join), "link": dict(model.link)}
    for part in parts.values():
        for kind, labelled in rows.items():
            x, y, worth = (np.array(column) for column in zip(*labelled, strict=True))
            part[kind] = _newton(part[kind], x, y, worth, prior, bias_only)
    return Model(parts["join"], parts["link"], model.near)


def _newton(shipped: Any, x: Any, y: Any, worth: Any, prior: float, bias_only: bool) -> Any:
    used = np.arange(x.shape[1]) == 0 if bias_only else shipped != 0
    scale = np.where(np.arange(x.shape[1]) == 0, 1.0, x.std(axis=0) + 1e-6)[used]
    z, start, moved = x[:, used] / scale, x @ shipped, np.zeros(int(used.sum()))
    for _ in range(30):
        likely = 1.0 / (1.0 + np.exp(-np.clip(start + z @ moved, -30, 30)))
        slope = z.T @ (worth * (likely - y)) + prior * moved
        bend = (z * (worth * likely * (1 - likely))[:, None]).T @ z + prior * np.eye(len(moved))
        moved -= np.linalg.solve(bend, slope)
    made = shipped.copy()
    made[used] += moved / scale
    return made


def shifted(join: float, link: float) -> Model:
    """The shipped model with its biases moved, for every kind of pair."""
    model = default_model()
    parts = []
    for part, shift in ((model.join, join), (model.link, link)):
        parts.append({kind: part[kind] + shift * (np.arange(len(part[kind])) == 0) for kind in KINDS})
    return Model(parts[0], parts[1], model.near)


if __name__ == "__main__":
    main()
