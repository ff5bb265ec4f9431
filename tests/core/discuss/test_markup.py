from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.discuss.markup import render_comment, validate_comment
from octavo.errors import InputError


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"),
        ("> said\n>> before\nNo.", "<blockquote><p>said<br>before</p></blockquote><p>No.</p>"),
        ("> a\n>\n> b", "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>"),
        ("*so* **very** `x*y`", "<p><em>so</em> <strong>very</strong> <code>x*y</code></p>"),
        ("**a *b* c**", "<p><strong>a <em>b</em> c</strong></p>"),
        ("**a *b** c", "<p><strong>a *b</strong> c</p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("*open", "<p>*open</p>"),
        ("end* of", "<p>end* of</p>"),
        ("end*", "<p>end*</p>"),
        ("`", "<p>`</p>"),
        ("<b>&", "<p>&lt;b&gt;&amp;</p>"),
        ("", ""),
        ("\n \n", ""),
        ("http://", "<p>http://</p>"),
        ("http://.", "<p>http://.</p>"),
        ("javascript:alert(1)", "<p>javascript:alert(1)</p>"),
    ],
)
def test_marks(text: str, html: str) -> None:
    assert render_comment(text) == html


@pytest.mark.parametrize(
    ("text", "address", "rest"),
    [
        ("https://example.org/a.", "https://example.org/a", "."),
        ("(https://example.org/a)", "https://example.org/a", ")"),
        ("https://example.org/a_(b)!", "https://example.org/a_(b)", "!"),
    ],
)
def test_links_leave_out_the_punctuation_of_the_sentence(text: str, address: str, rest: str) -> None:
    html = render_comment(text)
    assert f'href="{address}"' in html
    assert html.endswith(f">{address}</a>{rest}</p>")
    assert 'rel="nofollow ugc noopener"' in html


def test_quotes_cannot_leave_the_attribute() -> None:
    assert "onclick" not in render_comment('https://example.org/"onclick="x').split(">")[1]


@given(st.text(alphabet="ab*`> \n<&\"'ht:/p.()", max_size=80))
def test_only_the_few_elements_come_out(text: str) -> None:
    elements = set(re.findall(r"<(/?\w+)", render_comment(text)))
    assert elements <= {
        "p", "/p", "br", "blockquote", "/blockquote", "em", "/em", "strong", "/strong", "code", "/code", "a", "/a",
    }  # fmt: skip


@given(st.text())
def test_any_text_renders(text: str) -> None:
    assert "<script" not in render_comment(text)


def test_validate_cleans() -> None:
    assert validate_comment("  a\x00b \r\n\r\n\r\n\r\nc\u202e\ud800 ") == "ab\n\nc"
    assert validate_comment("e\u0301") == "é"
    assert validate_comment("x" + "\u0335" * 20) == "x" + "\u0335" * 3


def test_validate_refuses() -> None:
    with pytest.raises(InputError, match="empty"):
        validate_comment(" \u200b\n")
    with pytest.raises(InputError, match="11 characters; 10 are allowed"):
        validate_comment("x" * 11, limit=10)


@given(st.text(min_size=1))
def test_validate_is_idempotent(text: str) -> None:
    try:
        clean = validate_comment(text)
    except InputError:
        return
    assert validate_comment(clean) == clean
