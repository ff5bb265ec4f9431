"""Turns that all processes share: a request that is cancelled while it asks for one keeps none."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Mapping

import pytest

from octavo.errors import Throttled
from octavo.fetch.turns import Guests


class Table:
    """The turns, with a gate that holds up `take`."""

    def __init__(self, *waits: float) -> None:
        self.gate = threading.Event()
        self.asked = threading.Event()
        self.said: list[tuple[str, str]] = []
        self._waits = list(waits)

    def take(self, host: str) -> float:
        self.asked.set()
        self.gate.wait(10)
        wait = self._waits.pop(0) if self._waits else 0.0
        self.said.append(("take", host))
        return wait

    def leave(self, host: str, gap: float, crawl_delay: float | None, status: int, headers: Mapping[str, str]) -> None:
        self.said.append(("leave", f"{host} {gap:g} {crawl_delay} {status}"))

    def close(self) -> None:
        self.said.append(("close", ""))


def guests(table: Table) -> Guests:
    return Guests(table, asyncio.sleep, lambda _: 5.0, lambda _: None)


async def cancelled(made: Guests, table: Table, opened: bool) -> None:
    async def request() -> None:
        async with made.turn("arden.test"):
            raise AssertionError("nobody goes on with it")

    task = asyncio.create_task(request())
    await asyncio.to_thread(table.asked.wait, 10)
    task.cancel()
    if opened:
        table.gate.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    table.gate.set()
    await made.close()


@pytest.mark.parametrize("opened", [True, False])
def test_a_turn_that_comes_after_its_request_was_cancelled_is_given_back(opened: bool) -> None:
    table = Table()
    asyncio.run(cancelled(guests(table), table, opened))
    assert table.said == [("take", "arden.test"), ("leave", "arden.test 0 None 0"), ("close", "")]


def test_what_was_not_taken_is_not_given_back() -> None:
    table = Table(30.0)
    asyncio.run(cancelled(guests(table), table, opened=False))
    assert table.said == [("take", "arden.test"), ("close", "")]


def test_a_request_that_ends_leaves_its_turn_with_the_gap_and_one_for_a_busy_host_goes_without() -> None:
    table = Table(0.0, 600.0)
    table.gate.set()

    async def both() -> None:
        made = guests(table)
        async with made.turn("arden.test") as answer:
            answer.status = 200
        with pytest.raises(Throttled, match="left alone"):
            async with made.turn("busy.test"):
                pass
        await made.close()

    asyncio.run(both())
    assert table.said == [
        ("take", "arden.test"),
        ("leave", "arden.test 5 None 200"),
        ("take", "busy.test"),
        ("close", ""),
    ]
