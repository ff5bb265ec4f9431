"""`octavo tags`, `similarity` and `verify` on bad input: each wrong line is named in plain words, the others go on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from octavo.cli import group

GOOD = json.dumps({"id": "1", "title": "The mayor of Berlin opens a bridge", "text": ""}) + "\n"


def octavo(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner(env={"OCTAVO_EMBED": "off"}).invoke(group, list(arguments), input=given)


@pytest.mark.parametrize(
    ("command", "line", "words"),
    [
        ("tags", b'{"id": "2", "titel": "A misspelt field"}', "without title and text"),
        ("tags", b'{"id": "2", "title": "A bri', "not JSON at character 28"),
        ("tags", '{"title": "Brücke"}'.encode("latin-1"), "not UTF-8"),
        ("tags", '\ufeff{"title": 7}'.encode(), "title is no text"),
        ("tags", b"[" * 100_000, "nested too deep"),
        ("tags", b"[1]", "a JSON list, not an object"),
        ("similarity", b'{"a": {"title": "x"}}', "without b"),
        ("similarity", b'{"a": "x", "b": "y"}', "a is no object"),
        ("verify", b'{"text": "A bridge opened."}', "without claim"),
    ],
)
def test_a_wrong_line_is_named(command: str, line: bytes, words: str) -> None:
    result = octavo(command, "-", given=line + b"\n")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("-:1: ")
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_good_lines_are_answered(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text(GOOD + "no JSON\n" * 30 + GOOD)
    result = octavo("tags", str(path))
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert len(result.stderr.splitlines()) == 30


def test_a_picture_is_given_up_soon(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n" + b"\x00\xff\n" * 5_000)
    (tmp_path / "texts.jsonl").write_text(GOOD)
    result = octavo("tags", str(tmp_path))
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert len(result.stderr.splitlines()) == 11
    assert "hold no JSON object" in result.stderr


def test_a_data_folder_that_cannot_be_is_said_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    environment = {**os.environ, "OCTAVO_DATA": str(tmp_path / "file" / "data")}
    environment.pop("OCTAVO_SECRET_KEY", None)
    command = [sys.executable, "-m", "octavo.cli", "export", "stories"]
    result = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert "file/data cannot be used" in result.stderr
    assert "set OCTAVO_DATA" in result.stderr


@pytest.mark.parametrize(("command", "words"), [("ask", "give a question"), ("search", "give words")])
def test_an_empty_question_is_a_wrong_call(command: str, words: str) -> None:
    result = octavo(command, "  ")
    assert result.exit_code == 2
    assert words in result.stderr
