"""Bytes of a page or feed to text, whatever charset they claim. Does not parse anything."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Labels that browsers read as a larger charset than the one they name (WHATWG Encoding).
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}

# Charsets whose bytes are all below 128: valid UTF-8 says nothing against them.
_SEVEN_BIT = {"utf-7", "hz", "iso2022_jp", "iso2022_kr", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_3"}

_CLAIM = re.compile(
    rb"""(?:charset|<\?xml[^>]{0,100}encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{2,40})""", re.I
)
_CHARSET = re.compile(r"utf-|iso|cp\d|koi8|mac|gb|hz$|big5|euc|shift|johab|tis|ptcp|kz1048|ascii")  # not "punycode"
_HEAD = 4096  # bytes in which a page may name its charset (the HTML standard says 1024; real pages are later)
_BAD_SHARE = 0.01  # more undecodable characters than this and a claim is not believed


def decode(raw: bytes, *, declared: str | None = None) -> str:
    """The text of `raw` without NUL characters; never raises.

    Tried in order: byte order mark, UTF-8 where valid, the `declared` (HTTP) charset, the head, a guess.
    """
    return _decode(raw, declared).replace("\0", "")


def _decode(raw: bytes, declared: str | None) -> str:
    for mark, charset in _BOMS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(charset, "replace")
    claims = [name for claim in (declared, *_claims(raw)) if (name := _codec(claim))]
    seven_bit = next((name for name in claims if name in _SEVEN_BIT), None)
    if seven_bit is None:
        # Valid UTF-8 by chance is practically impossible, false charset labels are common.
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
    for name in claims:
        text = raw.decode(name, "replace")
        if text.count("\ufffd") <= _BAD_SHARE * len(text):
            return text
    return _guess(raw)


def _claims(raw: bytes) -> list[str]:
    head = raw[:_HEAD]
    if wide := _wide_without_mark(head):
        return [wide]
    return [match.decode("ascii") for match in _CLAIM.findall(head)]


def _wide_without_mark(head: bytes) -> str | None:
    """UTF-16 without a byte order mark shows as `<` and a zero byte."""
    if head.startswith(b"<\0"):
        return "utf-16-le"
    return "utf-16-be" if head.startswith(b"\0<") else None


def _codec(label: str | None) -> str | None:
    """Python's name of a text charset, or None where `label` names none."""
    try:
        name = codecs.lookup((label or "").strip("\"' ")).name
    except (LookupError, UnicodeError, ValueError):
        return None
    return _WIDER.get(name, name) if _CHARSET.match(name) else None


def _guess(raw: bytes) -> str:
    from resiliparse.parse.encoding import detect_encoding

    name = _codec(detect_encoding(raw[:100_000])) or "utf-8"
    return raw.decode(name, "replace")
