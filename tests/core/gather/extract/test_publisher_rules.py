"""Publisher rules: each has its golden pair, a page in that publisher's structure and what must come out of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lxml import etree

from octavo.core.gather.blocks import parse_page
from octavo.core.gather.extract import _Reading, extract
from octavo.core.gather.extract.publisher_rules import (
    read_rule,
    rule_for,
    rule_names,
    rule_text,
    said,
    settled,
    take_out,
)
from octavo.core.gather.extract.segments import segments
from octavo.core.gather.extract.structured import Facts
from octavo.errors import InputError
from octavo.types import Access

PAIRS = Path(__file__).parents[1] / "rules"
DOMAINS = sorted({*rule_names(), *(folder.name for folder in PAIRS.iterdir())})


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_the_rule_must_give(domain: str) -> None:
    assert domain in rule_names(), f"{PAIRS / domain} has no rule: write extract/rules/{domain}.toml"
    assert (PAIRS / domain / "page.html").is_file(), f"the rule of {domain} has no golden pair: write {PAIRS / domain}"
    read_rule(rule_text(domain))
    wanted = json.loads((PAIRS / domain / "expected.json").read_text("utf8"))
    found = extract((PAIRS / domain / "page.html").read_bytes(), wanted["url"])
    assert found.body.text.split("\n\n") == wanted["text"]
    assert (found.title, list(found.authors), found.access.value) == (
        wanted["title"],
        wanted["authors"],
        wanted["access"],
    )
    assert found.published is not None and found.published.isoformat() == wanted["published"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("within = ", "no TOML"),
        ("", "says nothing"),
        ("body = 'p'", "no key 'body'"),
        ("within = 7", "'within' takes"),
        ("within = ['p', '']", "'within' takes"),
        ("remove = 'p >'", "'remove' cannot be read: 'p >'"),
        ("keep = 'p::first-line'", "'keep' cannot be read"),
    ],
)
def test_a_wrong_rule_says_what_is_wrong(text: str, wrong: str) -> None:
    with pytest.raises(InputError, match=wrong):
        read_rule(text)
    assert rule_for("https://news.coast.example/a", {"coast.example": text}.get) is None


def test_a_rule_is_found_by_registrable_domain() -> None:
    files = {"coast.example": "title = 'h1'"}
    assert rule_for("https://news.coast.example/a", files.get) is not None
    assert rule_for("https://coast.example.net/a", files.get) is None
    assert rule_for("https://nobody.example/") is None
    assert rule_for("") is None
    assert rule_for("https://www.taz.de/x") is rule_for("https://taz.de/y")


def tree(markup: str) -> etree._Element:
    root = parse_page(markup)
    assert root is not None
    return root


def test_metadata_stand_where_the_rule_says() -> None:
    rule = read_rule(
        "title = ['h9', 'h2']\nauthors = '.who'\npublished = ['.when', 'time']\nteaser = '.wall'\nremove = 'nav'"
    )
    page = "<h2> </h2><h2>A  vote</h2><b class=who>Ann Lee</b><b class=who></b><b class=who>Bo Ek</b>"
    found = said(rule, tree(page + "<time datetime='2024-03-12T10:00:00Z'>noon</time><div class=wall></div>"))
    assert (found.title, found.authors, found.published, found.is_teaser) == (
        "A vote",
        ("Ann Lee", "Bo Ek"),
        "2024-03-12T10:00:00Z",
        True,
    )
    assert said(rule, tree("<p class=when>12 March</p>")).published == "12 March"
    assert said(rule, tree("<p class=when content='2024-03-12'>x")).published == "2024-03-12"
    assert said(rule, tree("<p>nothing")).title == ""


def test_what_is_taken_out_leaves_the_words_around_it() -> None:
    root = tree(
        "<body><p>one<b class=x>two</b>three<i>four</i><b class=x><u class=x>five</u></b>six<b class=x></b></p>"
    )
    take_out(read_rule("remove = ['html', '.x']"), root)
    assert " ".join("".join(map(str, root.itertext())).split()) == "one threefour six"


def test_what_a_rule_keeps_and_leaves_out() -> None:
    root = tree("<main><p>in<br><br>too</p><p>not</p></main><p>out</p><h4>kept</h4>")
    found = segments(root)
    chosen = [True, True, False, True, False]
    assert [one.text for one in found] == ["in", "too", "not", "out", "kept"]
    rule = read_rule("within = 'main'\nkeep = 'h4'")
    assert settled(rule, root, found, chosen) == [True, True, False, False, True]
    assert settled(read_rule("within = 'section'"), root, found, chosen) == chosen


def test_a_mark_of_a_rule_makes_a_teaser() -> None:
    root = tree("<p>A text without a word about walls.</p><i class=wall></i>")
    rule = read_rule("teaser = '.wall'")
    reading = _Reading("", root, Facts(), "A title", "https://coast.example/a", None, None, rule, said(rule, root))
    assert reading._body()[1] is Access.TEASER


def test_a_rule_holds_for_a_text_inside_a_script_too() -> None:
    words = "The council met on Monday and spoke for a long time about the harbour, its tower, its lamp and its fees. "
    inner = (
        "".join(f"<p>{words}{i}</p>" for i in range(9)) + "<div class='editor-img-box'>A picture of the tower.</div>"
    )
    markup = f"<title>A vote</title><script type='text/template'>{inner}</script>"
    url = "https://www.hankookilbo.com/news/article/A1"
    assert "A picture" in extract(markup, url, with_rules=False).body.text
    assert "A picture" not in extract(markup, url).body.text
