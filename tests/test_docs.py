"""Every setting, command, option, page and API route is documented; numbers of lines keep their promise."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from octavo.cli import COMMANDS
from octavo.config.environment import VARIABLES

DOCS = Path(__file__).parents[1] / "docs"
SOURCE = Path(__file__).parents[1] / "src" / "octavo"


def text(name: str) -> str:
    return (DOCS / "reference" / name).read_text("utf8")


@pytest.mark.parametrize("name", VARIABLES)
def test_each_setting_is_documented(name: str) -> None:
    assert f"| `{name}` |" in text("settings.md")


def test_no_setting_is_read_that_is_not_listed() -> None:
    read = set()
    for path in SOURCE.rglob("*.py"):
        read |= set(re.findall(r"get\(\"(OCTAVO_[A-Z_]+)\"", path.read_text("utf8")))
    assert read == set(VARIABLES)


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_and_option_is_documented(name: str) -> None:
    documented = text("commands.md")
    assert f"octavo {name}" in documented
    command = importlib.import_module(f"octavo.cli.{COMMANDS[name][0]}").command
    for parameter in command.params:
        for option in parameter.opts:
            if option.startswith("--"):
                assert option in documented, f"octavo {name} {option}"


def routes(patterns: list[Any], prefix: str = "/") -> Iterator[str]:
    """Every address of our own, with {names} in place of converters."""
    for pattern in patterns:
        here = getattr(pattern.pattern, "_route", None)
        if here is None:  # the edition that stands first is a regular expression
            here = "{slug}/"
        here = prefix + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", here)
        if not hasattr(pattern, "url_patterns"):
            yield here
        elif not str(getattr(pattern, "urlconf_name", "")).count("allauth"):
            yield from routes(pattern.url_patterns, here)


def test_each_page_is_documented() -> None:
    from octavo.web import urls

    documented = text("pages.md")
    assert [route for route in routes(urls.urlpatterns) if f"`{route}`" not in documented] == []


def test_each_api_route_is_documented() -> None:
    from octavo.api.urls import api

    documented = text("api.md")
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method in methods:
            assert f"`{method.upper()} {path}`" in documented, f"{method.upper()} {path}"


def test_contributing_stays_short() -> None:
    assert len((DOCS.parent / "CONTRIBUTING.md").read_text("utf8").splitlines()) < 80


def test_links_between_documents_lead_somewhere() -> None:
    for path in [*DOCS.rglob("*.md"), DOCS.parent / "README.md", DOCS.parent / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", path.read_text("utf8")):
            if "://" not in target:
                assert (path.parent / target).exists(), f"{path.name} → {target}"
