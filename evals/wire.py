"""Wire copies: copies made by rule from real articles must be found, and nothing else."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from itertools import combinations

from evals.common import report
from evals.stories_sets import documents
from octavo.core.organise.analysis import analyse, print_of
from octavo.core.organise.copies import CopyIndex
from octavo.core.organise.fingerprint import Print, is_copy
from octavo.types import Document

ARTICLES = 2_000
SEED = 8


def changed(text: str, rng: random.Random) -> str:
    """A copy by one to three of: opening edited, 10–30 % cut at the end or inside, agency line, typography."""
    sentences = re.split(r"(?<=[.!?])\s+", text)
    for rule in rng.sample(("opening", "ending", "inside", "agency", "typography"), rng.randint(1, 3)):
        if rule == "opening" and len(sentences) > 3:
            words = sentences[0].split()
            rng.shuffle(words)
            sentences[0] = " ".join(words)
        elif rule == "ending" and len(sentences) > 4:
            sentences = sentences[: max(3, round(len(sentences) * rng.uniform(0.7, 0.9)))]
        elif rule == "inside" and len(sentences) > 6:
            start = rng.randrange(1, len(sentences) - 3)
            del sentences[start : start + max(1, round(len(sentences) * rng.uniform(0.1, 0.3)))]
        elif rule == "agency":
            sentences[0] = "LONDON (Reuters) - " + sentences[0]
            sentences.append("© Reuters. All rights reserved.")
        elif rule == "typography":
            straight = {"'": "’", '"': "”", " - ": " — ", "...": "…"}
            sentences = [_replaced(sentence, straight) for sentence in sentences]
    return " ".join(sentences)


def _replaced(text: str, table: dict[str, str]) -> str:
    for old, new in table.items():
        text = text.replace(old, new)
    return text


def main() -> dict[str, float]:
    rng = random.Random(SEED)
    docs = [doc for doc in documents("allsides_stream/articles.jsonl.gz")[0] if len(doc.text.split()) >= 60]
    docs += [doc for doc in documents("ecbplus/docs.jsonl.gz")[0] if len(doc.text.split()) >= 60]
    rng.shuffle(docs)
    docs = docs[:ARTICLES]
    copies = [
        replace(
            doc,
            id=doc.id + 1_000_000,
            title=f"Another headline {doc.id}",
            text=changed(doc.text, rng),
            publisher="other",
        )
        for doc in docs
    ]
    found, wrong, missed = _search(docs, copies)
    pairs = [pair for form in _look_alikes(rng) for pair in combinations(map(_print, form), 2)]
    confused = sum(is_copy(a, b) for a, b in pairs)
    figures = {
        "recall": found / len(copies),
        "precision": found / max(found + wrong, 1),
        "look-alikes called copies": confused / len(pairs),
    }
    report(f"wire copies of {len(docs)} articles, {missed} missed, {wrong} wrong", figures)
    return figures


def _search(docs: list[Document], copies: list[Document]) -> tuple[int, int, int]:
    index = CopyIndex()
    prints: list[Print] = [print_of(analyse(doc)) for doc in docs]
    for slot, known in enumerate(prints):
        index.add(slot, known.sketch)
    found = wrong = missed = 0
    for slot, copy in enumerate(copies):
        made = print_of(analyse(copy))
        hits = [near for near in index.candidates(made.sketch, 0) if is_copy(made, prints[near])]
        found += slot in hits
        missed += slot not in hits
        wrong += sum(near != slot and not is_copy(prints[near], prints[slot]) for near in hits)
    return found, wrong, missed


def _print(text: str) -> Print:
    return print_of(analyse(Document(0, "", text, lang="en")))


def _look_alikes(rng: random.Random) -> tuple[list[str], list[str]]:
    """Earnings notes and match reports by one form with other names and numbers."""
    firms = [
        "Alder Foods",
        "Brightwater",
        "Corvane Steel",
        "Dunmore Rail",
        "Elstree Pharma",
        "Fenwick Homes",
        "Garland Oil",
    ]
    notes, results = [], []
    for firm in firms:
        n = [rng.randint(2, 97) for _ in range(9)]
        notes.append(
            f"{firm} reported net profit of ${n[0]}.{n[1]} million for the quarter, up {n[2]} percent from a year "
            f"earlier, on revenue of ${n[3]}{n[4]} million. Analysts polled had expected earnings of {n[5]} cents a "
            f"share. The company said it expects full-year revenue of ${n[6]} million to ${n[7]} million. Shares of "
            f"{firm} have risen {n[8]} percent since the beginning of the year, while the benchmark index has gained "
            "slightly over the same period."
        )
    for firm in firms * 4:
        other = rng.choice([name for name in firms if name != firm])
        n = [rng.randint(0, 9) for _ in range(5)]
        results.append(
            f"{firm} FC beat {other} United {n[0] + 1}-{n[1]} on Saturday thanks to a goal in the "
            f"{10 * n[2] + n[3]}th minute. The visitors had most of the ball in the half but could not score, and "
            f"{n[4]} minutes after the break the home side took the lead. The result lifts them three points clear of "
            "the relegation places with a game in hand."
        )
    return notes, results


if __name__ == "__main__":
    main()
