"""The sample edition, loaded on the first start with a progress bar."""

from __future__ import annotations

import sys

import click


def load() -> None:
    """Import the shipped edition through the same way as real pages; says what it does on standard error."""
    from octavo import clock
    from octavo.gather.sample import items
    from octavo.organise.pipeline import Organiser
    from octavo.store import work
    from octavo.store.sample import finish

    owner = work.owner_name()
    now = clock.now()
    found = items(now)
    with click.progressbar(found, length=len(found), label="Loading the sample edition", file=sys.stderr) as bar:
        from octavo.gather.importing import Importer

        importer = Importer(owner, clock.now, sample=True)
        for item in bar:
            item.store(importer)
        importer.release()
    organiser = Organiser(owner, clock.now)
    organiser.finish()
    organiser.close()
    finish()
    for problem in importer.problems:
        click.echo(str(problem), err=True)
