"""Vectors from an OpenAI-compatible `/embeddings` endpoint that the operator names; a server on this machine is fine.

Its own small client: one connection a request, no redirects, no proxies, limits on time and size. Texts leave the
machine for that address and for no other.
"""

from __future__ import annotations

import http.client
import json
import ssl
import time
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import SplitResult, urlsplit

import numpy as np

from octavo.errors import ConfigError, ProviderError
from octavo.providers.embedders import Vectors, plain, unit
from octavo.providers.reference import SENTENCES

BATCH = 32  # texts a request
MOST_BYTES = 32 * 1024 * 1024  # of an answer: 32 vectors of 8,192 numbers take about 6 MB
MOST_DIMENSIONS = 8192
TIMEOUT = 15.0  # seconds for one connection or read
DEADLINE = 60.0  # seconds for all requests of one call: a batch of articles is leased for 120
PAUSES = (0.5, 2.0)  # seconds between three tries
LONGEST_PAUSE = 10.0  # an endpoint that asks for more is left alone
_AGAIN = {408, 429, 500, 502, 503, 504}


class Endpoint:
    """One model of one endpoint. `key` is sent as a bearer token where there is one."""

    languages = None
    characters = 1_000  # small models read about 256 words

    def __init__(
        self,
        url: str,
        model: str,
        key: str = "",
        *,
        sleep: Callable[[float], None] = time.sleep,
        deadline: float = DEADLINE,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._at = _address(url)
        self._deadline, self._most_bytes = deadline, most_bytes
        self._model, self._key, self._sleep = model, key, sleep
        self._centre: Vectors | None = None
        self.name, self.version = "endpoint", model

    @property
    def host(self) -> str:
        return self._at.hostname or ""

    @property
    def dimensions(self) -> int | None:
        return None if self._centre is None else len(self._centre)

    def embed(self, texts: Sequence[str]) -> Vectors:
        until = time.monotonic() + self._deadline
        if self._centre is None:
            self._centre = self._all(SENTENCES, until).mean(axis=0)
        if not texts:
            return np.zeros((0, len(self._centre)), dtype=np.float32)
        cleaned = [plain(text, self.characters) for text in texts]
        asked = [place for place, text in enumerate(cleaned) if text]  # some servers refuse empty texts
        rows = np.zeros((len(texts), len(self._centre)), dtype=np.float32)
        if asked:
            found = self._all([cleaned[place] for place in asked], until)
            if found.shape[1] != len(self._centre):
                raise ProviderError(f"{self.host} changed the length of its vectors")
            rows[asked] = unit(found - self._centre)
        return rows

    def _all(self, texts: Sequence[str], until: float) -> Vectors:
        parts = [self._batch(texts[start : start + BATCH], until) for start in range(0, len(texts), BATCH)]
        if len({part.shape[1] for part in parts}) != 1:
            raise ProviderError(f"{self.host} changed the length of its vectors")
        return unit(np.concatenate(parts))

    def _batch(self, texts: Sequence[str], until: float) -> Vectors:
        """One request, tried again where that can help."""
        pauses = iter(PAUSES)
        while True:
            try:
                return _vectors(self._request(texts, until), len(texts))
            except _Again as error:
                pause = next(pauses, None)
                if pause is None or error.wait > LONGEST_PAUSE or time.monotonic() > until:
                    raise ProviderError(error.message, hint="is the model server running?") from error
                self._sleep(max(pause, error.wait))

    def _request(self, texts: Sequence[str], until: float) -> bytes:
        host = self.host
        body = json.dumps({"model": self._model, "input": list(texts)}).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "Octavo"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        connection = _connection(self._at)
        try:
            connection.request("POST", f"{self._at.path.rstrip('/')}/embeddings", body, headers)
            with connection.getresponse() as answer:
                raw = self._read(answer, until)
        except ValueError as error:
            raise ProviderError(f"the request cannot be sent: {error}", hint="check OCTAVO_EMBED_KEY") from error
        except (OSError, http.client.HTTPException) as error:
            raise _Again(f"{host} did not answer: {type(error).__name__} {error}".strip()) from error
        finally:
            connection.close()
        if answer.status in _AGAIN:
            raise _Again(f"{host} answered {answer.status}", _wait(answer.getheader("Retry-After")))
        if answer.status != 200:
            raise _refused(host, answer.status, raw)
        return raw

    def _read(self, answer: http.client.HTTPResponse, until: float) -> bytes:
        parts, size = [], 0
        while part := answer.read1(65536):
            parts.append(part)
            size += len(part)
            if size > self._most_bytes:
                raise ProviderError(f"the endpoint sent more than {self._most_bytes:,} bytes")
            if time.monotonic() > until:
                raise TimeoutError(f"took longer than {self._deadline:.0f} s")
        return b"".join(parts)


class _Again(Exception):
    """A failure that another try may mend, after at least `wait` seconds."""

    def __init__(self, message: str, wait: float = 0.0) -> None:
        super().__init__(message)
        self.message, self.wait = message, wait


def _address(url: str) -> SplitResult:
    try:
        at = urlsplit(url)
        usable = at.scheme in ("http", "https") and bool(at.hostname) and (at.port or 1) > 0
    except ValueError:
        usable = False
    if not usable:
        raise ConfigError(f"OCTAVO_EMBED_URL is {url!r}", hint="give its base, like http://127.0.0.1:11434/v1")
    return at._replace(path=at.path.rstrip("/").removesuffix("/embeddings"))


def _connection(at: SplitResult) -> http.client.HTTPConnection:
    if at.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(at.hostname or "", at.port, timeout=TIMEOUT, context=context)
    return http.client.HTTPConnection(at.hostname or "", at.port, timeout=TIMEOUT)


def _wait(header: str | None) -> float:
    return float(header) if header and header.strip().isdecimal() else 0.0


def _refused(host: str, status: int, raw: bytes) -> ProviderError:
    hints = {
        401: "check OCTAVO_EMBED_KEY",
        403: "check OCTAVO_EMBED_KEY",
        404: "check OCTAVO_EMBED_URL and OCTAVO_EMBED_MODEL",
    }
    said = raw[:200].decode("utf-8", "replace").replace("\n", " ").strip()
    error = ProviderError(
        f"{host} answered {status}" + (f": {said}" if said else ""), hint=hints.get(status, "check OCTAVO_EMBED_MODEL")
    )
    error.retry = False
    return error


def _vectors(raw: bytes, count: int) -> Vectors:
    """The vectors of an answer in the order of the texts."""
    try:
        items: list[Any] = json.loads(raw)["data"]
        placed = {int(item.get("index", place)): item["embedding"] for place, item in enumerate(items)}
        rows = np.array([placed[place] for place in range(count)], dtype=np.float32)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise ProviderError(
            "the endpoint's answer is no list of vectors", hint="is it an OpenAI-compatible address?"
        ) from error
    if len(items) != count or rows.ndim != 2 or not 0 < rows.shape[1] <= MOST_DIMENSIONS:
        raise ProviderError(f"the endpoint gave {len(items)} vectors for {count} texts, or odd ones")
    return rows
