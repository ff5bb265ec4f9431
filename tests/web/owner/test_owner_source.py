"""One source's page, a page read by a rule, lists that are too long for one request: who may, and what is done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from octavo import clock
from octavo.gather.lists import add_lists
from octavo.store import list_work, sources
from octavo.store.models import Source, Work
from octavo.store.screens.source import source_page
from octavo.store.visibility import Viewer
from octavo.web.owner import words
from tests.builders import make_article, make_publisher, make_reader
from tests.builders_discuss import signed_in

pytestmark = pytest.mark.django_db
URL = "https://harbour.test/feed"
PATHS = ["/owner/sources/{pk}/", "/owner/sources/rule/", "/owner/sources/lists/{pk}/"]


@pytest.fixture
def owner() -> Client:
    return signed_in(make_reader("ada", role="owner"))


@pytest.fixture
def pk() -> int:
    return sources.add_source(URL, now=clock.now(), title="Harbour feed", publisher="The Harbour Post")[0]


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def change(pk: int, **fields: Any) -> None:
    Source.objects.filter(pk=pk).update(**fields)


@pytest.mark.parametrize("path", PATHS)
def test_only_the_owner_gets_in(path: str, pk: int, client: Client) -> None:
    path = path.format(pk=pk)
    reader, moderator = signed_in(make_reader("bo")), signed_in(make_reader("mo", role="moderator"))
    for method in ("get", "post"):
        answer = getattr(client, method)(path, {"action": "remove"})
        assert answer.status_code == 405 or answer["Location"].startswith("/account/login/?next=/owner/")
        assert getattr(reader, method)(path, {"action": "remove"}).status_code in (403, 405)
        assert getattr(moderator, method)(path, {"action": "remove"}).status_code in (403, 405)
    assert Source.objects.count() == 1
    assert not Work.objects.exists()


@pytest.mark.parametrize("path", PATHS)
def test_methods_and_token(path: str, pk: int, owner: Client) -> None:
    assert owner.delete(path.format(pk=pk)).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_reader("eve", role="owner"), backend="django.contrib.auth.backends.ModelBackend")
    assert strict.post(path.format(pk=pk), {"action": "remove"}).status_code == 403
    assert Source.objects.count() == 1


def test_a_source_that_is_not_there(owner: Client) -> None:
    for path in ("/owner/sources/7/", "/owner/sources/lists/7/"):
        assert owner.get(path).status_code == 404
    for action in ("keep", "describe", "look", "pause", "nonsense"):
        assert owner.post("/owner/sources/7/", {"action": action}).status_code == 404
    assert owner.get("/owner/sources/99999999999999999999/").status_code == 404


def test_health_in_plain_words(owner: Client, pk: int) -> None:
    path, now = f"/owner/sources/{pk}/", clock.now()
    html = text(owner, path)
    assert html.count("<h1") == 1
    assert " style=" not in html
    assert "<b>New.</b>" in html
    publisher = make_publisher()
    for number in range(4):
        make_article(f"Bridge {number}", publisher=publisher, source_id=pk, access="teaser" if number else "full")
    change(pk, last_look=now, last_ok=now, last_new=now, next_look=now + timedelta(minutes=30, seconds=1), entries=20,
           articles=143, bytes=2_000_000, looks=96, next_reason="as often as it publishes")  # fmt: skip
    html = text(owner, path)
    for said in ("<b>Fine.</b>", "in 30\xa0minutes", "as often as it publishes", "143", "20 entries", "1.9\xa0MB",
                 "in 96 looks", "1 in full, 3 as teasers", "Bridge 3", " · teaser"):  # fmt: skip
        assert said in html, said
    change(pk, errors=3, last_error="the publisher says that it is not there (404) (check the address)")
    html = text(owner, path)
    assert "<b>In trouble.</b> The last 3 looks failed." in html
    assert "The publisher says that it is not there (404)" in html
    assert "What to do:</b> The feed is not at this address any more." in html
    change(pk, state="retired")
    assert "<b>Retired.</b>" in text(owner, path)


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"state": "paused"}, "Paused"),
        ({"state": "retired"}, "Retired"),
        ({"errors": 1}, "In trouble"),
        ({}, "New"),
        ({"last_look": clock.now(), "last_new": clock.now() - timedelta(days=50)}, "Quiet"),
        ({"last_look": clock.now(), "last_new": clock.now()}, "Fine"),
        ({"last_look": clock.now()}, "Fine"),
    ],
)
def test_states(pk: int, fields: dict[str, Any], word: str) -> None:
    change(pk, **fields)
    page = source_page(pk, Viewer())
    assert page
    found, sentence = words.state(page, clock.now())
    assert found == word
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ("the publisher says that it is not there (410)", "for good"),
        ("the publisher does not let Octavo read this (403)", "only the publisher can change"),
        ("the publisher asks to come back later (429)", "nothing to do"),
        ("robots.txt of a.test asks not to fetch this", "Octavo obeys"),
        ("there is no host named a.test (check the address)", "cannot be reached"),
        ("a.test cannot prove who it is: its certificate is not valid", "repairs that"),
        ("a.test is not on the public internet: loopback", "OCTAVO_ALLOW_PRIVATE_HOSTS"),
        ("the rule finds no item with a link", "Change the rule"),
        ("neither XML nor JSON", "no feed any more"),
        ("moved to https://a.test/2, which is a source already", "remove this one"),
        ("the publisher's server answered 500", "tries again by itself"),
    ],
)
def test_what_to_do(pk: int, error: str, says: str) -> None:
    change(pk, errors=1, last_error=error)
    page = source_page(pk, Viewer())
    assert page
    assert says in words.advice(page)


def test_a_source_that_only_teases_is_explained(owner: Client, pk: int) -> None:
    for number in range(12):
        make_article(f"Bridge {number}", source_id=pk, access="teaser" if number > 3 else "full")
    assert "paywall" in text(owner, f"/owner/sources/{pk}/")
    assert "all in full" not in text(owner, f"/owner/sources/{pk}/")


def test_actions_stay_on_the_page_they_came_from(owner: Client, pk: int) -> None:
    path = f"/owner/sources/{pk}/"
    assert owner.post(path, {"action": "pause", "from": "page"})["Location"] == path
    assert owner.post(path, {"action": "resume"})["Location"] == "/owner/sources/"
    assert owner.post(path, {"action": "look", "from": "page"})["Location"] == path
    assert owner.post(path, {"action": "remove", "from": "page"})["Location"] == "/owner/sources/"
    assert not Source.objects.exists()


def test_what_is_kept(owner: Client, pk: int) -> None:
    path = f"/owner/sources/{pk}/"
    answer = owner.post(path, {"action": "keep", "days": "90", "articles": "", "megabytes": "5"}, follow=True)
    assert "goes at the next daily sweep" in answer.content.decode()
    row = Source.objects.get()
    assert (row.keep_days, row.keep_articles, row.keep_megabytes) == (90, None, 5)
    shown = text(owner, path)
    assert 'value="90"' in shown and "of 5 MB that are kept" in shown
    for wrong in ({"days": "0"}, {"articles": "-5"}, {"megabytes": "many"}, {"days": "9" * 30}):
        refused = owner.post(path, {"action": "keep", **wrong})
        assert refused.status_code == 422
        assert 'role="alert"' in refused.content.decode()
    row.refresh_from_db()
    assert row.keep_days == 90
    assert "Everything is kept." in owner.post(path, {"action": "keep"}, follow=True).content.decode()
    row.refresh_from_db()
    assert (row.keep_days, row.keep_articles, row.keep_megabytes) == (None, None, None)


def test_name_and_place(owner: Client, pk: int) -> None:
    path = f"/owner/sources/{pk}/"
    owner.post(path, {"action": "describe", "title": "The <b>harbour", "lang": "DE", "topic": "Sea"})
    row = Source.objects.get()
    assert (row.title, row.lang, row.topic) == ("The <b>harbour", "de", "Sea")
    assert "The &lt;b&gt;harbour" in text(owner, path)
    for wrong in ({"lang": "german"}, {"lang": "1"}, {"title": "x" * 301}, {"topic": "x" * 81}):
        assert owner.post(path, {"action": "describe", **wrong}).status_code == 422
    owner.post(path, {"action": "describe"})
    row.refresh_from_db()
    assert (row.title, row.digest) == ("", "")


RULE = {"url": "town.test/news", "item": "article.news", "title": "h3", "date": "time"}


def test_a_page_is_read_by_a_rule(owner: Client) -> None:
    asked = owner.post("/owner/sources/rule/", RULE)
    work = Work.objects.get(kind="preview")
    rule = {"item": "article.news", "title": "h3", "date": "time"}
    assert asked["Location"] == f"/owner/sources/found/{work.pk}/"
    assert work.data == {"state": "waiting", "rule": rule}
    assert owner.get(asked["Location"])["Refresh"] == "2"
    item = {"title": "Road closed", "url": "https://town.test/1", "published": None, "excerpt": ""}
    feed = {"url": "https://town.test/news", "kind": "page", "title": "Town hall", "entries": 2, "preview": [item]}
    sources.write_preview(work.pk, {"state": "found", "site": "https://town.test/", "rule": rule, "feeds": [feed]})
    html = text(owner, asked["Location"])
    assert "What the rule finds" in html
    assert "Road closed" in html
    assert 'value="article.news"' in html
    owner.post(asked["Location"], {"feed": "https://town.test/news"})
    row = Source.objects.get()
    assert (row.kind, row.rule, row.title) == ("page", rule, "Town hall")
    shown = text(owner, f"/owner/sources/{row.pk}/")
    assert "Page read by a rule" in shown
    assert f"/owner/sources/rule/?source={row.pk}" in shown
    assert 'value="article.news"' in text(owner, f"/owner/sources/rule/?source={row.pk}")


def test_a_changed_rule_takes_the_place_of_the_old_one(owner: Client) -> None:
    sources.add_source("https://town.test/news", now=clock.now(), kind="page", rule={"item": "li"})
    Source.objects.update(digest="abc", next_look=clock.now() + timedelta(days=1))
    pk = sources.request_discovery("https://town.test/news", clock.now(), rule={"item": "article"})
    feed = {"url": "https://town.test/news", "kind": "page", "title": "Town", "entries": 1, "preview": []}
    sources.write_preview(pk, {"state": "found", "rule": {"item": "article"}, "feeds": [feed]})
    saved = owner.post(f"/owner/sources/found/{pk}/", {"feed": "https://town.test/news"}, follow=True)
    assert "read by this rule from now on" in saved.content.decode()
    row = Source.objects.get()
    assert (row.rule, row.digest) == ({"item": "article"}, "")
    assert row.next_look <= clock.now()


def test_a_sitemap_is_saved_as_one(owner: Client) -> None:
    pk = sources.request_discovery("https://town.test", clock.now())
    feed = {"url": "https://town.test/news-sitemap.xml", "kind": "sitemap", "title": "", "entries": 3, "preview": []}
    sources.write_preview(pk, {"state": "found", "site": "https://town.test/", "feeds": [feed]})
    assert "news sitemap" in text(owner, f"/owner/sources/found/{pk}/")
    owner.post(f"/owner/sources/found/{pk}/", {"feed": feed["url"]})
    assert Source.objects.get().kind == "sitemap"


def test_a_rule_that_finds_nothing_is_offered_again(owner: Client) -> None:
    pk = sources.request_discovery("https://town.test/news", clock.now(), rule={"item": "article"})
    failed = {"state": "failed", "error": "the rule finds no item with a link", "rule": {"item": "article"}}
    sources.write_preview(pk, failed)
    html = text(owner, f"/owner/sources/found/{pk}/")
    assert "The rule finds no item" in html
    assert 'value="article"' in html
    assert 'value="article"' in text(owner, f"/owner/sources/rule/?found={pk}")


def test_where_no_feed_is_found_a_rule_is_the_way_on(owner: Client) -> None:
    pk = sources.request_discovery("https://town.test/", clock.now())
    sources.write_preview(pk, {"state": "failed", "error": "no feed found"})
    assert f"/owner/sources/rule/?found={pk}" in text(owner, f"/owner/sources/found/{pk}/")
    assert 'value="https://town.test/"' in text(owner, f"/owner/sources/rule/?found={pk}")


@pytest.mark.parametrize(
    "wrong",
    [{"item": ""}, {"item": "article["}, {"item": "//li[", "title": "h3"}, {"title": "h3:::x"}, {"url": ""},
     {"url": "ftp://town.test"}, {"url": "javascript:alert(1)"}, {"item": "x" * 301}],
)  # fmt: skip
def test_rules_that_cannot_be(owner: Client, wrong: dict[str, str]) -> None:
    refused = owner.post("/owner/sources/rule/", {**RULE, **wrong})
    assert refused.status_code == 422
    assert 'role="alert"' in refused.content.decode()
    assert not Work.objects.exists()


def test_odd_ways_to_the_rule(owner: Client) -> None:
    assert owner.get("/owner/sources/rule/?found=7").status_code == 404
    assert owner.get("/owner/sources/rule/?source=7").status_code == 404
    assert 'value="a.test"' in text(owner, "/owner/sources/rule/?found=x&source=%F0&url=a.test%00")


def opml(count: int, more: str = "") -> SimpleUploadedFile:
    lines = "".join(f'<outline type="rss" text="F{n}" xmlUrl="https://p{n}.test/feed"/>\n' for n in range(count))
    return SimpleUploadedFile("my list.opml", f'<opml version="2.0"><body>{lines}{more}</body></opml>'.encode())


def test_a_large_list_is_taken_in_by_the_worker(owner: Client) -> None:
    broken = '<outline type="rss" text="broken" xmlUrl="nowhere"/>\n<outline type="rss" text="none"/>\n'
    answer = owner.post("/owner/sources/opml/", {"file": opml(620, broken)})
    report = list_work.running()[0]
    path = f"/owner/sources/lists/{report.id}/"
    assert answer["Location"] == path
    assert not Source.objects.exists()
    assert (report.total, report.done, report.finished) == (620, 0, False)
    waiting = owner.get(path)
    assert waiting["Refresh"] == "2"
    assert "0 of 620 feeds looked through" in waiting.content.decode()
    assert path in text(owner, "/owner/sources/")
    assert add_lists("worker", clock.now) == 5
    assert "500 of 620 feeds looked through, 500 added" in text(owner, path)
    assert add_lists("worker", clock.now) == 2
    assert add_lists("worker", clock.now) == 0
    through = owner.get(path)
    assert "Refresh" not in through
    html = through.content.decode()
    assert "620 new sources." in html
    assert "2 lines with something wrong" in html
    assert "names no feed address" in html
    assert Source.objects.count() == 620
    assert path not in text(owner, "/owner/sources/")


def test_the_same_large_list_twice_adds_nothing(owner: Client) -> None:
    for _ in range(2):
        owner.post("/owner/sources/opml/", {"file": opml(501)})
    while add_lists("worker", clock.now):
        pass
    reports = [
        list_work.progress(pk) for pk in Work.objects.filter(kind="opml").order_by("pk").values_list("pk", flat=True)
    ]
    assert [(one.added, one.known) for one in reports if one] == [(501, 0), (0, 501)]
    assert Source.objects.count() == 501


def test_a_list_of_five_hundred_is_added_at_once(owner: Client) -> None:
    answer = owner.post("/owner/sources/opml/", {"file": opml(500)})
    assert "500 new sources" in answer.content.decode()
    assert not Work.objects.exists()


def test_the_list_of_sources_is_searched_and_paged(owner: Client) -> None:
    owner.post("/owner/sources/opml/", {"file": opml(130)})
    first = text(owner, "/owner/sources/")
    assert first.count('class="source ') == 40
    assert "130 sources, all fine" in first
    assert "/owner/sources/?from=40" in first
    assert text(owner, "/owner/sources/?from=120").count('class="source ') == 10
    found = text(owner, "/owner/sources/?q=P127.test")
    assert found.count('class="source ') == 1
    Source.objects.filter(url__contains="//p5.").update(errors=2, last_error="Down.")
    Source.objects.filter(url__contains="//p6.").update(state="paused")
    assert text(owner, "/owner/sources/?state=trouble").count('class="source ') == 1
    assert "1 in trouble" in text(owner, "/owner/sources/")
    assert "https://p6.test/feed" in text(owner, "/owner/sources/?state=paused")
    assert text(owner, "/owner/sources/?state=nonsense&from=x").count('class="source ') == 40
    assert "No source fits" in text(owner, "/owner/sources/?q=nobody%00")
