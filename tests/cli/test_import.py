"""`octavo import` on good and bad input: what can be used is, what cannot is named, nothing stored is harmed."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from octavo.cli import group
from octavo.store.models import Article, RelatedList, StoryMember, Work
from tests.drafts import CHESS, FLOOD

pytestmark = pytest.mark.django_db(transaction=True)


def octavo(*arguments: str, given: str | bytes | None = None) -> Result:
    return CliRunner().invoke(group, list(arguments), input=given)


def line(**fields: object) -> str:
    return json.dumps(fields) + "\n"


GOOD = line(id="1", title="Flood in Marlow", text=FLOOD, published="2026-03-01T12:00:00Z", publisher="The Arden Post")
OTHER = line(url="https://bell.example/2", title="Diallo is chess champion", text=CHESS)
PAGE = f"""<!doctype html><html lang="en"><head><title>Flood in Marlow | The Arden Post</title>
<link rel="canonical" href="https://arden-post.example/flood"></head><body><article><h1>Flood in Marlow</h1>
{"".join(f"<p>{part}</p>" for part in FLOOD.split(chr(10) * 2))}</article></body></html>"""


def test_lines_go_all_the_way(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text(GOOD + OTHER)
    result = octavo("import", str(path))
    assert result.exit_code == 0, result.output
    assert "2 new articles" in result.stderr
    assert StoryMember.objects.count() == RelatedList.objects.count() == 2
    assert not Work.objects.exists()
    assert {a.external_id for a in Article.objects.all()} == {"1", ""}


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text(GOOD + OTHER)
    octavo("import", str(path))
    result = octavo("import", str(path))
    assert result.exit_code == 0
    assert "0 new articles" in result.stderr and "2 already here" in result.stderr


def test_gzip_folders_pages_and_standard_input(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "a.jsonl.gz").write_bytes(gzip.compress(OTHER.encode()))
    (tmp_path / "in" / "page.html").write_text(PAGE)
    assert octavo("import", str(tmp_path / "in")).exit_code == 0
    assert octavo("import", "-", given=GOOD).exit_code == 0
    assert set(Article.objects.values_list("url", flat=True)) == {
        "https://arden-post.example/flood",
        "https://bell.example/2",
        "urn:octavo:1",
    }


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("no-id.jsonl", line(title="x", text=FLOOD).encode(), "neither id nor url"),
        ("nothing.jsonl", line(id="9").encode(), "nothing to read"),
        ("list.jsonl", b"[1, 2]\n", "not an object"),
        ("broken.jsonl", b'{"id": "9", \n', "not JSON"),
        ("latin.jsonl", '{"id": "9", "title": "Köln"}\n'.encode("latin-1"), "UTF-8"),
        ("late.jsonl", line(id="9", title="Late", published="2099-01-01T00:00:00Z").encode(), "future"),
        ("long.jsonl", line(id="9", title="word " * 1000).encode(), "cut at 500"),
        ("empty.html", b"", "empty file"),
        ("front.html", b"<html><body><a href='/'>Home</a></body></html>", "no article"),
        ("huge.html", b"<p>" + b"x" * 50_000_000, "larger than 10 MB"),
        ("cut.jsonl.gz", gzip.compress(OTHER.encode() * 50)[:-20], "gzip"),
        ("broken.xml", b"<?xml version='1.0'?><nothing><at", "feed"),
        ("empty.opml", b"<opml></opml>", "no outline"),
    ],
)
def test_bad_input_is_named_and_the_rest_is_imported(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z-good.jsonl").write_text(GOOD)
    result = octavo("import", str(tmp_path))
    assert Article.objects.filter(external_id="1").exists()
    assert result.exit_code == 1, result.output
    assert words.lower() in result.stderr.lower()
    assert name in result.stderr
    assert "Traceback" not in result.output


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    result = octavo("import", str(tmp_path / "none.jsonl"))
    assert result.exit_code == 1
    assert "no such file" in result.stderr


def test_nul_characters_do_no_harm(tmp_path: Path) -> None:
    result = octavo("import", "-", given=line(id="n", title="Flood\x00 in Marlow", text=FLOOD + "\x00"))
    assert result.exit_code == 0
    assert Article.objects.get().title == "Flood in Marlow"
