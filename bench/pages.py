"""CPU time of the site's pages on the sample edition, without the network and after a warm-up."""

from __future__ import annotations

import os
import tempfile
import time

RUNS = 30


def main() -> dict[str, float]:
    os.environ["OCTAVO_EMBED"] = "off"
    os.environ["OCTAVO_DATA"] = tempfile.mkdtemp(prefix="octavo-bench-")
    from octavo.config.django import setup

    setup()
    from octavo.cli.sample import load
    from octavo.store import schema

    schema.ensure()
    load()
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    home = client.get("/en/").content.decode()
    article = home.split('href="/en/article/')[1].split('"')[0]
    story = home.split('href="/en/story/')[1].split('"')[0]
    paths = {
        "home": "/en/",
        "article": f"/en/article/{article}",
        "story": f"/en/story/{story}",
        "search": "/en/search?q=storm",
        "eight": "/en/eight",
    }
    figures = {}
    for name, path in paths.items():
        client.get(path)
        started = time.process_time()
        for _ in range(RUNS):
            assert client.get(path).status_code == 200, path
        figures[name] = (time.process_time() - started) / RUNS * 1000
        print(f"  {name:8} {figures[name]:6.1f} ms of CPU time")
    return figures
