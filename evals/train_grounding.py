"""Trains the models behind `octavo.core.explain.grounding` and writes them as JSON; numbers only, no texts.

Human judgements of summaries, and small false edits of true sentences made here (after FactCC). Some kinds of edit are
never trained on, so that the evaluation can tell whether the models saw the edits or the meaning.

    .venv/bin/python -m evals.train_grounding
"""

from __future__ import annotations

import json
import random
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from evals.common import data, read_jsonl
from octavo.core.explain import alignment, grounding
from octavo.core.explain.checks import problems
from octavo.core.explain.reading import read
from octavo.core.text.sentences import sentences

MODEL = Path("src/octavo/core/explain/data/grounding.json")
FOLDS = 5
KINDS = {  # which model learns from which set
    "qags_cnndm": 0,
    "cliff_cnndm": 0,
    "qags_xsum": 1,
    "cliff_xsum": 1,
    "summedits": 2,
}
STRENGTH = 0.005  # inverse of the ridge penalty
EDITS_WEIGHT = 3.0  # of the edited sentences, beside the judged ones
GOOD = ("best_cover", "longest_run")  # features that can only speak for a claim
FREE = ("length", "place", "synonyms")  # may go either way; all others can only speak against


@dataclass
class Claim:
    """A judged claim: labels per sentence (None: unknown), `label` of the whole."""

    set: str
    group: str  # claims on one text stay in one fold
    text: str
    sentences: list[str]
    labels: list[int | None]
    label: int
    consistency: float | None = None
    features: Any = None
    costs: Any = None  # what the exact checks take from each sentence's logit
    kind: tuple[float, float, float] = (0, 0, 0)
    edits: list[Edit] = field(default_factory=list)

    @property
    def fold(self) -> int:
        if self.set == "summedits":  # ten documents only: spread them evenly
            return int(self.group[1:]) % FOLDS
        return zlib.crc32(self.group.encode()) % FOLDS


@dataclass
class Edit:
    """A true sentence and a false edit of it, as features, and what the exact checks take from each logit."""

    name: str
    true: Any
    false: Any
    true_cost: float
    false_cost: float


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text, "en")]


def claims() -> list[Claim]:
    return [*_qags(), *_cliff(), *_summedits()]


def _qags() -> Iterator[Claim]:
    for name in ("cnndm", "xsum"):
        for row in read_jsonl(data(f"grounding_qags/{name}.jsonl.gz")):
            labels: list[int | None] = [int(one["consistent"]) for one in row["sentences"]]
            texts = [one["sentence"] for one in row["sentences"]]
            yield Claim(f"qags_{name}", row["id"], row["text"], texts, labels, int(all(labels)), row["consistency"])


def _cliff() -> Iterator[Claim]:
    for row in read_jsonl(data("grounding_cliff/items.jsonl.gz")):
        parts = split(row["summary"])
        wrong = [letters for span in _flat(row["unsupported_spans"]) if (letters := _letters(span))]
        labels: list[int | None] = [int(not any(span in _letters(part) for span in wrong)) for part in parts]
        if not row["error_types"]:
            labels = [1] * len(parts)
        elif len(parts) == 1:
            labels = [0]
        elif all(labels):
            labels = [None] * len(parts)  # the wrong sentence is not known
        group = row["id"].rsplit("-", 1)[0]
        yield Claim(f"cliff_{row['source']}", group, row["text"], parts, labels, int(not row["error_types"]))


def _flat(spans: Any) -> Iterator[str]:
    """Spans stand alone or in lists."""
    for one in spans:
        yield from [one] if isinstance(one, str) else _flat(one)


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())


def _summedits() -> Iterator[Claim]:
    for row in read_jsonl(data("grounding_summedits_news/items.jsonl.gz")):
        parts, original = split(row["summary"]), split(row["original_summary"])
        label = int(row["label"])
        labels: list[int | None] = [1] * len(parts) if label else [int(part in original) for part in parts]
        if not label and all(labels):
            labels = [None] * len(parts)
        yield Claim("summedits", row["doc_id"], row["text"], parts, labels, label)


# Small false edits. Each takes a sentence, its text and the random source, and gives None where it cannot be made.

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*")
_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|did|does)\b(?! not)")
_WORD = re.compile(r"\b[a-z]{5,}\b")
_OPPOSITES = (
    "rise/fall increase/decrease win/lose won/lost approved/rejected supported/opposed accepted/refused more/less "
    "higher/lower first/last before/after up/down arrested/released guilty/innocent killed/rescued opened/closed "
    "bought/sold hired/fired increased/reduced north/south large/small new/old young/old good/bad strong/weak "
    "public/private confirmed/denied allowed/banned began/ended started/stopped profit/loss success/failure men/women"
)


def _spliced(sentence: str, match: re.Match[str], new: str) -> str:
    return sentence[: match.start()] + new + sentence[match.end() :]


def _swap_name(sentence: str, text: str, rng: random.Random) -> str | None:
    found = list(_NAME.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    others = sorted(name for name in set(_NAME.findall(text)) if not set(name.split()) & set(sentence.split()))
    return _spliced(sentence, match, rng.choice(others)) if others else None


def _swap_number(sentence: str, text: str, rng: random.Random) -> str | None:
    found = list(_NUMBER.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    others = sorted(set(_NUMBER.findall(text)) - {match[0]})
    if others and rng.random() < 0.4:
        return _spliced(sentence, match, rng.choice(others))
    at = rng.choice([index for index, character in enumerate(match[0]) if character.isdigit()])
    digit = rng.choice([one for one in "123456789" if one != match[0][at]])
    return _spliced(sentence, match, match[0][:at] + digit + match[0][at + 1 :])


def _negate(sentence: str, text: str, rng: random.Random) -> str | None:
    without = re.sub(r" (?:not|never)\b|n't\b", "", sentence, count=1)
    if without != sentence:
        return without
    found = list(_AUXILIARY.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    return _spliced(sentence, match, f"{match[0]} not")


def _opposite(sentence: str, text: str, rng: random.Random) -> str | None:
    pairs = [pair.split("/") for pair in _OPPOSITES.split()]
    other = dict([*pairs, *(pair[::-1] for pair in pairs)])
    found = [match for match in re.finditer(r"\b[a-z]+\b", sentence) if match[0] in other]
    if not found:
        return None
    match = rng.choice(found)
    return _spliced(sentence, match, other[match[0]])


def _swap_roles(sentence: str, text: str, rng: random.Random) -> str | None:
    found = list(re.finditer(r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*", sentence))
    if len(found) < 2:
        return None
    first, second = sorted(rng.sample(range(len(found)), 2))
    one, two = found[first], found[second]
    if one[0] == two[0]:
        return None
    return sentence[: one.start()] + two[0] + sentence[one.end() : two.start()] + one[0] + sentence[two.end() :]


def _other_word(sentence: str, text: str, rng: random.Random) -> str | None:
    """A word gives way to another one of the text with the same ending."""
    found = list(_WORD.finditer(sentence))
    if not found:
        return None
    match = rng.choice(found)
    others = sorted(word for word in set(_WORD.findall(text)) if word[-2:] == match[0][-2:] and word not in sentence)
    return _spliced(sentence, match, rng.choice(others)) if others else None


def _inserted(sentence: str, text: str, rng: random.Random) -> str | None:
    """A place or a time that the text names elsewhere."""
    found = list(re.finditer(r"(?<=[a-z]) (?=(?:on|in|at|for|after|by) )", sentence))
    phrases = sorted(set(re.findall(r"\b(?:in|at|after|with|from) (?:the )?[a-z]{4,}\b", text)))
    phrases = [phrase for phrase in phrases if phrase not in sentence]
    if not found or not phrases:
        return None
    match = rng.choice(found)
    return sentence[: match.start()] + " " + rng.choice(phrases) + sentence[match.start() :]


EDITS: dict[str, Callable[[str, str, random.Random], str | None]] = {
    "name": _swap_name,
    "number": _swap_number,
    "negation": _negate,
    "opposite": _opposite,
    "roles": _swap_roles,
    "word": _other_word,
    "insertion": _inserted,
}
UNSEEN = ("word", "insertion")  # never trained on


def measured() -> list[Claim]:
    """All claims with their features, and those of false edits of their true sentences."""
    rng = random.Random(7)
    found = claims()
    prepared: dict[str, alignment.Source] = {}
    for claim in found:
        source = prepared.get(claim.text)
        if source is None:
            source = prepared[claim.text] = alignment.prepare(read(claim.text, "en"), english=True)
        parts = [read(sentence, "en") for sentence in claim.sentences]
        rows = [[alignment.measure(source, part) for part in of_sentence] for of_sentence in parts]
        flat = [one for of_sentence in rows for one in of_sentence]
        claim.kind = grounding.kinds([part for of_sentence in parts for part in of_sentence], flat)
        claim.features = np.array([np.mean([one.features for one in of_sentence], axis=0) for of_sentence in rows])
        claim.costs = np.array([_cost(source, claim.text, sentence) for sentence in claim.sentences])
        claim.edits = list(_edits(claim, source, rng))
    return found


def _cost(source: alignment.Source, text: str, sentence: str) -> float:
    return sum(
        grounding.cost(problems(source, part, text, sentence, alignment.measure(source, part).window))
        for part in read(sentence, "en")
    )


def _edits(claim: Claim, source: alignment.Source, rng: random.Random) -> Iterator[Edit]:
    """Up to three false edits for each true sentence."""
    judged = zip(claim.sentences, claim.labels, claim.features, claim.costs, strict=True)
    for sentence, label, features, cost in judged:
        made = 0
        for name in rng.sample(sorted(EDITS), len(EDITS)):
            edited = EDITS[name](sentence, claim.text, rng) if label == 1 and made < 3 else None
            parts = read(edited, "en") if edited and edited != sentence else []
            if len(parts) == 1:
                made += 1
                changed = np.array(alignment.measure(source, parts[0]).features)
                yield Edit(name, features, changed, cost, _cost(source, claim.text, edited or ""))


def fit(found: Sequence[Claim]) -> list[dict[str, Any]]:
    """One logistic model a kind of claim, over plain features (the scaling is folded into the weights)."""
    return [_fit_one([claim for claim in found if KINDS[claim.set] == kind]) for kind in range(3)]


def _fit_one(found: Sequence[Claim]) -> dict[str, Any]:
    count = Counter((claim.set, label) for claim in found for label in claim.labels)
    rows, labels, weights = [], [], []
    for claim in found:
        for features, label in zip(claim.features, claim.labels, strict=True):
            if label is not None:
                rows.append(features)
                labels.append(label)
                weights.append(1 / count[claim.set, label])
    edits = [edit for claim in found for edit in claim.edits if edit.name not in UNSEEN]
    for edit in edits:
        rows += [edit.true, edit.false]
        labels += [1, 0]
        weights += [EDITS_WEIGHT / len(edits)] * 2
    table, target, weight = np.array(rows), np.array(labels), np.array(weights)
    middle, spread = table.mean(axis=0), table.std(axis=0) + 1e-6
    bias, slopes = _logistic((table - middle) / spread, target, weight / weight.sum() * len(weight))
    slopes = slopes / spread
    return {"bias": float(bias - slopes @ middle), "weights": [float(one) for one in slopes]}


def _logistic(table: Any, target: Any, weight: Any) -> tuple[float, Any]:
    """Ridge logistic regression whose slopes keep the sign their meaning asks for: less noise from small sets."""
    sign = np.where(target == 1, 1.0, -1.0)

    def loss(point: Any) -> tuple[float, Any]:
        margin = sign * (point[0] + table @ point[1:])
        wrong = weight * sign / (1 + np.exp(np.clip(margin, -30, 30)))
        value = weight @ np.logaddexp(0, -margin) + point[1:] @ point[1:] / (2 * STRENGTH)
        return value, np.concatenate([[-wrong.sum()], -(table.T @ wrong) + point[1:] / STRENGTH])

    bounds: list[tuple[float | None, float | None]] = [(None, None)]
    bounds += [
        (0, None) if name in GOOD else (None, None) if name in FREE else (None, 0) for name in alignment.FEATURES
    ]
    found = minimize(loss, np.zeros(table.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds)
    return float(found.x[0]), found.x[1:]


def logits(experts: Sequence[dict[str, Any]], features: Any, kind: Sequence[float]) -> Any:
    return sum(
        share * (expert["bias"] + np.atleast_2d(features) @ np.array(expert["weights"]))
        for share, expert in zip(kind, experts, strict=True)
    )


def main() -> None:
    experts = fit(measured())
    rounded = [
        {"bias": round(one["bias"], 4), "weights": [round(weight, 4) for weight in one["weights"]]} for one in experts
    ]
    model = {"features": list(alignment.FEATURES), "experts": rounded}
    MODEL.write_text(json.dumps(model, indent=1) + "\n", encoding="utf8")
    print(f"wrote {MODEL}")


if __name__ == "__main__":
    main()
