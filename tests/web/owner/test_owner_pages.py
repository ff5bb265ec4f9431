"""The owner's pages: who gets in, and what each form does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from octavo import clock
from octavo.store import sources
from octavo.store.models import Article, Edition, OneTimeLink, Publisher, Reader, Source, Work
from tests.builders import make_article, make_publisher, make_reader
from tests.builders_discuss import signed_in

pytestmark = pytest.mark.django_db

PAGES = ["", "sample/", "sources/", "editions/", "editions/new/", "publishers/", "readers/", "work/"]
POSTS = ["sample/", "sources/", "sources/opml/", "sources/1/", "sources/found/1/", "editions/new/", "editions/1/",
         "publishers/1/", "readers/link/", "readers/ada/", "work/"]  # fmt: skip


@pytest.fixture
def owner() -> Client:
    return signed_in(make_reader("ada", role="owner"))


def text(client: Client, path: str) -> str:
    response = client.get(path, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def park(url: str) -> None:
    """A page that could not be fetched for good."""
    now = clock.now()
    fields = {"parked": True, "attempts": 6, "reason": "The page answers 403."}
    Work.objects.create(kind="page", subject=url, stage="fetch", order_at=now, not_before=now, **fields)


@pytest.mark.parametrize("path", sorted({*PAGES, *POSTS}))
def test_only_the_owner_gets_in(path: str, client: Client) -> None:
    make_article(sample=True)
    reader, moderator = signed_in(make_reader("bo")), signed_in(make_reader("mo", role="moderator"))
    for method in ("get", "post"):
        answer = getattr(client, method)(f"/owner/{path}")
        assert answer.status_code == 405 or answer["Location"].startswith("/account/login/?next=/owner/")
        assert getattr(reader, method)(f"/owner/{path}").status_code in (403, 405)
        assert getattr(moderator, method)(f"/owner/{path}").status_code in (403, 405)
    assert Article.objects.filter(sample=True).exists()
    assert not OneTimeLink.objects.exists()


@pytest.mark.parametrize("path", PAGES)
def test_pages_open_when_there_is_nothing_yet(owner: Client, path: str) -> None:
    html = text(owner, f"/owner/{path}")
    assert html.count("<h1") == 1
    assert " style=" not in html
    assert not re.search(r"<script(?![^>]*src=)", html)


@pytest.mark.parametrize("path", POSTS)
def test_every_form_needs_the_csrf_token(path: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_reader("ada", role="owner"), backend="django.contrib.auth.backends.ModelBackend")
    assert strict.post(f"/owner/{path}").status_code == 403


def test_overview_names_what_needs_the_owner(owner: Client) -> None:
    assert "Nothing. All sources answer" in text(owner, "/owner/")
    pk, _ = sources.add_source("https://a.test/feed", now=clock.now(), title="A feed")
    Source.objects.filter(pk=pk).update(errors=2, last_error="The server does not answer.")
    park("https://a.test/1")
    html = text(owner, "/owner/")
    assert "The server does not answer." in html
    assert "1 piece of work" in html


def test_the_sample_goes_after_a_question(owner: Client) -> None:
    make_article(sample=True, publisher=make_publisher(sample=True))
    mine = make_article("My own", publisher=make_publisher("Mine"))
    assert "Remove the sample edition?" in text(owner, "/owner/sample/")
    assert Article.objects.count() == 2
    assert owner.post("/owner/sample/")["Location"] == "/owner/sources/"
    assert list(Article.objects.values_list("pk", flat=True)) == [mine.pk]
    assert "is gone" in text(owner, "/owner/sample/")


def test_add_by_address_waits_then_offers(owner: Client) -> None:
    response = owner.post("/owner/sources/", {"url": "harbour.test"})
    work = Work.objects.get()
    assert response["Location"] == f"/owner/sources/found/{work.pk}/"
    waiting = owner.get(response["Location"])
    assert waiting["Refresh"] == "2"
    assert "Octavo is looking" in waiting.content.decode()
    feeds = [
        {"url": "https://harbour.test/feed", "title": "Harbour <news>", "lang": "en", "entries": 2,
         "preview": [{"title": "Bridge opens", "url": None, "published": "2026-11-24T06:00+01:00", "excerpt": "Noon."},
                     {"title": "", "url": "https://harbour.test/2", "published": "2026-11-23", "excerpt": ""}]},
        {"url": "https://harbour.test/sport", "title": "", "lang": "", "entries": 0, "preview": []},
    ]  # fmt: skip
    sources.write_preview(work.pk, {"state": "found", "site": "https://harbour.test/", "feeds": feeds})
    shown = owner.get(response["Location"])
    assert "Refresh" not in shown
    html = shown.content.decode()
    assert "Harbour &lt;news&gt;" in html
    assert "Bridge opens" in html
    assert "https://harbour.test/2" in html
    nothing = owner.post(response["Location"], {"feed": "https://elsewhere.test/feed"})
    assert nothing.status_code == 200
    assert "Choose at least one" in nothing.content.decode()
    assert not Source.objects.exists()
    owner.post(response["Location"], {"feed": ["https://harbour.test/feed", "https://harbour.test/sport"]})
    source = Source.objects.get(url="https://harbour.test/feed")
    assert (source.title, source.lang, source.site) == ("Harbour <news>", "en", "https://harbour.test/")
    again = owner.post(response["Location"], {"feed": "https://harbour.test/feed"}, follow=True)
    assert "was a source already" in again.content.decode()
    assert Source.objects.count() == 2


def test_a_discovery_that_failed_says_why(owner: Client) -> None:
    pk = sources.request_discovery("https://a.test", clock.now())
    sources.write_preview(pk, {"state": "failed", "error": "no feed found at https://a.test/"})
    assert "No feed found" in text(owner, f"/owner/sources/found/{pk}/")
    assert owner.get("/owner/sources/found/999/").status_code == 404


@pytest.mark.parametrize("url", ["", "ftp://a.test", "javascript:alert(1)", "https://"])
def test_addresses_that_cannot_be(owner: Client, url: str) -> None:
    response = owner.post("/owner/sources/", {"url": url})
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not Work.objects.exists()


def test_a_list(owner: Client) -> None:
    raw = b"""<opml version="2.0"><body><outline text="News">
    <outline type="rss" text="A & B" xmlUrl="https://a.test/feed" htmlUrl="https://a.test"/>
    <outline type="rss" text="C" xmlUrl="https://c.test/feed"/>
    <outline type="rss" text="broken" xmlUrl="nowhere"/></outline></body></opml>"""
    for expected in ("2 new sources", "2 known already"):
        response = owner.post("/owner/sources/opml/", {"file": SimpleUploadedFile("list.opml", raw)})
        assert expected in response.content.decode()
    assert "could not be used" in response.content.decode()
    assert Source.objects.count() == 2
    for file in (
        SimpleUploadedFile("list.opml", b"\x00\x01 no list"),
        SimpleUploadedFile("big.opml", b"x" * 5_000_001),
    ):
        assert owner.post("/owner/sources/opml/", {"file": file}).status_code == 422
    assert owner.post("/owner/sources/opml/", {}).status_code == 422
    assert owner.get("/owner/sources/opml/").status_code == 405


def test_what_is_done_with_a_source(owner: Client) -> None:
    pk, _ = sources.add_source("https://a.test/feed", now=clock.now(), title="A feed")
    Source.objects.update(
        last_look=clock.now(), next_look=clock.now() + timedelta(hours=1), errors=2, last_error="Down."
    )
    path = f"/owner/sources/{pk}/"
    assert "2 times in a row" in text(owner, "/owner/sources/")
    owner.post(path, {"action": "look"})
    assert Source.objects.get().next_look <= clock.now()
    owner.post(path, {"action": "pause"})
    assert Source.objects.get().state == "paused"
    assert "Paused" in text(owner, "/owner/sources/")
    owner.post(path, {"action": "resume"})
    assert Source.objects.get().state == "active"
    assert owner.post(path, {"action": "nonsense"}).status_code == 404
    owner.post(path, {"action": "remove"})
    assert not Source.objects.exists()
    assert owner.post(path, {"action": "remove"}).status_code == 404


def edition(**changes: str) -> dict[str, str]:
    return {"name": "Nordic", "slug": "nordic", "lang": "en", "languages": "en, sv", "countries": "se,no",
            "publishers": "", "topics": "#Climate, Energy", "position": "2", **changes}  # fmt: skip


def test_editions(owner: Client) -> None:
    assert owner.post("/owner/editions/new/", edition()).status_code == 302
    row = Edition.objects.get()
    assert (row.languages, row.countries, row.topics) == (["en", "sv"], ["SE", "NO"], ["Climate", "Energy"])
    page = text(owner, f"/owner/editions/{row.pk}/")
    assert 'value="en, sv"' in page
    owner.post(f"/owner/editions/{row.pk}/", edition(name="The North", languages=""))
    row.refresh_from_db()
    assert (row.name, row.languages) == ("The North", ["en"])
    assert "The North" in text(owner, "/owner/editions/")
    assert owner.post("/owner/editions/new/", edition()).status_code == 422  # the address is taken
    owner.post(f"/owner/editions/{row.pk}/", {"action": "remove"})
    assert not Edition.objects.exists()
    assert owner.get(f"/owner/editions/{row.pk}/").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"slug": "owner"}, {"slug": "api"}, {"slug": "A b"}, {"slug": "x"}, {"lang": "english"}, {"lang": "1"},
     {"languages": "en, english"}, {"name": ""}, {"position": "x"}, {"position": "-1"}],
)  # fmt: skip
def test_editions_that_cannot_be(owner: Client, wrong: dict[str, str]) -> None:
    response = owner.post("/owner/editions/new/", edition(**wrong))
    assert response.status_code == 422
    assert 'role="alert"' in response.content.decode()
    assert not Edition.objects.exists()


def test_terms(owner: Client) -> None:
    publisher = make_publisher()
    path = f"/owner/publishers/{publisher.pk}/"
    assert "The Harbour Post" in text(owner, "/owner/publishers/?q=harbour")
    assert "No publisher is called that" in text(owner, "/owner/publishers/?q=nobody")
    assert owner.get("/owner/publishers/?from=x").status_code == 200
    owner.post(path, {"terms": "full", "country": "ca", "tdm_reserved": "on"})
    row = Publisher.objects.get()
    assert (row.terms, row.country, row.tdm_reserved) == ("full", "CA", True)
    for wrong in ({"terms": "all"}, {}, {"terms": "full", "country": "C1"}):
        assert "message error" in owner.post(path, wrong, follow=True).content.decode()
        row.refresh_from_db()
        assert (row.terms, row.country, row.tdm_reserved) == ("full", "CA", True)
    assert owner.post("/owner/publishers/7/", {"terms": "full"}).status_code == 404
    assert owner.get(path).status_code == 405


def test_many_publishers_come_in_pages(owner: Client) -> None:
    for number in range(103):
        make_publisher(f"Paper {number:03}")
    first = text(owner, "/owner/publishers/")
    assert "Paper 099" in first
    assert "Paper 100" not in first
    assert "from=100" in first
    assert "Paper 102" in text(owner, "/owner/publishers/?from=100")


def test_invitations(owner: Client) -> None:
    html = owner.post("/owner/readers/link/", {"role": "moderator"}).content.decode()
    address = re.search(r'value="http://testserver(/account/link/[^"]+)"', html)
    assert address
    Client().post(address[1], {"username": "mo", "password": "a quiet harbour"})
    assert Reader.objects.get(username="mo").role == "moderator"
    owner.post("/owner/readers/link/", {"role": "owner"})
    owner.post("/owner/readers/link/", {"username": "nobody"})
    assert OneTimeLink.objects.count() == 1


def test_a_link_for_who_lost_the_password(owner: Client) -> None:
    make_reader("bo")
    html = owner.post("/owner/readers/link/", {"username": "bo"}).content.decode()
    assert "signs <b>bo</b> in" in html
    assert OneTimeLink.objects.get().role == "reader"


def test_roles_and_closing(owner: Client) -> None:
    bo = make_reader("bo")
    for action, role, active in (
        ("moderator", "moderator", True), ("reader", "reader", True), ("close", "reader", False),
        ("open", "reader", True), ("owner", "reader", True), ("king", "reader", True),
    ):  # fmt: skip
        owner.post("/owner/readers/bo/", {"action": action})
        bo.refresh_from_db()
        assert (bo.role, bo.is_active) == (role, active)
    for action in ("close", "reader"):
        page = owner.post("/owner/readers/ada/", {"action": action}, follow=True).content.decode()
        assert "only owner" in page
    assert owner.post("/owner/readers/nobody/", {"action": "close"}).status_code == 302


def test_parked_work_is_tried_again(owner: Client) -> None:
    for number in range(3):
        park(f"https://a.test/{number}")
    first = Work.objects.first()
    assert first
    shown = text(owner, "/owner/work/")
    assert "The page answers 403." in shown and "fault in Octavo" not in shown
    Work.objects.filter(pk=first.pk).update(reason="RuntimeError: cannot be parsed: KeyError in blocks.py, line 7")
    assert "fault in Octavo" in text(owner, "/owner/work/")
    owner.post("/owner/work/", {"id": first.pk})
    first.refresh_from_db()
    assert (first.parked, first.attempts) == (False, 0)
    assert owner.post("/owner/work/", {"id": first.pk}).status_code == 404
    assert owner.post("/owner/work/", {"id": "x"}).status_code == 404
    owner.post("/owner/work/", {"id": "all"})
    assert not Work.objects.filter(parked=True).exists()
