"""`octavo check`: whether settings, database, index, clock, disk and optional services are fine."""

from __future__ import annotations

import click

_MARKS = {"ok": "ok  ", "warning": "WARN", "error": "FAIL"}


@click.command()
@click.option("--upgrade", is_flag=True, help="Also bring the database schema up to date.")
def command(upgrade: bool) -> None:
    """Say in plain words whether everything is fine, and what to do if not. Exit status 1 where something is not."""
    from octavo.config.checks import run
    from octavo.config.django import setup

    setup()
    if upgrade:
        from octavo.store import schema

        schema.ensure()
    failed = False
    for finding in run():
        failed = failed or finding.level == "error"
        click.echo(f"{_MARKS[finding.level]}  {finding.subject}: {finding.message}")
        if finding.hint:
            click.echo(f"      → {finding.hint}")
    if failed:
        raise click.exceptions.Exit(1)
