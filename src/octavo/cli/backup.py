"""`octavo backup FILE`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Write the whole database to FILE (gzip of JSON Lines), while everything goes on running."""
    from octavo.config.django import setup

    setup()
    from octavo.store import schema
    from octavo.store.backup import backup

    schema.require_current()
    rows = backup(file)
    click.echo(f"{rows} rows written to {file}", err=True)
