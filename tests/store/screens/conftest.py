"""What tests of screens share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Nothing remembered from the test before."""
    cache.clear()
    yield
    cache.clear()
