"""`octavo import`: files become organised articles; returns when everything it read is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from octavo.gather.importing import Importer


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--quiet", is_flag=True, help="No progress bar and no summary.")
def command(paths: tuple[str, ...], quiet: bool) -> None:
    """Read articles (.jsonl), pages (.html), feeds, .opml lists and .warc archives, all also .gz; folders; or - for
    standard input. Uses no network. What cannot be used is named with file, line, reason and what to do."""
    from octavo import clock
    from octavo.config.django import setup

    setup()
    from octavo.gather.importing import CHUNK, Importer, read
    from octavo.gather.problems import Problem
    from octavo.organise.pipeline import Organiser
    from octavo.store import schema, work

    schema.ensure()
    work.release_dead(clock.now())
    owner = work.owner_name()
    importer, organiser = Importer(owner, clock.now), Organiser(owner, clock.now)
    started = time.process_time()
    failed = False
    with _Progress(quiet) as progress:

        def organise() -> None:
            importer.release()
            organiser.finish(progress.waiting)

        for item in read(paths, clock.now()):
            if isinstance(item, Problem):
                failed = True
                progress.say(str(item))
            importer.take(item)
            progress.read(len(importer.saved.new) + len(importer.saved.changed) + importer.saved.same)
            if importer.held >= CHUNK:
                organise()
        organise()
    organiser.close()
    failed = _add_sources(importer, progress.say) or failed or bool(importer.problems)
    if not quiet:
        _summary(importer, time.process_time() - started)
    if failed:
        raise click.exceptions.Exit(1)


def _add_sources(importer: Importer, say: Callable[[str], None]) -> bool:
    from octavo import clock
    from octavo.store.source_lists import Listed, add_listed

    if not importer.sources:
        return False
    listed = [Listed(s.url, s.title, s.site, s.folder, place=f"{s.file}:{s.line}") for s in importer.sources]
    added, problems = add_listed(listed, clock.now())
    for problem in problems:
        say(problem)
    click.echo(f"{added} new sources of {len(importer.sources)} listed; the worker looks at them soon.", err=True)
    return bool(problems)


def _summary(importer: Importer, seconds: float) -> None:
    saved = importer.saved
    parts = [f"{len(saved.new)} new articles", f"{len(saved.changed)} new versions", f"{saved.same} already here"]
    bad = sum(p.fatal for p in importer.problems)
    if bad:
        parts.append(f"{bad} not usable (see above)")
    click.echo(f"{', '.join(parts)}; {seconds:.1f} s of CPU time.", err=True)


class _Progress:
    """A progress bar on a terminal, nothing in a pipe; messages go to standard error either way."""

    def __init__(self, quiet: bool) -> None:
        self._on = sys.stderr.isatty() and not quiet
        self._total = 0

    def __enter__(self) -> _Progress:
        if self._on:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

            self._bar = Progress(
                TextColumn("{task.description:<12}"),
                BarColumn(),
                TextColumn("{task.fields[count]}"),
                TimeElapsedColumn(),
                console=Console(stderr=True),
            )
            self._bar.start()
            self._reading = self._bar.add_task("reading", total=None, count="0")
            self._organising = self._bar.add_task("organising", total=None, count="", visible=False)
        return self

    def __exit__(self, *_: object) -> None:
        if self._on:
            self._bar.stop()

    def say(self, message: str) -> None:
        if self._on:
            self._bar.console.print(message, markup=False, highlight=False)
        else:
            click.echo(message, err=True)

    def read(self, count: int) -> None:
        if self._on:
            self._bar.update(self._reading, count=f"{count:,}")

    def waiting(self, left: int) -> None:
        if not self._on:
            return
        self._total = max(self._total, left)
        self._bar.update(self._reading, total=1, completed=1)
        self._bar.update(
            self._organising,
            visible=True,
            total=self._total,
            completed=self._total - left,
            count=f"{self._total - left:,} of {self._total:,}",
        )
