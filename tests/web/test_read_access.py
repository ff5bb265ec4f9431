"""The door: private reading, a closed site, a public one, and one whose operator has not chosen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.builders import make_reader

pytestmark = pytest.mark.django_db

FORWARDED = ["X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via"]


def test_loopback_without_a_site_is_private(client: Client) -> None:
    response = client.get("/en/")
    assert response.status_code == 200
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("name", FORWARDED)
def test_a_forwarded_request_needs_a_choice(client: Client, name: str) -> None:
    response = client.get("/en/", headers={name: "203.0.113.9"})
    assert response.status_code == 503
    assert "OCTAVO_PUBLIC=on" in response.content.decode()


@pytest.mark.parametrize("address", ["192.168.1.7", "203.0.113.9", "2001:db8::1", ""])
def test_a_request_from_elsewhere_needs_a_choice(client: Client, address: str) -> None:
    assert client.get("/en/", REMOTE_ADDR=address).status_code == 503


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1"])
def test_loopback_in_every_spelling(client: Client, address: str) -> None:
    assert client.get("/en/", REMOTE_ADDR=address).status_code == 200


def test_a_site_address_needs_a_choice(client: Client, settings: Any) -> None:
    settings.OCTAVO_SITE_URL = "https://news.example.org"
    assert client.get("/en/").status_code == 503
    assert client.get("/healthz").status_code == 200
    assert client.get("/api/v1/openapi.json").status_code == 503


def test_public_lets_everybody_in_and_may_be_kept(client: Client, settings: Any) -> None:
    settings.OCTAVO_PUBLIC = "on"
    response = client.get("/en/", headers={"X-Forwarded-For": "203.0.113.9"})
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=30"
    assert "Cookie" in response["Vary"]


def test_what_a_signed_in_reader_sees_is_not_kept(client: Client, settings: Any) -> None:
    settings.OCTAVO_PUBLIC = "on"
    client.force_login(make_reader())
    assert client.get("/en/")["Cache-Control"] == "private, no-cache"


class TestClosed:
    @pytest.fixture(autouse=True)
    def closed(self, settings: Any) -> None:
        settings.OCTAVO_PUBLIC = "off"

    def test_a_stranger_is_sent_to_sign_in(self, client: Client) -> None:
        response = client.get("/en/search", {"q": "bridge"})
        assert (response.status_code, response["Location"]) == (302, "/account/login/?next=/en/search%3Fq%3Dbridge")

    def test_the_api_says_so_in_json(self, client: Client) -> None:
        response = client.get("/api/v1/articles")
        assert response.status_code == 401
        assert "error" in response.json()

    def test_a_reader_comes_in(self, client: Client) -> None:
        client.force_login(make_reader())
        assert client.get("/en/").status_code == 200

    @pytest.mark.parametrize("path", ["/account/login/", "/healthz", "/robots.txt", "/manifest.webmanifest"])
    def test_some_pages_are_open(self, client: Client, path: str) -> None:
        assert client.get(path).status_code == 200

    @pytest.mark.parametrize("path", ["/en/", "/en/feed.xml", "/en/eight", "/en/videos", "/moderation/log", "/owner/"])
    def test_all_others_are_not(self, client: Client, path: str) -> None:
        assert client.get(path).status_code in (302, 403)


def test_policy_allows_no_inline_code(client: Client) -> None:
    policy = client.get("/en/")["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
