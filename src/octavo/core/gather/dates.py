"""Dates as feeds and pages write them to a `Moment`. Whether a date lies in the future is for the caller to see."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime

from octavo.types import Moment, Precision

_FIRST_YEAR, _LAST_YEAR = 1990, 2200  # the first news page is of 1993; far dates are the caller's to refuse
_LONGEST = 80  # characters; no date is longer, and parsers are slow on long junk

_DAY_ONLY = re.compile(r"(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$|(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_CLOCK = re.compile(r"\d{1,2}\s?[:h.]\s?\d{2}|\d{8}T?\d{4}|\d\s?[ap]\.?m\b", re.I)
_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?$")
_AMBIGUOUS = re.compile(r"\b(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
_FRACTION = re.compile(r"(:\d\d)[.,](\d{1,12})")
_MAIL = re.compile(
    r"(?:\w+\.?,?\s?)?\d{1,2}[ -]\S+[ -]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?:\s?(?:[+-]\d{4}|[A-Z]{1,5}))?$"
)
_LATE_ZONE = re.compile(r"\s?(?:UTC|GMT)(?=[+-]\d)", re.I)
_HALF_DAY = re.compile(r"\b([ap])\.\s?m\b\.?|(?<=\d)([ap])\.\s?m\b\.?", re.I)
_NAMED_ZONE = re.compile(r"\s*\([^()]*\)\s*$")

# Offsets in hours. Abbreviations that mean several places (IST, CST in China) take the reading common in feeds.
_ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "EEST": 3, "MSK": 3, "IST": 5.5, "PKT": 5, "WIB": 7, "WITA": 8, "WIT": 9, "HKT": 8, "SGT": 8, "KST": 9,
    "JST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "NST": -3.5, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4,
    "ET": -5, "CST": -6, "CDT": -5, "CT": -6, "MST": -7, "MDT": -6, "MT": -7, "PST": -8, "PDT": -7, "PT": -8,
    "BRT": -3, "ART": -3, "SAST": 2, "EAT": 3, "WAT": 1, "TRT": 3, "AWST": 8, "ACST": 9.5,
}  # fmt: skip

# Month names, by their first letters, in languages whose names dateutil does not read.
_MONTHS = (
    ("Jan", "janv jän jänner januar enero ene gennaio gen janeiro januari tammikuu styczeń stycznia янв január ιαν"
            " leden ledna"),
    ("Feb", "févr fév février fevr fev febrero febbraio fevereiro februar februari helmikuu luty lutego фев φεβ"
            " únor února"),
    ("Mar", "mars märz mär mrz maart marzo março maaliskuu marzec marca мар març μαρ březen března"),
    ("Apr", "avril avr abril abr aprile april huhtikuu kwiecień kwietnia апр április απρ duben dubna"),
    ("May", "mai mayo maggio mag maio mei maj toukokuu maja мая май μαι květen května"),
    ("Jun", "juin junio giugno giu junho juni kesäkuu czerwiec czerwca июн ιουν června červen"),
    ("Jul", "juil juillet julio luglio lug julho juli heinäkuu lipiec lipca июл július ιουλ července červenec"),
    ("Aug", "août aout agosto ago agost augustus augusti elokuu sierpień sierpnia авг αυγ srpen srpna"),
    ("Sep", "septembre septiembre sept settembre set setembro september syyskuu wrzesień września сен σεπ září"),
    ("Oct", "octobre octubre ottobre ott outubro out oktober okt lokakuu październik października окт οκτ"
            " říjen října"),
    ("Nov", "novembre noviembre novembro november marraskuu listopad listopada ноя νοε"),
    ("Dec", "déc décembre dezember dez diciembre dic dicembre dezembro december joulukuu grudzień grudnia дек δεκ"
            " prosinec prosince"),
)  # fmt: skip
_MONTH_OF = {name: english for english, names in _MONTHS for name in names.split()}
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)


def parse_date(value: str, *, default_tz: tzinfo | None = None) -> Moment | None:
    """The moment that `value` states, or None where it states none or a senseless year.

    Keeps the stated offset; a clock without one is read in `default_tz` (UTC if not given). Without a clock the
    precision is `DAY`. Day and month in unclear order ("03/04/2021") are refused, not guessed.
    """
    text = " ".join(value[: _LONGEST * 2].replace("\0", "").split())
    text = _LATE_ZONE.sub("", _NAMED_ZONE.sub("", text))
    if not 6 <= len(text) <= _LONGEST:
        return None
    zone = default_tz or UTC
    for reader in (_day, _iso, _epoch, _mail, _cjk, _loose):
        at = _attempt(reader, text, zone)
        if at is not None:
            return at if _FIRST_YEAR <= at.at.year <= _LAST_YEAR else None
    return None


def _attempt(reader: Callable[[str, tzinfo], Moment | None], text: str, zone: tzinfo) -> Moment | None:
    try:
        moment = reader(text, zone)
        if moment is not None:
            moment.at.astimezone(UTC)  # offsets near the ends of time overflow here
        return moment
    except (ValueError, OverflowError, IndexError, TypeError, AttributeError):
        return None  # every parser below fails with its own choice of these


def _aware(at: datetime, zone: tzinfo) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=zone)


def _day(text: str, zone: tzinfo) -> Moment | None:
    found = _DAY_ONLY.match(text)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    return Moment(datetime(year, month, day, tzinfo=zone), Precision.DAY)


def _iso(text: str, zone: tzinfo) -> Moment | None:
    text = _FRACTION.sub(lambda m: m[1] + "." + m[2][:6].ljust(6, "0"), text)
    return Moment(_aware(datetime.fromisoformat(text.replace(" +", "+").replace(" -", "-").replace(" Z", "Z")), zone))


def _epoch(text: str, zone: tzinfo) -> Moment | None:
    if not _EPOCH.match(text):
        return None
    seconds = int(text) / (1000 if len(text) == 13 else 1)
    return Moment(datetime.fromtimestamp(seconds, zone))


def _mail(text: str, zone: tzinfo) -> Moment | None:
    if not _MAIL.match(text):
        return None
    word = text.rsplit(" ", 1)[-1].upper()
    if word in _ZONES:
        zone = _offset(_ZONES[word])
        text = text[: -len(word)]
    return Moment(_aware(parsedate_to_datetime(_english(text)), zone))


def _cjk(text: str, zone: tzinfo) -> Moment | None:
    found = _CJK.search(text)
    if not found:
        return None
    year, month, day = map(int, found.groups())
    clock = re.search(r"(\d{1,2})\s?[:時时시点]\s?(\d{2})(?:\s?[:分분]\s?(\d{2}))?", text[found.end() :])
    if not clock:
        return Moment(datetime(year, month, day, tzinfo=zone), Precision.DAY)
    hour, minute, second = (int(part or 0) for part in clock.groups())
    afternoon = bool(re.search(r"下午|午後|오후|PM", text)) and hour < 12
    return Moment(datetime(year, month, day, hour + 12 * afternoon, minute, second, tzinfo=zone))


def _loose(text: str, zone: tzinfo) -> Moment | None:
    """dateutil, which fills what is missing from a default date: two different defaults show what was really stated."""
    from dateutil import parser

    order = _order(text)
    if order is None:
        return None
    text = _HALF_DAY.sub(lambda match: f"{match[1] or match[2]}m", re.sub(r"(\d)\.(?=\s)", r"\1", _english(text)))
    text = re.sub(r"\b(?:de|del|à|às|at|um|kl|Uhr|ore|alle|klo|г|р)\b\.?", " ", text)
    one, two = (
        parser.parse(text, default=default, dayfirst=order, tzinfos=_named_zone)
        for default in (datetime(2000, 1, 1), datetime(2001, 2, 2))  # noqa: DTZ001
    )
    if one.date() != two.date():
        return None
    if not _CLOCK.search(text):
        return Moment(one.replace(tzinfo=zone), Precision.DAY)
    return Moment(_aware(one, zone))


def _order(text: str) -> bool | None:
    """Whether the day stands first; None where nobody can tell."""
    found = _AMBIGUOUS.search(text)
    if not found:
        return False
    first, separator, second = int(found[1]), found[2], int(found[3])
    if separator == ".":
        return True  # 3.4.2021 is written day first wherever dots are used
    if first == second or first > 12:
        return True
    return False if second > 12 else None


def _named_zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None:
        return timezone(timedelta(seconds=offset))
    hours = _ZONES.get((name or "").upper())
    return None if hours is None else _offset(hours)


def _offset(hours: float) -> timezone:
    return timezone(timedelta(hours=hours))


def _english(text: str) -> str:
    return _WORD.sub(lambda match: _MONTH_OF.get(match[0].lower(), match[0]), text)
