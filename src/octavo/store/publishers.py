"""Publishers as the owner sees them, and what each lets others show."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from octavo.errors import InputError
from octavo.store.models import Publisher
from octavo.types import Terms

TERMS = tuple(term.value for term in Terms)


@dataclass(frozen=True, slots=True)
class Listed:
    id: int
    name: str
    host: str
    slug: str
    country: str
    terms: str
    tdm_reserved: bool
    articles: int


def listed(query: str = "", *, offset: int = 0, limit: int = 100) -> list[Listed]:
    """Publishers by name, those whose name or host holds `query`."""
    rows = Publisher.objects.annotate(articles=Count("article"))
    if query:
        rows = rows.filter(Q(name__icontains=query) | Q(host__icontains=query))
    return [_listed(row, row.articles) for row in rows.order_by("name", "id")[offset : offset + limit]]


def get(publisher_id: int) -> Listed | None:
    row = Publisher.objects.annotate(articles=Count("article")).filter(pk=publisher_id).first()
    return _listed(row, row.articles) if row else None


def set_terms(publisher_id: int, *, terms: str, country: str, tdm_reserved: bool) -> bool:
    """What may be shown of a publisher's articles, where it is at home, and whether models may read its texts."""
    if terms not in TERMS:
        raise InputError(f"There are no terms {terms!r}.", hint=f"choose {', '.join(TERMS)}")
    country = country.strip().upper()
    if country and not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise InputError(f"{country!r} is no country code.", hint="two letters, like CA")
    row = Publisher.objects.filter(pk=publisher_id)
    return bool(row.update(terms=terms, country=country, tdm_reserved=tdm_reserved))


def _listed(row: Publisher, articles: int) -> Listed:
    return Listed(row.pk, row.name, row.host, row.slug, row.country, row.terms, row.tdm_reserved, articles)
