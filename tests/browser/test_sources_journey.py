"""The owner's way to sources in a real browser, with and without script, against a publisher on loopback."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.shots import Served, chromium, serving
from tests.publisher import Publisher, publisher

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        chromium() is None and not os.environ.get("CI"), reason="no Chromium (Debian: apt-get install chromium)"
    ),
]
PATIENCE = 30_000  # milliseconds for the worker on a busy machine
PARAGRAPH = (
    "The council of Arden voted on Monday to rebuild the old mill bridge, which a flood had carried off in March. "
)
FEED = """<rss version="2.0"><channel><title>The Arden Post</title><link>{url}/</link><language>en</language>
<item><title>Bridge to be rebuilt</title><link>{url}/bridge</link><guid>{url}/bridge</guid>
<pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate><description>The council voted.</description></item>
<item><title>Library lends boats</title><link>{url}/boats</link><guid>{url}/boats</guid>
<pubDate>Sun, 22 Nov 2026 10:00:00 GMT</pubDate><description>For a week at a time.</description></item>
</channel></rss>"""
NOTICES = """<!doctype html><html lang="en"><title>Town hall notices</title><body>
<li class="notice"><h3>Road closed at the mill</h3><a href="/notice/1">more</a></li>
<li class="notice"><h3>Market moves to Saturday</h3><a href="/notice/2">more</a></li></body></html>"""


@pytest.fixture(scope="module")
def arden() -> Iterator[Publisher]:
    with publisher() as made:
        base = made.url("")
        made.serve("/feed.xml", FEED.format(url=base), "application/rss+xml")
        link = '<link rel="alternate" type="application/rss+xml" href="/feed.xml" title="News">'
        made.serve(
            "/", f"<!doctype html><html><head><title>The Arden Post</title>{link}</head><body>Hello</body></html>"
        )
        made.serve("/notices", NOTICES)
        for path, title in (("/bridge", "Bridge to be rebuilt"), ("/boats", "Library lends boats")):
            text = f"<p>{PARAGRAPH * 3}</p>" * 4
            made.serve(path, f"<html lang=en><title>{title}</title><article><h1>{title}</h1>{text}</article></html>")
        yield made


@pytest.fixture(scope="module")
def served(arden: Publisher) -> Iterator[Served]:
    with serving(OCTAVO_ALLOW_PRIVATE_HOSTS=arden.host) as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium())
        yield started
        started.close()


@pytest.fixture(scope="module")
def signed_in(browser: Any, served: Served) -> Any:
    """An owner's cookies."""
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    token = served.run("user", "link", "--role", "owner").strip().rsplit("/", 1)[1]
    opened.goto(f"{served.url}/account/link/{token}")
    opened.locator("input[name=username]").fill("keeper")
    opened.locator("input[type=password]").first.fill("three blue herons")
    opened.locator("main form button[type=submit]").click()
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(browser: Any, signed_in: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """Signed in as the owner; nothing may complain on the console."""
    size: Any = {"width": 1280, "height": 900}
    context = browser.new_context(viewport=size, java_script_enabled=request.param, storage_state=signed_in)
    context.set_default_timeout(PATIENCE)
    problems: list[str] = []
    opened = context.new_page()
    opened.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    context.close()
    assert problems == []


def test_a_site_is_added_previewed_and_its_health_read(page: Any, served: Served, arden: Publisher) -> None:
    page.goto(f"{served.url}/owner/sources/")
    page.locator("input[name=url]").fill(arden.url("/"))
    page.get_by_role("button", name="Find its feeds").click()
    page.get_by_text("Bridge to be rebuilt").wait_for()  # the page looks again by itself
    page.get_by_role("button", name="Add what is chosen").click()
    page.get_by_text(re.compile(r"Added 1\.|source already")).first.wait_for()

    page.locator(".source", has_text="The Arden Post").get_by_role("link", name="Health and settings").click()
    for _ in range(30):
        if page.locator(".state").inner_text().startswith("Fine.") and page.get_by_text("Library lends boats").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    assert page.locator("h1").inner_text() == "The Arden Post"
    assert page.locator(".state").inner_text().startswith("Fine.")
    page.locator("input[name=days]").fill("30")
    page.locator("#keep button").click()
    assert page.locator("input[name=days]").input_value() == "30"
    page.get_by_role("button", name="Pause").click()
    assert page.locator(".state").inner_text().startswith("Paused.")
    page.get_by_role("button", name="Resume").click()
    page.get_by_text("Remove", exact=True).click()
    page.get_by_role("button", name="Remove; its articles stay").click()
    page.get_by_text("Its articles stay").first.wait_for()


def test_a_page_without_feed_is_read_by_a_rule(page: Any, served: Served, arden: Publisher) -> None:
    page.goto(f"{served.url}/owner/sources/")
    page.get_by_role("link", name="Read it by a rule").click()
    page.locator("input[name=url]").fill(arden.url("/notices"))
    page.locator("input[name=item]").fill("li.nothing")
    page.get_by_role("button", name="Show what it finds").click()
    page.get_by_text("the rule finds no item").wait_for()
    page.locator("input[name=item]").fill("li.notice")
    page.locator("input[name=title]").fill("h3")
    page.get_by_role("button", name="Show what it finds").click()
    page.get_by_text("Market moves to Saturday").wait_for()
    page.get_by_role("button", name="Save this page as a source").click()
    page.get_by_role("link", name="Town hall notices").click()
    page.get_by_text("Page read by a rule").first.wait_for()
    assert page.locator("code", has_text="li.notice").count() == 1


def test_lists_small_and_large(page: Any, served: Served) -> None:
    for length in (3, 700):
        addresses = [f"https://list{n}.invalid/feed" for n in range(length)]
        lines = "".join(f'<outline type="rss" text="F" xmlUrl="{url}"/>' for url in addresses)
        raw = f'<opml version="2.0"><body>{lines}<outline type="rss" text="A & B"/></body></opml>'
        page.goto(f"{served.url}/owner/sources/")
        file = {"name": f"list-{length}.opml", "mimeType": "text/x-opml", "buffer": raw.encode()}
        page.locator("input[type=file]").set_input_files(file)
        page.get_by_role("button", name="Add its feeds").click()
        if length == 3:
            page.get_by_text(re.compile(r"\d new source")).first.wait_for()
        else:
            page.locator("[role=status]", has_text="new sources").wait_for()
    assert page.get_by_text("names no feed address").count() == 1


def test_a_pack_is_looked_into_and_one_feed_taken(page: Any, served: Served) -> None:
    page.goto(f"{served.url}/owner/packs/")
    page.locator(".pack", has_text="Kiswahili").get_by_role("link", name="Look inside").click()
    boxes = page.locator("input[name=feed]:not([disabled])")
    for position in range(1, boxes.count()):
        boxes.nth(position).uncheck()
    page.get_by_role("button", name="Add what is ticked").click()
    page.get_by_text("Added 1 source.").first.wait_for()
