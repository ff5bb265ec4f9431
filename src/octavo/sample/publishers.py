"""The six invented publishers as data: who they are, where their pages and feeds stand, how they write times.

Page markup is in `templates/{key}.html`, texts are in `articles/{key}/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, timezone

# User-assigned ISO 3166 codes (XA–XZ never name a real country) for the invented countries of the sample.
COUNTRIES = {"XA": "Ardmere", "XL": "Lusagne", "XW": "Waldmark"}


@dataclass(frozen=True, slots=True)
class SamplePublisher:
    """An invented publisher. `terms` is always "full": we wrote the texts."""

    name: str
    host: str
    country: str  # a key of COUNTRIES
    lang: str
    homepage: str
    terms: str = "full"


@dataclass(frozen=True, slots=True)
class House:
    """How a publisher makes its pages and feed."""

    key: str  # names its folder and template
    publisher: SamplePublisher
    path: str  # of an article: {slug}, {section}, {number} are filled in
    feed_path: str
    feed_format: str  # a key of feeds.FORMATS
    structured: str  # a key of structured.SHAPES
    zone: timezone
    charset: str = "utf-8"
    feed_query: str = ""  # tracking parameters that its feed puts on links

    @property
    def feed_url(self) -> str:
        return self.publisher.homepage + self.feed_path.lstrip("/")


def _publisher(name: str, host: str, country: str, lang: str) -> SamplePublisher:
    return SamplePublisher(name, host, country, lang, f"https://{host}/")


_CET = timezone(timedelta(hours=1))
_WEST = timezone(timedelta(hours=-3))
_UTC = timezone(timedelta(0))

HOUSES = (
    House(
        key="courier",
        publisher=_publisher("The Harbour Courier", "www.harbour-courier.example", "XA", "en"),
        path="{section}/{slug}-{number}.html",
        feed_path="feeds/all.rss",
        feed_format="rss_full",
        structured="plain",
        zone=_UTC,
    ),
    House(
        key="ledger",
        publisher=_publisher("Callen Ledger", "www.callenledger.example", "XA", "en"),
        path="{section}/{slug}/",
        feed_path="feed.atom",
        feed_format="atom",
        structured="graph",
        zone=_UTC,
    ),
    House(
        key="northwind",
        publisher=_publisher("Northwind", "www.northwind-news.example", "XA", "en"),
        path="news/{number}/{slug}",
        feed_path="rss.xml",
        feed_format="rss",
        structured="media_only",
        zone=_UTC,
        feed_query="?utm_source=northwind&utm_medium=rss",
    ),
    House(
        key="fathom",
        publisher=_publisher("Fathom Weekly", "fathom-weekly.example", "XA", "en"),
        path="p/{slug}",
        feed_path="feed.json",
        feed_format="json",
        structured="none",
        zone=_WEST,
    ),
    House(
        key="gazette",
        publisher=_publisher("La Gazette des Trois Rives", "www.gazette-trois-rives.example", "XL", "fr"),
        path="{section}/{slug}_{number}.html",
        feed_path="index.rdf",
        feed_format="rdf",
        structured="list",
        zone=_CET,
    ),
    House(
        key="bote",
        publisher=_publisher("Grauhorner Bote", "www.grauhorner-bote.example", "XW", "de"),
        path="{section}/{slug},{number}.html",
        feed_path="rss/nachrichten.xml",
        feed_format="rss",
        structured="minimal",
        zone=_CET,
        charset="windows-1252",
    ),
)


def publishers() -> tuple[SamplePublisher, ...]:
    """The invented publishers, English first."""
    return tuple(house.publisher for house in HOUSES)
