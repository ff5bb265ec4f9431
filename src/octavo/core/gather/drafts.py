"""Pages and feed entries become drafts. Decides nothing about storing them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b

from octavo.core.gather.body import body_from_html
from octavo.core.gather.publishers import publisher_ref
from octavo.core.gather.urls import canonical_url, same_site
from octavo.errors import InputError
from octavo.types import Access, Body, Draft, Entry, Kind, Media, Moment, Page, PublisherRef

FUTURE = timedelta(days=2)  # a date further ahead is an error of the source
MAX_TITLE = 500  # characters
# An entry's own text shorter than this is a summary: the page is fetched for the article.
WHOLE_TEXT = 200  # words


def from_page(page: Page, *, external_id: str | None = None, publisher: PublisherRef | None = None) -> Draft:
    """The draft of an extracted page. Its address is the canonical one, else the one it was read at; a page without
    any address (a file) is named by its content."""
    url = _address(page.canonical) or _address(page.url)
    if url is None:
        name = blake2b(f"{page.title}\n{page.body.text}".encode(), digest_size=10).hexdigest()
        url = f"urn:octavo:{external_id or name}"
    return Draft(
        url=url,
        title=page.title,
        publisher=publisher or publisher_ref(url, name=page.publisher or ""),
        body=page.body,
        summary=page.description or "",
        external_id=external_id,
        published=page.published,
        updated=page.updated,
        lang=page.lang,
        authors=page.authors,
        image=page.image,
        keywords=page.keywords,
        kind=page.kind,
        access=page.access,
        section=page.section,
        agency=page.agency,
        media=page.media,
        tdm_reserved=page.tdm_reserved,
    )


def from_entry(
    entry: Entry, *, now: datetime, publisher: PublisherRef, lang: str | None = None, source_id: int | None = None
) -> Draft:
    """The draft of a feed entry by itself. InputError where it has neither title nor text, or no address and no id."""
    url = _address(entry.url)
    if url is None and not entry.id:
        raise InputError("an entry with neither link nor id", hint="nothing names it, so it cannot be stored once")
    summary = body_from_html(entry.summary, url)
    whole = body_from_html(entry.html, url) if entry.html else Body()
    body = whole if len(whole.text) >= len(summary.text) else summary
    title = " ".join(entry.title.split())[:MAX_TITLE]
    if not title and not body.text:
        raise InputError("an entry with nothing to read", hint="it has neither title nor text")
    kind, media = _kind(entry)
    short = kind is Kind.ARTICLE and len(body.text.split()) < WHOLE_TEXT
    return Draft(
        url=url or f"urn:octavo:{entry.id[:190]}",
        title=title,
        publisher=publisher,
        body=body,
        summary=" ".join(summary.text.split())[:2000],
        published=_sensible(entry.published, now) or _sensible(entry.updated, now),
        updated=_sensible(entry.updated, now),
        lang=entry.lang or lang,
        authors=entry.authors,
        image=entry.image,
        keywords=entry.keywords,
        kind=kind,
        access=Access.TEASER if short and url else Access.FULL,
        media=media,
        source_id=source_id,
    )


def merged(page: Draft, entry: Draft) -> Draft:
    """What a fetched page and its feed entry say together: the page's text, each fact from whoever states it.

    The address stays the entry's where the page names one of another site (a syndicator, a consent wall).
    """
    entry_text_wins = len(entry.body.text) > 1.5 * len(page.body.text) and entry.access is Access.FULL
    return replace(
        page,
        url=page.url if same_site(page.url, entry.url) else entry.url,
        title=page.title or entry.title,
        publisher=entry.publisher,
        body=entry.body if entry_text_wins else page.body,
        access=Access.FULL if entry_text_wins else page.access,
        summary=page.summary or entry.summary,
        external_id=page.external_id or entry.external_id,
        published=_better(page.published, entry.published),
        updated=page.updated or entry.updated,
        lang=page.lang or entry.lang,
        authors=page.authors or entry.authors,
        image=page.image or entry.image,
        keywords=tuple(dict.fromkeys(page.keywords + entry.keywords)),
        kind=entry.kind if entry.kind is not Kind.ARTICLE else page.kind,
        media=page.media or entry.media,
        source_id=entry.source_id,
    )


def _better(page: Moment | None, entry: Moment | None) -> Moment | None:
    """The more precise of two dates, the page's where they are alike."""
    if page is None or entry is None:
        return page or entry
    return entry if (page.precision, entry.precision) == ("day", "second") else page


def _address(url: str | None) -> str | None:
    if not url:
        return None
    try:
        return canonical_url(url)
    except InputError:
        return None


def _sensible(moment: Moment | None, now: datetime) -> Moment | None:
    return moment if moment is not None and moment.at <= now + FUTURE else None


def _kind(entry: Entry) -> tuple[Kind, Media | None]:
    """Video or audio, where the entry brings a player or a media file."""
    media = entry.media
    for enclosure in entry.enclosures:
        family = (enclosure.type or "").split("/")[0]
        if family in ("video", "audio"):
            base = media or Media()
            return Kind(family), replace(
                base,
                url=base.url or enclosure.url,
                type=base.type or enclosure.type,
                size=base.size or enclosure.length,
            )
    if media is not None and (media.embed_url or (media.type or "").startswith("video/")):
        return Kind.VIDEO, media
    if media is not None and (media.type or "").startswith("audio/"):
        return Kind.AUDIO, media
    return Kind.ARTICLE, media
