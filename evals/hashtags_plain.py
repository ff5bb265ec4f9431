"""Hashtags on two collections of keyphrases that nothing was learned from, and plain TF-IDF on all three beside ours.

The collections ask for other things than hashtags are (the English one marks 49 phrases a text, verbs among them), so
only how our figures stand to TF-IDF's tells something.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from evals.common import data, read_jsonl, report
from evals.hashtags import counted, document, f1, form, pages
from octavo.core.organise.hashtags import hashtags
from octavo.core.text.frequencies import Frequencies
from octavo.core.text.stems import stopwords, written_stem
from octavo.core.text.tokens import tokens

LONGEST = 3  # words of a phrase
MOST = 5


def main() -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, rows in {
        "publishers' topics": [row for row in pages() if row["gold"]],
        "500N-KPCrowd": _keyphrases("keyphrases_500n_kpcrowd"),
        "WikiNews French": _keyphrases("keyphrases_wikinews_fr"),
    }.items():
        frequencies = counted(rows)
        figures |= _measured(f"TF-IDF, {name}", rows, lambda row, known=frequencies: _tf_idf(row, known))
        if name != "publishers' topics":  # on those the shipped weights were learned: evals.hashtags holds them out
            figures |= _measured(f"ours, {name}", rows, lambda row, known=frequencies: _ours(row, known))
    report("hashtags beside TF-IDF", figures)
    return figures


def _keyphrases(name: str) -> list[dict[str, Any]]:
    made = []
    for row in read_jsonl(data(f"{name}/docs.jsonl.gz")):
        title, _, text = row["text"].strip().partition("\n")
        gold = {form(phrase) for phrase in row["keyphrases"]} - {""}
        made.append(
            {"title": title, "text": text, "publisher": "", "lang": row["lang"], "found": row["lang"], "gold": gold}
        )
    return made


def _measured(
    name: str, rows: Sequence[dict[str, Any]], choose: Callable[[dict[str, Any]], list[str]]
) -> dict[str, float]:
    made = [choose(row)[:MOST] for row in rows]
    right = [len({form(tag) for tag in tags[:3]} & row["gold"]) / 3 for tags, row in zip(made, rows, strict=True)]
    return {
        f"{name}: F1@5": float(np.mean([f1(tags, row["gold"]) for tags, row in zip(made, rows, strict=True)])),
        f"{name}: P@3": float(np.mean(right)),
    }


def _ours(row: dict[str, Any], frequencies: Frequencies) -> list[str]:
    return [tag.label for tag in hashtags(document(row), row["found"], frequencies, hide_keywords=True)]


def _tf_idf(row: dict[str, Any], frequencies: Frequencies) -> list[str]:
    """Phrases of up to three words with the highest mean idf × count; they neither begin nor end with a stop word."""
    lang = row["found"]
    stop = stopwords(lang)
    words = [token.text for token in tokens(row["title"] + "\n" + row["text"], lang)]
    idf = {word: frequencies.idf(lang, written_stem(word, lang)) for word in set(words)}
    written: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for size in range(1, LONGEST + 1):
        for at in range(len(words) - size + 1):
            run = words[at : at + size]
            if run[0].casefold() in stop or run[-1].casefold() in stop or not run[0][0].isalpha():
                continue
            phrase = " ".join(run)
            counts[phrase.casefold()] += 1
            written.setdefault(phrase.casefold(), phrase)
    weight = {
        key: count * sum(idf[word] for word in written[key].split(" ")) / (1 + written[key].count(" "))
        for key, count in counts.items()
    }
    return [written[key] for key in sorted(weight, key=lambda key: (-weight[key], key))[:MOST]]


if __name__ == "__main__":
    main()
