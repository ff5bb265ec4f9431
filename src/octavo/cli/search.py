"""`octavo search`: the search of the site on a terminal."""

from __future__ import annotations

import click

from octavo.cli import lines


@click.command()
@click.argument("query")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a hit.")
@click.option("--lang", default=None, help="Only articles in this language.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000))
@click.option("--newest", is_flag=True, help="Newest first instead of best first.")
def command(query: str, as_json: bool, lang: str | None, limit: int, newest: bool) -> None:
    """Search the articles; every word must occur in title or text."""
    if not query.strip():
        raise click.UsageError("give words to look for")
    from octavo.config.django import setup

    setup()
    from octavo.store import schema
    from octavo.store.overview import hits
    from octavo.store.search import search

    schema.ensure()
    found = search(query, lang=lang, limit=limit, newest_first=newest)
    for hit in hits(found.ids):
        if as_json:
            lines.write(hit)
        else:
            click.echo(f"{hit['title']}\n  {hit['publisher']} · {hit['published'] or 'undated'} · {hit['url']}")
    if not as_json:
        click.echo(f"{found.total} found", err=True)
