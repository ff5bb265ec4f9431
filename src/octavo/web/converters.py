"""Path converters. A number that no id can be is a 404, before a database sees it."""

from __future__ import annotations

from django.urls import register_converter


class Id:
    """An id of the store: 63 bits, decimal."""

    regex = "[0-9]{1,19}"

    def to_python(self, value: str) -> int:
        number = int(value)
        if number >= 2**63:
            raise ValueError
        return number

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(Id, "id")
