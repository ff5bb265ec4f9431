"""`octavo user`: people and their rights."""

from __future__ import annotations

import click


@click.group()
def command() -> None:
    """List people, give rights, make one-time links."""
    from octavo.config.django import setup

    setup()
    from octavo.store import schema

    schema.ensure()


@command.command("list")
def list_people() -> None:
    """Everyone with an account."""
    from octavo.store.accounts import people

    for person in people():
        click.echo(f"{person.username}\t{person.role}\t{'active' if person.active else 'deactivated'}")


@command.command()
@click.option("--role", type=click.Choice(["owner", "moderator", "reader"]), required=True)
@click.option("--for", "username", default=None, help="Sign in this existing account instead of making one.")
def link(role: str, username: str | None) -> None:
    """Make a link that works once and gives its user the role."""
    from octavo import clock
    from octavo.cli.address import known
    from octavo.store.accounts import make_link, reader_id

    who = reader_id(username) if username else None
    token = make_link(role, clock.now(), reader_id=who, hours=72)
    click.echo(f"{known()}/account/link/{token}")


@command.command()
@click.argument("username")
@click.argument("role", type=click.Choice(["moderator", "reader"]))
def role(username: str, role: str) -> None:
    """Make an account a moderator or a reader; owners are made by a one-time link."""
    from octavo.store.accounts import set_role

    set_role(username, role)
    click.echo(f"{username} is now {role}", err=True)


@command.command()
@click.argument("username")
def deactivate(username: str) -> None:
    """Lock an account out; its comments stay."""
    from octavo.store.accounts import deactivate as close

    close(username)
    click.echo(f"{username} is deactivated", err=True)


@command.command()
@click.argument("username")
def activate(username: str) -> None:
    """Let a locked-out account in again."""
    from octavo.store.accounts import activate as open_again

    open_again(username)
    click.echo(f"{username} is active", err=True)
