"""From the address of a site to an article that search finds: `add`, `fetch`, `search`, with a site on loopback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drill.instance import Instance
from tests.drafts import FLOOD
from tests.publisher import publisher


@pytest.mark.parametrize("allowed", [True, False])
def test_a_site_on_loopback_is_fetched_only_where_that_is_allowed(tmp_path: Path, allowed: bool) -> None:
    instance = Instance(tmp_path / "data")
    with publisher() as arden:
        instance.environment["OCTAVO_ALLOW_PRIVATE_HOSTS"] = arden.host if allowed else ""
        arden.serve("/", '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>')
        paragraphs = "".join(f"<p>{part}</p>" for part in FLOOD.split("\n\n"))
        arden.serve(
            "/flood", f"<html lang='en'><body><article><h1>Flood in Marlow</h1>{paragraphs}</article></body></html>"
        )
        arden.serve(
            "/feed",
            '<rss version="2.0"><channel><title>The Arden Post</title><item><title>Flood in Marlow</title>'
            f"<link>{arden.url('/flood')}</link>"
            "<pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate></item></channel></rss>",
            "application/rss+xml",
        )
        if not allowed:
            instance.run("add", arden.url("/"), ok=(1,))
            assert arden.seen == []
            return
        assert "The Arden Post" in instance.run("add", arden.url("/"))
        instance.run("fetch")
    (row,) = (json.loads(line) for line in instance.run("search", "flood", "--json").splitlines())
    assert (row["title"], row["url"]) == ("Flood in Marlow", arden.url("/flood"))
