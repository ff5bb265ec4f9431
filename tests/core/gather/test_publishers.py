"""Who published: from the address, from what is stated, or unknown."""

from __future__ import annotations

import pytest

from octavo.core.gather.publishers import UNKNOWN, publisher_ref


@pytest.mark.parametrize(
    ("url", "name", "site", "expected"),
    [
        ("https://www.news.example.co.uk/a", "", "", ("example.co.uk", "example.co.uk")),
        ("https://www.example.com/a", " The  Example ", "", ("The Example", "example.com")),
        ("https://t.example.net/a", "The Example", "https://www.example.com/", ("The Example", "example.com")),
        ("https://t.example.net/a", "The Example", "www.example.com", ("The Example", "example.com")),
        ("https://t.example.net/a", "", "no host at all", ("example.net", "example.net")),
        ("https://www.youtube.com/watch?v=1", "Canal Exemple", "", ("Canal Exemple", "youtube.com/canal-exemple")),
        ("https://www.youtube.com/watch?v=1", "", "", ("youtube.com", "youtube.com")),
        ("urn:octavo:1", "The Example", "", ("The Example", "the-example")),
    ],
)
def test_publisher(url: str, name: str, site: str, expected: tuple[str, str]) -> None:
    ref = publisher_ref(url, name=name, site=site)
    assert (ref.name, ref.host) == expected


def test_unknown_publisher() -> None:
    assert publisher_ref("urn:octavo:1") == UNKNOWN
