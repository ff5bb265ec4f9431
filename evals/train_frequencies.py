"""Counts the shipped start table of common words (core/text/data/frequencies.json.gz): shares, no texts.

Names are left out where capital letters tell them, so that one year's people and places do not count as common words.
Run: .venv/bin/python -m evals.train_frequencies
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path

from evals.common import data, read_jsonl
from evals.language import TO_TWO
from octavo.core.text.language import known
from octavo.core.text.stems import stem, stems, stopwords, written_stem
from octavo.core.text.tokens import tokens

OUT = Path(__file__).parent.parent / "src/octavo/core/text/data/frequencies.json.gz"
ENGLISH = ("ecbplus/docs", "lee50/background", "summaries_bbc/items", "grounding_qags/cnndm", "grounding_qags/xsum")
MOST = 9000  # terms a language


def collections() -> dict[str, dict[str, list[str]]]:
    """lang → set name → texts."""
    made: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in read_jsonl(data("fundus_pages/truth.jsonl.gz")):
        made[known(row["lang"]) or "de"]["fundus"].append(row["title"] + "\n" + row["text"])
    for row in read_jsonl(data("wmt21_multiparallel/docs.jsonl.gz")):
        made[row["lang"]]["wmt"].append(row["text"])
    for row in read_jsonl(data("masakhanews/items.jsonl.gz")):
        made[TO_TWO.get(row["lang"], row["lang"])]["masakha"].append(row["title"] + "\n" + row["text"])
    for number, row in enumerate(read_jsonl(data("allsides_stream/articles.jsonl.gz"))):
        if number % 3 == 0:
            made["en"]["allsides"].append(row["text"])
    for name in (
        "ecbplus/docs",
        "lee50/background",
        "summaries_bbc/items",
        "grounding_qags/cnndm",
        "grounding_qags/xsum",
    ):
        for row in read_jsonl(data(f"{name}.jsonl.gz")):
            made["en"][name].append(row["text"])
    for row in read_jsonl(data("keyphrases_wikinews_fr/docs.jsonl.gz")):
        made["fr"]["wikinews"].append(row["text"])
    for row in read_jsonl(data("grounded_qa_rgb_zh/items.jsonl.gz")):
        made["zh"]["rgb"] += [str(passage) for passage in row["positive"]]
    return made


def shares(texts: list[str], lang: str) -> tuple[Counter[str], int]:
    counts = Counter[str]()
    for text in texts:
        counts.update(set(stems(text[:8000], lang)))
    return counts, len(texts)


# German capitalises all nouns; what seldom stands behind an article or adjective is a name.
_LISTED = (
    "der die das den dem des ein eine einen einem einer eines im am zum zur vom beim ins kein keine keinen ihre ihr "
    "seine sein seiner ihrer diese dieser dieses mehr viele"
)
_ARTICLES = frozenset(_LISTED.split())


def names(texts: list[str], lang: str) -> set[str]:
    """Stems that stand capitalised most of the time; in German those seldom behind an article or adjective as well."""
    upper, led, seen = Counter[str](), Counter[str](), Counter[str]()
    for text in texts:
        before = ""
        for token in tokens(text[:8000]):
            made = written_stem(token.text, lang)
            seen[made] += 1
            upper[made] += token.text[:1].isupper()
            led[made] += before in _ARTICLES or (before.islower() and before.endswith(("e", "en", "er", "es", "em")))
            before = token.text
    german = lang in ("de", "lb")
    return {
        made for made, count in seen.items() if upper[made] > 0.6 * count and (not german or led[made] < 0.25 * count)
    }


def table(sets: dict[str, list[str]], lang: str) -> dict[str, str]:
    mixed, weight = Counter[str](), 0.0
    everything = [text for texts in sets.values() for text in texts]
    out = names(everything, lang)
    for texts in sets.values():
        counts, documents = shares(texts, lang)
        importance = min(1.0, documents / 100)
        weight += importance
        for term, seen in counts.items():
            if seen > 1 and term not in out:
                mixed[term] += importance * seen / documents
    stop = {stem(word, lang) for word in stopwords(lang)}
    size = len(everything)
    groups: dict[int, list[str]] = defaultdict(list)
    for term, share in sorted(mixed.items(), key=lambda item: (-item[1], item[0]))[:MOST]:
        shrunk = 1000 * share / weight * size / (size + 10)
        if shrunk >= 2 and not any(char.isdigit() for char in term):
            groups[round(shrunk) if shrunk < 50 else 10 * round(shrunk / 10)].append(term)
    for word in sorted(stop - mixed.keys()):
        groups[300].append(word)
    return {str(share): " ".join(groups[share]) for share in sorted(groups)}


def main() -> None:
    made = {lang: table(sets, lang) for lang, sets in sorted(collections().items())}
    raw = json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()
    OUT.write_bytes(gzip.compress(raw, 9, mtime=0))
    print(OUT.stat().st_size, {lang: sum(len(v.split()) for v in t.values()) for lang, t in made.items()})


if __name__ == "__main__":
    main()
