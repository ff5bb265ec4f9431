"""Editions: which there are, which suits a browser, and what belongs to one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from octavo.store.models import Article, ArticleHashtag, Edition, Publisher, Story, StoryMember

# how languages call themselves; the code stands in for the others
_NAMES = {
    "ar": "العربية", "bg": "Български", "bn": "বাংলা", "ca": "Català", "cs": "Čeština", "da": "Dansk", "de": "Deutsch",
    "el": "Ελληνικά", "en": "English", "es": "Español", "et": "Eesti", "fa": "فارسی", "fi": "Suomi", "fr": "Français",
    "he": "עברית", "hi": "हिन्दी", "hr": "Hrvatski", "hu": "Magyar", "id": "Bahasa Indonesia", "it": "Italiano",
    "ja": "日本語", "ko": "한국어", "lt": "Lietuvių", "lv": "Latviešu", "ms": "Bahasa Melayu", "nb": "Norsk bokmål",
    "nl": "Nederlands", "no": "Norsk", "pl": "Polski", "pt": "Português", "ro": "Română", "ru": "Русский",
    "sk": "Slovenčina", "sl": "Slovenščina", "sr": "Српски", "sv": "Svenska", "sw": "Kiswahili", "ta": "தமிழ்",
    "te": "తెలుగు", "th": "ไทย", "tr": "Türkçe", "uk": "Українська", "ur": "اردو", "vi": "Tiếng Việt", "zh": "中文",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """An edition as pages use it: its address part, its name and what it takes in."""

    slug: str
    lang: str
    name: str
    languages: tuple[str, ...]
    countries: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()

    @property
    def is_whole_language(self) -> bool:
        return not (self.countries or self.publishers or self.topics)


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows around its own content."""

    editions: tuple[View, ...]
    sample: bool  # the sample edition is still here


def language_name(code: str) -> str:
    return _NAMES.get(code, code)


def site() -> Site:
    """Two small queries."""
    return Site(tuple(_view(row) for row in Edition.objects.all()), Publisher.objects.filter(sample=True).exists())


def edition(slug: str) -> View | None:
    """The edition of this address: a row, or a language in which there are articles; English is always one."""
    row = Edition.objects.filter(slug=slug).first()
    if row is not None:
        return _view(row)
    if slug == "en" or (len(slug) <= 3 and Article.objects.filter(lang=slug, hidden=False).exists()):
        return View(slug, slug, language_name(slug), (slug,))
    return None


def best_edition(accepted: list[str], editions: tuple[View, ...]) -> str:
    """The slug of the edition for a browser's languages, best first; else English if there is one, else the first."""
    slugs = {view.lang: view.slug for view in reversed(editions)}
    for code in accepted:
        if code.split("-")[0] in slugs:
            return slugs[code.split("-")[0]]
    return slugs.get("en") or (editions[0].slug if editions else "en")


def stories_of(view: View) -> QuerySet[Story]:
    """The stories in an edition: of its languages, with an article of its publishers and topics."""
    rows = Story.objects.filter(lang__in=view.languages, merged_into=None, articles__gt=0)
    if view.is_whole_language:
        return rows
    members = StoryMember.objects.filter(story_id=OuterRef("id"))
    if view.countries or view.publishers:
        members = members.filter(article__publisher__in=_publishers(view))
    if not view.topics:
        return rows.filter(Exists(members))
    tagged = members.filter(article__hashtags__key__in=[topic.casefold() for topic in view.topics])
    return rows.filter(Exists(members)).filter(Q(section__in=view.topics) | Exists(tagged))


def articles_of(view: View, rows: QuerySet[Article]) -> QuerySet[Article]:
    """Those of `rows` that belong to an edition."""
    rows = rows.filter(lang__in=view.languages)
    if view.countries or view.publishers:
        rows = rows.filter(publisher__in=_publishers(view))
    if view.topics:
        tags = ArticleHashtag.objects.filter(
            article_id=OuterRef("id"), key__in=[topic.casefold() for topic in view.topics]
        )
        rows = rows.filter(Q(section__in=view.topics) | Exists(tags))
    return rows


def _publishers(view: View) -> QuerySet[Publisher]:
    rows = Publisher.objects.all()
    if view.countries:
        rows = rows.filter(country__in=view.countries)
    return rows.filter(slug__in=view.publishers) if view.publishers else rows


def _view(row: Edition) -> View:
    return View(
        row.slug,
        row.lang,
        row.name,
        tuple(row.languages) or (row.lang,),
        tuple(row.countries),
        tuple(row.publishers),
        tuple(row.topics),
    )
