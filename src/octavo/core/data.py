"""Constants too large for source text: tables and small models shipped inside the package, read once."""

from __future__ import annotations

import gzip
import json
import pkgutil
from functools import cache
from typing import Any


@cache
def load_json(package: str, name: str) -> Any:
    """As `read_json`, read once. Do not change what it returns."""
    return read_json(package, name)


def read_json(package: str, name: str) -> Any:
    """The JSON file `data/{name}` of `package` (gzip where the name ends in .gz), for one who keeps but what it makes
    of it."""
    raw = pkgutil.get_data(package, f"data/{name}")
    assert raw is not None, name
    return json.loads(gzip.decompress(raw) if name.endswith(".gz") else raw)
