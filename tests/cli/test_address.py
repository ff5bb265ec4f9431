"""Links that commands print lead to where Octavo was last served."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from octavo.cli.address import known, serving


@pytest.fixture
def data(settings: Any, tmp_path: Path) -> Path:
    settings.OCTAVO_DATA, settings.OCTAVO_SITE_URL = tmp_path, ""
    return tmp_path


def test_before_anything_was_served_it_is_the_default(data: Path) -> None:
    assert known() == "http://127.0.0.1:8000"


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8377"),
        ("0.0.0.0", "http://127.0.0.1:8377"),
        ("::1", "http://[::1]:8377"),
        ("news.example.org", "http://news.example.org:8377"),
    ],
)
def test_the_last_served_address_is_known(data: Path, host: str, address: str) -> None:
    assert serving(host, 8377) == address
    assert known() == address


def test_the_address_of_the_settings_wins(data: Path, settings: Any) -> None:
    serving("127.0.0.1", 8377)
    settings.OCTAVO_SITE_URL = "https://news.example.org"
    assert serving("127.0.0.1", 8000) == known() == "https://news.example.org"


@pytest.mark.parametrize("written", [b"\xff\xfe", b"", b"javascript:alert(1)"])
def test_what_is_no_address_is_not_used(data: Path, written: bytes) -> None:
    (data / "address").write_bytes(written)
    assert known() == "http://127.0.0.1:8000"


def test_a_folder_that_cannot_be_written_to_stops_nothing(data: Path) -> None:
    (data / "address").mkdir()
    assert serving("127.0.0.1", 8377) == "http://127.0.0.1:8377"
    assert known() == "http://127.0.0.1:8000"
