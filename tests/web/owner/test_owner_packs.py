"""The starter catalogue's pages: what is offered, what is added, and who may."""

from __future__ import annotations

import pytest
from django.test import Client

from octavo.catalogue.feeds import find
from octavo.catalogue.packs import pack, packs
from octavo.store.models import Publisher, Source
from tests.builders import make_article, make_reader
from tests.builders_discuss import signed_in

pytestmark = pytest.mark.django_db
CANADA = pack("canada")
assert CANADA is not None


@pytest.fixture
def owner() -> Client:
    return signed_in(make_reader("ada", role="owner"))


def text(client: Client, path: str, **headers: str) -> str:
    response = client.get(path, headers=headers, follow=True)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("path", ["/owner/packs/", "/owner/packs/canada/"])
def test_only_the_owner_gets_in(path: str, client: Client) -> None:
    reader, moderator = signed_in(make_reader("bo")), signed_in(make_reader("mo", role="moderator"))
    for method in ("get", "post"):
        answer = getattr(client, method)(path, {"pack": "canada"})
        assert answer["Location"].startswith("/account/login/?next=/owner/packs/")
        assert getattr(reader, method)(path, {"pack": "canada"}).status_code == 403
        assert getattr(moderator, method)(path, {"pack": "canada"}).status_code == 403
    assert not Source.objects.exists()


@pytest.mark.parametrize("path", ["/owner/packs/", "/owner/packs/canada/"])
def test_forms_need_the_token_and_other_methods_are_refused(path: str, owner: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_reader("eve", role="owner"), backend="django.contrib.auth.backends.ModelBackend")
    assert strict.post(path, {"pack": "canada"}).status_code == 403
    assert owner.put(path).status_code == 405
    assert owner.delete(path).status_code == 405
    assert not Source.objects.exists()


def test_the_list_shows_every_pack_the_browsers_languages_first(owner: Client) -> None:
    html = text(owner, "/owner/packs/", accept_language="fr-CA,fr;q=0.9,sv;q=0.5")
    assert html.count("<h1") == 1
    assert " style=" not in html
    for one in packs():
        assert f"/owner/packs/{one.slug}/" in html
    assert html.index('id="fr"') < html.index('id="sv"') < html.index('id="en"') < html.index('id="de"')
    assert 'lang="ar" dir="rtl"' in html


def test_a_whole_pack(owner: Client) -> None:
    response = owner.post("/owner/packs/", {"pack": "canada"}, follow=True)
    assert response.redirect_chain[-1][0] == "/owner/sources/"
    assert f"Added {len(CANADA.feeds)} sources." in response.content.decode()
    assert set(Source.objects.values_list("url", flat=True)) == {one.feed for one in CANADA.feeds}
    row = Source.objects.select_related("publisher").get(url=CANADA.feeds[0].feed)
    assert (row.publisher.name, row.publisher.country, row.lang, row.topic) == ("CBC News", "CA", "en", "News")
    again = owner.post("/owner/packs/", {"pack": "canada"}, follow=True)
    assert "Those are your sources already." in again.content.decode()
    assert f"All {len(CANADA.feeds)} are your sources" in text(owner, "/owner/packs/")
    inside = text(owner, "/owner/packs/canada/")
    assert "all of them your sources already" in inside
    assert "Add what is ticked" not in inside


def test_ticked_feeds_only_and_none_that_is_not_of_the_catalogue(owner: Client) -> None:
    chosen = CANADA.feeds[2].feed
    inside = text(owner, "/owner/packs/canada/")
    assert inside.count('name="feed"') == inside.count(" checked>") == len(CANADA.feeds)
    owner.post("/owner/packs/canada/", {"feed": [chosen, "https://evil.test/feed", "javascript:alert(1)"]})
    assert [row.url for row in Source.objects.all()] == [chosen]
    left = text(owner, "/owner/packs/canada/")
    assert left.count(" checked>") == len(CANADA.feeds) - 1
    assert "1 of them your sources already" in left
    assert f"Add the other {len(CANADA.feeds) - 1} feeds" in text(owner, "/owner/packs/")


@pytest.mark.parametrize("data", [{}, {"pack": "nothing"}, {"feed": ["https://evil.test/feed"]}, {"feed": "\0"}])
@pytest.mark.parametrize("path", ["/owner/packs/", "/owner/packs/canada/"])
def test_nothing_ticked(owner: Client, path: str, data: dict[str, object]) -> None:
    response = owner.post(path, data, follow=True)
    assert response.redirect_chain[-1][0] == path
    assert "Tick at least one feed." in response.content.decode()
    assert not Source.objects.exists()


def test_a_pack_that_is_not_there(owner: Client) -> None:
    assert owner.get("/owner/packs/atlantis/").status_code == 404
    assert owner.post("/owner/packs/atlantis/", {"feed": CANADA.feeds[0].feed}).status_code == 404


def test_searching_the_catalogue(owner: Client) -> None:
    html = text(owner, "/owner/packs/?q=le+devoir")
    assert html.count('name="feed"') == len(find("le devoir")) == 2
    assert " checked>" not in html
    assert "more fit" in text(owner, "/owner/packs/?lang=en")
    both = text(owner, "/owner/packs/?country=CA&topic=culture")
    assert "The Walrus" in both
    assert "CBC News" not in both
    for odd in ("?q=%00%3Cscript%3E", "?lang=xx", "?topic=none", "?country=%F0%9F%98%80"):
        assert "Nothing in the catalogue fits" in text(owner, f"/owner/packs/{odd}")
    assert "<script>" not in text(owner, "/owner/packs/?q=<script>").replace("<script src", "")


def test_two_languages_of_one_house_are_two_publishers(owner: Client) -> None:
    owner.post("/owner/packs/", {"pack": ["turkiye", "united-kingdom"]})
    names = set(Publisher.objects.filter(host__startswith="bbc.co.uk").values_list("name", flat=True))
    assert names == {"BBC News", "BBC News Türkçe"}


def test_ways_to_the_packs(owner: Client) -> None:
    for path in ("/owner/", "/owner/sources/", "/owner/sample/"):
        assert "/owner/packs/" in text(owner, path)
    make_article(sample=True)
    after = owner.post("/owner/sample/", follow=True).content.decode()
    assert "/owner/packs/" in after
