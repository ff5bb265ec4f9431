"""The sample edition in the store: marked when loaded, removed without a trace."""

from __future__ import annotations

from django.db import transaction

from octavo.core.gather.publishers import publisher_ref
from octavo.sample import publishers
from octavo.store.articles import publisher_id
from octavo.store.models import Article, Publisher
from octavo.store.removal import remove


def loaded() -> bool:
    """Whether articles of the sample edition are there."""
    return Article.objects.filter(sample=True).exists()


def finish() -> None:
    """After loading: what the invented publishers let others show, and where they are at home."""
    for house in publishers():
        pk = publisher_id(publisher_ref(house.homepage, name=house.name).host)
        Publisher.objects.filter(id=pk).update(terms=house.terms, country=house.country, sample=True)


def remove_sample() -> int:
    """Remove every article of the sample edition with all that hangs on it; how many."""
    with transaction.atomic():
        ids = list(Article.objects.filter(sample=True).values_list("id", flat=True))
        remove(ids)
        Publisher.objects.filter(sample=True).exclude(id__in=Article.objects.values("publisher_id")).delete()
    return len(ids)
