"""Backup and restore: one file that holds the whole database, the same for SQLite and PostgreSQL.

A backup is a gzip of JSON Lines, one row a line, table after table: readable without Octavo, restorable on the other
database. The search index is left out, it is rebuilt.
"""

from __future__ import annotations

import base64
import contextlib
import gzip
import json
import zlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

from octavo.errors import InputError, StoreError
from octavo.store import models as octavo_models
from octavo.store import search

FORMAT = "octavo-backup-1"
_SKIPPED = {"SearchOutbox", "Lease", "HostTurn"}


def tables() -> list[type[models.Model]]:
    """The models that a backup holds, in the order in which they are written."""
    own = [getattr(octavo_models, name) for name in octavo_models.__all__ if name not in _SKIPPED]
    others = [m for label in ("account", "mfa") for m in apps.get_app_config(label).get_models()]
    return sorted(own, key=lambda m: m.__name__ != "Reader") + others


def backup(path: Path) -> int:
    """Write everything to `path` as one consistent state; rows written. Never leaves a half-written file."""
    part = path.with_name(path.name + ".part")
    rows = 0
    try:
        with gzip.open(part, "wt", encoding="utf-8", compresslevel=5) as out, _snapshot():
            out.write(json.dumps({"format": FORMAT, "tables": [m._meta.label for m in tables()]}) + "\n")
            for model in tables():
                for row in _rows(model):
                    out.write(json.dumps([model._meta.label, row], ensure_ascii=False) + "\n")
                    rows += 1
            out.write(json.dumps({"end": rows}) + "\n")
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise StoreError(f"the backup cannot be written: {error}", hint="choose a folder with space") from error
    part.replace(path)
    return rows


def restore(path: Path) -> int:
    """Replace everything in the database by the backup, in one transaction; rows read.

    InputError where the file is no whole backup: then nothing has changed.
    """
    by_label = {m._meta.label: m for m in tables()}
    expected = verify(path)
    rows = 0
    with transaction.atomic():
        for model in reversed(tables()):
            model._base_manager.all().delete()
        batch: list[models.Model] = []
        for label, values in _lines(path):
            if label not in by_label:
                raise InputError(
                    f"the backup holds a table {label} that this version does not know", hint="update Octavo"
                )
            model = by_label[label]
            if batch and (type(batch[0]) is not model or len(batch) >= 500):
                type(batch[0])._base_manager.bulk_create(batch)
                batch = []
            batch.append(_instance(model, values))
            rows += 1
        if batch:
            type(batch[0])._base_manager.bulk_create(batch)
        _reset_sequences(list(by_label.values()))
        assert rows == expected
    search.reindex()
    return rows


def verify(path: Path) -> int:
    """How many rows a backup holds. InputError where it is none, or not whole."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            head = json.loads(lines.readline() or "null")
            if not isinstance(head, dict) or head.get("format") != FORMAT:
                raise InputError(f"{path} is no Octavo backup")
            rows, last = 0, None
            for line in lines:
                rows, last = rows + 1, line
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise InputError(f"{path} cannot be read as a backup: {error}", hint="nothing was changed") from error
    if last is None or json.loads(last) != {"end": rows - 1}:
        raise InputError(f"{path} is not whole: its end is missing", hint="nothing was changed; use another backup")
    return rows - 1


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        lines.readline()
        for line in lines:
            found = json.loads(line)
            if isinstance(found, list):
                yield found[0], found[1]


def _rows(model: type[models.Model]) -> Iterator[dict[str, Any]]:
    names = [f.attname for f in model._meta.concrete_fields]
    for row in model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=500):
        yield {name: _plain(value) for name, value in zip(names, row, strict=True)}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return {"b64": base64.b64encode(bytes(value)).decode("ascii")}
    if isinstance(value, datetime):
        return value.isoformat()  # to the microsecond, which Django's own encoder cuts off
    return value


def _instance(model: type[models.Model], values: dict[str, Any]) -> models.Model:
    row = model()
    for field in model._meta.concrete_fields:
        if field.attname not in values:
            continue
        value = values[field.attname]
        if isinstance(field, models.BinaryField) and isinstance(value, dict):
            value = base64.b64decode(value["b64"])
        elif isinstance(field, models.DateTimeField) and isinstance(value, str):
            value = field.to_python(value)
        setattr(row, field.attname, value)
    return row


class _snapshot:
    """One consistent state for all reads that follow, without holding up writers."""

    def __enter__(self) -> None:
        self._atomic: Any = None
        if connection.vendor == "postgresql":
            self._atomic = transaction.atomic()
            self._atomic.__enter__()
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        else:
            connection.ensure_connection()
            with connection.cursor() as cursor:
                cursor.execute("BEGIN DEFERRED")

    def __exit__(self, *details: Any) -> None:
        if self._atomic is not None:
            self._atomic.__exit__(*details)
        else:
            with connection.cursor() as cursor:
                cursor.execute("ROLLBACK")


def _reset_sequences(of: list[type[models.Model]]) -> None:
    from django.core.management.color import no_style

    statements = connection.ops.sequence_reset_sql(no_style(), of)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
