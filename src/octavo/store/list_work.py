"""Large lists of feeds, taken in by the worker part by part: what waits, how far it is, and the report.

One `work` row holds the report (stage `shown`), one row a part waits to be added. Small lists need none of this.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from octavo.store.models import Work
from octavo.store.source_lists import Listed, add_listed
from octavo.store.work import Claimed

KIND, WAITING, SHOWN = "opml", "add", "shown"
PART = 100  # feeds: about half a second of work
LINES = 2000  # of problems that a report keeps


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a list is. `problems` are lines for a person; `done` counts the feeds looked through."""

    id: int
    name: str
    total: int
    done: int
    added: int
    wrong: int  # feeds that could not be used
    problems: tuple[str, ...]
    more_problems: int

    @property
    def finished(self) -> bool:
        return self.done >= self.total

    @property
    def known(self) -> int:
        """Feeds that were sources already."""
        return self.done - self.added - self.wrong


def take_in(name: str, rows: Sequence[Listed], problems: Sequence[str], now: datetime) -> int:
    """Leave a list to the worker; the id of its report."""
    token = f"{' '.join(name.split())[:80]} ({uuid.uuid4().hex[:8]})"
    parts = [rows[start : start + PART] for start in range(0, len(rows), PART)]
    data = {"name": name[:200], "total": len(rows), "done": 0, "added": 0, "wrong": 0}
    data |= {"problems": list(problems)[:LINES], "more": max(0, len(problems) - LINES)}
    with transaction.atomic():
        head = Work.objects.create(kind=KIND, subject=token, stage=SHOWN, order_at=now, not_before=now, data=data)
        Work.objects.bulk_create(
            Work(
                kind=KIND,
                subject=f"{token}, part {number} of {len(parts)}",
                stage=WAITING,
                order_at=now,
                order_no=number,
                not_before=now,
                data={"head": head.id, "rows": [[r.url, r.title, r.site, r.folder, r.place] for r in part]},
            )
            for number, part in enumerate(parts, 1)
        )
    return head.id


def add_part(row: Claimed, now: datetime) -> None:
    """Add the feeds of one claimed part and write it into the report. Done twice it adds nothing twice."""
    rows: Any = row.data["rows"]
    added, problems = add_listed([_listed(*map(str, one)) for one in rows], now)
    with transaction.atomic():
        head = Work.objects.select_for_update().filter(id=int(str(row.data["head"])), kind=KIND).first()
        if Work.objects.filter(id=row.id).delete()[0] and head is not None:
            room = LINES - len(head.data["problems"])
            head.data["done"] += len(rows)
            head.data["added"] += added
            head.data["wrong"] += len(problems)
            head.data["problems"] += problems[:room]
            head.data["more"] += len(problems[room:])
            head.save(update_fields=["data"])


def _listed(url: str, title: str, site: str, folder: str, place: str) -> Listed:
    return Listed(url, title, site, folder, place=place)


def progress(pk: int) -> Progress | None:
    row = Work.objects.filter(id=pk, kind=KIND, stage=SHOWN).first()
    if row is None:
        return None
    said = row.data
    return Progress(
        id=row.id,
        name=said["name"],
        total=said["total"],
        done=said["done"],
        added=said["added"],
        wrong=said["wrong"],
        problems=tuple(said["problems"]),
        more_problems=said["more"],
    )


def running() -> list[Progress]:
    """The lists that are not through yet, newest first."""
    heads = Work.objects.filter(kind=KIND, stage=SHOWN).order_by("-id").values_list("id", flat=True)[:20]
    return [one for pk in heads if (one := progress(pk)) is not None and not one.finished]


def clear_reports(before: datetime) -> None:
    Work.objects.filter(kind=KIND, stage=SHOWN, order_at__lt=before).delete()
