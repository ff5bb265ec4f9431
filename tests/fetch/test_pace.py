"""Turns at a host with a simulated clock: a week passes in no time."""

from __future__ import annotations

import asyncio

from octavo.fetch import pace
from octavo.fetch.pace import Pace


class Time:
    def __init__(self) -> None:
        self.now = 0.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


async def visits(turns: Pace, time: Time, host: str, count: int) -> list[float]:
    begun = []
    for _ in range(count):
        async with turns.turn(host):
            begun.append(time.now)
    return begun


def test_gap_and_crawl_delay() -> None:
    time = Time()
    turns = Pace(time.clock, time.sleep, gap=1.0)
    assert asyncio.run(visits(turns, time, "a", 3)) == [0.0, 1.0, 2.0]
    turns.slow_down("a", 30)
    assert asyncio.run(visits(turns, time, "a", 3)) == [32.0, 62.0, 92.0]
    turns.slow_down("b", 86_400)
    assert asyncio.run(visits(turns, time, "b", 2)) == [92.0, 392.0]


def test_one_at_a_time() -> None:
    time = Time()
    turns = Pace(time.clock, time.sleep, gap=0.0)
    inside = 0

    async def visit() -> None:
        nonlocal inside
        async with turns.turn("a"):
            inside += 1
            assert inside == 1
            await asyncio.sleep(0)
            inside -= 1

    async def all_of_them() -> None:
        await asyncio.gather(*(visit() for _ in range(20)))

    asyncio.run(all_of_them())


def test_hosts_of_the_past_are_forgotten() -> None:
    time = Time()
    turns = Pace(time.clock, time.sleep, gap=1.0)
    for number in range(pace._KEPT):
        turns._host(str(number))
    asyncio.run(visits(turns, time, "new", 1))
    assert len(turns._hosts) == 1
