"""Pages of a long list, found by offset and without counting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
SIZE = 20
LAST = 500  # pages: deeper ones cost more than they are worth; search finds what is older


@dataclass(frozen=True, slots=True)
class Paged(Generic[Item]):
    """One page of a list; `number` counts from 1."""

    items: tuple[Item, ...]
    number: int
    more: bool

    @property
    def newer(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def older(self) -> int | None:
        return self.number + 1 if self.more and self.number < LAST else None


def bounds(number: int, size: int = SIZE) -> slice:
    """What to ask the database for: the page and one item more, which tells whether there is another page."""
    return slice((number - 1) * size, number * size + 1)


def paged(rows: Sequence[Item], number: int, size: int = SIZE) -> Paged[Item]:
    """A page from rows fetched with `bounds`."""
    return Paged(tuple(rows[:size]), number, len(rows) > size)


def page_number(text: str) -> int:
    """A page number from an address: nonsense is page 1."""
    return min(int(text), LAST) if text.isascii() and text.isdigit() and 0 < len(text) < 6 and int(text) > 0 else 1
