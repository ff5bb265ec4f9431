"""Language of titles: fundus pages (where the page's own claim is right), masakhanews and the English ones of
uci_news_aggregator, without any hint.

The claims of six pages are wrong by reading them: Zulu, Xhosa and Swahili pages that call themselves English.
"""

from __future__ import annotations

import time
from collections import Counter

from evals.common import data, read_jsonl, report
from octavo.core.text.language import detect, known

TO_TWO = {
    "amh": "am", "eng": "en", "fra": "fr", "hau": "ha", "ibo": "ig", "lin": "ln", "lug": "lg", "orm": "om",
    "run": "rn", "sna": "sn", "som": "so", "swa": "sw", "tir": "ti", "xho": "xh", "yor": "yo",
}  # fmt: skip
WRONG_CLAIMS = ("Dizindaba", "EyethuNews", "HabariLeo", "Ilanga", "Isolezwe", "IsolezweLesiXhosa")
UCI = 7  # every so many of its 34,914 headlines


def main() -> dict[str, float]:
    started = time.process_time()
    pages = [row for row in read_jsonl(data("fundus_pages/truth.jsonl.gz")) if row["lang"]]
    pages = [row for row in pages if row["publisher"] not in WRONG_CLAIMS]
    wrong = [(known(row["lang"]), detect(row["title"])[0], row["title"]) for row in pages]
    fundus = sum(gold == found for gold, found, _ in wrong) / len(wrong)
    for gold, found, title in wrong:
        if gold != found:
            print(f"  fundus: {gold} taken for {found}: {title[:70]}")
    items = list(read_jsonl(data("masakhanews/items.jsonl.gz")))
    pairs = [(TO_TWO.get(row["lang"], row["lang"]), detect(row["title"])[0]) for row in items]
    print("  masakhanews:", Counter(pair for pair in pairs if pair[0] != pair[1]).most_common(12))
    english = [detect(row["title"])[0] for row in list(read_jsonl(data("uci_news_aggregator/stories.jsonl.gz")))[::UCI]]
    print("  uci:", Counter(found for found in english if found != "en").most_common(8))
    figures = {
        "fundus_titles": fundus,
        "masakhanews_titles": sum(gold == found for gold, found in pairs) / len(pairs),
        "uci_titles": english.count("en") / len(english),
        "ms_a_title": 1000 * (time.process_time() - started) / (len(pages) + len(items) + len(english)),
    }
    report("language", figures)
    return figures


if __name__ == "__main__":
    main()
