# ruff: noqa: E501  (markup reads best on one line)
"""Any HTML to safe, flat blocks and their text."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.core.gather.body import anchored, block_at, body_from_html, body_from_text, plain, safe_again, split_blocks
from octavo.types import Body

BASE = "https://news.example/a/page.html"


def html(markup: str) -> str:
    return body_from_html(markup, BASE).html


@pytest.mark.parametrize(
    ("markup", "blocks"),
    [
        ("", ""),
        ("words", "<p>words</p>"),
        ("<h1>One <span>two</span></h1>", "<h2>One two</h2>"),
        ("<h3><p>in a heading</p></h3>", "<p>in a heading</p>"),
        ("a<br><br>b", "<p>a</p><p>b</p>"),
        ("a<br><b>c</b><br>b", "<p>a<br><strong>c</strong><br>b</p>"),
        ("<div>x<p>y</p>z</div>", "<p>x</p><p>y</p><p>z</p>"),
        ("<b><p>x</p></b>", "<p>x</p>"),
        ("<p>a <b> </b>b<i></i></p>", "<p>a b</p>"),
        ("<p><b>a<br>b</b></p>", "<p><strong>a<br>b</strong></p>"),
        (
            "<ul><li>a<ul><li>b</li></ul></li> <li>c</li><li></li><script>x</script></ul>",
            "<ul><li>a<br>b</li><li>c</li></ul>",
        ),
        ("<ol dir='rtl'><li>a</li></ol>", '<ol dir="rtl"><li>a</li></ol>'),
        ("<ul><li> </li></ul>", ""),
        ("<ul><p>a</p></ul>", "<p>a</p>"),
        ("<blockquote><p>a</p><blockquote>b</blockquote></blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<blockquote></blockquote>", ""),
        ("<pre> a\n  b\n\nc </pre><pre> </pre>", "<pre> a\n  b\n\nc</pre>"),
        ("<pre>a<br>b<script>x</script> &lt;i&gt;</pre>", "<pre>a\nb &lt;i&gt;</pre>"),
        (
            "<table><tr><th colspan=2>h</th></tr><tr><td>a</td><td>b</td></tr><tr><td></td></tr></table>",
            '<table><tbody><tr><th colspan="2">h</th></tr><tr><td>a</td><td>b</td></tr></tbody></table>',
        ),
        ("<table><tr><td></td><td></td></tr></table>", ""),
        ("<table><tr><td><p>layout</p></td></tr></table>", "<p>layout</p>"),
        ("<table><tr><td>a</td><td><h2>layout</h2></td></tr></table>", "<p>a</p><h2>layout</h2>"),
        ("<p dir=rtl>שלום</p>", '<p dir="rtl">שלום</p>'),
        (
            "<abbr title='World  Health'>WHO</abbr> <abbr>x</abbr>",
            '<p><abbr title="World Health">WHO</abbr> <abbr>x</abbr></p>',
        ),
        ("<bdo dir=rtl>x</bdo>", '<p><bdo dir="rtl">x</bdo></p>'),
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>", "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>"),
        ("<p onclick='x()' style='y'>a<script>b</script><style>c</style></p>", "<p>a</p>"),
        ("<p>a<!-- b --></p>", "<p>a</p>"),
        ("<div>a<unknown-tag>b</unknown-tag></div>", "<p>a</p><p>b</p>"),
    ],
)
def test_writes_blocks(markup: str, blocks: str) -> None:
    assert html(markup) == blocks


@pytest.mark.parametrize(
    ("markup", "link"),
    [
        ("<a href='/x y'>l</a>", '<a href="https://news.example/xy" rel="nofollow noopener">l</a>'),
        (
            "<a href='//o.example/?a=1&amp;b=2'>l</a>",
            '<a href="https://o.example/?a=1&amp;b=2" rel="nofollow noopener">l</a>',
        ),
        ("<a href='javascript:alert(1)'>l</a>", "l"),
        ("<a href='http://[bad'>l</a>", "l"),
        (f"<a href='https://o.example/{'x' * 5000}'>l</a>", "l"),
        ("<a>l</a>", "l"),
        ("<a href='/x'></a>l", "l"),
    ],
)
def test_links_are_absolute_http_addresses_or_nothing(markup: str, link: str) -> None:
    assert html(f"<p>{markup}</p>") == f"<p>{link}</p>"


def test_without_a_base_relative_links_go() -> None:
    assert body_from_html("<a href='/x'>l</a>", None).html == "<p>l</p>"


@pytest.mark.parametrize(
    ("markup", "figure"),
    [
        ("<img src='/a.jpg' alt='An  apple'>", '<figure><img src="https://news.example/a.jpg" alt="An apple"></figure>'),
        ("<img src='data:x' data-src='/b.jpg'>", '<figure><img src="https://news.example/b.jpg" alt=""></figure>'),
        ("<img srcset='/s.jpg 1x, /l.jpg 2x'>", '<figure><img src="https://news.example/l.jpg" alt=""></figure>'),
        ("<img srcset='/s.jpg 1x, '>", ""),
        ("<img src='/dot.gif' width=1 height=1><img>", ""),
        ("<figure><img src='/a.jpg'><figcaption>A <b>b</b></figcaption></figure>",
         '<figure><img src="https://news.example/a.jpg" alt=""><figcaption>A <strong>b</strong></figcaption></figure>'),
        ("<figure><img></figure>", ""),
        ("<iframe src='https://www.tube.example/1'></iframe>",
         '<figure><a href="https://www.tube.example/1" rel="nofollow noopener">tube.example</a></figure>'),
        ("<video><source src='/v.mp4'></video>",
         '<figure><a href="https://news.example/v.mp4" rel="nofollow noopener">news.example</a></figure>'),
        ("<blockquote><img src='/a.jpg'></blockquote>", '<figure><img src="https://news.example/a.jpg" alt=""></figure>'),
    ],
)  # fmt: skip
def test_pictures_and_embeds_are_figures_without_text(markup: str, figure: str) -> None:
    assert body_from_html(markup, BASE) == Body(figure, "")


def test_a_figure_of_words_is_no_figure() -> None:
    assert html("<figure><p>a</p></figure>") == "<p>a</p>"
    assert html("<figure><a href='/x'>b</a> c</figure>").startswith("<p><a")


def test_pictures_inside_a_paragraph_follow_it() -> None:
    assert re.findall(r"<(\w+)", html("<p>a <img src='/a.jpg'> b</p><p>c</p>")) == ["p", "figure", "img", "p"]


def test_text_of_blocks() -> None:
    body = body_from_html(
        "<h2>H</h2><p>a&amp;b<br>c</p><ul><li>1</li><li>2</li></ul><table><tr><td>x</td><td>y</td></tr></table>"
        "<pre>k\n\n  l</pre><p><ruby>漢<rt>かん</rt></ruby>字</p>",
        None,
    )
    assert body.text == "H\n\na&b\nc\n\n1\n2\n\nx | y\n\nk\nl\n\n漢字"


def test_anchors_and_offsets_name_the_same_blocks() -> None:
    body = body_from_html("<p>one</p><img src='/a.jpg'><ul><li>two</li></ul><blockquote>three</blockquote>", BASE)
    marked = anchored(body.html)
    for number, word in enumerate(("one", "two", "three")):
        assert block_at(body.text, body.text.index(word)) == number
        assert word in marked.split(f'id="p{number}"')[1]
    assert block_at(body.text, -5) == 0


def test_plain_text_comes_in_paragraphs() -> None:
    assert body_from_text("a\r\nb\n\n  c <i>").html == "<p>a<br>b</p><p>c &lt;i&gt;</p>"
    assert body_from_text("a\nb").html == "<p>a</p><p>b</p>"
    assert body_from_text(" \n ") == Body()
    assert plain("<p>a<p>b") == "a\n\nb"


@pytest.mark.parametrize(
    "markup", ["<div>" * 100_000 + "x", "<b>" * 100_000 + "x", "<p " + "a=1 " * 100_000 + ">x", "\0<p>\0x"]
)
def test_hostile_markup_ends(markup: str) -> None:
    body_from_html(markup, BASE)


def test_an_element_with_very_many_attributes_keeps_its_words() -> None:
    many = " ".join(f"a{i}='<{i}>'" for i in range(1000))
    assert plain(f"<p {many}>x</p>") == "x"


def test_deep_markup_keeps_its_words() -> None:
    assert plain("<div>" * 100 + "a" + "<p>b") == "a b"
    assert plain("<p>" + "<i>" * 100 + "a") == "a"


_PIECES = st.one_of(
    st.sampled_from(
        ["p", "div", "span", "a", "b", "i", "h1", "h3", "ul", "ol", "li", "blockquote", "pre", "table", "tr", "td", "th", "figure", "figcaption", "img", "br", "iframe", "script", "section", "em", "ruby", "rt", "dl", "dt", "center", "textarea", "title", "svg", "select", "style", "noscript", "template", "form", "caption", "frameset", "body", "plaintext", "xmp", "listing"]
    ).flatmap(lambda tag: st.sampled_from([f"<{tag}>", f"</{tag}>", f"<{tag} href='/x y' src='http://a.b/c?d=1&e=2' dir=rtl title='a<b'>"])),
    st.sampled_from(["x", "hello world", " ", "\n\n", "&nbsp;", "&lt;b&gt;", "a & b", "|", "\u200b", "&#0;", "\ud800", "\u2028", "<", "<!--", "]]>"]),
    st.text(max_size=5),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=25).map("".join))
def test_properties_of_every_body(markup: str) -> None:
    body = body_from_html(markup, BASE)
    assert body_from_html(body.html, BASE) == body
    blocks = split_blocks(body.html)
    assert "".join(blocks) == body.html
    texts = [text for text in (plain(block) for block in blocks if not block.startswith("<figure")) if text]
    assert body.text == "\n\n".join(texts)
    assert anchored(body.html).count(' id="p') == len(texts)
    assert not re.search(r"<script|javascript:|\son\w+=", body.html.replace("&lt;", ""))


def test_very_many_references_take_no_longer_than_their_text() -> None:
    begun = time.process_time()
    made = body_from_html("<p>" + "Salt &amp; Pepper &lt;3 " * 50_000 + "</p>", None)
    assert (
        time.process_time() - begun < 2.5
    )  # 0.2 s; seconds more where each reference costs the more the more there are
    assert made.html.count("&amp;") == made.html.count("&lt;") == 50_000
    assert made.text.startswith("Salt & Pepper <3 Salt")
    assert body_from_html(made.html, None) == made


def test_what_stands_in_for_references_makes_no_markup() -> None:
    many = "<p>" + "&amp;" * 3_000
    safe = safe_again(f"{many}\ufdd1script\ufdd2alert(1)\ufdd1/script\ufdd2 <script>x</script>\ufdd0lt;</p>")
    assert "\ufdd1" not in safe
    assert safe.endswith("&amp;scriptalert(1)/script lt;</p>")
    assert safe_again("<p>\ufdd1b &amp; c</p>") == "<p>\ufdd1b &amp; c</p>", "few references are left as they are"


def test_html_that_was_tampered_with_is_made_safe_again() -> None:
    made = body_from_html("<p>The <b>river</b> rose.</p>", None).html
    assert safe_again(made) == made
    assert safe_again(made + "<script>x</script><p onclick='x'>It fell.</p>") == made + "<p>It fell.</p>"


def test_plain_text_loses_control_characters_lone_surrogates_and_what_is_no_character() -> None:
    assert body_from_text("a\x00b\ud800c").text == "abc"
    assert body_from_text("a\x07b").text == "ab"
    assert body_from_text("a\uffffb").text == "ab"
    assert body_from_text("\x00 \ufffe").html == ""
