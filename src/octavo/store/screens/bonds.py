"""What ties an article to the others of its story: the nearest of them, and the facts that both tell."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from octavo.store.models import RelatedList

_SHARED = ("also reports ", "also on ")  # how a related item's reason names what both articles tell


@dataclass(frozen=True, slots=True)
class Bond:
    """The member nearest to another. `facts`: what both tell, in words of the texts ("Quay Lock, Alistair Dunmore")."""

    article_id: int
    score: float  # 0–1
    facts: str


def bonds(members: Collection[int]) -> dict[int, Bond]:
    """For each article of a story that has one; a bond that names facts goes before a nearer one that names none.

    One query. Lists are cut at their end, so each pair counts for both of its articles.
    """
    own = set(members)
    if len(own) < 2:
        return {}
    best: dict[int, tuple[bool, float, int, str]] = {}
    for member, items in RelatedList.objects.filter(article_id__in=own).values_list("article_id", "items"):
        for other, score, _layer, reason in items:
            if int(other) in own:
                facts = _facts(str(reason))
                for one, beside in ((member, int(other)), (int(other), member)):
                    found = (bool(facts), float(score), -beside, facts)
                    if one not in best or found > best[one]:
                        best[one] = found
    return {one: Bond(-beside, score, facts) for one, (_, score, beside, facts) in best.items()}


def _facts(reason: str) -> str:
    """ "same event · also reports Selby, Quay Lock" → "Selby, Quay Lock"; "" where the reason names nothing."""
    for part in reason.split(" · "):
        for words in _SHARED:
            if part.startswith(words):
                return part.removeprefix(words)
    return ""
