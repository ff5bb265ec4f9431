"""An OpenAI-compatible embedding server on loopback, as obedient or odd as a test wants it."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, dict[str, str], bytes]


def vector(text: str, dimensions: int = 8) -> list[float]:
    """A vector that depends on the text only, with a part that all texts share."""
    digest = hashlib.sha256(text.encode()).digest()
    return [3.0, *((byte - 128) / 128 for byte in digest[: dimensions - 1])]


def obedient(asked: dict[str, Any], of: Callable[[str], list[float]] = vector) -> Answer:
    """What a server should say; in another order than asked, as it may."""
    data = [{"index": place, "embedding": of(text)} for place, text in enumerate(asked["input"])]
    return 200, {}, json.dumps({"data": data[::-1], "model": asked["model"]}).encode()


@dataclass
class Server:
    url: str = ""
    of: Callable[[str], list[float]] = vector
    answers: list[Callable[[dict[str, Any]], Answer]] = field(default_factory=list)  # used up first to last
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.asked.append(body)
            server.headers.append(dict(self.headers))
            server.paths.append(self.path)
            answered = server.answers.pop(0)(body) if server.answers else obedient(body, server.of)
            status, headers, raw = answered
            self.send_response(status)
            for name, value in {"Content-Length": str(len(raw)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: Any) -> None:
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd:
        server.url = f"http://127.0.0.1:{httpd.server_port}/v1"
        thread = threading.Thread(target=httpd.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            httpd.shutdown()
            thread.join()
