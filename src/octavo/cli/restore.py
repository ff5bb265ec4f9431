"""`octavo restore FILE`."""

from __future__ import annotations

from pathlib import Path

import click

from octavo.errors import StoreError


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Replace what is there without asking.")
def command(file: Path, yes: bool) -> None:
    """Replace the database by the backup in FILE. Stop `octavo serve` first; a broken backup changes nothing."""
    from octavo.config.django import setup

    setup()
    from octavo.store import schema
    from octavo.store.backup import restore, verify
    from octavo.store.overview import is_empty
    from octavo.store.search import drain_all

    schema.ensure()
    rows = verify(file)
    if not is_empty() and not yes:
        click.confirm(f"Replace everything in the database by the {rows} rows of {file}?", abort=True, err=True)
    restore(file)
    if not drain_all():
        raise StoreError("restored, but a running worker holds the index", hint="stop it and run `octavo reindex`")
    click.echo(f"{rows} rows restored and the search index rebuilt", err=True)
