"""Makes the table of names by which countries and cities of the gazetteer are found in further languages.

From the Unicode CLDR (through Babel): countries in languages that the gazetteer has none for, cities in all, and both
in traditional Chinese. Only articles in two languages are compared by them: hashtags know the gazetteer alone.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel import Locale, UnknownLocaleError

from octavo.core.organise.entities.gazetteer import rows
from octavo.core.text.stems import stopwords

OUT = Path(__file__).parents[1] / "src/octavo/core/organise/data/abroad.json.gz"
FURTHER = """
am be bs cy eu fo ga gl gu ha hy ig ka kk km kn ky lb lo mk ml mn mr ms mt my ne om pa ps rw si sn so te tg ti uz xh yo
zu
"""
LISTED = """
en de fr es it pt nl sv da no fi is pl cs sk hu ro bg el ru uk sr hr sl lt lv et tr ar fa he hi ur bn ta id vi th zh ja
ko sw af ca sq az
"""
SCRIPTS = {"zh": ["zh", "zh_Hant"], "no": ["nb"]}
SHORTEST = 3  # letters of a name in an alphabet
LEFT_OUT = frozenset(["ps"])  # whose name the gazetteer chooses itself


def found() -> Iterator[tuple[str, str, str]]:
    """(language, key, name) of each name."""
    english = {zone: zone.rsplit("/")[-1].replace("_", " ") for zone in Locale("ru").time_zones}
    cities = {name: key for key, row in rows().items() if key.startswith("city:") for name in row.names.get("", [])}
    for lang in (LISTED + FURTHER).split():
        for code in SCRIPTS.get(lang, [lang]):
            try:
                locale = Locale.parse(code)
            except UnknownLocaleError:
                continue
            for territory, name in locale.territories.items():
                if territory.lower() in rows() and (lang in FURTHER.split() or code == "zh_Hant"):
                    yield lang, territory.lower(), name
            for zone, told in locale.time_zones.items():
                if zone in english and english[zone] in cities and told.get("city"):
                    yield lang, cities[english[zone]], told["city"]


def main() -> dict[str, float]:
    table: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for lang, key, name in found():
        row = rows()[key]
        name = name.split(" (")[0].replace("’", "'").replace("\u00ad", "")
        known = (
            row.names.get(lang, [])
            + row.names.get("", [])
            + (row.names.get("en", []) if lang in FURTHER.split() else [])
        )
        short = len(name) < SHORTEST and ord(name[0]) < 0x2E80
        if (
            key not in LEFT_OUT
            and not short
            and name.casefold() not in stopwords(lang)
            and name not in known + table[lang][key]
        ):
            table[lang][key].append(name)
    kept = {  # a language as one text, so that reading one makes no objects of the others
        lang: "\n".join(f"{key}\t{name}" for key, names in sorted(of.items()) for name in names)
        for lang, of in sorted(table.items())
    }
    raw = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()
    OUT.write_bytes(gzip.compress(raw, 9, mtime=0))
    return {
        "languages": len(kept),
        "names": sum(text.count("\t") for text in kept.values()),
        "bytes": OUT.stat().st_size,
    }


if __name__ == "__main__":
    print(main())
