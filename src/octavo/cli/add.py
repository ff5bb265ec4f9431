"""`octavo add URL…`: sources from the address of a feed, a site or a page."""

from __future__ import annotations

import click

from octavo.errors import OctavoError


@click.command()
@click.argument("urls", nargs=-1, required=True)
def command(urls: tuple[str, ...]) -> None:
    """Add sources: give a feed, or a site or page whose feeds are found."""
    from octavo import clock
    from octavo.config.django import setup

    setup()
    from octavo.gather.discovery import discover
    from octavo.gather.door import door
    from octavo.store import schema
    from octavo.store.sources import add_source

    schema.ensure()
    failed = False
    with door() as way:
        for url in urls:
            try:
                found = discover(way, url, clock.now())
                best = found.feeds[0]
                _, new = add_source(
                    best.url, now=clock.now(), title=best.title, site=found.site, lang=best.lang, kind=best.kind
                )
                click.echo(
                    f"{'added' if new else 'known'}: {best.url} ({best.title or 'untitled'}, {best.entries} entries)"
                )
                for other in found.feeds[1:]:
                    click.echo(f"  also there: {other.url} ({other.title or 'untitled'})")
            except OctavoError as error:
                failed = True
                click.echo(f"{url}: {error}", err=True)
    if failed:
        raise click.exceptions.Exit(1)
