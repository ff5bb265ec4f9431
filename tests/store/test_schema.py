"""The schema is made, recognised and refused."""

from __future__ import annotations

import pytest
from django.db import connection
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
    MigrationRecorder(connection).record_unapplied("store", "0002_story_faces")
    with pytest.raises(StoreError, match="needs an upgrade"):
        schema.require_current()
