"""The embedders that ship in packages, as they really are; and which one is chosen."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys
from importlib.util import find_spec

import numpy as np
import pytest
from pytest import MonkeyPatch

from octavo.errors import ConfigError, ProviderError
from octavo.providers.choice import choose
from octavo.providers.embedders import Embedder, covers, identity, unit
from octavo.providers.multilingual import Multilingual
from octavo.providers.nearness import Nearness
from octavo.providers.semantic import Semantic
from octavo.providers.wanted import Wanted

FERRY = "A ferry with 212 passengers ran aground. Everyone was brought ashore unhurt."
BOAT = "All travellers were rescued after a ship got stuck on rocks."
BANK = "The bank will close 48 branches, its chief executive said."
FAEHRE = "Eine Fähre mit 212 Fahrgästen lief auf Grund. Alle wurden unverletzt an Land gebracht."

semantic_is_here = pytest.mark.skipif(
    find_spec("wordllama") is None and not os.environ.get("CI"),
    reason="SKIPPED: wordllama has no wheel for this machine; CI has one, and fails without it",
)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: MonkeyPatch) -> None:
    """Nothing may be downloaded."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("embedder", [pytest.param(Semantic(), marks=semantic_is_here), Multilingual()])
def test_it_does_what_an_embedder_does(embedder: Embedder) -> None:
    rows = embedder.embed([FERRY, BOAT, BANK, "", "\ud800\0", " "])
    assert rows.shape == (6, embedder.dimensions) and rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows[:3], axis=1), 1.0, atol=1e-5)
    assert not rows[3].any() and not rows[5].any()
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.1
    assert np.array_equal(rows[1], embedder.embed([BOAT])[0])  # whatever stands beside it
    assert embedder.embed([]).shape == (0, embedder.dimensions)
    assert identity(embedder).startswith(embedder.name) and embedder.version
    assert covers(embedder, "en") and not covers(embedder, None) and not covers(embedder, "is")


def test_translations_are_near() -> None:
    rows = Multilingual().embed([FERRY, FAEHRE, BANK])
    assert rows[0] @ rows[1] > 0.5 > rows[0] @ rows[2] + 0.1


@semantic_is_here
def test_importing_it_leaves_logging_alone() -> None:
    code = (
        "import logging; from octavo.providers.semantic import Semantic; Semantic().embed(['a']);"
        "root = logging.getLogger(); print(root.handlers, root.level)"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert found.stdout.strip() == f"[] {logging.WARNING}" and found.stderr == ""


@pytest.mark.parametrize("embedder", [Semantic(), Multilingual()])
def test_a_broken_package_is_a_provider_error(embedder: Embedder) -> None:
    embedder.__dict__["_model"] = None
    with pytest.raises(ProviderError, match="failed"):
        embedder.embed(["a"])


def test_values_that_are_no_numbers_are_refused() -> None:
    with pytest.raises(ProviderError):
        unit(np.array([[np.inf]], dtype=np.float32))


def test_choosing() -> None:
    everything = ("semantic", "multilingual")
    both = choose(Wanted(), everything)
    assert both.embedder is not None and both.embedder.name == "use-multilingual" and "multilingual" in both.why
    english, mixed = both.best("en", "en"), both.best("en", "de")
    assert english is not None and english.name == "wordllama"
    assert mixed is not None and mixed.name == "use-multilingual"
    assert both.best("is", "en") is None
    english_only = choose(Wanted("semantic"), everything)
    assert english_only.embedder is not None and english_only.embedder.name == "wordllama"
    assert english_only.best("en", "de") is None
    alone = choose(Wanted(), ("semantic",))
    assert alone.embedder is not None and alone.embedder.name == "wordllama"
    with pytest.raises(ConfigError, match="not installed"):
        choose(Wanted("multilingual"), ("semantic",))
    assert choose(Wanted(), ()).embedder is None and choose(Wanted(), ()).why.startswith("none")
    assert choose(Wanted("off")).why == "switched off by OCTAVO_EMBED"
    assert choose(Wanted("off", "http://127.0.0.1:1/v1", "m")).embedder is None


def test_choosing_an_endpoint() -> None:
    chosen = choose(Wanted("", "http://user:word@127.0.0.1:1/v1", "m"))
    assert chosen.embedder is not None and identity(chosen.embedder) == "endpoint m"
    assert chosen.why == "m at 127.0.0.1" and chosen.best("is", None) is chosen.embedder
    with pytest.raises(ConfigError, match="OCTAVO_EMBED_MODEL"):
        choose(Wanted("", "http://127.0.0.1:1/v1"))
    with pytest.raises(ConfigError, match="OCTAVO_EMBED_URL"):
        choose(Wanted("endpoint"))


def test_nearness_of_pairs() -> None:
    near = Nearness(choose(Wanted("multilingual")))
    same, other = near.cosine(FERRY, "en", FAEHRE, "de"), near.cosine(BANK, "en", FAEHRE, "de")
    assert same is not None and other is not None and 1.0 >= same > other + 0.2
    assert near.cosine(FERRY, "en", "Ferja", "is") is None
    assert Nearness(choose(Wanted("off"))).cosine(FERRY, "en", BANK, "en") is None
