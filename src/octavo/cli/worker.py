"""`octavo worker`: gathers and organises; any number of them on any number of machines share the work."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Run a worker alone. Stops cleanly on SIGTERM: what it holds is given back."""
    from octavo.config.django import setup

    setup(log=True)
    from octavo.store import schema

    schema.require_current()
    from octavo.worker.loop import run

    run()
