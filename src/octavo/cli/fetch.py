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
    from octavo.gather.once import gather_once
    from octavo.gather.space import enough_space
    from octavo.organise.pipeline import Organiser
    from octavo.store import schema, work

    schema.ensure()
    owner = work.owner_name()
    work.release_dead(clock.now())
    with door(owner) as way:
        result, pages = gather_once(way, owner, clock.now, stop=lambda: not enough_space())
    organiser = Organiser(owner, clock.now)
    organiser.finish()
    organiser.close()
    click.echo(
        f"{result.looked} sources looked at, {result.new} new entries, {pages} pages fetched, {result.failed} failed",
        err=True,
    )
    for line in result.problems:
        click.echo(line, err=True)
    full = not enough_space()
    if full:
        click.echo("less than 10 % of the disk is free: nothing is fetched until there is space", err=True)
    if result.failed or full:
        raise click.exceptions.Exit(1)
