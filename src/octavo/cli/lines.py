"""JSON Lines in and out for the stateless commands; a bad line is reported and the others go on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any

import click

from octavo.errors import InputError, OctavoError
from octavo.gather import files

_HOPELESS = 10  # lines: a picture or a table given by mistake is not complained of line by line


def write(value: dict[str, Any]) -> None:
    """One object, one line, on standard output."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def complain(name: str, line: int | None, error: OctavoError) -> None:
    place = f"{name}:{line}" if line else name
    click.echo(f"{place}: {error}", err=True)


def each_object(paths: Sequence[str]) -> Iterator[tuple[str, int, dict[str, Any] | InputError]]:
    """(file, line, object or what is wrong with the line) of JSON Lines files, folders or `-`."""
    for source in files.sources(paths):
        if isinstance(source, tuple):
            yield source[0], 0, source[1]
            continue
        try:
            with source.open() as stream:
                yield from _objects(source.name, stream)
        except InputError as error:
            yield source.name, 0, error


def _objects(name: str, stream: IO[bytes]) -> Iterator[tuple[str, int, dict[str, Any] | InputError]]:
    good = False
    for number, line in files.lines(stream):
        found = _parse(line)
        good = good or isinstance(found, dict)
        yield name, number, found
        if not good and number >= _HOPELESS:
            raise InputError(f"not read further: its first {number} lines hold no JSON object")


def each_file(paths: Sequence[str]) -> Iterator[tuple[str, bytes | InputError]]:
    """(name as given, bytes or what is wrong) of whole files, folders or `-`."""
    for source in files.sources(paths):
        if isinstance(source, tuple):
            yield source
            continue
        try:
            yield source.name, files.whole(source)
        except InputError as error:
            yield source.name, error


def answer_lines(paths: Sequence[str], answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Write `answer(object)` for each line; exit status 1 at the end where a line could not be answered."""
    failed = False
    for name, number, found in each_object(paths):
        try:
            if isinstance(found, InputError):
                raise found
            write(answer(found))
        except OctavoError as error:
            failed = True
            complain(name, number, error)
    if failed:
        raise click.exceptions.Exit(1)


def require(found: dict[str, Any], *names: str) -> None:
    """InputError where none of the fields is there: an answer to nothing would hide a misspelt name."""
    if all(found.get(name) is None for name in names):
        raise InputError(f"without {' and '.join(names)}", hint="octavo COMMAND --help names the fields")


def text_of(found: dict[str, Any], *path: str) -> str:
    """The text at `path`, "" where it is null or missing; InputError where it is something else."""
    value: Any = found
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f"{'.'.join(path)} is no text", hint="give a JSON string")
    return value.replace("\x00", "")


def _parse(line: bytes | InputError) -> dict[str, Any] | InputError:
    if isinstance(line, InputError):
        return line
    try:
        return files.json_object(line)
    except InputError as error:
        return error
