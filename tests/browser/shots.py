"""Makes screenshots of the main pages, narrow and wide, light and dark: `python -m tests.browser.shots [--url URL]`.

Without `--url` it starts an Octavo with the sample edition in a folder of its own and stops it afterwards.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
QUERY = "storm"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="a running Octavo, like http://127.0.0.1:8000")
    parser.add_argument("--out", type=Path, default=Path("build/shots"))
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    if arguments.url:
        shoot(arguments.url.rstrip("/"), arguments.out)
    else:
        with serving() as served:
            shoot(served.url, arguments.out)


def shoot(url: str, out: Path) -> None:
    """One PNG for each page, width and scheme."""
    from playwright.sync_api import sync_playwright

    paths = pages(url)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        for scheme in SCHEMES:
            for width in WIDTHS:
                size: Any = {"width": width, "height": 844 if width < 600 else 900}
                context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
                page = context.new_page()
                for name, path in paths.items():
                    page.goto(url + path, wait_until="load")
                    _show_all_images(page)
                    file = out / f"{name}-{width}-{scheme}.png"
                    page.screenshot(path=file, full_page=True)
                    print(file)
                context.close()
        browser.close()


def pages(url: str) -> dict[str, str]:
    """The pages to shoot: a story that several publishers tell, its lead article, the first trending hashtag."""
    home = _read(f"{url}/en/")
    story = _first(r'href="(/en/story/[^"]+)"', home)
    article = _first(r'href="(/en/article/[^"]+)"', home)
    hashtag = _first(r'href="(/en/hashtag/[^"]+)"', _read(url + article))
    found = {"home": "/en/", "article": article, "story": story, "hashtag": hashtag, "eight": "/en/eight"}
    return found | {"search": f"/en/search?q={QUERY}", "videos": "/en/videos"}


@dataclass(frozen=True, slots=True)
class Served:
    """A running Octavo: its address, and its commands."""

    url: str
    environment: dict[str, str]

    def run(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "octavo.cli", *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True).stdout


@contextmanager
def serving(**settings: str) -> Iterator[Served]:
    """An Octavo of its own on a free port, with the sample edition; `settings` go into its environment."""
    folder = tempfile.mkdtemp(prefix="octavo-shots-")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OCTAVO_")}
    environment |= {"OCTAVO_DATA": folder, **settings}
    command = [sys.executable, "-m", "octavo.cli", "serve", "--port", str(port)]
    process = subprocess.Popen(command, env=environment)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(url, process)
        yield Served(url, environment)
    finally:
        process.terminate()
        process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def chromium() -> str | None:
    """The system's browser; None leaves it to Playwright's own."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit("Octavo stopped before it answered.")
        try:
            _read(f"{url}/healthz")
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("Octavo did not answer within two minutes.")


def _read(url: str) -> str:
    """A page of our own on this machine."""
    from urllib.request import urlopen  # noqa: TID251

    with urlopen(url, timeout=30) as response:
        return str(response.read().decode())


def _first(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise SystemExit(f"Nothing on the page looks like {pattern}")
    return match[1]


def _show_all_images(page: Any) -> None:
    """Lazy images load when they come near: go down once and wait for them."""
    page.evaluate(
        """() => Promise.all([...document.images].map((one) => {
            one.loading = "eager";
            return one.decode().catch(() => null);
        }))"""
    )


if __name__ == "__main__":
    main()
