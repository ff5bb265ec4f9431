"""What stored articles suggest about hashtags, with its evidence: spellings of one word, and short forms that texts
write behind the full name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache

from octavo.core.organise.hashtag_rules import LONGEST, pair_key
from octavo.core.organise.hashtag_suggestions import Pair, Used, pairs, written
from octavo.core.organise.hashtags_forms import folded, tag_form
from octavo.store import hashtag_rules
from octavo.store.models import ArticleHashtag, ArticleVersion

_NEWEST = 20_000  # hashtags that are looked at: those of some 4,000 articles
_READ = 30  # texts that are read for one short form
_LOOKED_UP = 40  # short forms whose texts are read at most
_SHOWN = 12
_KEPT = 600  # seconds


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`label` is perhaps `other_label`, and how one can tell."""

    label: str
    other_label: str
    reason: str

    @property
    def tag(self) -> str:
        return tag_form(self.label)

    @property
    def other(self) -> str:
        return tag_form(self.other_label)


def suggestions() -> list[Suggestion]:
    """At most `_SHOWN`, without those that something was said of. Found anew every ten minutes; one query else."""
    found: list[Suggestion] | None = cache.get("hashtag-suggestions")
    if found is None:
        found = list(_found())
        cache.set("hashtag-suggestions", found, _KEPT)
    said = {rule.key for rule in hashtag_rules.rules()}
    return [
        one
        for one in found
        if said.isdisjoint({folded(one.label), folded(one.other_label), pair_key(one.label, one.other_label)})
    ][:_SHOWN]


def _found() -> Iterable[Suggestion]:
    counts: dict[str, int] = {}
    carrying: dict[str, list[int]] = {}  # by label
    languages: dict[str, set[str]] = {}
    newest = ArticleHashtag.objects.order_by("-id").values_list("label", "article_id", "lang")[:_NEWEST]
    for label, article, lang in newest:
        if len(label) > LONGEST:
            continue  # no rule can name it
        counts[label] = counts.get(label, 0) + 1
        carrying.setdefault(label, []).append(article)
        languages.setdefault(label, set()).add(lang)
    read = 0
    for pair in pairs(Used(label, count, frozenset(languages[label])) for label, count in counts.items()):
        name, other = pair.name.label, pair.becomes.label
        if pair.alike:
            yield Suggestion(name, other, f"The same word, {_articles(pair.name)} and {_articles(pair.becomes)}.")
        elif read < _LOOKED_UP:
            read += 1
            said = _bearing_out(pair, [*carrying[other][:_READ], *carrying[name][:_READ]])
            if said:
                articles = "1 article writes" if said == 1 else f"{said} articles write"
                yield Suggestion(name, other, f"{articles} “{written(pair)}”.")


def _bearing_out(pair: Pair, articles: list[int]) -> int:
    rows = ArticleVersion.objects.filter(article_id__in=articles, text__icontains=written(pair))
    return rows.values("article_id").distinct().count()


def _articles(used: Used) -> str:
    return f"{used.articles} article" + ("" if used.articles == 1 else "s")
