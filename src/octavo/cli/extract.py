"""`octavo extract`: pages in, clean articles out."""

from __future__ import annotations

from typing import Any

import click

from octavo.cli import lines
from octavo.errors import InputError


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--url", default="", help="The address the pages came from (relative links, publisher).")
def command(paths: tuple[str, ...], url: str) -> None:
    """Turn HTML pages (files, folders, .gz, or - for standard input) into JSON Lines of clean articles."""
    failed = False
    for name, raw in lines.each_file(paths):
        try:
            if isinstance(raw, InputError):
                raise raw
            lines.write({"file": name, **article(raw, url)})
        except InputError as error:
            failed = True
            lines.write({"file": name, "error": str(error)})
    if failed:
        raise click.exceptions.Exit(1)


def article(raw: bytes, url: str) -> dict[str, Any]:
    """The `extract` object of one page. InputError where it holds no article."""
    from octavo import clock
    from octavo.core.gather.extract import extract

    page = extract(raw, url, now=clock.now())
    return {
        "url": page.canonical or page.url or None,
        "title": page.title,
        "text": page.body.text,
        "authors": list(page.authors),
        "published": page.published.isoformat() if page.published else None,
        "updated": page.updated.isoformat() if page.updated else None,
        "published_precision": page.published.precision.value if page.published else None,
        "lang": page.lang,
        "image": page.image,
        "kind": page.kind.value,
        "access": page.access.value,
        "canonical": page.canonical,
        "publisher": page.publisher,
        "keywords": list(page.keywords),
        "hashtags": _hashtags(page),
    }


def _hashtags(page: Any) -> list[dict[str, Any]]:
    from octavo.cli.tags import hashtags_of
    from octavo.types import Document

    return hashtags_of(
        Document(0, page.title, page.body.text, page.publisher or "", page.lang, page.keywords, page.section)
    )[1]
