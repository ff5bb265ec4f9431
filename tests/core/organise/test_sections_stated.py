import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.organise.sections import SECTIONS
from octavo.core.organise.sections_stated import named_in, section_name, stated


@pytest.mark.parametrize(
    ("name", "url", "found"),
    [
        ("Wirtschaft", "https://a.example/sport/x", "business"),  # what the page says comes first
        ("News", "https://a.example/2026/sport/the-final", "sport"),
        ("", "https://sport.a.example/news/the-final", "sport"),
        ("", "https://a.example/sport", None),  # the article's own name
        ("", "https://sport.example/x/y", None),  # the site's name
        ("Lokales", "https://a.example/x/y", None),
        ("", "https://a.example/international/sport/x", "sport"),  # an edition, then a section
        ("", "urn:octavo:12", None),
        ("", "https://[bad/sport/x", None),
    ],
)
def test_a_section_is_stated_by_name_or_address(name: str, url: str, found: str | None) -> None:
    assert stated(name, url) == found


def test_the_topic_of_a_feed_comes_last() -> None:
    assert stated("News", "https://a.example/x/y", "Technology") == "technology"
    assert stated("News", "https://a.example/sport/y", "Technology") == "sport"
    assert stated("Politics", "https://a.example/x/y", "Technology") == "politics"
    assert section_name("Lokales", "https://a.example/x/y", "Read later") == "Lokales"


def test_a_name_of_another_kind_stays_where_the_address_tells_nothing() -> None:
    assert section_name("Lokales", "https://a.example/x/y") == "Lokales"
    assert section_name("Lokales", "https://a.example/Sport/y") == "Sport"


@given(st.text(max_size=60))
def test_any_address(text: str) -> None:
    assert stated(text, text) in (None, *SECTIONS)
    named_in(f"https://{text}")
