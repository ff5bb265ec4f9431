"""Small files, health and figures."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.builders import make_article, make_reader

pytestmark = pytest.mark.django_db


def test_health(client: Client) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_figures_for_this_machine(client: Client) -> None:
    make_article()
    text = client.get("/metrics").content.decode()
    assert "octavo_articles 1.0" in text
    assert "octavo_work_waiting" in text


def test_figures_are_not_for_strangers(client: Client, settings: Any) -> None:
    settings.OCTAVO_PUBLIC = "on"
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 403
    client.force_login(make_reader("olga", role="owner"))
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 200
    settings.OCTAVO_TRUSTED_PROXIES = ("10.0.0.2",)
    assert Client().get("/metrics", REMOTE_ADDR="10.0.0.2").status_code == 200


def test_robots_are_kept_out_unless_public(client: Client, settings: Any) -> None:
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"
    settings.OCTAVO_PUBLIC = "on"
    assert b"Disallow: /*/search\n" in client.get("/robots.txt").content


def test_manifest_and_icon(client: Client) -> None:
    assert client.get("/manifest.webmanifest").json()["name"] == "Octavo"
    assert client.get("/favicon.ico")["Location"] == "/static/img/icon.svg"
    for path in ("/static/img/icon.svg", "/static/css/base.css", "/static/js/player.js"):
        response = client.get(path)
        assert response.status_code == 200
        response.close()


def test_the_samples_pictures(client: Client) -> None:
    from octavo.sample.images import image_url, names
    from octavo.sample.publishers import publishers

    url = image_url(publishers()[0].host, min(names()))
    response = client.get(f"/sample-image/{url.removeprefix('https://')}")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("image/")


@pytest.mark.parametrize(
    "name", ["evil.test/images/a.webp", "../../etc/passwd", "x", "www.harbour-courier.example/images/../x.webp"]
)
def test_no_other_pictures(client: Client, name: str) -> None:
    assert client.get(f"/sample-image/{name}").status_code == 404
