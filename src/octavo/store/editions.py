"""Editions as the owner edits them: data, checked before it is kept. What belongs to one is read in the screens."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction

from octavo.errors import InputError
from octavo.store.models import Edition as Edition

# first words of other addresses
RESERVED = frozenset(
    ("account", "admin", "api", "discuss", "healthz", "metrics", "moderation", "owner", "sample-image", "static")
)
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
_LANG = re.compile(r"[a-z]{2,3}")


def all_editions() -> list[Edition]:
    return list(Edition.objects.all())


def get(edition_id: int) -> Edition | None:
    return Edition.objects.filter(pk=edition_id).first()


def save(edition: Edition | None, values: Mapping[str, Any]) -> Edition:
    """Add an edition, or change one. `values`: slug, name, lang, languages, countries, publishers, topics, position.

    InputError, naming what to change, where an address is taken or cannot be one.
    """
    row = edition or Edition()
    slug, lang = str(values["slug"]), str(values["lang"])
    if not _SLUG.fullmatch(slug) or slug in RESERVED:
        raise InputError(
            f"{slug!r} cannot be an address.", hint="2 to 40 small letters, digits and hyphens; not a page's"
        )
    if not _LANG.fullmatch(lang):
        raise InputError(f"{lang!r} is no language code.", hint="two or three small letters, like en")
    languages = _words(values["languages"]) or [lang]
    if bad := [code for code in languages if not _LANG.fullmatch(code)]:
        raise InputError(f"{bad[0]!r} is no language code.", hint="two or three small letters, like en")
    row.slug, row.lang, row.name = slug, lang, str(values["name"])
    row.languages = languages
    row.countries = [code.upper() for code in _words(values["countries"])]
    row.publishers = _words(values["publishers"])
    row.topics = [topic.lstrip("#") for topic in _words(values["topics"])]
    row.position = int(values["position"])
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise InputError(f"There is an edition at /{slug}/ already.", hint="choose another address") from error
    return row


def remove(edition: Edition) -> None:
    edition.delete()


def _words(values: Sequence[str]) -> list[str]:
    return [word for value in values if (word := value.strip())]
