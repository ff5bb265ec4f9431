"""`octavo embed`."""

from __future__ import annotations

import click


@click.command()
@click.option("--quiet", is_flag=True, help="No progress.")
def command(quiet: bool) -> None:
    """Give the articles of the open window that have none a vector by today's embedder: after one was added or
    changed. Newest first; may be stopped and run again; works beside a running `serve`."""
    from octavo import clock
    from octavo.config.django import setup

    setup()
    from octavo.organise.backfill import backfill
    from octavo.store import schema

    schema.ensure()

    def told(left: int) -> None:
        if not quiet:
            click.echo(f"\r{left} left ", nl=False, err=True)

    filled, without = backfill(clock.now, told)
    if not quiet:
        click.echo(err=True)
    click.echo(f"{filled} articles have a vector now; {without} could not be served.")
    if without and not filled:
        raise click.exceptions.Exit(1)
