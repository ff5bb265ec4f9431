"""Makes the tables of core/text/data that tell languages: characters_*.json.gz from py3langid's model, and ties.json,
which tells apart the languages that those confuse, from news.

Run: .venv/bin/python -m evals.train_language
"""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from evals.common import data, read_jsonl
from octavo.core.text.characters import LONGEST, PARTS, STEP, ZERO
from octavo.core.text.language import _ALONE, _OWN, SAME, _ties, detect, grams
from octavo.core.text.tokens import words

DATA = Path(__file__).parent.parent / "src/octavo/core/text/data"
OUT = DATA / "ties.json"
# How many sequences are kept of each script. Of the Latin ones all: the titles of uci_news_aggregator, which are short
# and without a claim, come out .958 by them alone, as by py3langid itself, with 40,000 sequences .954.
SEQUENCES = {"latin": 66_000, "cyrillic": 3000, "arabic": 2000, "devanagari": 1000, "bengali": 400}
# The bytes with which characters of a script begin in UTF-8, besides ASCII and those that go on.
BEGIN = {
    "latin": (*range(0xC2, 0xCC), 0xE1, 0xE2),
    "cyrillic": range(0xD0, 0xD4),
    "arabic": range(0xD8, 0xDC),
    "devanagari": (0xE0,),
    "bengali": (0xE0,),
}
# Languages that news is written in; others (Latin, Volapük, Guarani …) only attract short headlines.
NEWS = (
    "af am ar as az ba be bg bn bs ca cs cy da de el en eo es et eu fa fi fo fr fy ga gd gl gu ha he hi hr ht hu hy id "
    "ig is it ja jv ka kk km kn ko ku ky lb lg ln lo lt lv mg mk ml mn mr ms mt my ne nl nn no nso om or pa pcm pl ps "
    "pt ro ru rw si sk sl sn so sq sr st sv sw ta te tg th tk tl tr tt ug uk ur uz vi xh yo zh zu"
)
# Which languages each shared script can be; the rest of them are written in Latin letters.
WRITTEN = {
    "cyrillic": "ru uk be bg sr mk kk ky tg tt ba mn",
    "arabic": "ar fa ur ps ug ku",
    "devanagari": "hi mr ne",
    "ethiopic": "am ti",
    "bengali": "bn as",
}
INSIDE = 0.2  # of a column's probability that lies in the script; below it the column is of another script
# English news is far commoner than Pidgin: it takes more to call it that, unless a word tells that only Pidgin has
# ("dey", "wey"). Of held-out Pidgin titles, without a claim, .64 are told right (the half without such a word are
# mostly names), of beginnings of its sentences .80; of English titles .010 are taken for Pidgin.
PRIOR = {"en|pcm": 1.5}
OWN = {"en|pcm": 2.5}
PIECE, PIECES, KEPT = 12, 14, 700  # words a piece, pieces an article, n-grams a pair

# Kirundi and Kinyarwanda are two spellings of nearly one language; no Kinyarwanda is at hand, so the difference is
# written down: Kirundi has vy, c and j where Kinyarwanda has by, cy and jy.
KIRUNDI = {
    "": 0.5, "vy": 1.2, " ivy": 1.0, " ca ": 1.0, " co ": 1.0, "ico ": 0.8, "can": 0.5, " cane ": 1.5, "jew": 1.0,
    " uburundi ": 1.5, " burundi ": 1.5, "rundi ": 0.8, "bujumbura": 1.0, " mugabo ": 0.6, "ukuru": 0.3, "ngw": 0.3,
    "igihugu": 0.2, "by": -0.9, "cy": -1.3, "jy": -1.3, " cyane ": -1.5, " rwanda ": -0.4, "pf": -0.3, " kigali ": -0.8,
    "njy": -1.0, "nyj": -1.0, "shy": -0.4, "nsh": -0.2,
}  # fmt: skip


def pieces(articles: Iterable[tuple[str, str]]) -> list[list[list[str]]]:
    """Each article as its title's words and some runs of its text's words."""
    made = []
    for title, text in articles:
        body = words(text)[: PIECE * PIECES]
        made.append([words(title)] + [body[at : at + PIECE] for at in range(0, len(body), PIECE)])
    return made


def fit(first: list[list[list[str]]], second: list[list[list[str]]]) -> dict[str, float]:
    """Log odds of `second` by n-gram presence: logistic regression over the n-grams that differ most."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    texts = [piece for group in (first, second) for article in group for piece in article if piece]
    labels = [side for side, group in enumerate((first, second)) for article in group for piece in article if piece]
    vectorizer = DictVectorizer(dtype=np.float32)
    counts = vectorizer.fit_transform([Counter(grams(piece)) for piece in texts])
    seen = np.asarray((counts > 0).sum(axis=0))[0]
    model = LogisticRegression(C=0.3, class_weight="balanced", max_iter=500)
    wide = model.fit(counts[:, seen >= 4], labels)
    columns = np.flatnonzero(seen >= 4)
    use = np.abs(wide.coef_[0]) * np.sqrt(seen[columns])
    kept = columns[np.argsort(-use)[:KEPT]]
    model = LogisticRegression(C=0.3, class_weight="balanced", max_iter=500).fit(counts[:, kept], labels)
    names = vectorizer.get_feature_names_out()
    table = {str(names[column]): round(float(w), 3) for column, w in zip(kept, model.coef_[0], strict=True)}
    return {"": round(float(model.intercept_[0]), 3)} | dict(sorted(table.items()))


def weighed(name: str, table: dict[str, float]) -> dict[str, float]:
    """A pair's table with what is known beside its texts."""
    table[""] -= PRIOR.get(name, 0.0)
    return table | ({_OWN: OWN[name]} if name in OWN else {})


def cross_validated(
    names: tuple[str, str], first: list[list[list[str]]], second: list[list[list[str]]]
) -> tuple[float, float]:
    """Share of titles that `detect` gets right on either side with the held-out table, five folds by article."""
    right = [0, 0]
    for fold in range(5):
        table = fit(
            [a for i, a in enumerate(first) if i % 5 != fold], [a for i, a in enumerate(second) if i % 5 != fold]
        )
        _ties()[names] = weighed("|".join(names), table)
        for side, group in enumerate((first, second)):
            for i, article in enumerate(group):
                if i % 5 == fold:
                    right[side] += detect(" ".join(article[0]))[0] == names[side]
    return right[0] / len(first), right[1] / len(second)


def material() -> dict[str, list[tuple[str, str]]]:
    by_lang: dict[str, list[tuple[str, str]]] = {}
    for row in read_jsonl(data("masakhanews/items.jsonl.gz")):
        by_lang.setdefault(row["lang"], []).append((row["title"], row["text"]))
    zulu = ("Eyethu", "Ilanga", "Isolezwe")
    for row in read_jsonl(data("fundus_pages/truth.jsonl.gz")):
        if row["publisher"].startswith(zulu) and not row["publisher"].endswith("Xhosa"):
            long = words(row["text"])
            for at in range(0, len(long), 150):  # few articles: each stretch counts as one
                by_lang.setdefault("zul", []).append((" ".join(long[at : at + 10]), " ".join(long[at + 10 : at + 150])))
        elif row["lang"] and row["lang"].startswith("en") and row["country"] in ("uk", "us", "za", "ca", "au"):
            by_lang["eng"].append((row["title"], row["text"]))
    by_lang["eng"] += [
        (row["title"], row["text"]) for row in list(read_jsonl(data("agnews_test/items.jsonl.gz")))[:150]
    ]
    return by_lang


def model() -> tuple[list[str], list[bytes], np.ndarray, np.ndarray]:
    """py3langid's classes, sequences, the probability of each sequence in each class, and the classes' priors."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    made = LanguageIdentifier.from_model_file(MODEL_FILE)
    made.set_languages([lang for lang in made.labels if SAME.get(lang, lang) in _all()])
    table, rows = np.array(made.tk_nextmove).reshape(-1, 256), np.array(made.tk_row)
    # its automaton, walked from the start: the shortest way to a state spells it
    spelled, new = {0: b""}, [0]
    while new:
        reached = []
        for state in new:
            going = table[rows[state]]
            for byte in np.flatnonzero(going != table[rows[0]]) if state else np.flatnonzero(going):
                if (to := int(going[byte])) not in spelled and to:
                    spelled[to] = spelled[state] + bytes([int(byte)])
                    reached.append(to)
        new = reached
    shortest: dict[int, bytes] = {}
    for state, sequence in spelled.items():
        column = made.tk_output[state]
        if column >= 0 and (column not in shortest or len(sequence) < len(shortest[column])):
            shortest[column] = sequence
    order = sorted(shortest)
    likely = np.exp(np.asarray(made.nb_ptc, dtype=np.float64)[order])
    return made.nb_classes, [shortest[column] for column in order], likely, np.asarray(made.nb_pc)


def languages_of(script: str) -> frozenset[str]:
    """The languages that news in a shared script can be in."""
    if script in WRITTEN:
        return frozenset(WRITTEN[script].split())
    others = " ".join([*WRITTEN.values(), *_ALONE.values(), "zh", "ja"])
    return frozenset(NEWS.split()) - (frozenset(others.split()) - frozenset(["sr", "tk", "ku", "ug"]))


def _all() -> frozenset[str]:
    return frozenset().union(*(languages_of(script) for script in BEGIN))


def characters(script: str, classes: list[str], sequences: list[bytes], likely: np.ndarray, priors: np.ndarray) -> None:
    """Write the tables of one script: the sequences that differ most between its languages, and each one's weights."""
    letters = {*range(0x20, 0xC0), *BEGIN[script]}
    inside = np.array([letters.issuperset(sequence) for sequence in sequences])
    own = np.array([(script == "latin") == sequence.isascii() for sequence in sequences]) & inside
    named = [SAME.get(lang, lang) for lang in classes]
    columns = [
        at for at, lang in enumerate(named) if lang in languages_of(script) and likely[own, at].sum() > INSIDE
    ]  # fmt: skip
    found = [sequence for sequence, use in zip(sequences, inside, strict=True) if use]
    share = likely[inside][:, columns]
    spread = share.mean(1) * np.log(share).std(1)
    kept = {found[at] for at in np.argsort(-spread)[: SEQUENCES[script]]}
    summed: dict[bytes, np.ndarray] = defaultdict(lambda: np.zeros(len(columns)))
    for sequence, row in zip(found, share, strict=True):
        # where a longer one is gone, the longest that is left of it is counted in its place
        left = next((sequence[at:] for at in range(len(sequence) - 1) if sequence[at:] in kept), None)
        if left is not None:
            summed[left] += row
    order = sorted(summed)
    assert max(map(len, order)) <= LONGEST
    weights = np.log(np.stack([summed[sequence] for sequence in order]))
    steps = np.rint((weights - weights.min(axis=0)) / STEP).astype(np.uint8)
    usual = np.stack([summed[sequence] for sequence in order]).mean(axis=1)
    floors = np.average(weights - steps * STEP, axis=0, weights=usual)  # so that rounding favours no language
    files = PARTS[script]
    for number, name in enumerate(files):
        part = slice(number * len(order) // len(files), (number + 1) * len(order) // len(files))
        made = {
            "languages": " ".join(named[at] for at in columns),
            "priors": [round(float(priors[at]), 3) for at in columns],
            "floors": [round(float(floor), 3) for floor in floors],
            "sequences": "\n".join(sequence.decode("latin-1") for sequence in order[part]),
            "weights": (steps[part] + ZERO).tobytes().decode(),
        }
        raw = gzip.compress(json.dumps(made, ensure_ascii=False).encode(), 9, mtime=0)
        (DATA / f"characters_{name}.json.gz").write_bytes(raw)
        print(f"characters_{name}: {len(columns)} columns, {len(order)} sequences, {len(raw)} bytes")


def main() -> None:
    learned = model()
    for script in BEGIN:
        characters(script, *learned)
    ties()


def ties() -> None:
    by_lang = material()
    tables: dict[str, dict[str, float]] = {"rw|rn": KIRUNDI}
    for name, one, other in (("am|ti", "amh", "tir"), ("zu|xh", "zul", "xho"), ("en|pcm", "eng", "pcm")):
        first, second = pieces(by_lang[one]), pieces(by_lang[other])
        pair = (name.split("|")[0], name.split("|")[1])
        print(name, len(first), len(second), "cross-validated", cross_validated(pair, first, second))
        tables[name] = weighed(name, fit(first, second))
    OUT.write_text(json.dumps(tables, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf8")
    print(OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
