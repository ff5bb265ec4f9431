"""Words that give a name's kind away: roles and given names of people; endings of organisations, places, events."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from octavo.core.data import load_json

# Roles stand before a name: stripped from it, and the sign of a person. German ones are matched by their ending.
_GERMAN_ROLE = re.compile(
    r"(?:präsident|kanzler|minister|chef|sprecher|sekretär|politiker|direktor|leiter|trainer|professor|richter|anwalt|"
    r"könig|prinz|meister|experte|forscher|autor|star|sänger|spieler|stürmer|torwart|regisseur|schauspieler|moderator|"
    r"gouverneur|senator|botschafter|general|oberst|präses|bischof|papst|rat|abgeordnet|vorsitzend|beauftragt|vorständ|"
    r"vorstand|manager|gründer|unternehmer|milliardär|ökonom|kandidat|kollege|journalist|reporter|analyst)"
    r"(?:in|innen|en|er|es|e|n|s)?$|^(?:herr|herrn|frau|dr|prof)$"
)
_ORGANISATION = re.compile(
    r"^(?:inc|ltd|corp|plc|llc|gmbh|ag|se|group|bank|company|party|union|university|college|school|club|fc|afc|united|"
    r"ministry|department|agency|authority|council|committee|commission|court|parliament|senate|congress|assembly|"
    r"association|federation|institute|foundation|police|army|navy|airlines|airways|hospital|church|times|post|news|"
    r"institut|partei|universität|hochschule|verband|verein|stiftung|ministerium|gericht|amtsgericht|landgericht|"
    r"polizei|banque|parti|ministère|université|assemblée|cour|conseil|société|partido|banco|ministerio|universidad|"
    r"consejo|tribunal|asociación|partito|banca|ministero|università|corte|partij|universiteit|raad|stichting|"
    r"партия|банк|университет|министерство|суд|partia|bank|uniwersytet|sąd|ministerstwo|banka|soud|üniversitesi|"
    r"bakanlığı|partisi|universitas|partai|kementerian)$"
    r"|(?:ministerium|partei|verband|gericht|bank|universität|behörde|amt|kommission|gesellschaft|klinik|klinikum)$"
)
_EVENT = re.compile(
    r"^(?:cup|olympics|games|festival|war|summit|election|elections|awards|championship|championships|prix|prize|"
    r"open|marathon|oscars|crisis|pandemic|revolution|massacre|hurricane|storm|day|krieg|wahl|wm|em|gipfel|festspiele|"
    r"coupe|guerre|jeux|sommet|copa|guerra|juegos|cumbre|mundial|coppa|olimpiadi|кубок|война)$"
    r"|(?:krieg|wahl|wahlen|gipfel|meisterschaft|meisterschaften|festival|olympiade|pokal|konferenz|preis)$"
)
_PLACE = re.compile(
    r"^(?:river|street|county|island|islands|mountain|mountains|lake|province|airport|park|sea|bay|valley|avenue|road|"
    r"square|beach|hills|desert|peninsula|strait|canal|city|town|village|district|region|straße|platz|rivière|lac|rue|"
    r"île|río|calle|isla|provincia|fiume|via|isola|область|район)$|(?:straße|strasse|platz|gebirge|tal|bezirk|kreis)$"
)
# Where a place is expected.
BEFORE_PLACES = frozenset(
    ["in", "near", "from", "aus", "nach", "bei", "à", "en", "w", "v", "ve", "в", "у", "во", "i", "på", "em", "a", "di"]
)


@cache
def _given() -> frozenset[str]:
    listed: str = load_json("octavo.core.organise", "people.json")["given"]
    return frozenset(listed.split())


@cache
def _role_words() -> frozenset[str]:
    listed: str = load_json("octavo.core.organise", "people.json")["roles"]
    return frozenset(listed.split())


def is_role(word: str, lang: str | None) -> bool:
    """Whether a lower-cased word is a title or role that stands before a name."""
    return word in _role_words() or (lang == "de" and _GERMAN_ROLE.search(word) is not None)


def is_given(word: str) -> bool:
    """Whether a lower-cased word is a common given name."""
    return word in _given()


def kind_of_words(found: list[str]) -> str | None:
    """organisation, event or place where one of a name's lower-cased words says so; last word first."""
    return next((kind for word in reversed(found) if (kind := _kind_of_word(word))), None)


@lru_cache(maxsize=12_000)
def _kind_of_word(word: str) -> str | None:
    for kind, pattern in (("event", _EVENT), ("organisation", _ORGANISATION), ("place", _PLACE)):
        if pattern.search(word):
            return kind
    return None
