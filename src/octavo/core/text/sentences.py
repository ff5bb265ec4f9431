"""Finds where sentences begin and end; the text itself is never changed.

A blank line always ends a sentence; a single line break does so after closing punctuation or behind a short line.
"""

from __future__ import annotations

import re

from octavo.core.text.stems import stopwords
from octavo.types import Span

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")
_CLOSERS = "\"'”’»›)\\]」』）】〉》"
# Full-width stops need no blank behind them; neither does a stop inside a CJK quotation.
_STOP = re.compile(
    rf"[。！？｡]++[{_CLOSERS}]*+"
    rf"|(?:[.!?…]++|[؟۔।॥።፧։။៖។]++)[{_CLOSERS}]*+(?:[ \u00a0\u202f]»)?+(?=\s|$|[\u3000-\u9fff\uac00-\ud7af])"
    r"|\n"
)
_LAST_WORD = re.compile(r"[^\s(\[\"'“„«‚‘/—–]+$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*+[^\W\d_]")
_OPENING = "\"'“”„«»‹([‘’‚¿¡—–•*- \t\n\u00a0\u3000"
_NEXT_WORD = re.compile(r"\w+")
_WRAPPED = 50  # characters: a line at least this long may have been broken by a mail program
_LOOK_BACK = 24  # characters: no abbreviation is longer

# Titles and the like stand before a name and never end a sentence.
_BEFORE_NAMES = {
    "en": "mr mrs ms dr prof gen sen rep gov lt col capt cmdr sgt maj adm rev hon st mt ft vs v pres supt det messrs",
    "de": "dr prof hr fr st nr abs art bzw ca dipl ing evtl ggf inkl max min mind nr sog str tel vgl zzt hl",
    "fr": "m mm mme mlle dr pr me st ste no av bd cf p",
    "es": "sr sra srta d dña dr dra prof ud uds gral av núm pág art",
    "it": "sig dott dr prof avv ing on sen gen art pag s cfr",
    "pt": "sr sra dr dra prof profa eng exmo av art pág núm",
    "nl": "dhr mevr dr prof mr drs ir ing st nr art blz ca",
    "sv": "dr prof st nr kap ca bl",
    "da": "dr prof hr fr nr ca kl stk",
    "no": "dr prof hr fr nr ca kl",
    "pl": "dr prof mgr inż hab ks św ul al pl nr art ust gen płk mjr kpt pt np tzw ok im",
    "cs": "dr prof ing mgr bc mudr judr phdr doc sv ul nám č např tzv gen plk",
    "sk": "dr prof ing mgr sv ul nám č napr tzv gen plk",
    "ru": "г гг ул им св д р проф акад ген т тов стр рис см ст п",
    "uk": "м р вул ім св проф акад ген с стор рис див ст п",
    "tr": "dr prof doç av sn hz no",
    "hu": "dr prof ifj id özv st sz",
    "ro": "dr prof dl dna str nr art pag",
    "fi": "dr prof tri nro esim mm",
    "id": "dr prof drs ir hj h jl no",
}
# These may end one: they do when a capitalised function word follows.
_LISTED = (
    "jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp bros jr sr etc al approx dept fig u.s u.k u.n "
    "a.m p.m e.g i.e ph.d d.c z.b d.h u.a o.ä s.o v.a i.d.r u.s.w usw bspw mio mrd mill tsd p.ej ee.uu a.c s.a m.in "
    "itd itp tj tys mln mld atd apod mil тыс млн млрд т.е т.д т.п т.к др руб тис грн bl.a osv dvs t.ex f.d m.m kr ecc "
    "sec min std ggü abt jh jhd o.j bzgl a.d no tel ff vb vs vd yy"
)
_WITH_ORDINALS = "de da no nb nn fi cs sk pl hu hr sr sl bs tr et lv is"
_OTHERS = frozenset(_LISTED.split())
_ORDINALS = frozenset(_WITH_ORDINALS.split())
_NAMES = {lang: frozenset(listed.split()) for lang, listed in _BEFORE_NAMES.items()}


def sentences(text: str, lang: str | None = None) -> list[Span]:
    """The sentences of `text` as spans without surrounding blanks, in order, never overlapping.

    Abbreviations ("Dr.", "z.B.", "т.е."), initials, decimal numbers and ordinal dates ("3. Mai") do not end one.
    """
    found: list[Span] = []
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        for stop in _STOP.finditer(text, start, end):
            if _ends(text, start, stop, end, lang):
                _add(found, text, start, stop.end())
                start = stop.end()
        _add(found, text, start, end)
    return found


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    if start < end and (stripped := piece.strip()):
        found.append(Span(start, start + len(stripped)))


def _ends(text: str, start: int, stop: re.Match[str], end: int, lang: str | None) -> bool:
    at = stop.start()
    mark = text[at]
    after = _opened(text, stop.end(), end)
    following = text[after] if after < end else ""
    if mark == "\n":
        return _line_ends(text, start, at, following)
    if not following:
        return True
    if mark not in ".!?…":
        return True
    if following.islower():
        return False
    return stop[0] != "." or _period_ends(text, start, at, after, lang)


def _opened(text: str, at: int, end: int) -> int:
    """The first place from `at` that is neither blank nor an opening quote, dash or bracket."""
    while at < end and text[at] in _OPENING:
        at += 1
    return at


def _line_ends(text: str, start: int, at: int, following: str) -> bool:
    line = at - max(start, text.rfind("\n", start, at) + 1)
    return not following.islower() and (line < _WRAPPED or text[at - 1] in ".!?…:" + _CLOSERS)


def _period_ends(text: str, start: int, at: int, after: int, lang: str | None) -> bool:
    last = _LAST_WORD.search(text, max(start, at - _LOOK_BACK), at)
    if not last:
        return True
    word = last[0]
    if word.isdigit():
        if last.start() == start or not text[start : last.start()].strip():
            return False  # "1. First item"
        return not (lang in _ORDINALS and len(word) < 3 and not _starts_sentence(text, after, lang))
    word = word.lower()
    if word in _NAMES.get(lang or "en", frozenset()):
        return False
    if word in _OTHERS or _INITIALS.fullmatch(word):
        return _starts_sentence(text, after, lang)
    return True


def _starts_sentence(text: str, at: int, lang: str | None) -> bool:
    """Whether a capitalised function word stands at `at`: after an abbreviation only that shows a new sentence."""
    word = _NEXT_WORD.match(text, at)
    return word is not None and word[0].lower() in stopwords(lang or "en")
