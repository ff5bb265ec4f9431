"""`octavo similarity` with the embedder that the settings name, with none, and with one that does not answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pytest import MonkeyPatch

from octavo.cli import similarity

PAIR = {
    "id": "1",
    "a": {"title": "Rates stay as they are", "text": "The central bank kept interest rates unchanged."},
    "b": {"title": "Zinsen bleiben", "text": "Die Zentralbank ließ die Leitzinsen unverändert."},
}


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    similarity._model.cache_clear()
    yield
    similarity._model.cache_clear()


def run(tmp_path: Path) -> Result:
    path = tmp_path / "pairs.jsonl"
    path.write_text(json.dumps(PAIR) + "\n", encoding="utf8")
    return CliRunner().invoke(similarity.command, [str(path)])


def test_a_model_finds_what_no_name_tells(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setenv("OCTAVO_EMBED", "off")
    assert json.loads(run(tmp_path).output) == {"id": "1", "similarity": 0.0}
    similarity._model.cache_clear()
    monkeypatch.setenv("OCTAVO_EMBED", "multilingual")
    assert json.loads(run(tmp_path).output)["similarity"] > 0.3


def test_an_endpoint_without_a_model_is_one_clear_line(tmp_path: Path, monkeypatch: MonkeyPatch) -> None:
    monkeypatch.setenv("OCTAVO_EMBED", "endpoint")
    monkeypatch.setenv("OCTAVO_EMBED_URL", "http://127.0.0.1:1/v1")
    found = run(tmp_path)
    assert found.exit_code == 1 and "OCTAVO_EMBED_MODEL is not set" in found.output
