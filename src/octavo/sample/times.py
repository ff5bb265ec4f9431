"""Times that shift: `{{t:-2d3h:FORM}}` in a text or template becomes a time that long before the installation.

Knows no clock; `now` is an argument.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import format_datetime

_TOKEN = re.compile(r"\{\{t:([-+0-9dhm]+):([a-z0-9]+)\}\}")
_OFFSET = re.compile(r"-(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?")

_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "de": [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
}
_WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "de": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
}


def moment(offset: str, now: datetime, zone: tzinfo) -> datetime:
    """The time `offset` ("-2d3h20m") before `now`, to the minute, in `zone`."""
    match = _OFFSET.fullmatch(offset)
    if match is None:
        raise ValueError(f"not an offset: {offset!r}")
    days, hours, minutes = (int(part or 0) for part in match.groups())
    past = now - timedelta(days=days, hours=hours, minutes=minutes)
    return past.replace(second=0, microsecond=0).astimezone(zone)


def _month(at: datetime, lang: str) -> str:
    return _MONTHS[lang][at.month - 1]


def _weekday(at: datetime, lang: str) -> str:
    return _WEEKDAYS[lang][at.weekday()]


def _day(at: datetime, lang: str) -> str:
    return f"{at.day}{'.' if lang == 'de' else ''} {_month(at, lang)}"


def _long(at: datetime, lang: str) -> str:
    clock = {"fr": f"à {at.hour}h{at.minute:02}", "de": f"um {at:%H:%M} Uhr"}.get(lang, f"at {at:%H:%M}")
    return f"{_weekday(at, lang)} {_day(at, lang)} {at.year} {clock}"


_FORMS: dict[str, Callable[[datetime, str], str]] = {
    "iso": lambda at, _: at.isoformat(),
    "zulu": lambda at, _: f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.000Z}",
    "basic": lambda at, _: f"{at:%Y-%m-%dT%H:%M:%S%z}",
    "rfc822": lambda at, _: format_datetime(at),
    "clock": lambda at, lang: f"{at.hour}h{at.minute:02}" if lang == "fr" else f"{at:%H:%M}",
    "weekday": _weekday,
    "day": _day,
    "date": lambda at, lang: f"{_day(at, lang)} {at.year}",
    "us": lambda at, lang: f"{_month(at, lang)} {at.day}, {at.year}",
    "long": _long,
    "year": lambda at, _: str(at.year),
}


def render(text: str, now: datetime, zone: tzinfo, lang: str) -> str:
    """`text` with its time tokens written out. An unknown form or offset is a fault in the sample and raises."""
    return _TOKEN.sub(lambda m: _FORMS[m[2]](moment(m[1], now, zone), lang), text)
