"""Bytes to text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.gather.decode import decode


@pytest.mark.parametrize(
    ("raw", "declared", "text"),
    [
        (codecs.BOM_UTF8 + "ä".encode(), "latin-1", "ä"),
        (codecs.BOM_UTF16_LE + "ä".encode("utf-16-le"), None, "ä"),
        (codecs.BOM_UTF32_LE + "ä".encode("utf-32-le"), None, "ä"),
        ("<p>ä".encode("utf-16-le"), None, "<p>ä"),
        ("<p>ä".encode("utf-16-be"), None, "<p>ä"),
        ("größer".encode(), "iso-8859-1", "größer"),  # valid UTF-8 wins over a false label
        ("größer".encode("latin-1"), "iso-8859-1", "größer"),
        ("“x”".encode("cp1252"), "ISO-8859-1", "“x”"),
        ('<meta charset="windows-1251">Привет'.encode("cp1251"), None, '<meta charset="windows-1251">Привет'),
        (
            "<?xml version='1.0' encoding='euc-jp'?>日本".encode("euc-jp"),
            None,
            "<?xml version='1.0' encoding='euc-jp'?>日本",
        ),
        ("日本".encode("iso2022_jp"), "ISO-2022-JP", "日本"),
        ("größer".encode("latin-1"), "utf-8", "größer"),  # declared, and not what it is
        ("größer".encode("latin-1"), "punycode", "größer"),
        ("größer".encode("latin-1"), "no such thing", "größer"),
        (b"a\0b", None, "ab"),
        (b"", "hex", ""),
    ],
)
def test_finds_the_charset(raw: bytes, declared: str | None, text: str) -> None:
    assert decode(raw, declared=declared) == text


@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=12)))
def test_never_raises_and_leaves_no_nul(raw: bytes, declared: str | None) -> None:
    assert "\0" not in decode(raw, declared=declared)
