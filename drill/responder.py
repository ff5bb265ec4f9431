"""A server in a process of its own that answers 304 to everything: what it costs is not counted."""

from __future__ import annotations

import asyncio
from multiprocessing.connection import Connection

_ANSWER = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nConnection: close\r\n\r\n'


def respond(tell: Connection) -> None:
    """Serve until terminated; the port is told first."""
    asyncio.run(_serve(tell))


async def _serve(tell: Connection) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(_ANSWER)
            await writer.drain()
            writer.close()
        except (ConnectionError, asyncio.IncompleteReadError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1000)
    tell.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()
