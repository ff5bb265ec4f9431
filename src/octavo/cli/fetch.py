"""`octavo fetch`: one round of gathering, then organising, to the end."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Look at every source that is due, once; fetch the pages of new entries; organise them."""
    from octavo import clock
    from octavo.config.django import setup

    setup()
    from octavo.gather.door import door
    from octavo.gather.pages import fetch_pages
    from octavo.gather.polling import poll
    from octavo.organise.pipeline import Organiser
    from octavo.store import schema, work

    schema.ensure()
    owner = work.owner_name()
    work.release_dead(clock.now())
    with door() as way:
        result = poll(way, clock.now)
        pages = 0
        while done := fetch_pages(way, owner, clock.now):
            pages += done
    organiser = Organiser(owner, clock.now)
    organiser.finish()
    organiser.close()
    click.echo(
        f"{result.looked} sources looked at, {result.new} new entries, {pages} pages fetched, {result.failed} failed",
        err=True,
    )
    for line in result.problems:
        click.echo(line, err=True)
    if result.failed:
        raise click.exceptions.Exit(1)
