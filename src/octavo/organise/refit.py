"""What the instance learns by itself, from time to time: which words stand for which section, and where moderators draw
the line between one event and two.

It is a matter of article counts, never of time: the same articles give the same tables, in force from the same article
on, however often the process was killed. It runs in the process that has the right to group, between two batches.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime

from octavo.core.organise.leaning import moved
from octavo.core.organise.sections import likelihoods
from octavo.core.organise.sections_learned import LEAST_LABELS, Labelled, Table, learn
from octavo.store import documents, labels, learned

log = logging.getLogger(__name__)

FIRST, EVERY = 1024, 8192  # articles
_PART = 500  # texts in memory at a time

Due = Callable[[int], bool]


def due(grouped: int) -> bool:
    """Whether it is time after so many articles: at 1,024, 2,048, 4,096, 8,192, and then every 8,192."""
    if grouped >= EVERY:
        return grouped % EVERY == 0
    return grouped >= FIRST and grouped & (grouped - 1) == 0


def refit(grouped: int, now: datetime, still_mine: Callable[[], bool] = lambda: True) -> bool:
    """Learn from the first `grouped` articles, unless that was done; False where the right to group was lost."""
    if learned.known(grouped):
        return True
    by_lang: dict[str, list[learned.Example]] = {}
    for example in learned.examples(grouped):
        by_lang.setdefault(example.lang, []).append(example)
    report, tables = {}, {}
    for lang, found in sorted(by_lang.items()):
        if len(found) < LEAST_LABELS:
            continue
        if not still_mine():
            return False
        table, said = learn(_labelled(found, lang))
        report[lang] = asdict(said)
        if table is not None:
            tables[lang] = table.to_json()
    learned.save(grouped, report, tables, now, _lean(grouped))
    log.info("event=refit grouped=%s labels=%s languages=%s", grouped, sum(map(len, by_lang.values())), sorted(tables))
    return True


def in_force(grouped: int) -> Mapping[str, Table]:
    """The tables by language that articles after the first `grouped` are judged by."""
    return {lang: Table.from_json(raw) for lang, raw in learned.tables(grouped).items()}


def _lean(grouped: int) -> learned.Lean:
    """Moved by what moderators said since it moved last."""
    known = learned.lean(grouped)
    mended = labels.mended(known.said)
    lean = moved(known.lean, mended.joined, mended.split)
    if lean != known.lean:
        log.info("event=lean lean=%s joined=%s split=%s", lean, mended.joined, mended.split)
        return learned.Lean(lean, mended.last)
    return learned.Lean(lean, known.said, mended.joined, mended.split)


def _labelled(found: list[learned.Example], lang: str) -> list[Labelled]:
    made = []
    for start in range(0, len(found), _PART):
        part = found[start : start + _PART]
        docs = documents.load(one.article_id for one in part)
        for one in part:
            if one.article_id in docs:
                likely, stems = likelihoods(docs[one.article_id], None if lang == "und" else lang)
                made.append(Labelled(tuple(stems), likely, one.section, one.publisher))
    return made
