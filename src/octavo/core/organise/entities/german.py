"""Tells common nouns from names in German, which writes both with a capital letter.

Nothing but the word itself is asked: what it is made of, its ending, and whether news use it commonly.
"""

from __future__ import annotations

import re
from functools import lru_cache

from octavo.core.organise.entities.gazetteer import index
from octavo.core.organise.entities.kinds import is_given
from octavo.core.text.frequencies import common
from octavo.core.text.stems import written_stem

_REMEMBERED = 20_000  # words
_LANG = "de"
_NOUN = re.compile(
    r"(?:ung|ungen|heit|keit|schaft|tion|tionen|ismus|tät|nis|ment|chen|lein|ling|enz|anz|ik|ie|ur)(?:en|s)?$"
)
# What compounds end with that are no names. Of places and families many end with other nouns (-berg, -dorf, -mann).
_LAST = re.compile(
    r"(?:(?<=[\w-]{3})(?:hersteller|dienstleister|anbieter|betreiber|händler|konzern|riese|gigant|tochter|firma|lieferant|"
    r"verwalter|sieger|kapitän|nehmer|kommissar|partner|gegner|patient|spezialist|"
    r"aktivist|spieler|sprecher|direktor|trainer|präsident|minister|politiker|chef|experte|fahrer|angreifer|schwester|"
    r"unternehmen|agentur|gruppe|vereinigung|projekt|programm|produkt|verein|viertel|flotte|metropole|"
    r"vorort|zentrum|portal|plattform|mittel|preis|zahl|liste|welle|rate|kosten|"
    r"geld|sache|ware|waffe|rakete|angriff|schmerz|krankheit|maßnahme|kraft|kräft|behörde|familie|"
    r"freund|problem|thema|gebiet|angebot|vertrag|verträg|verfahren|gesetz|frage|plan|plän|grund|gründ|anlage|gerät|"
    r"system|modell|serie|figur|lage|zeit|jahr|abend|morgen|nacht|saison)"
    r"(?:in|innen|es|en|er|e|n|s)?|(?:orts|stadt)teile?n?s?|(?:haupt|grenz|hafen|klein|groß|millionen)stadt|(?:groß|noten|haus|investment)bank)$"
)
_PEOPLE = re.compile(
    r"(?:Afghan|Brit|Bulgar|Chines|Dän|Est|Finn|Franzos|Griech|Ir|Israel|Kroat|Kurd|Lett|Pol|Portugies|Rumän|Russ|"
    r"Schott|Schwed|Serb|Slowak|Slowen|Syr|Tschech|Tschetschen|Türk|Ungar)(?:e|en|in|innen|i|is|s|n)?"
    r"|(?:Alban|Algeri|Amerika|Argentini|Australi|Belgi|Brasilia|Engländ|Georgi|Inde?|Iran|Irak|Isländ|Italie|Japa|"
    r"Kanadi|Kolumbia|Koreas?|Litau|Mexika|Niederländ|Norweg|Österreich|Palästinens|Spani|Südafrika|Ukrai|"
    r"Venezola|Ägypt)n?er(?:in|innen|n|s)?"
)

_LISTED = (
    "Million Millionen Milliarde Milliarden Billionen Hunderte Tausende Dutzend Prozent Euro Dollar Franken Meter "
    "Kilometer Kilo Tonnen Liter Barrel Grad Minuten Stunden Tage Tagen Wochen Monate Monaten Jahre Jahren Uhr GB MB TB"
)
_AMOUNTS = frozenset(_LISTED.split())


@lru_cache(maxsize=_REMEMBERED)
def is_common_noun(word: str) -> bool:
    """Whether a capitalised word is a noun or another common word rather than a name: "Großbank", "Anfang"."""
    root = " ".join(filter(None, [written_stem(part, _LANG) for part in re.split("[-‑]", word)]))
    if any(len(wanted) == 1 and not people for wanted, _, people in index(_LANG).by_stem.get(root, ())):
        return False  # "Berlin" is in every paper and no noun
    if common(_LANG, root) > 0.0:
        return True
    if is_given(word.lower()):
        return False
    last = word.lower().rpartition("-")[2]  # of "Chip-Hersteller"
    if is_compound(word.lower()) or (len(word) > 7 and _NOUN.search(word)):
        return True
    return len(last) < len(word) and common(_LANG, written_stem(last, _LANG)) > 0.0


def is_compound(low: str) -> bool:
    """Whether a word in small letters ends with a noun that things are called by: "luftangriffen", "problemviertel"."""
    return _LAST.search(low) is not None


def is_apposition(word: str) -> bool:
    """Whether a noun tells what the name behind it is: "Ukrainer Usyk", "Motorrad-Hersteller Bimota"."""
    return is_people(word) or is_compound(word.lower())


def is_genitive(word: str) -> bool:
    """Whether a word is a known name and the s of what belongs to it: "Deutschlands", "Trumps"; not "Paris"."""
    if not word.endswith("s"):
        return False
    known = index(_LANG).by_stem.get(written_stem(word, _LANG), ())
    return any(
        word[:-1] in row.names.get(_LANG, ()) or word[:-1] in row.names.get("", ())
        for wanted, row, people in known
        if len(wanted) == 1 and not people
    )


def is_amount(word: str) -> bool:
    """Whether a word counts or measures what stands behind it: "Millionen", "Minuten"."""
    return word in _AMOUNTS


def is_people(word: str) -> bool:
    """Whether a word says where one is from, and no adjective: "Ukrainer", "Brite"; not "Berliner", "Schweizer"."""
    return _PEOPLE.fullmatch(word) is not None
