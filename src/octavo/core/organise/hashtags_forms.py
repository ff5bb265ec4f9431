"""How a hashtag is written: the CamelCase form of addresses, and the folded form in which two spellings are one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PARTS = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u0900-\u0dff\u0e31-\u0e4e\u200c\u200d][^\W_]*)*")
_HUMP = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_NO_LETTER = re.compile(r"[\W_]+", re.ASCII)
_LONGEST_TAG = 60  # characters


def tag_form(label: str) -> str:
    """The tag of addresses: letters and digits, words joined, each with a capital ("climate change" → ClimateChange).

    Capitals inside a word stay ("iPhone", "McDonald"); "" when nothing is left.
    """
    if label.isalnum() and label.isascii():
        return (label if not label.islower() else label[:1].upper() + label[1:])[:_LONGEST_TAG]
    parts: list[str] = _PARTS.findall(
        unicodedata.normalize("NFC", label).replace("'", "").replace("’", "").replace(".", "")
    )
    if len(parts) == 1:
        only = parts[0]
        return (only if not only.islower() else only[:1].upper() + only[1:])[:_LONGEST_TAG]
    return "".join(part[:1].upper() + part[1:] for part in parts)[:_LONGEST_TAG]


@lru_cache(maxsize=12_000)
def folded(label: str, lang: str | None = None) -> str:
    """What spellings of one tag share: no case, accents, blanks or signs, no plural s ("New York" = "newyork")."""
    if label.isascii():
        text = _NO_LETTER.sub("", label).lower()
    else:
        text = unicodedata.normalize("NFKD", label).casefold()
        text = "".join(char for char in text if char.isalnum() or unicodedata.category(char) == "Mc")
    if text.isascii() and len(text) > 4 and text.endswith("s") and text[-2] not in "suiaoe0123456789":
        return text[:-1]
    if text.isascii() and len(text) > 5 and text.endswith("es") and lang in ("en", None):
        return text[:-1]
    return text


def spaced(label: str) -> str:
    """A keyword with its words apart: "#ClimateChange" → "Climate Change", "new_york" → "new york"."""
    label = label.strip().lstrip("#").replace("_", " ").strip()
    if " " not in label and not label.isupper():
        apart = _HUMP.sub(" ", label)
        if all(len(part) > 2 for part in apart.split(" ")):
            label = apart
    return " ".join(label.split())
