"""A week of a small network in seconds: the real door, scheduler and store under one simulated clock.

The heavy form is `./run drill week`.
"""

from __future__ import annotations

import pytest

from tests.network import network
from tests.week import run


@pytest.mark.django_db(transaction=True)
def test_a_week_keeps_every_promise() -> None:
    with network() as made:
        assert run(made, 60) == []
