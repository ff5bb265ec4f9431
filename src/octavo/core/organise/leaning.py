"""How readily this instance takes articles for one event: a lean that moderators' words move, on top of the pair model.

What is one event is a matter of taste: a newsroom may want a storm and its aftermath in one story. The shipped model
errs in both directions about equally often; where moderators join clearly more stories than they split, or the other
way round, the instance wants another line. It changes no weights: errors alone teach a model wrong ones.
"""

from __future__ import annotations

import math

from octavo.core.organise.pair_model import Matrix, Model

LEAST = 20  # stories mended since the last move, below which nothing is concluded
STEP, MOST = 0.5, 1.5  # log-odds


def moved(lean: float, joined: int, split: int) -> float:
    """The lean after so many different stories were joined and split by moderators since it moved last.

    One side must outweigh the other by more than two standard errors of a fair coin. What was moved too far is moved
    back by what moderators say then.
    """
    if joined + split < LEAST or abs(joined - split) <= 2.0 * math.sqrt(joined + split):
        return lean
    return min(max(lean + (STEP if joined > split else -STEP), -MOST), MOST)


def leaning(model: Model, lean: float) -> Model:
    """The model with `lean` log-odds more for every pair, at arrival and at re-linking."""
    if not lean:
        return model
    join, link = ({kind: _more(weights, lean) for kind, weights in part.items()} for part in (model.join, model.link))
    return Model(join, link, model.near)


def _more(weights: Matrix, lean: float) -> Matrix:
    made = weights.copy()
    made[0] += lean
    return made
