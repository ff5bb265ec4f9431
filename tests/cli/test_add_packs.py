"""`octavo add`: packs of the catalogue, by name."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from octavo.catalogue.packs import pack, packs
from octavo.cli.add import command
from octavo.store.models import Source

pytestmark = pytest.mark.django_db


def test_the_packs_are_listed() -> None:
    result = CliRunner().invoke(command, ["--list-packs"])
    assert result.exit_code == 0
    assert len(result.output.splitlines()) == len(packs())
    assert "canada" in result.output


def test_packs_are_added_and_an_unknown_one_is_named() -> None:
    canada, quebec = pack("canada"), pack("quebec")
    assert canada and quebec
    result = CliRunner().invoke(command, ["--pack", "canada", "--pack", "atlantis", "--pack", "quebec"])
    assert result.exit_code == 1
    assert "atlantis: there is no such pack" in result.output
    assert Source.objects.count() == len(canada.feeds) + len(quebec.feeds)
    again = CliRunner().invoke(command, ["--pack", "canada"])
    assert again.exit_code == 0
    assert f"added: 0 of the {len(canada.feeds)}" in again.output


def test_nothing_to_add_is_a_wrong_call() -> None:
    assert CliRunner().invoke(command, []).exit_code == 2
