"""`octavo reindex`."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Throw the search index away and build it anew from the database."""
    from octavo.config.django import setup

    setup()
    from octavo.store import schema, search

    schema.ensure()
    count = search.reindex()
    search.drain_all()
    click.echo(f"{count} articles indexed", err=True)
