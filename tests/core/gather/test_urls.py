"""Addresses: one canonical form, ids, hosts and slugs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.core.gather.urls import (
    MAX_URL,
    absolute_url,
    article_id,
    base32_id,
    canonical_url,
    host_of,
    parse_base32_id,
    publisher_name_from_host,
    registrable_domain,
    same_site,
    slug,
)
from octavo.errors import InputError


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("HTTP://Example.COM", "http://example.com/"),
        ("https://example.com:443/a", "https://example.com/a"),
        ("http://example.com:8080/a", "http://example.com:8080/a"),
        ("https://user:secret@example.com/a#top", "https://example.com/a"),
        ("https://example.com./a", "https://example.com/a"),
        ("  https://example.com/a\nb ", "https://example.com/ab"),
        ("https://münchen.example/Straße", "https://xn--mnchen-3ya.example/Stra%C3%9Fe"),
        ("https://example.com/a/../b/./c/", "https://example.com/b/c/"),
        ("https://example.com/../../a/..", "https://example.com/"),
        ("https://example.com/a/.", "https://example.com/a/"),
        ("https://example.com/%7euser/%3a%zz", "https://example.com/~user/%3A%25zz"),
        ("https://example.com/a?id=7&utm_source=x&fbclid=1", "https://example.com/a?id=7"),
        ("https://example.com/a?utm_medium=rss", "https://example.com/a"),
        ("https://example.com/a?b=1&&a=2", "https://example.com/a?b=1&a=2"),
        ("https://[2001:DB8::0:1]/x", "https://[2001:db8::1]/x"),
        ("https://example.com/a b?q=ü", "https://example.com/ab?q=%C3%BC"),
    ],
)
def test_canonical_form(given_url: str, expected: str) -> None:
    assert canonical_url(given_url) == expected
    assert canonical_url(expected) == expected


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "example.com/a",
        "ftp://example.com/a",
        "javascript:alert(1)",
        "http://",
        "http://exa mple..com/",
        "http://example.com:99999/",
        "http://example.com:x/",
        "http://[::1",
        "http://[::zz]/",
        "http://[v1.a:b]/",
        "http://[fe80::1%eth0]/",
        "http://-a-/",
        "https://" + "ü" * 70 + ".example/",
        "https://example.com/" + "a" * MAX_URL,
    ],
)
def test_what_is_no_web_address_is_refused(bad: str) -> None:
    with pytest.raises(InputError):
        canonical_url(bad)


@given(st.text(max_size=80))
def test_canonical_is_idempotent_for_any_tail(tail: str) -> None:
    try:
        once = canonical_url("https://example.com/" + tail)
    except InputError:
        return
    assert canonical_url(once) == once


@given(st.text(max_size=60))
def test_canonical_raises_nothing_else(text: str) -> None:
    try:
        assert canonical_url(text).startswith("http")
    except InputError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("reference", "base", "expected"),
    [
        ("/a.jpg?utm_source=x&sig=1#f", "https://example.com/b/c", "https://example.com/a.jpg?utm_source=x&sig=1"),
        ("//cdn.example.com/a.jpg", "https://example.com/", "https://cdn.example.com/a.jpg"),
        ("https://example.com/a", "", "https://example.com/a"),
        ("data:image/png;base64,xx", "https://example.com/", None),
        ("mailto:a@example.com", "https://example.com/", None),
        ("a", "", None),
        ("http://[bad", "https://example.com/", None),
        ("x" * 9000, "https://example.com/", None),
    ],
)
def test_absolute_url(reference: str, base: str, expected: str | None) -> None:
    assert absolute_url(reference, base) == expected


def test_ids_are_stable_positive_and_salted() -> None:
    plain = article_id("https://example.com/a?utm_source=x")
    assert plain == article_id("https://EXAMPLE.com/a")
    assert 0 < plain < 1 << 63
    assert article_id("https://example.com/a", salt=1) != plain
    assert article_id("urn:octavo:17") != article_id("urn:octavo:18")


@given(st.integers(min_value=0, max_value=(1 << 63) - 1))
def test_base32_both_ways(number: int) -> None:
    text = base32_id(number)
    assert parse_base32_id(text) == number
    assert parse_base32_id(text.upper()) == number


@pytest.mark.parametrize("bad", ["", "u", "-1", "z" * 13, "0" * 14, "é"])
def test_what_is_no_id(bad: str) -> None:
    assert parse_base32_id(bad) is None


def test_look_alikes_are_read() -> None:
    assert parse_base32_id("oIl") == parse_base32_id("011")


def test_host_of() -> None:
    assert host_of("https://News.Example.com:8080/a") == "news.example.com"
    assert host_of("no address") == ""
    assert host_of("http://[bad") == ""


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.bbc.co.uk", "bbc.co.uk"),
        ("bbc.co.uk", "bbc.co.uk"),
        ("co.uk", "co.uk"),
        ("edition.cnn.com", "cnn.com"),
        ("www.web.de", "web.de"),
        ("sport.com.example.de", "example.de"),
        ("a.b.or.jp", "b.or.jp"),
        ("one.substack.com", "one.substack.com"),
        ("a.one.blogspot.com.br", "one.blogspot.com.br"),
        ("two.blogspot.fr", "two.blogspot.fr"),
        ("localhost", "localhost"),
        ("fr", "fr"),
        ("127.0.0.1", "127.0.0.1"),
        ("[2001:db8::1]", "[2001:db8::1]"),
        ("Example.COM.", "example.com"),
    ],
)
def test_registrable_domain(host: str, expected: str) -> None:
    assert registrable_domain(host) == expected


def test_same_site() -> None:
    assert same_site("https://amp.example.co.uk/a", "http://www.example.co.uk/b")
    assert not same_site("https://a.example.com/", "https://example.org/")
    assert not same_site("nothing", "nothing")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Mayor’s Plan: 3 new trams!", "the-mayors-plan-3-new-trams"),
        ("Élysée – Straße & Łódź", "elysee-strasse-lodz"),
        ("東京で地震", "東京で地震"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("½ … ﬁsh", "12-fish"),
        ("?!", "article"),
        ("", "article"),
        ("x" * 90, "x" * 60),
        ("word " * 40, "word-word-word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text(max_size=200))
def test_slug_is_short_and_idempotent(text: str) -> None:
    made = slug(text)
    assert 0 < len(made) <= 60
    assert not set(made) & set(" /?#%&\"'<>")


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("www.example.com", "example.com"),
        ("m.www.example.com", "example.com"),
        ("news.example.com", "news.example.com"),
        ("m.example", "m.example"),
        ("www.xn--mnchen-3ya.example", "münchen.example"),
        ("xn--ü.example", "xn--ü.example"),
    ],
)
def test_publisher_name(host: str, expected: str) -> None:
    assert publisher_name_from_host(host) == expected
