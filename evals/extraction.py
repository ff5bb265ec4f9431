"""How well pages become articles: text with publishers held out in turn, metadata, cost against trafilatura's default.

Definitions are those of the data's README. Everything learned is trained on four fifths of the publishers and scored on
the fifth; a page that gives no article counts as wrong everywhere. Publisher rules were written looking at these pages:
all figures are of the general way, with the rules off, but the one that is called so.
"""

from __future__ import annotations

import re
import time
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from evals.common import report
from evals.train_extraction import FOLDS, Sample, raw_page, samples, train
from octavo.core.gather.extract import extract
from octavo.core.gather.extract.publisher_rules import rule_for
from octavo.core.gather.extract.trees import Trees
from octavo.errors import OctavoError
from octavo.types import Page, Precision

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af]|\w+")
_MARKUP = re.compile(r"<[^>]+>")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# Pages of the set that declare English and are written in another language.
_TRUE_LANGUAGE = {
    "Dizindaba_2025_11_16": "xh", "EyethuNews_2025_11_25": "zu", "HabariLeo_2025_01_23": "sw",
    "Ilanga_2025_12_03": "zu",
    "IsolezweLesiXhosa_2025_11_09": "xh", "Isolezwe_2025_11_09": "zu",
}  # fmt: skip


@dataclass
class Result:
    set: str
    gold: dict[str, Any]
    page: Page | None
    cpu: float  # seconds
    model: Trees

    @property
    def text(self) -> str:
        return self.page.body.text if self.page else ""


def main() -> dict[str, float]:
    results = _results(samples())
    by_set = {
        name: [one for one in results if one.set == name]
        for name in ("fundus_pages", "trafilatura_pages", "readability_pages")
    }
    fundus = by_set["fundus_pages"]
    figures = {
        "fundus_text_f1": shingle_f1((one.text, one.gold["text"]) for one in fundus),
        "fundus_text_f1_with_rules": shingle_f1((_with_rule(one), one.gold["text"]) for one in fundus),
        "fundus_articles": float(sum(one.page is not None for one in fundus)),
        "trafilatura_f": segments_f(by_set["trafilatura_pages"]),
        "readability_text_f1": shingle_f1((one.text, one.gold["text"]) for one in by_set["readability_pages"]),
        **metadata(fundus),
        "cpu_ratio_trafilatura": sum(one.cpu for one in fundus) / _trafilatura_seconds(fundus),
    }
    report("extraction", figures)
    return figures


def _results(pages: Sequence[Sample]) -> list[Result]:
    models = [Trees(train([page for page in pages if page.fold != fold])) for fold in range(FOLDS)]
    return [_result(page, models[page.fold]) for page in pages]


def _result(page: Sample, model: Trees) -> Result:
    raw, url = raw_page(page.set, page.gold), page.gold.get("url") or "https://example.org/articles/page"
    start = time.process_time()
    try:
        found: Page | None = extract(raw, url, model=model, with_rules=False)
    except OctavoError:
        found = None
    return Result(page.set, page.gold, found, time.process_time() - start, model)


def _with_rule(one: Result) -> str:
    """The text that the product gives, its publisher's rule included."""
    if not rule_for(one.gold["url"]):
        return one.text
    return extract(raw_page(one.set, one.gold), one.gold["url"], model=one.model).body.text


def _trafilatura_seconds(results: Sequence[Result]) -> float:
    import trafilatura

    pages = [raw_page(one.set, one.gold) for one in results]
    start = time.process_time()
    for raw in pages:
        trafilatura.extract(raw)
    return time.process_time() - start


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Multiset of 4-token shingles; a text of fewer tokens is one shingle."""
    words = _TOKEN.findall(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


def shingle_f1(pairs: Iterable[tuple[str, str]]) -> float:
    """F1 of mean precision and mean recall over (found, gold) texts."""
    precision, recall = [], []
    for found, gold in pairs:
        one, other = shingles(found), shingles(gold)
        shared = (one & other).total()
        precision.append(shared / one.total() if one else float(not other))
        recall.append(shared / other.total() if other else float(not one))
    p, r = sum(precision) / len(precision), sum(recall) / len(recall)
    return 2 * p * r / (p + r)


def segments_f(results: Sequence[Result]) -> float:
    """F over segments that must and must not be in the text."""
    hit = missed = wrong = 0
    for one in results:
        inside = [piece in one.text for piece in one.gold["with"]]
        hit, missed = hit + sum(inside), missed + len(inside) - sum(inside)
        wrong += sum(piece in one.text for piece in one.gold["without"])
    return 2 * hit / (2 * hit + missed + wrong)


def metadata(results: Sequence[Result]) -> dict[str, float]:
    dated = [one for one in results if one.gold["published_local"]]
    exact = [one for one in dated if one.gold["published"]]
    claimed = [one for one in results if one.gold["lang"]]
    return {
        "title_exact": _share(
            one.page is not None and title_form(one.page.title) == title_form(one.gold["title"]) for one in results
        ),
        "same_day": _share(_same_day(one) for one in dated),
        "exact_time": _share(_exact(one) for one in exact),
        "authors_f1": micro_f1(
            (names(one.page.authors if one.page else ()), names(one.gold["authors"] or ())) for one in results
        ),
        "keywords_f1": micro_f1(
            (tags(one.page.keywords if one.page else ()), tags(one.gold["topics"] or ())) for one in results
        ),
        "language": _share(_language_right(one) for one in claimed),
    }


def _share(values: Iterable[bool]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


def _same_day(one: Result) -> bool:
    moment = one.page.published if one.page else None
    return moment is not None and moment.at.date() == datetime.fromisoformat(one.gold["published_local"]).date()


def _exact(one: Result) -> bool:
    moment = one.page.published if one.page else None
    if moment is None or moment.precision is Precision.DAY:
        return False
    return abs((moment.at - datetime.fromisoformat(one.gold["published_local"])).total_seconds()) <= 60


def _language_right(one: Result) -> bool:
    gold = _TRUE_LANGUAGE.get(one.gold["id"], re.split("[-_]", one.gold["lang"].lower())[0])
    same = {"nb": "no", "nn": "no"}
    return one.page is not None and one.page.lang == same.get(gold, gold)


def title_form(text: str | None) -> str:
    """NFKC, one kind of quote and dash, no tags and invisible characters, blanks folded."""
    text = _INVISIBLE.sub("", _MARKUP.sub("", unicodedata.normalize("NFKC", text or "")))
    text = re.sub("[“”„‟«»″]", '"', re.sub("[‘’‚‛`´′]", "'", text))
    return " ".join(re.sub("[–—−‐‑‒―]", "-", text).split())


def names(values: Iterable[str]) -> set[str]:
    """Casefolded, punctuation as blanks."""
    return {" ".join(re.sub(r"[\W_]+", " ", value.casefold()).split()) for value in values} - {""}


def tags(values: Iterable[str]) -> set[str]:
    """Casefolded, without `#`, blanks and punctuation, English plural stripped."""
    forms = {re.sub(r"[\W_]+", "", value.casefold()) for value in values} - {""}
    return {form[:-1] if form.endswith("s") and not form.endswith("ss") and len(form) > 3 else form for form in forms}


def micro_f1(pairs: Iterable[tuple[set[str], set[str]]]) -> float:
    right = wrong = 0
    for found, gold in pairs:
        right, wrong = right + len(found & gold), wrong + len(found ^ gold)
    return 2 * right / (2 * right + wrong)


if __name__ == "__main__":
    main()
