"""One page's bytes to a `Page`: article text, metadata, kind and access. Reads nothing but its arguments.

How: the tree is cut into segments; a learned choice, with two other extractors and the page's own JSON-LD as evidence,
keeps those that are the article; the rest is cleared and what is left is written as blocks. Where the publisher has a
rule, it goes before the general way: its metadata first, its `remove` before the page is cut, the rest after the
choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from octavo.core.gather.blocks import clean_markup, parse, parse_page
from octavo.core.gather.body import body_from_text
from octavo.core.gather.decode import decode
from octavo.core.gather.extract import metadata
from octavo.core.gather.extract.access import access, is_closed, is_no_page, without_page_words
from octavo.core.gather.extract.assemble import assemble
from octavo.core.gather.extract.candidates import evidence
from octavo.core.gather.extract.choose import choose
from octavo.core.gather.extract.features import tokens
from octavo.core.gather.extract.headline import cut, headline
from octavo.core.gather.extract.keywords import keywords
from octavo.core.gather.extract.limits import check_limits
from octavo.core.gather.extract.people import agency, authors, people
from octavo.core.gather.extract.publisher_rules import PublisherRule, Said, rule_for, said, settled, take_out
from octavo.core.gather.extract.scripts import html_in_scripts
from octavo.core.gather.extract.segments import segments
from octavo.core.gather.extract.structured import Facts, facts
from octavo.core.gather.extract.trees import Trees
from octavo.core.gather.extract.when import published, published_as, updated
from octavo.core.text.language import detect, known
from octavo.errors import NotAnArticle, TooLarge
from octavo.types import Access, Body, Kind, Page

__all__ = ["LARGEST", "extract"]

LARGEST = 10_000_000  # bytes
_MOST_SEGMENTS = 20_000  # a page of 5,000 comments has fewer; this many cost 4 s
_FEW_WORDS = 40  # with fewer, the page's scripts are searched for the text
_STATED_WORDS = 120  # an `articleBody` shorter than this never stands in for what the page shows


def extract(
    html: bytes | str,
    url: str,
    *,
    charset: str | None = None,
    now: datetime | None = None,
    model: Trees | None = None,
    with_rules: bool = True,
) -> Page:
    """The article that the page at `url` holds.

    `charset` is what HTTP said. A date more than two days after `now` counts as missing. `model` stands in for the
    shipped choice of text and `with_rules=False` leaves publisher rules out (an evaluation holds publishers out).
    Raises `NotAnArticle` for front pages, error pages, consent walls and pages without an article, `TooLarge` over
    10 MB and over the limits of `check_limits`.
    """
    if len(html) > LARGEST:
        raise TooLarge(f"The page is larger than {LARGEST // 1_000_000} MB", hint="such pages hold no readable article")
    markup = clean_markup(html if isinstance(html, str) else decode(html, declared=charset))
    root = parse_page(markup)
    if root is None:
        raise NotAnArticle("The page is empty")
    check_limits(root)
    stated = facts(root, url)
    rule = rule_for(url or metadata.canonical(stated, "") or "") if with_rules else None
    stands = said(rule, root) if rule else Said()
    title = stands.title or headline(root, stated)
    if metadata.is_front_page(stated, url) or (is_no_page(title) and not stated.article):
        raise NotAnArticle(
            "The page holds no article", hint="it is a front page, an error page or a wall before the article"
        )
    return _Reading(markup, root, stated, title, url, now, model, rule, stands).whole()


@dataclass
class _Reading:
    """One page while it is read. The metadata come first: making the body uses the tree up."""

    markup: str
    root: etree._Element
    stated: Facts
    title: str
    url: str
    now: datetime | None
    model: Trees | None
    rule: PublisherRule | None
    said: Said  # by the rule

    def whole(self) -> Page:
        first = published_as(self.said.published, self.now) or published(
            self.root, self.stated, self.url, self.markup, self.now
        )
        names = people(self.said.authors, self.stated) or authors(self.root, self.stated)
        tags = keywords(self.root, self.stated, self.title)
        body, open_to_all = self._body()
        words = len(tokens(body.text))
        kind = metadata.kind(self.stated, self.url, words)
        if not words and kind is Kind.ARTICLE and not self._is_empty_teaser(open_to_all):
            raise NotAnArticle("The page holds no article", hint="no text was found on it")
        return Page(
            url=self.url,
            title=self.title or _title_from(body),
            body=body,
            authors=names,
            published=first,
            updated=updated(self.stated, first, self.now),
            lang=self._language(body),
            image=metadata.image(self.stated, self.url),
            kind=kind,
            access=open_to_all,
            canonical=metadata.canonical(self.stated, self.url),
            publisher=metadata.publisher(self.stated),
            keywords=tags,
            section=metadata.section(self.stated),
            description=metadata.description(self.stated),
            agency=agency(names, body.text),
            media=metadata.media(self.stated, self.url),
            tdm_reserved=metadata.reserves_mining(self.stated),
            max_snippet=metadata.max_snippet(self.stated),
        )

    def _body(self) -> tuple[Body, Access]:
        if self.rule:
            take_out(self.rule, self.root)
        found = segments(self.root)
        if len(found) > _MOST_SEGMENTS:
            raise TooLarge(f"The page has more than {_MOST_SEGMENTS} pieces of text", hint="no article has")
        others = evidence(self.markup, self.root, self.stated, self.title)
        chosen = choose(found, others, self.model)
        if self.rule:
            chosen = settled(self.rule, self.root, found, chosen)
        chosen = without_page_words(found, chosen)
        open_to_all, chosen = access(self.root, self.stated, found, chosen)
        if self.said.is_teaser:
            open_to_all = Access.TEASER
        body = assemble(self.root, found, chosen, self.url)
        words, stated_words = len(tokens(body.text)), len(tokens(others.stated))
        if stated_words > _STATED_WORDS and stated_words > 1.5 * words:
            return body_from_text(others.stated), Access.FULL  # the page shows its text by script only
        if words < _FEW_WORDS:
            inner = parse(html_in_scripts(self.root))
            hidden = Body() if inner is None else self._hidden(inner)
            if len(tokens(hidden.text)) > _STATED_WORDS:
                return hidden, Access.FULL
        return body, open_to_all

    def _hidden(self, root: etree._Element) -> Body:
        """HTML that a script holds as a body: all of it is the article but page words and what a rule removes."""
        if self.rule:
            take_out(self.rule, root)
        found = segments(root)
        return assemble(root, found, without_page_words(found, [True] * len(found)), self.url)

    def _is_empty_teaser(self, open_to_all: Access) -> bool:
        """An article whose headline is all that may be read."""
        return (
            bool(self.title) and bool(self.stated.article) and (open_to_all is Access.TEASER or is_closed(self.stated))
        )

    def _language(self, body: Body) -> str | None:
        claim = metadata.claimed_language(self.stated)
        return detect(f"{self.title}\n{body.text[:3000]}", claim)[0] or known(claim)


def _title_from(body: Body) -> str:
    """The first line stands in for a missing headline."""
    line = body.text.split("\n", 1)[0]
    return cut(line) if len(line) <= 120 else line[:119].rsplit(" ", 1)[0] + "…"
