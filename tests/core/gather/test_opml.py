"""Lists of sources: tolerant in, strict out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from octavo.core.gather.opml import Limits, OpmlResult, OpmlSource, read_opml, write_opml
from octavo.errors import InputError, TooLarge

LIST = """<?xml version="1.0"?>
<opml version="1.0"><body>
<outline text="Europe">
  <outline text="North" title="The North">
    <outline text="Fjord &amp; Sea" title="The Fjord" type="rss" xmlUrl="https://fjord.example/feed" htmlUrl="https://fjord.example/"/>
  </outline>
  <outline type="rss" title='Dune' xmlUrl='feed://dune.example/rss'></outline>
</outline>
<!-- <outline xmlUrl="https://hidden.example/"/>
-->
<outline text="A & B" xmlUrl="https://ab.example/?a=1&copy=2" type="rss"/>
<outline text="Paper "Daily"" title="Paper "Daily"" xmlUrl="https://paper.example/rss.xml" type="rss" />
<outline text="a < b" xmlUrl="https://lt.example/rss">
<outline text="none" type="rss"/>
<outline text="bad" type="rss" xmlUrl="ftp://bad.example/"/>
<outline text="again" type="rss" url="https://fjord.example/feed"/>
<outline text="unquoted xmlUrl="https://unquoted.example/feed type="rss"/>
</body></opml>"""


def read(text: str) -> OpmlResult:
    return read_opml(text.encode())


def test_a_messy_list() -> None:
    result = read(LIST)
    assert result.sources == (
        OpmlSource("https://fjord.example/feed", "The Fjord", "https://fjord.example/", "Europe / The North"),
        OpmlSource("http://dune.example/rss", "Dune", None, "Europe"),
        OpmlSource("https://ab.example/?a=1&copy=2", "A & B"),
        OpmlSource("https://paper.example/rss.xml", 'Paper "Daily"'),
        OpmlSource("https://lt.example/rss", "a < b"),
        OpmlSource("https://unquoted.example/feed", "unquoted"),
    )
    assert [source.line for source in result.sources] == [5, 7, 11, 12, 13, 17]
    lines = dict(result.problems)
    assert set(lines) == {11, 12, 13, 14, 15, 17}
    assert "bare &" in lines[11] and "quotes" in lines[12] and "names no feed" in lines[14] and "ftp" in lines[15]


def test_quotes_inside_values_keep_the_title() -> None:
    source = read('<outline text="Paper "Daily"" xmlUrl="https://paper.example/rss.xml" type="rss" />').sources[0]
    assert (source.title, source.url) == ('Paper "Daily"', "https://paper.example/rss.xml")


def test_folders_that_never_end() -> None:
    result = read('<outline text="x">' * 60 + '<outline xmlUrl="https://a.example/"/>' + "</outline>" * 90)
    assert result.sources[0].folder == " / ".join("x" * 50)


def test_an_outline_that_never_ends() -> None:
    result = read('<outline text="' + "x" * 30_000)
    assert result.sources == () and "never ends" in result.problems[0][1]


def test_refusals() -> None:
    with pytest.raises(InputError):
        read("<html/>")
    for limits, text in (
        (Limits(sources=1), '<outline xmlUrl="https://a.example/"/><outline xmlUrl="https://b.example/"/>'),
        (Limits(outlines=1), "<outline/><outline/>"),
        (Limits(size=10), "<outline text='too long'/>"),
    ):
        with pytest.raises(TooLarge):
            read_opml(text.encode(), limits)


@given(st.text(alphabet="<>/ outline=\"'&;xmlurh:.a\n", max_size=200))
def test_raises_nothing_else(text: str) -> None:
    try:
        read("<outline " + text)
    except InputError as error:
        assert str(error)


_words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"]), min_size=1, max_size=20)


@given(
    st.lists(
        st.builds(
            OpmlSource,
            st.integers(0, 999).map(lambda number: f"https://h{number}.example/feed?a=1&b={number}"),
            _words.map(lambda text: " ".join(text.split()) or "x"),
            st.none() | st.just("https://site.example/"),
            st.sampled_from(["", "North & South", "East / Far"]),
        ),
        unique_by=lambda source: source.url,
        max_size=8,
    )
)
def test_what_is_written_is_well_formed_and_read_again(sources: list[OpmlSource]) -> None:
    text = write_opml(sources, "All & sundry")
    assert etree.fromstring(text.encode()).tag == "opml"
    if sources:
        result = read(text)
        assert result.problems == ()
        assert {source.url: source for source in result.sources} == {source.url: source for source in sources}
