"""`octavo web`: the web pages, served by Granian; scale by running more of them."""

from __future__ import annotations

import os

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Processes.")
def command(host: str, port: int, workers: int) -> None:
    """Run the web pages alone. The database must be up to date (`octavo serve` or `octavo check --upgrade`)."""
    from octavo.config.django import setup

    setup()
    from octavo.store import schema

    schema.require_current()

    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "octavo.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=max(2, os.cpu_count() or 2),
        backpressure=64,
        log_level=LogLevels.warning,
        workers_kill_timeout=10,
    ).serve()
