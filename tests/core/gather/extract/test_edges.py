"""Bylines before a text, lines under it and pitches for subscribers are no part of it."""

from __future__ import annotations

import pytest

from octavo.core.gather.extract import extract
from octavo.errors import NotAnArticle

TEXT = (
    "<p>Heavy rain flooded the lower town of Marlow on Monday night and forced about 1,200 people to leave their "
    "homes, the mayor said.</p><p>The river Tarn rose by three metres in six hours. Two bridges are closed and trains "
    "between Marlow and Port Vane do not run.</p><p>The weather service expects more rain on Wednesday, and the water "
    "board has asked people to stay away from the dykes until Friday.</p>"
)


def text(before: str = "", after: str = "") -> str:
    html = (
        '<html lang="en"><head><title>Flood in Marlow</title></head><body><article><h1>Flood in Marlow</h1>'
        f"{before}{TEXT}{after}</article></body></html>"
    )
    return extract(html, "https://arden-post.example/flood").body.text


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Noor Hallam, of the staff of the Arden Post. Letters for the editor are welcome.</p>",
        "<p>Haben Sie einen Fehler gefunden? Schreiben Sie an die Redaktion.</p>",
        "<p><b>Get the headlines by phone:</b> text TIDE to 60090.</p>",
        "<h3>This article is for subscribers</h3><p>Read on with a subscription.</p><p>Cancel whenever you like.</p>",
    ],
)
def test_lines_under_the_text_go(line: str) -> None:
    whole = text(after=line)
    assert whole.startswith("Heavy rain") and whole.endswith("until Friday.")


def test_a_byline_before_the_text_goes() -> None:
    assert text(before="<p>By Saskia Bream and Ama Dorsey</p>").startswith("Heavy rain")


def test_a_page_of_one_link_is_no_article() -> None:
    with pytest.raises(NotAnArticle):
        extract("<html><body><a href='/'>Home</a></body></html>", "https://arden-post.example/x")


def test_pictures_with_headings_are_an_article_and_links_with_headings_are_none() -> None:
    pictures = "<article><h2>The old tower</h2><img src='/1.jpg'><h2>The new lamp</h2><img src='/2.jpg'></article>"
    assert extract(f"<title>A walk</title>{pictures}", "https://arden-post.example/walk").body.text.startswith(
        "The old"
    )
    links = "<article><h2><a href='/1'>The old tower</a></h2><h2><a href='/2'>The new lamp</a></h2></article>"
    with pytest.raises(NotAnArticle):
        extract(f"<title>A walk</title>{links}", "https://arden-post.example/walk")


def test_what_the_markup_hides_is_no_text_unless_it_is_most_of_it() -> None:
    hidden = "<p style='display:none'>The readers of this paper are asked to say whether they liked what they read.</p>"
    assert "readers of this paper" not in text(after=hidden)
    whole = f"<html><body><article><div hidden>{TEXT}</div></article></body></html>"
    assert "Heavy rain" in extract(whole, "https://arden-post.example/flood").body.text
