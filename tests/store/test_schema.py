"""The schema is made, recognised and refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from octavo.errors import StoreError
from octavo.store import schema

pytestmark = pytest.mark.django_db


def test_a_current_schema_needs_nothing() -> None:
    assert schema.inspect().current
    assert schema.ensure() is False
    schema.require_current()


def test_a_newer_database_is_refused() -> None:
    MigrationRecorder(connection).record_applied("store", "9999_future")
    with pytest.raises(StoreError, match="newer Octavo"):
        schema.require_current()
    with pytest.raises(StoreError, match="newer Octavo"):
        schema.ensure()


def test_processes_that_do_not_upgrade_refuse_an_old_schema() -> None:
    MigrationRecorder(connection).record_unapplied("store", "0001_initial")
    with pytest.raises(StoreError, match="needs an upgrade"):
        schema.require_current()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="other databases are always migrated step by step")
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
