"""One made-up July week of news in many languages: each event whole, across languages too, and nothing else in it.

The week is put together by rule from the shared sets. Translations are told as reports of their own: each keeps other
sentences and has another title. In languages that have no stories, two publishers share the sentences of one article
between them. It is measured once with texts and once with titles alone, by names, numbers and dates, and with the
multilingual model where it is installed.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import numpy as np

from evals.common import data, read_jsonl, report
from evals.language import TO_TWO
from evals.stories_run import run
from evals.stories_sets import b_cubed
from octavo.core.text.language import known
from octavo.core.text.sentences import sentences
from octavo.providers.choice import installed
from octavo.providers.embedders import Embedder
from octavo.providers.multilingual import Multilingual
from octavo.types import Document

MONDAY, DAYS, SPREAD = datetime(2024, 7, 8, tzinfo=UTC), 7, 2  # of one story's articles: days
PUBLISHERS = 6  # a language
TOLD, KEPT = 0.7, 0.6  # share of its languages in which an event is told, and of the sentences that a report keeps
TITLE = 110  # characters of a sentence that stands as a title
SHARED = 8  # sentences from which two publishers can share an article
HEADLINES, A_STORY = 30, 20  # stories told in headlines alone, and reports of one story in one language at most
SEED = 8

ENOUGH = 20  # articles from which a language is measured by itself
LIMITS = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)


@dataclass(frozen=True, slots=True)
class Report:
    """What one publisher tells of an event."""

    event: str
    lang: str
    title: str
    text: str


def main() -> dict[str, float]:
    figures: dict[str, float] = {}
    week = list(made(random.Random(SEED)))
    models: dict[str, Embedder | None] = {"": None}
    if "multilingual" in installed():
        models[", multilingual"] = Multilingual()
    else:
        print("octavo[multilingual] is not installed: no figures with it")
    for form, reports in (("texts", week), ("titles", [replace(one, text="") for one in week])):
        docs, told = dated(reports)
        langs = {one.lang for one in told}
        print(f"{form}: {len(docs)} articles, {len({one.event for one in told})} events, {len(langs)} languages")
        for extra, model in models.items():
            outcome = run(docs, embedder=model)
            for stage, found in (("at arrival", outcome.online), ("re-linked", outcome.final)):
                figures |= {f"{form}{extra}, {stage}: {name}": value for name, value in measured(told, found).items()}
            apart = [(story, one.lang) for story, one in zip(outcome.final, told, strict=True)]
            figures[f"{form}{extra}, languages never joined: F1"] = b_cubed([one.event for one in told], apart)[2]
            print_pairs(told, outcome.final, f"{form}{extra}")
            if model is not None:
                figures[f"{form}, nearest by the model alone: F1"] = by_cosine(docs, told, model)
    report("a week", figures)
    return figures


def made(rng: random.Random) -> Iterator[Report]:
    """All reports of the week, event by event."""
    yield from _translations(rng)
    yield from _shared_out(rng)
    for name, told in (("ecbplus/docs", 66), ("uci_news_aggregator/stories", HEADLINES)):
        stories: dict[str, list[Report]] = defaultdict(list)
        for row in read_jsonl(data(f"{name}.jsonl.gz")):
            event = row["story"]
            stories[event].append(Report(event, "en", row.get("title") or "", row.get("text") or ""))
        for event in sorted(rng.sample(sorted(stories), told)):
            yield from rng.sample(stories[event], min(A_STORY, len(stories[event])))


def _translations(rng: random.Random) -> Iterator[Report]:
    """Each in some of its languages, in every language by one publisher or two who have no sentence in common."""
    for row in read_jsonl(data("wmt21_multiparallel/docs.jsonl.gz")):
        if rng.random() < TOLD:
            lines = row["text"].split("\n")[1:]
            told = _halves(lines) if len(lines) >= SHARED and rng.random() < 0.5 else [lines]
            for number, part in enumerate(told):
                kept = sorted(rng.sample(range(len(part)), max(1, round(KEPT * len(part)))))
                title = row["title"] if number == 0 else _as_title(part[rng.randrange(len(part))])
                yield Report(row["story"], row["lang"], title, "\n".join(part[at] for at in kept))


def _shared_out(rng: random.Random) -> Iterator[Report]:
    """Articles of other languages: every third is told by two who have no sentence in common, all others by one."""
    rows = [
        (row["id"], TO_TWO.get(row["lang"], row["lang"]), row) for row in read_jsonl(data("masakhanews/items.jsonl.gz"))
    ]
    rows += [(row["id"], known(row["lang"]) or "", row) for row in read_jsonl(data("fundus_pages/truth.jsonl.gz"))]
    for event, lang, row in rows:
        text = row["text"]
        parts = [text[span.start : span.end] for span in sentences(text, lang)]
        if lang and len(parts) >= SHARED and rng.random() < 1 / 3:
            first, second = _halves(parts)
            yield Report(event, lang, row["title"], "\n".join(first))
            yield Report(event, lang, _as_title(second[0]), "\n".join(second[1:]))
        else:
            yield Report(event, lang, row["title"], text)


def _halves(parts: Sequence[str]) -> list[Sequence[str]]:
    return [parts[::2], parts[1::2]]


def _as_title(sentence: str) -> str:
    if len(sentence) <= TITLE:
        return sentence
    return sentence[:TITLE].rsplit(" ", 1)[0]


def dated(week: Sequence[Report]) -> tuple[list[Document], list[Report]]:
    """The stream in order of time, and what each article is."""
    rng = random.Random(SEED)
    starts: dict[str, float] = {}
    timed: list[tuple[datetime, int]] = []
    for place, one in enumerate(week):
        start = starts.setdefault(one.event, (DAYS - SPREAD) * rng.random())
        timed.append((MONDAY + timedelta(days=start + SPREAD * rng.random()), place))
    timed.sort()
    told = [week[place] for _, place in timed]
    docs = [
        Document(number, one.title, one.text, f"{one.lang} {rng.randrange(PUBLISHERS)}", stream_at=at)
        for number, (one, (at, _)) in enumerate(zip(told, timed, strict=True), 1)
    ]
    return docs, told


def measured(told: Sequence[Report], found: Sequence[int]) -> dict[str, float]:
    events, langs = [one.event for one in told], [one.lang for one in told]
    within = []
    for lang, count in Counter(langs).items():
        if count >= ENOUGH:
            at = [place for place, its in enumerate(langs) if its == lang]
            within.append(b_cubed([events[place] for place in at], [found[place] for place in at])[2])
    precision, recall, f1 = b_cubed(events, found)
    right, joined, there = map(sum, zip(*_across(told, found).values(), strict=True))
    return {
        "P": precision,
        "R": recall,
        "F1": f1,
        "F1 within a language, mean": sum(within) / len(within),
        "F1 within a language, least": min(within),
        "pairs of two languages joined": joined,
        "pairs of two languages joined, right": right / max(joined, 1),
        "pairs of two languages found": right / there,
    }


def _across(told: Sequence[Report], found: Sequence[int]) -> dict[tuple[str, str], tuple[int, int, int]]:
    """By two languages: pairs of articles rightly joined, joined, and to be joined."""
    rows, columns = np.triu_indices(len(told), 1)
    (events, langs, stories) = (
        np.unique(values, return_inverse=True)[1]
        for values in ([one.event for one in told], [one.lang for one in told], found)
    )
    same, joined = events[rows] == events[columns], stories[rows] == stories[columns]
    wanted = (langs[rows] != langs[columns]) & (same | joined)
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row, column, is_same, is_joined in zip(
        rows[wanted].tolist(), columns[wanted].tolist(), same[wanted].tolist(), joined[wanted].tolist(), strict=True
    ):
        first, second = sorted((told[row].lang, told[column].lang))
        for place, value in enumerate((is_same and is_joined, is_joined, is_same)):
            counts[first, second][place] += value
    return {pair: (right, joins, there) for pair, (right, joins, there) in counts.items()}


def print_pairs(told: Sequence[Report], found: Sequence[int], name: str) -> None:
    """Of each two languages with common events: pairs of articles found of those there, and those wrongly joined."""
    across = _across(told, found)
    print(f"{name}: pairs of articles found / there (wrong)")
    print(
        "  "
        + " · ".join(
            f"{a}-{b} {right}/{there}" + (f" ({joined - right})" if joined > right else "")
            for (a, b), (right, joined, there) in sorted(across.items())
            if there
        )
    )
    print(
        f"  between languages without common events: {sum(joined for _, joined, there in across.values() if not there)}"
    )


def by_cosine(docs: Sequence[Document], told: Sequence[Report], model: Embedder) -> float:
    """B-cubed F1 where each article joins the story of the earlier one with the nearest vector, at the best limit."""
    rows = model.embed([f"{doc.title}\n{doc.text}" for doc in docs])
    near = rows @ rows.T
    best = [0, *(int(near[at, :at].argmax()) for at in range(1, len(docs)))]
    found = []
    for limit in LIMITS:
        story: list[int] = []
        for at, nearest in enumerate(best):
            story.append(story[nearest] if at and near[at, nearest] >= limit else at)
        found.append(b_cubed([one.event for one in told], story)[2])
    return max(found)


if __name__ == "__main__":
    main()
