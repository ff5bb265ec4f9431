"""The embedding endpoint, against a real server on loopback: batches, order, retries, limits and plain errors."""

from __future__ import annotations

import json
import socket
from typing import Any

import numpy as np
import pytest

from octavo.errors import ConfigError, ProviderError
from octavo.providers.embedders import identity
from octavo.providers.endpoint import BATCH, Endpoint
from octavo.providers.reference import SENTENCES
from tests.model_server import Server, obedient


def status(code: int, body: bytes = b"", **headers: str) -> Any:
    return lambda asked: (code, {name.replace("_", "-"): value for name, value in headers.items()}, body)


def made(server: Server, key: str = "", **limits: Any) -> tuple[Endpoint, list[float]]:
    pauses: list[float] = []
    return Endpoint(server.url, "some-model", key, sleep=pauses.append, **limits), pauses


def test_vectors_come_in_the_order_of_the_texts_at_length_one(server: Server) -> None:
    embedder, _ = made(server, "secret")
    texts = [f"text {number}" for number in range(BATCH + 5)]
    rows = embedder.embed(texts)
    assert rows.shape == (BATCH + 5, 8) and rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
    assert np.allclose(embedder.embed(texts[3:4])[0], rows[3])
    assert [len(asked["input"]) for asked in server.asked] == [len(SENTENCES), BATCH, 5, 1]
    assert server.asked[1]["model"] == "some-model" and server.paths[0] == "/v1/embeddings"
    assert server.headers[0]["Authorization"] == "Bearer secret"
    assert identity(embedder) == "endpoint some-model" and embedder.dimensions == 8


def test_what_all_texts_share_is_taken_away(server: Server) -> None:
    embedder, _ = made(server)
    rows = embedder.embed([f"text {number}" for number in range(60)])
    cosines = (rows @ rows.T)[np.triu_indices(60, 1)]
    assert abs(float(cosines.mean())) < 0.1  # the server's own vectors stand at about .8


def test_empty_texts_are_not_sent_and_long_ones_are_cut(server: Server) -> None:
    embedder, _ = made(server)
    rows = embedder.embed(["", " \n", "x" * 5000, "\ud800\0"])
    assert not rows[:2].any() and rows[2].any()
    assert server.asked[-1]["input"] == ["x" * 1000, "?"]
    assert embedder.embed([]).shape == (0, 8)
    assert len(server.asked) == 2
    assert "Authorization" not in server.headers[0]


def test_a_server_that_is_busy_is_asked_again(server: Server) -> None:
    embedder, pauses = made(server)
    server.answers = [status(503), status(429, Retry_After="3")]
    assert embedder.embed(["a"]).any()
    assert pauses == [0.5, 3.0]


def test_after_three_tries_it_is_told(server: Server) -> None:
    embedder, pauses = made(server)
    server.answers = [status(500)] * 3
    with pytest.raises(ProviderError, match=r"127\.0\.0\.1 answered 500 \(is the model server running"):
        embedder.embed(["a"])
    assert pauses == [0.5, 2.0] and len(server.asked) == 3


def test_a_long_wait_is_not_waited(server: Server) -> None:
    embedder, pauses = made(server)
    server.answers = [status(429, Retry_After="3600")]
    with pytest.raises(ProviderError, match="answered 429"):
        embedder.embed(["a"])
    assert pauses == []


@pytest.mark.parametrize(
    ("code", "hint"),
    [(401, "OCTAVO_EMBED_KEY"), (404, "OCTAVO_EMBED_MODEL"), (400, "OCTAVO_EMBED_MODEL"), (302, "OCTAVO_EMBED_MODEL")],
)
def test_a_refusal_is_final_and_says_what_to_check(server: Server, code: int, hint: str) -> None:
    embedder, pauses = made(server)
    server.answers = [status(code, b'{"error": "no such\nmodel"}', Location="http://127.0.0.1:1/")]
    with pytest.raises(ProviderError, match=hint) as caught:
        embedder.embed(["a"])
    assert 'no such model"' in str(caught.value) and not caught.value.retry
    assert pauses == [] and len(server.asked) == 1


def data(rows: list[Any]) -> Any:
    return status(200, json.dumps({"data": [{"embedding": row} for row in rows]}).encode())


@pytest.mark.parametrize(
    "answer",
    [
        status(200, b"<html>"),
        status(200, b"[" * 100_000),
        status(200, b"[]"),
        status(200, b'{"data": [1, 2]}'),
        status(200, b'{"data": [{"index": "x", "embedding": [1]}]}'),
        data([[1.0, 2.0]]),
        data([[1.0]] * len(SENTENCES) + [[1.0]]),
        data([[]] * len(SENTENCES)),
        data([[1.0, float("nan")]] * len(SENTENCES)),
        data([["a"]] * len(SENTENCES)),
        data([[1.0], [1.0, 2.0]] * (len(SENTENCES) // 2)),
    ],
)
def test_an_answer_that_is_no_list_of_vectors_is_refused(server: Server, answer: Any) -> None:
    embedder, _ = made(server)
    server.answers = [answer]
    with pytest.raises(ProviderError):
        embedder.embed(["a"])
    assert embedder.embed(["a"]).any()  # the next time it is well


def test_vectors_that_change_their_length_are_refused(server: Server) -> None:
    embedder, _ = made(server)
    embedder.embed(["a"])
    server.answers = [data([[1.0, 2.0]])]
    with pytest.raises(ProviderError, match="length"):
        embedder.embed(["b"])
    server.answers = [obedient, data([[1.0, 2.0]])]
    with pytest.raises(ProviderError, match="length"):
        embedder.embed(["b"] * (BATCH + 1))


def test_a_flood_is_cut_off(server: Server) -> None:
    embedder, _ = made(server, most_bytes=10_000)
    server.answers = [status(200, b" " * 100_000)]
    with pytest.raises(ProviderError, match="more than"):
        embedder.embed(["a"])


def test_a_drip_is_cut_off(server: Server) -> None:
    embedder, pauses = made(server, deadline=-1.0)
    with pytest.raises(ProviderError, match="longer than"):
        embedder.embed(["a"])
    assert pauses == []


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    pauses: list[float] = []
    embedder = Endpoint(f"http://127.0.0.1:{port}/v1/embeddings/", "m", sleep=pauses.append)
    with pytest.raises(ProviderError, match="did not answer") as caught:
        embedder.embed(["a"])
    assert caught.value.retry and pauses == [0.5, 2.0]


def test_a_key_that_cannot_be_sent(server: Server) -> None:
    embedder, _ = made(server, "two\nlines")
    with pytest.raises(ProviderError, match="OCTAVO_EMBED_KEY"):
        embedder.embed(["a"])


def test_encrypted_connections_check_the_certificate(server: Server) -> None:
    embedder = Endpoint(server.url.replace("http:", "https:"), "m", sleep=lambda _: None)
    with pytest.raises(ProviderError, match="SSL"):
        embedder.embed(["a"])


@pytest.mark.parametrize("url", ["", "ftp://x/", "http://", "localhost:11434", "http://x:notaport/", "http://[x/"])
def test_an_address_that_cannot_be_used(url: str) -> None:
    with pytest.raises(ConfigError, match="OCTAVO_EMBED_URL"):
        Endpoint(url, "m")
