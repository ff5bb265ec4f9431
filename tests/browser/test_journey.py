"""The main journeys in a real browser, against `octavo serve` with the sample edition."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.shots import Served, chromium, serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        chromium() is None and not os.environ.get("CI"), reason="no Chromium (Debian: apt-get install chromium)"
    ),
]
COMMENT_PAUSE = 10_500  # milliseconds: two comments of one reader need ten seconds between them


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium())
        yield started
        started.close()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=request.param)
    problems: list[str] = []
    opened = context.new_page()
    opened.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    context.close()
    assert problems == []


def open_lead(page: Any, url: str) -> None:
    """From the front page to the article of the top story."""
    page.goto(f"{url}/en/")
    page.locator("main h2 a, main h3 a").first.click()
    if "/story/" in page.url:
        page.locator("main article a[href*='/article/']").first.click()
    assert "/en/article/" in page.url


def test_a_reader_signs_up_discusses_asks_and_wanders(
    page: Any, served: Served, request: pytest.FixtureRequest
) -> None:
    name = "ada-" + request.node.callspec.id
    open_lead(page, served.url)
    assert page.locator("h1").count() == 1
    for section in ("#hashtags", "#ai", "#comments", "#related"):
        assert page.locator(f"section{section}").count() == 1
    title = page.locator("h1").inner_text()

    page.locator("#comments").get_by_role("link", name="Create an account").click()
    page.locator("input[name=username]").fill(name)
    page.locator("input[name=password1]").fill("three blue herons")
    page.locator("form:has(input[name=password1]) button[type=submit]").click()
    assert page.locator("h1").inner_text() == title, "after signing up a reader is back at the article"

    page.locator("#comments textarea").first.fill(f"What a long night it was, {name}.")
    page.locator("#comments form button", has_text="Comment").first.click()
    mine = page.locator(".comment", has_text=f"it was, {name}")
    assert mine.count() == 1
    page.wait_for_timeout(COMMENT_PAUSE)
    mine.get_by_role("link", name="Reply").click()
    page.locator("#reply textarea").fill(f"And an answer to myself, {name}.")
    page.locator("#reply button").click()
    assert page.locator(".comment", has_text=f"myself, {name}").count() == 1

    quoted = page.locator("#ai .quotes q").first.inner_text()
    words = re.findall(r"[A-Z][a-z]{3,}", quoted)[:2] or quoted.split()[:3]
    page.locator("#ai input[name=ask]").fill(f"What about {' '.join(words)}?")
    page.locator("#ai form button").click()
    assert page.locator("#ai .answer").count() == 1
    page.locator("#ai .cite[href*='#p']").first.click()
    target = re.search(r"#(p\d+)$", page.url)
    assert target is not None and page.locator(f"[id={target[1]}]").count() == 1

    open_lead(page, served.url)
    card = page.locator("#related article").first
    for part in (".publisher", "time[datetime]", ".excerpt", ".reason"):
        assert card.locator(part).count() >= 1, part
    wanted = card.locator("h3 a").inner_text()
    card.locator("h3 a").click()
    assert page.locator("h1").inner_text() == wanted

    page.locator(".editions summary").click()
    page.locator(".editions a[lang=fr]").click()
    assert page.url.endswith("/fr/")


def test_a_question_that_nothing_answers_is_told_so(page: Any, served: Served) -> None:
    open_lead(page, served.url)
    page.locator("#ai input[name=ask]").fill("Who won the 1954 chariot lottery of Zanzibar?")
    page.locator("#ai form button").click()
    assert "No article here answers that" in page.locator("#ai .answer").inner_text()


def test_search_finds_what_stands_in_the_sample(page: Any, served: Served) -> None:
    page.goto(f"{served.url}/en/")
    page.locator("input[name=q]").fill("storm")
    page.locator("input[name=q]").press("Enter")
    page.locator("main article").first.wait_for()


def test_the_owner_removes_the_sample(browser: Any, served: Served) -> None:
    """Last in this file: afterwards the edition is empty, and says so."""
    token = served.run("user", "link", "--role", "owner").strip().rsplit("/", 1)[1]
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served.url}/account/link/{token}")
    page.locator("input[name=username]").fill("keeper")
    page.locator("input[type=password]").first.fill("three blue herons")
    page.locator("main form button[type=submit]").click()
    page.goto(f"{served.url}/owner/sample/")
    page.locator("main form button[type=submit]").click()
    page.goto(f"{served.url}/en/")
    assert page.locator("main article").count() == 0
    assert page.locator("main").inner_text().strip() != ""
    context.close()
