"""The database schema: made on the first start, upgraded whole, and refused where it does not fit this version."""

from __future__ import annotations

import time
from dataclasses import dataclass

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import DEFAULT_DB_ALIAS, OperationalError, ProgrammingError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from octavo.errors import StoreError


@dataclass(frozen=True, slots=True)
class Schema:
    """Migrations that are still to be run, and those in the database that this version does not know."""

    pending: tuple[str, ...]
    unknown: tuple[str, ...]
    fresh: bool  # nothing was ever migrated

    @property
    def current(self) -> bool:
        return not self.pending and not self.unknown


def inspect() -> Schema:
    """StoreError where the database cannot be reached."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        applied = executor.loader.applied_migrations
    except OperationalError as error:
        raise StoreError(
            f"the database cannot be reached: {str(error).strip().splitlines()[0]}",
            hint="is it running, and is OCTAVO_DATABASE_URL (or OCTAVO_DATA) right?",
        ) from error
    known = set(executor.loader.disk_migrations)
    ours = {"store"}
    return Schema(
        pending=tuple(f"{m.app_label}.{m.name}" for m, _ in plan),
        unknown=tuple(f"{app}.{name}" for app, name in applied if app in ours and (app, name) not in known),
        fresh=not applied,
    )


def ensure() -> bool:
    """Bring the schema up to date; True where something was done. Several processes may call it at once.

    StoreError where the database was made by a newer version, or an upgrade fails: then it is as it was before the
    failing step, and nothing else runs on it.
    """
    found = inspect()
    _refuse_newer(found)
    if found.current:
        return False
    for attempt in range(20):
        try:
            with _advisory_lock():
                now = inspect()
                if now.fresh and connection.vendor == "sqlite":
                    make_whole(connection)
                elif now.pending:
                    call_command("migrate", interactive=False, verbosity=0)
            return True
        except (OperationalError, ProgrammingError) as error:
            connection.close()
            time.sleep(0.5)  # another process is migrating
            if inspect().current:
                return True
            if attempt == 19:
                raise StoreError(
                    f"the schema upgrade failed: {error}", hint="restore a backup, or report this"
                ) from error
    return True


def make_whole(database: BaseDatabaseWrapper) -> None:
    """Make all tables of an empty SQLite database as they are after the last migration, in one transaction.

    The first command in a new folder waits for this: .1 s, where 31 migrations one after the other take .8.
    """
    known = MigrationExecutor(database).loader.graph.nodes
    with database.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
        recorder = MigrationRecorder(database)
        recorder.ensure_schema()
        for app, name in known:
            recorder.record_applied(app, name)
    emit_post_migrate_signal(0, False, DEFAULT_DB_ALIAS)


def require_current() -> None:
    """For processes that must never change the schema: StoreError unless it is exactly this version's."""
    found = inspect()
    _refuse_newer(found)
    if found.pending:
        raise StoreError(
            f"the database needs an upgrade ({len(found.pending)} steps)",
            hint="run `octavo check --upgrade` once, or start with `octavo serve`",
        )


def _refuse_newer(found: Schema) -> None:
    if found.unknown:
        raise StoreError(
            f"the database was made by a newer Octavo (it has {found.unknown[-1]})",
            hint="install that version, or restore a backup made with this one",
        )


class _advisory_lock:
    """On PostgreSQL one process migrates at a time; SQLite's own write lock does that there."""

    def __enter__(self) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(868)")

    def __exit__(self, *_: object) -> None:
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(868)")
