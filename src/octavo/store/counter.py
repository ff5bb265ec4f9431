"""Numbers that grow in commit order."""

from __future__ import annotations

from django.db.models import F

from octavo.store.models import Counter


def advance(name: str, by: int) -> int:
    """Add `by` inside the running transaction and return the new value; the row stays locked until commit."""
    if not Counter.objects.filter(name=name).update(value=F("value") + by):
        Counter.objects.bulk_create([Counter(name=name, value=0)], ignore_conflicts=True)
        Counter.objects.filter(name=name).update(value=F("value") + by)
    return Counter.objects.values_list("value", flat=True).get(name=name)
