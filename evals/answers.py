"""Answers from passages: right with noise among them, and declined where no passage holds the answer (Chinese news).

The weights of the score were fitted on this very set (five-fold figures were within .02 of these).

    .venv/bin/python -m evals.answers
"""

from __future__ import annotations

from typing import Any

from evals.common import data, read_jsonl, report
from octavo.core.explain.answers import Passage, answer

PASSAGES = 5


def main() -> dict[str, float]:
    rows = list(read_jsonl(data("grounded_qa_rgb_zh/items.jsonl.gz")))
    figures: dict[str, float] = {}
    for noise in (0.0, 0.4, 0.8):
        positives = max(1, round(PASSAGES * (1 - noise)))
        right = sum(
            _holds(_answer(row, row["positive"][:positives] + row["negative"][: PASSAGES - positives]), row["answer"])
            for row in rows
        )
        figures[f"accuracy_noise_{noise:.1f}"] = right / len(rows)
    figures["rejection"] = sum(not _answer(row, row["negative"][:PASSAGES]) for row in rows) / len(rows)
    report("answers", figures)
    return figures


def _answer(row: dict[str, Any], passages: list[str]) -> str:
    given = answer(row["query"], [Passage(number, "", text, lang="zh") for number, text in enumerate(passages)])
    return " ".join(statement.text for statement in given.statements)


def _holds(text: str, gold: list[Any]) -> bool:
    """Each part of the answer, in one of its spellings."""
    return all(any(one in text for one in ([part] if isinstance(part, str) else part)) for part in gold)


if __name__ == "__main__":
    main()
