"""`octavo add URL…`: sources from the address of a feed, a site or a page, or a pack of the starter catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from octavo.errors import OctavoError

if TYPE_CHECKING:
    from octavo.fetch.door import Door


@click.command()
@click.argument("urls", nargs=-1)
@click.option("--pack", "packs", multiple=True, metavar="SLUG", help="Add a pack of well-known publishers; repeatable.")
@click.option("--list-packs", is_flag=True, help="Show the packs and stop.")
def command(urls: tuple[str, ...], packs: tuple[str, ...], list_packs: bool) -> None:
    """Add sources: give a feed, or a site or page whose feeds are found; or take a pack."""
    if list_packs:
        _list_packs()
        return
    if not urls and not packs:
        raise click.UsageError("give an address, or --pack; --list-packs shows what there is")
    from octavo.config.django import setup

    setup()
    from octavo.store import schema

    schema.ensure()
    done = [_add_pack(slug) for slug in packs] + _add_addresses(urls)
    if not all(done):
        raise click.exceptions.Exit(1)


def _list_packs() -> None:
    from octavo.catalogue.packs import packs

    for pack in packs():
        click.echo(f"{pack.slug:20} {pack.lang:3} {len(pack.feeds):3} feeds  {pack.title}")


def _add_pack(slug: str) -> bool:
    from octavo import clock
    from octavo.catalogue.packs import pack
    from octavo.store import starter

    found = pack(slug)
    if found is None:
        click.echo(f"{slug}: there is no such pack (octavo add --list-packs)", err=True)
        return False
    added = starter.add(found.feeds, clock.now())
    click.echo(f"added: {added} of the {len(found.feeds)} feeds of {found.title}")
    return True


def _add_addresses(urls: tuple[str, ...]) -> list[bool]:
    """Whether each could be added; the network is opened only where there is one."""
    from octavo.gather.door import door
    from octavo.store import work

    if not urls:
        return []
    with door(work.owner_name()) as way:
        return [_add_address(way, url) for url in urls]


def _add_address(way: Door, url: str) -> bool:
    from octavo import clock
    from octavo.gather.discovery import discover
    from octavo.store.sources import add_source

    try:
        found = discover(way, url, clock.now())
        best = found.feeds[0]
        _, new = add_source(
            best.url, now=clock.now(), title=best.title, site=found.site, lang=best.lang, kind=best.kind
        )
    except OctavoError as error:
        click.echo(f"{url}: {error}", err=True)
        return False
    click.echo(f"{'added' if new else 'known'}: {best.url} ({best.title or 'untitled'}, {best.entries} entries)")
    for other in found.feeds[1:]:
        click.echo(f"  also there: {other.url} ({other.title or 'untitled'})")
    return True
