"""`octavo export`: everything that Octavo knows, as JSON Lines (sources as OPML)."""

from __future__ import annotations

import click

from octavo.cli import lines

KINDS = ("articles", "stories", "related", "hashtags", "comments", "labels", "opml")


@click.command()
@click.argument("what", type=click.Choice(KINDS))
@click.option("--online", is_flag=True, help="With stories: as each article first joined, before any re-linking.")
def command(what: str, online: bool) -> None:
    """Write articles, stories, related lists, hashtags, comments or moderators' labels as JSON Lines, or the sources
    as OPML."""
    from octavo.config.django import setup

    setup()
    from octavo.store import export, schema

    schema.ensure()
    if what == "opml":
        click.echo(_opml())
        return
    if what == "labels":
        from octavo.store import labels

        for row in labels.export():
            lines.write(row)
        return
    rows = export.stories(online=online) if what == "stories" else getattr(export, what)()
    for row in rows:
        lines.write(row)


def _opml() -> str:
    from octavo.core.gather.opml import OpmlSource, write_opml
    from octavo.store.source_lists import listed

    return write_opml([OpmlSource(s.url, s.title, s.site, s.folder) for s in listed()], "Octavo")
