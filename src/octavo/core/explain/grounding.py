"""Says how far a text carries a claim, sentence by sentence, with the evidence and what is wrong in plain words.

Lexical features and three small logistic models (near-extractive, short and free, long and free sentences), trained by
`evals/train_grounding.py`. A guard that flags; it understands nothing and is no proof.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean
from typing import Any

from octavo.core.data import load_json
from octavo.core.explain.alignment import FEATURES, Alignment, Source, measure, prepare
from octavo.core.explain.checks import Problem, problems
from octavo.core.explain.reading import Read, read
from octavo.types import Span

SUPPORTED = 0.5  # score from which a sentence counts as supported; the models are calibrated to it
# What one problem of a kind takes from the logit. Measured: missing quotations and negations say no more than the
# models already know (they see negations); names are new in many true summaries.
_COSTS = {"number": 1.0, "name": 0.5, "date": 0.5, "opposite": 0.5}
_COPIED = FEATURES.index("novel_bigrams")


@dataclass(frozen=True, slots=True)
class SentenceVerdict:
    """One sentence of the claim. `evidence` is the sentence of the text that carries it best, None without any."""

    text: str
    score: float
    supported: bool
    evidence: Span | None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """On the whole claim: `score` 0–1 is graded, `supported` its cut; a claim without words is not supported."""

    supported: bool
    score: float
    sentences: tuple[SentenceVerdict, ...] = ()


def verify(text: str, claim: str, lang: str | None = None) -> Verdict:
    """Does `text` state what `claim` (one or more sentences) states? `lang` is the language of both, None: English."""
    lang = lang or "en"
    source = prepare(read(text, lang), english=lang == "en")
    parts = read(claim, lang)
    if not parts:
        return Verdict(False, 0.0)
    alignments = [measure(source, part) for part in parts]
    kind = kinds(parts, alignments)
    verdicts = tuple(
        _judge(source, part, alignment, kind, text, claim) for part, alignment in zip(parts, alignments, strict=True)
    )
    score = together([verdict.score for verdict in verdicts])
    return Verdict(score >= SUPPORTED, score, verdicts)


def together(scores: Sequence[float]) -> float:
    """One score for several sentences: three quarters the mean, one quarter the worst."""
    return 0.75 * fmean(scores) + 0.25 * min(scores)


def kinds(parts: Sequence[Read], alignments: Sequence[Alignment]) -> tuple[float, float, float]:
    """How much the claim is near-extractive, short and free, long and free; the three sum to 1.

    What is new in one sentence of several weighs less: longer claims are near-extractive up to a higher share.
    """
    middle = 0.28 + 0.12 * (min(3, len(parts)) - 1)
    free = _step(fmean(one.features[_COPIED] for one in alignments), middle, 0.03)
    long = _step(fmean(len(part.words) for part in parts), 26.0, 1.5)
    return 1 - free, free * (1 - long), free * long


def _step(value: float, middle: float, width: float) -> float:
    """From 0 to 1 around `middle`, smoothly."""
    return 1 / (1 + math.exp(-(value - middle) / width))


def _judge(
    source: Source, part: Read, alignment: Alignment, kind: Sequence[float], text: str, claim: str
) -> SentenceVerdict:
    found = problems(source, part, text, claim, alignment.window)
    score = _step(_logit(alignment.features, kind) - cost(found), 0.0, 1.0)
    evidence = source.sentences[alignment.window[0]].span if alignment.window else None
    quoted = claim[part.span.start : part.span.end]
    return SentenceVerdict(quoted, score, score >= SUPPORTED, evidence, tuple(one.words for one in found))


def cost(found: Sequence[Problem]) -> float:
    """What the problems take from a sentence's logit; each kind counts once."""
    return sum(_COSTS.get(kind, 0.0) for kind in {problem.kind for problem in found})


@cache
def _model() -> dict[str, Any]:
    model: dict[str, Any] = load_json("octavo.core.explain", "grounding.json")
    return model


def _logit(features: Sequence[float], kind: Sequence[float]) -> float:
    """The models' logits, mixed by kind."""
    logit = 0.0
    for share, expert in zip(kind, _model()["experts"], strict=True):
        weighted = sum(weight * value for weight, value in zip(expert["weights"], features, strict=True))
        logit += share * (expert["bias"] + weighted)
    return logit
