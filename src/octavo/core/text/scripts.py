"""Which script a character belongs to, coarsely: enough to tell languages and to cut text."""

from __future__ import annotations

from bisect import bisect_right

# First code point of each stretch; "" where a stretch tells nothing (digits, signs, unassigned, rare scripts).
_STARTS = (
    (0x0, ""), (0x41, "latin"), (0x5B, ""), (0x61, "latin"), (0x7B, ""), (0xC0, "latin"), (0x250, ""),
    (0x370, "greek"), (0x400, "cyrillic"), (0x530, "armenian"), (0x590, "hebrew"), (0x600, "arabic"), (0x700, ""),
    (0x750, "arabic"), (0x780, ""), (0x8A0, "arabic"), (0x900, "devanagari"), (0x964, ""), (0x970, "devanagari"),
    (0x980, "bengali"), (0xA00, "gurmukhi"), (0xA80, "gujarati"), (0xB00, "oriya"), (0xB80, "tamil"),
    (0xC00, "telugu"), (0xC80, "kannada"), (0xD00, "malayalam"), (0xD80, "sinhala"), (0xE00, "thai"), (0xE80, "lao"),
    (0xF00, ""), (0x1000, "burmese"), (0x10A0, "georgian"), (0x1100, "hangul"), (0x1200, "ethiopic"), (0x13A0, ""),
    (0x1780, "khmer"), (0x1800, ""), (0x1C90, "georgian"), (0x1CC0, ""), (0x1E00, "latin"), (0x1F00, "greek"),
    (0x2000, ""), (0x3005, "han"), (0x3008, ""), (0x3041, "kana"), (0x3100, ""), (0x3130, "hangul"), (0x3190, ""),
    (0x3400, "han"), (0x4DC0, ""), (0x4E00, "han"), (0xA000, ""), (0xAC00, "hangul"), (0xD7B0, ""), (0xF900, "han"),
    (0xFB00, ""), (0xFB50, "arabic"), (0xFE00, ""), (0xFE70, "arabic"), (0xFEFF, ""), (0xFF66, "kana"), (0xFFA0, ""),
    (0x20000, "han"), (0x31350, ""),
)  # fmt: skip
_CODES = [start for start, _ in _STARTS]
_NAMES = [name for _, name in _STARTS]


def script_of(char: str) -> str:
    """The script of one character, lower-case English name ("latin", "han", "kana", …); "" where it tells nothing."""
    return _NAMES[bisect_right(_CODES, ord(char)) - 1]
