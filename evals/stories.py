"""Stories: B-cubed F1 on full texts (ECB+) and on headlines in time order (UCI), at arrival and after re-linking."""

from __future__ import annotations

from evals.common import report
from evals.stories_run import run
from evals.stories_sets import b_cubed, documents, interval

SETS = {"ECB+": ("ecbplus/docs.jsonl.gz", None), "UCI": ("uci_news_aggregator/stories.jsonl.gz", 10_000)}


def main() -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, (path, most) in SETS.items():
        docs, rows = documents(path, most)
        gold = [row["story"] for row in rows]
        outcome = run(docs)
        for stage, found in (("online", outcome.online), ("re-linked", outcome.final)):
            names = [f"{name} {stage} {figure}" for figure in ("P", "R", "F1", "F1 from", "F1 to")]
            figures |= dict(zip(names, (*b_cubed(gold, found), *interval(gold, found)), strict=True))
        story = {doc.id: key for doc, key in zip(docs, gold, strict=True)}
        lists = [outcome.related[doc.id] for doc in docs]
        first = [
            bool(items) and story[items[0].article_id] == story[doc.id] for doc, items in zip(docs, lists, strict=True)
        ]
        five = [
            sum(story[item.article_id] == story[doc.id] for item in items[:5]) / 5
            for doc, items in zip(docs, lists, strict=True)
        ]
        figures[f"{name} first related of the story"] = sum(first) / len(first)
        figures[f"{name} related P@5, always by five"] = sum(five) / len(five)
    report("stories", figures)
    return figures


if __name__ == "__main__":
    main()
