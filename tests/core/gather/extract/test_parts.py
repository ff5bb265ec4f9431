# ruff: noqa: E501  (markup reads best on one line)
"""The parts of extraction, each on small pieces of pages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import etree

from octavo.core.gather.blocks import parse_page
from octavo.core.gather.extract import metadata
from octavo.core.gather.extract.access import access, is_closed
from octavo.core.gather.extract.assemble import assemble
from octavo.core.gather.extract.candidates import evidence
from octavo.core.gather.extract.features import Evidence, matrix, names
from octavo.core.gather.extract.headline import headline, without_site
from octavo.core.gather.extract.keywords import keywords
from octavo.core.gather.extract.people import agency, authors
from octavo.core.gather.extract.scripts import html_in_scripts
from octavo.core.gather.extract.segments import segments
from octavo.core.gather.extract.structured import Facts, facts, text_of
from octavo.core.gather.extract.when import published, updated
from octavo.types import Access, Kind

URL = "https://coast.example/harbour/report"


def tree(markup: str) -> etree._Element:
    root = parse_page(markup)
    assert root is not None
    return root


def stated(markup: str, url: str = URL) -> Facts:
    return facts(tree(markup), url)


def ld(text: str) -> str:
    return f"<script type='application/ld+json'>{text}</script>"


@pytest.mark.parametrize(
    ("script", "headline_"),
    [
        ('{"@type":"NewsArticle","headline":"A"}', "A"),
        ('<!-- {"@type":"NewsArticle","headline":"A"} -->', "A"),
        ('{"@type":"NewsArticle","headline":"A",};', "A"),
        ('{"@type":"NewsArticle","headline":"A\\x"}', "A\\x"),
        ('{"@graph":[{"@type":"WebSite","name":"W"},{"@type":["Thing","NewsArticle"],"headline":"A"}]}', "A"),
        (
            f'[{{"@type":"NewsArticle","headline":"Other"}},{{"@type":"NewsArticle","headline":"A","mainEntityOfPage":{{"@id":"{URL}?x"}}}}]',
            "A",
        ),
        ('{"@type":"NewsArticle","headline":7}', "7"),
        ("no json", None),
        ("x" * 2_000_001, None),
    ],
)
def test_json_ld_is_read_as_pages_write_it(script: str, headline_: str | None) -> None:
    assert text_of(stated(ld(script)).article.get("headline")) == headline_


def test_references_inside_json_ld_are_followed() -> None:
    found = stated(
        ld(
            '{"@graph":[{"@type":"Article","author":[{"@id":"#p"},{"@id":"#q"}]},{"@type":"Person","@id":"#p","name":"Jon Berg"}]}'
        )
    )
    assert authors(tree("<p>"), found) == ("Jon Berg",)


def test_values_of_other_shapes_state_nothing() -> None:
    assert stated("<meta name=a content=''><meta name=a content='b'>").first("none", "a") == "b"
    assert text_of([]) is None and text_of(True) is None and text_of({"@value": " a "}) == "a"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("<title>A vote - Coast Courier</title><meta property='og:site_name' content='Coast Courier'>", "A vote"),
        ("<title>Coast Courier: A vote</title><meta property='og:site_name' content='Coast Courier'>", "Coast Courier: A vote"),
        ("<title>Coast Courier | A vote</title><meta property='og:site_name' content='Coast Courier'>", "A vote"),
        ("<title>A &amp;amp; b</title>", "A & b"),
        ("<title>Coast Courier</title><meta property='og:site_name' content='Coast Courier'>", ""),
        ("<h1>Coast Courier</h1><h1>A vote at last</h1><title>A vote at last</title>", "A vote at last"),
        ("<meta property='og:title' content='A vote-Politics'><meta property='article:section' content='Politics'>", "A vote"),
        ("<title>S title</title><h1>S title</h1><meta property='og:title' content='S title'>" + ld('{"@type":"Article","headline":"E title"}'), "E title"),
        ("<title>X</title><h1>S title</h1><meta property='og:title' content='S title'>" + ld('{"@type":"Article","headline":"E title"}'), "S title"),
        ("", ""),
    ],
)  # fmt: skip
def test_headlines(head: str, title: str) -> None:
    root = tree(f"<html><head>{head}</head><body><p>x</p></body></html>")
    assert headline(root, facts(root, URL)) == title


def test_site_names_of_one_letter_are_not_searched_in_titles() -> None:
    assert without_site("A - B", {"b"}) == "A"


@pytest.mark.parametrize(
    ("markup", "people"),
    [
        (ld('{"@type":"Article","author":"By Jon Berg and Mara Lindqvist"}'), ("Jon Berg", "Mara Lindqvist")),
        (ld('{"@type":"Article","author":[{"name":[7, "Jon Berg"]}, "jon berg", 7]}'), ("Jon Berg",)),
        (ld('{"@type":"Article","author":{"name":"Courier staff"}}') + "<meta name=author content='Jon Berg'>", ("Jon Berg",)),
        (ld('{"@type":"Article","author":{"name":null},"creator":"Jon Berg"}') + "<p>", ()),
        ("<meta name=author content='https://x.example/jon'><a rel=author>Jon Berg</a>", ("Jon Berg",)),
        ("<div><a rel=author>Jon Berg</a> <a rel=author>Mara Lindqvist</a></div><aside><a rel=author>Someone Else</a></aside>", ("Jon Berg", "Mara Lindqvist")),
        ("<div itemprop=author><span itemprop=name>Jon Berg</span> editor</div>", ("Jon Berg",)),
        ("<meta name='twitter:label1' content='Written by'><meta name='twitter:data1' content='Jon Berg'>", ("Jon Berg",)),
        ("<meta name='twitter:label1' content='Price'><meta name='twitter:data1' content='Jon Berg'>", ()),
        ("<p class='byline'>x</p><p class='byline'>By Jon Berg, senior reporter</p>", ("Jon Berg",)),
        ("<p>Words.</p><p>By Jon Berg</p>", ("Jon Berg",)),
        ("<meta name=author content='Staff; admin; 12; Coast Courier'><meta property='og:site_name' content='Coast Courier'>", ()),
    ],
)  # fmt: skip
def test_authors_are_people(markup: str, people: tuple[str, ...]) -> None:
    root = tree(markup)
    assert authors(root, facts(root, URL)) == people


@pytest.mark.parametrize(
    ("byline", "text", "name"),
    [
        (("dpa/jb",), "", "dpa"),
        ((), "PORT (Reuters) - A vote was held.", "Reuters"),
        ((), "A vote was held. (AFP)", "AFP"),
        ((), "A vote was held by the pa.", None),
        (("x/y", "AP"), "", "AP"),
        ((), "PORT (own report/AP) - A vote was held.", "AP"),
        ((), "PORT (own report) - A vote was held.", None),
        (("Jon Berg",), "A vote was held.", None),
        ((), "", None),
    ],
)
def test_wire_agencies(byline: tuple[str, ...], text: str, name: str | None) -> None:
    assert agency(byline, text) == name


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<meta name=keywords content='harbour; lighthouse, harbour'>", ("harbour", "lighthouse")),
        (
            "<meta name=keywords content='Coast Courier, news'><meta property='og:site_name' content='Coast Courier'>",
            (),
        ),
        ("<meta name=keywords content='AB1, CD2, EF3, GH4'>", ()),
        ("<meta name=keywords content='a vote at the harbour'>", ("a vote at the harbour",)),
        ("<meta name=keywords content='council,votes,on,the,old,lighthouse'>", ()),
        ("<meta name=keywords content='topic/harbour,Partner: x,Tag: port'>", ("harbour", "port")),
        ("<meta name=keywords content='灯塔 港口 海岸 议会'>", ("灯塔", "港口", "海岸", "议会")),
        (ld('{"@type":"Article","keywords":["harbour","section:news",{"name":"port"}]}'), ("harbour", "port")),
        (ld('{"@type":"Article","about":[{"name":"harbour"}],"mentions":"port"}'), ("harbour", "port")),
        ("<a rel=tag href=/x>harbour</a>", ("harbour",)),
        ("<ul class='tags'><li><a href='/tag/port'>port</a></ul><a href='/tag/other'>other</a>", ("port",)),
        ("<p>x", ()),
    ],
)
def test_keywords(markup: str, words: tuple[str, ...]) -> None:
    root = tree(markup)
    assert keywords(root, facts(root, URL), "Council votes on the old lighthouse") == words


@pytest.mark.parametrize(
    ("markup", "url", "when"),
    [
        (ld('{"@type":"Article","datePublished":"2024-03-12T10:00:00Z"}'), URL, "2024-03-12T10:00:00+00:00"),
        (ld('{"@type":"Article","datePublished":"2024-03-12"}') + "<time datetime='2024-03-12T09:00:00Z'>", URL, "2024-03-12T09:00:00+00:00"),
        (ld('{"@type":"Article","datePublished":"2024-03-12"}') + "<time datetime='2024-01-01T09:00:00Z'>", URL, "2024-03-12"),
        ("<time class='updated' datetime='2024-03-13'></time><aside><time>2024-01-01</time></aside><time>2024-03-12</time>", URL, "2024-03-12"),
        ("<span itemprop=datePublished content='2024-03-12'></span>", URL, "2024-03-12"),
        ("<abbr class=published title='2024-03-12'></abbr>", URL, "2024-03-12"),
        ("<p>x", "https://coast.example/2024/03/12/report", "2024-03-12"),
        ("<p>x", "https://coast.example/2024/03/report", None),
        ("<p class='date'>Published 12 March 2024</p>", URL, "2024-03-12"),
    ],
)  # fmt: skip
def test_when_it_was_published(markup: str, url: str, when: str | None) -> None:
    root = tree(f"<html><body>{markup}</body></html>")
    now = datetime(2024, 3, 14, tzinfo=UTC)
    found = published(root, facts(root, url), url, f"<html><body>{markup}</body></html>", now)
    assert (found and found.isoformat()) == when


def test_what_no_parser_can_search_has_no_date() -> None:
    assert published(tree("<p>x"), Facts(), URL, "", None) is None


def test_an_update_before_the_publication_is_none() -> None:
    first = published(
        tree("<p>"), stated(ld('{"@type":"Article","datePublished":"2024-03-12T10:00:00Z"}')), URL, "", None
    )
    for value, kept in (
        ("2024-03-12T09:00:00Z", False),
        ("2024-03-10", False),
        ("2024-03-13T00:00:00Z", True),
        ("soon", False),
    ):
        changed = updated(stated(ld(f'{{"@type":"Article","dateModified":"{value}"}}')), first, None)
        assert (changed is not None) is kept


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("<link rel=canonical href='/a'>", "https://coast.example/a"),
        (
            "<link rel=canonical href='https://other.example/a'><meta property='og:url' content='/b'>",
            "https://coast.example/b",
        ),
        ("<link rel=canonical href='https://coast.example/'>", None),
        ("<link rel=canonical href=''>", None),
    ],
)
def test_the_canonical_address_is_believed_within_the_site(head: str, address: str | None) -> None:
    assert metadata.canonical(stated(head), URL) == address


@pytest.mark.parametrize(
    ("markup", "url", "words", "kind"),
    [
        ("<p>", URL, 500, Kind.ARTICLE),
        (ld('{"@type":"LiveBlogPosting"}'), URL, 500, Kind.LIVE),
        ("<meta property='og:type' content='video.other'>", URL, 20, Kind.VIDEO),
        (ld('{"@type":"VideoObject"}'), URL, 20, Kind.VIDEO),
        ("<meta property='og:type' content='music.song'>", URL, 20, Kind.AUDIO),
        (ld('{"@type":"PodcastEpisode"}'), URL, 20, Kind.AUDIO),
        ("<p>", "https://coast.example/gallery/1", 20, Kind.GALLERY),
        ("<p>", URL, 20, Kind.ARTICLE),
    ],
)
def test_kinds(markup: str, url: str, words: int, kind: Kind) -> None:
    assert metadata.kind(stated(markup, url), url, words) is kind


def test_players() -> None:
    found = metadata.media(
        stated(
            ld(
                '{"@type":"VideoObject","contentUrl":"/v.mp4","embedUrl":"/e","duration":"PT2M30S","thumbnailUrl":["/t.jpg"]}'
            )
        ),
        URL,
    )
    assert found is not None
    assert (found.url, found.embed_url, found.seconds) == (
        "https://coast.example/v.mp4",
        "https://coast.example/e",
        150,
    )
    assert found.thumbnail == "https://coast.example/t.jpg"
    assert metadata.media(Facts(), URL) is None


@pytest.mark.parametrize(
    ("value", "seconds"), [("90", 90), ("P1DT1H", 90_000), ("PT", None), ("soon", None), (None, None)]
)
def test_durations(value: Any, seconds: int | None) -> None:
    assert metadata.seconds(value) == seconds


def test_small_statements() -> None:
    page = "<meta property='og:site_name' content='@courier'><meta property='article:section' content='https://x'>"
    found = stated(page + ld('{"@type":"Article","image":{"url":"/i.jpg"},"publisher":{"name":"Courier"}}'))
    assert metadata.publisher(found) == "Courier" and metadata.section(found) is None
    assert metadata.image(found, URL) == "https://coast.example/i.jpg"
    assert (
        metadata.image(Facts(), URL) is None
        and metadata.publisher(Facts()) is None
        and metadata.description(Facts()) is None
    )
    assert metadata.reserves_mining(stated("<meta name='tdm-reservation' content='1'>"))
    assert metadata.max_snippet(stated("<meta name=robots content='max-snippet:-1'>")) is None
    assert metadata.claimed_language(stated("<html xml:lang='de'><p>")) == "de"


def test_closed_pages() -> None:
    assert is_closed(stated(ld('{"@type":"Article","isAccessibleForFree":"False"}')))
    assert is_closed(stated("<meta property='article:content_tier' content='locked'>"))
    assert not is_closed(stated(ld('{"@type":"Article","isAccessibleForFree":true}')))


@pytest.mark.parametrize(
    ("words", "end", "after", "closed", "wanted"),
    [
        (40, "…", "Already a subscriber? Log in.", False, Access.TEASER),
        (40, ".", "", False, Access.FULL),
        (40, ".", "", True, Access.TEASER),
        (200, ".", "Already a subscriber? Log in.", False, Access.TEASER),
        (200, ".", "", True, Access.FULL),
        (500, ".", "Already a subscriber? Log in.", False, Access.FULL),
        (500, "…", "Already a subscriber? Log in.", True, Access.TEASER),
        (900, "…", "Already a subscriber? Log in.", True, Access.FULL),
    ],
)
def test_the_shorter_a_text_the_less_shows_a_teaser(
    words: int, end: str, after: str, closed: bool, wanted: Access
) -> None:
    root = tree(f"<div><p>{'word ' * words}{end}</p></div><p>{after}</p>")
    node = stated(ld('{"@type":"Article","isAccessibleForFree":false}')) if closed else Facts()
    found = segments(root)
    assert access(root, node, found, [True, False][: len(found)])[0] is wanted


def test_a_page_that_says_that_it_has_more_words_is_a_teaser() -> None:
    root = tree(f"<p>{'word ' * 500}</p>")
    closed = stated(ld('{"@type":"Article","isAccessibleForFree":false,"wordCount":1000}'))
    assert access(root, closed, segments(root), [True])[0] is Access.TEASER


def test_html_in_scripts() -> None:
    inner = "<p>" + "Words of a report. " * 15 + "</p><p>" + "More words of it. " * 15 + "</p>"
    quoted = inner.replace("<", "\\u003c")
    double = '{\\"body\\":\\"' + inner.replace("<", "\\\\u003c") + '\\"}'
    bad = "x" * 400 + "\\u00g"
    bad_inside = '\\"' + "x" * 400 + '\\\\q\\"'
    for script in (f'x("{quoted}")', f'push([1,"{double}"])', f'"{bad}"', f'"{bad_inside}"'):
        found = html_in_scripts(tree(f"<script>{script}</script><p>y</p>"))
        assert found == (inner if "report" in script else "")
    assert html_in_scripts(tree(f"<script>{'x' * 3_000_001}</script>")) == ""


def test_pictures_of_other_articles_and_bad_addresses_go() -> None:
    root = tree(
        "<body><div><p>One.</p><nav><img src='/n.jpg'></nav><div class='related'><img src='/r.jpg'></div><a href='/big.png'><img src='/l.jpg'></a>"
        "<iframe src='http://[bad'></iframe><iframe src='//player.vimeo.com/1'></iframe><video src='/v.mp4'></video>"
        "<div><div><div><div><div><div><div><img src='/deep.jpg'></div></div></div></div></div></div></div><p>Two.</p></div></body>"
    )
    found = segments(root)
    body = assemble(root, found, [True] * len(found), URL)
    for name, kept in (
        ("n.jpg", False),
        ("r.jpg", False),
        ("l.jpg", True),
        ("vimeo", True),
        ("v.mp4", True),
        ("deep.jpg", True),
    ):
        assert (name in body.html) is kept


def test_segments_know_links_bold_words_and_breaks() -> None:
    root = tree(
        "<body>loose<p><a href=/x>link</a> <b>bold</b> rest<br><br>next<script>x</script> tail</p><iframe></iframe>after</body>"
    )
    found = segments(root)
    assert [one.text for one in found] == ["loose", "link bold rest", "next tail", "after"]
    assert (found[1].links, found[1].link_chars, found[1].strong_chars) == (1, 4, 4)


def test_what_is_not_chosen_is_cleared_around_what_is() -> None:
    root = tree("<body><div>drop <p>keep</p> drop too</div></body>")
    body = assemble(root, segments(root), [False, True, False], URL)
    assert body.text == "keep"


def test_features_of_odd_pages() -> None:
    root = tree(
        "<html><body><div hidden>a b c d e</div><h2>A vote</h2><p style='display:none'>x<br><br>y</p></body></html>"
    )
    rows = matrix(segments(root), Evidence(("", "", ""), "A vote", ""))
    assert rows.shape == (4, len(names()))
    hidden = names().index("hidden")
    assert list(rows[:, hidden]) == [1, 0, 1, 1]
    assert matrix([], Evidence(("", "", ""), "", "")).shape == (0, len(names()))


def test_markup_in_a_stated_text_is_taken_off() -> None:
    root = tree(ld('{"@type":"Article","headline":"A","text":"<p>One &amp; two</p>"}'))
    assert "One & two" in evidence("<p>x", root, facts(root, URL), "").stated
