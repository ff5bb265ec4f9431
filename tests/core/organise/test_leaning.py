import pytest

from octavo.core.organise.leaning import leaning, moved
from octavo.core.organise.pair_model import KINDS, default_model


@pytest.mark.parametrize(
    ("lean", "joined", "split", "after"),
    [
        (0.0, 19, 0, 0.0),  # too few
        (0.0, 20, 0, 0.5),
        (0.0, 0, 20, -0.5),
        (0.0, 16, 9, 0.0),  # chance
        (0.0, 60, 55, 0.0),
        (0.5, 2, 30, 0.0),  # back again
        (1.5, 40, 0, 1.5),
        (-1.5, 0, 40, -1.5),
    ],
)
def test_only_what_clearly_outweighs_moves_the_line(lean: float, joined: int, split: int, after: float) -> None:
    assert moved(lean, joined, split) == after


def test_every_pair_gets_as_much_more() -> None:
    model = default_model()
    assert leaning(model, 0.0) is model
    made = leaning(model, 0.5)
    for kind in KINDS:
        for part, was in ((made.join, model.join), (made.link, model.link)):
            assert (part[kind] - was[kind]).tolist() == pytest.approx([0.5] + [0.0] * (len(was[kind]) - 1))
    assert made.near == model.near
