"""An import killed at random and run again gives the same as one that ran through; both databases agree.

The heavy form, with real articles and ten kills, is `./run drill kill`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drill.instance import Instance, differences, kill_at_random, new_database, postgresql
from tests import corpus

pytestmark = pytest.mark.skipif(
    os.environ.get("OCTAVO_TEST_DATABASE") == "postgresql", reason="this test starts both databases by itself"
)


def test_killed_imports_and_both_databases_give_the_same(tmp_path: Path) -> None:
    source = str(corpus.write(tmp_path / "stream.jsonl", 160))
    whole = Instance(tmp_path / "whole")
    whole.run("import", source)
    expected = whole.state()
    assert expected["articles rows"] == expected["stories rows"] == "160"

    with postgresql(tmp_path) as server:
        broken = Instance(tmp_path / "broken", new_database(server, "broken"))
        kill_at_random(broken, 3, 11, "import", source, longest=3.0)
        broken.run("import", source)
        assert differences(expected, broken.state()) == []

    broken = Instance(tmp_path / "sqlite")
    kill_at_random(broken, 3, 12, "import", source, longest=3.0)
    broken.run("import", source)
    assert differences(expected, broken.state()) == []
    assert broken.hits("flood") == whole.hits("flood") != []
