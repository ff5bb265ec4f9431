"""A new data folder: its SQLite database is made whole at once, and is what all migrations make one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from octavo.store import schema

pytestmark = pytest.mark.django_db


def test_a_new_database_is_what_all_migrations_make(tmp_path: Path) -> None:
    new = connection.copy()
    new.settings_dict = connection.settings_dict | {"NAME": str(tmp_path / "new.sqlite3")}
    schema.make_whole(new)
    assert _described(new) == _described(connection)
    new.close()


def _described(database: BaseDatabaseWrapper) -> dict[str, object]:
    """Every table's columns and foreign keys in no order, and every index's statement; migrations that ran."""
    described: dict[str, object] = {}
    with database.cursor() as cursor:
        for kind, name, sql in cursor.execute("SELECT type, name, sql FROM sqlite_master").fetchall():
            if kind == "table":
                columns = sorted(repr(row[1:]) for row in cursor.execute(f"PRAGMA table_info({name})").fetchall())
                keys = sorted(repr(row[2:]) for row in cursor.execute(f"PRAGMA foreign_key_list({name})").fetchall())
                described[name] = (columns, keys)
            else:
                described[name] = sql
    described["migrations"] = set(MigrationRecorder(database).applied_migrations())
    return described
