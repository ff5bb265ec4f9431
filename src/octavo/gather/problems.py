"""What could not be used, with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.errors import InputError


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that could not be used. `fatal` is false where the article was stored without it."""

    file: str
    line: int | None
    error: InputError
    fatal: bool = True

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.error}"
