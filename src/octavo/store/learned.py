"""What the instance learned, by how many articles it knew then; and what of its articles there is to learn from."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from octavo.core.organise.sections_stated import stated
from octavo.store.documents import publisher_key, reserved
from octavo.store.models import Learned, Source, StoryMember

NEWEST = 30_000  # articles looked through for those whose publisher states a section
MOST_OF_LANGUAGE, MOST_OF_PUBLISHER = 4_000, 1_000  # of these learned from, the newest


@dataclass(frozen=True, slots=True)
class Example:
    """An article whose publisher states a section that is one of ours."""

    article_id: int
    lang: str
    publisher: str
    section: str


def examples(grouped: int) -> list[Example]:
    """Among the newest of the first `grouped` articles, in order of grouping. Two queries and one a thousand found.

    Without wire copies (one text would speak for several publishers), the sample edition and texts that are reserved.
    """
    found: list[Example] = []
    seen: dict[str, int] = {}
    for example in _stated(grouped):
        lang, house = example.lang, f"{example.lang} {example.publisher}"
        if seen.get(lang, 0) < MOST_OF_LANGUAGE and seen.get(house, 0) < MOST_OF_PUBLISHER:
            seen[lang], seen[house] = seen.get(lang, 0) + 1, seen.get(house, 0) + 1
            found.append(example)
    kept: set[int] = set()
    for start in range(0, len(found), 1000):
        ids = {one.article_id for one in found[start : start + 1000]}
        kept |= ids - reserved(ids)
    return [one for one in reversed(found) if one.article_id in kept]


def _stated(grouped: int) -> Iterator[Example]:
    """Newest first."""
    rows = StoryMember.objects.filter(grouped_no__lte=grouped, grouped_no__gt=grouped - NEWEST)
    rows = rows.filter(wire_of__isnull=True, article__sample=False).order_by("-grouped_no")
    topics = dict(Source.objects.exclude(topic="").values_list("id", "topic"))
    columns = ("lang", "publisher_id", "section", "url", "source_id")
    found = rows.values_list("article_id", *(f"article__{name}" for name in columns))
    for pk, lang, publisher, name, url, source in found.iterator(chunk_size=2000):
        section = stated(name, url, topics.get(source, ""))
        if section is not None:
            yield Example(pk, lang, publisher_key(publisher), section)


@dataclass(frozen=True, slots=True)
class Lean:
    """How much more readily than shipped articles are taken for one event (log-odds); `said` is the last label that it
    followed when it moved, `joined` and `split` the stories that moderators mended since."""

    lean: float = 0.0
    said: int = 0
    joined: int = 0
    split: int = 0


def save(
    grouped: int, report: Mapping[str, Any], tables: Mapping[str, Any], now: datetime, lean: Lean = Lean()
) -> None:
    """Keep what was learned from the first `grouped` articles. Said twice it is kept once."""
    blob = zlib.compress(json.dumps(tables, ensure_ascii=False).encode("utf-8", "surrogatepass"), 6)
    values = {"at": now, "report": dict(report), "blob": blob, "lean": lean.lean, "lean_said": lean.said}
    values |= {"joined": lean.joined, "split": lean.split}
    Learned.objects.update_or_create(grouped=grouped, defaults=values)
    Learned.objects.filter(grouped__lt=grouped, blob__isnull=False).update(blob=None)


def known(grouped: int) -> bool:
    """Whether what is learned from the first `grouped` articles is there."""
    return Learned.objects.filter(grouped=grouped).exists()


def tables(grouped: int) -> dict[str, Any]:
    """What is in force after `grouped` articles, by language."""
    row = Learned.objects.filter(grouped__lte=grouped, blob__isnull=False).order_by("-grouped").first()
    if row is None or row.blob is None:
        return {}
    found: dict[str, Any] = json.loads(zlib.decompress(bytes(row.blob)).decode("utf-8", "surrogatepass"))
    return found


def lean(grouped: int) -> Lean:
    """The lean in force after `grouped` articles."""
    rows = Learned.objects.filter(grouped__lte=grouped).order_by("-grouped")
    row = rows.values_list("lean", "lean_said", "joined", "split").first()
    return Lean() if row is None else Lean(*row)


@dataclass(frozen=True, slots=True)
class Last:
    """The newest learning: after how many articles, when, and its report by language."""

    grouped: int
    at: datetime
    report: Mapping[str, Any]
    lean: Lean


def last() -> Last | None:
    row = Learned.objects.order_by("-grouped").values_list("grouped", "at", "report").first()
    return None if row is None else Last(*row, lean(row[0]))
