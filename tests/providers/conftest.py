"""A model server on loopback for each test that asks for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.model_server import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    with serving(Server()) as running:
        yield running
