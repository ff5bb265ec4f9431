"""Path converters. What no id and no name can be is a 404, before a database sees it."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import StringConverter


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


class Name(StringConverter):
    """A part of an address that is looked up as it is; PostgreSQL refuses NUL."""

    regex = r"[^/\x00]+"


register_converter(Id, "id")
register_converter(Name, "name")
