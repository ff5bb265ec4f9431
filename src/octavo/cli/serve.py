"""`octavo serve`: one command that prepares everything and keeps the web pages and a worker running."""

from __future__ import annotations

import contextlib
import ctypes
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

import click

from octavo.errors import ConfigError

GRACE = 20.0  # seconds for a process to stop after SIGTERM
SHORT_LIFE = 5.0  # seconds: a process that ends sooner, several times in a row, will not get better


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--empty", is_flag=True, help="Start without the sample edition.")
def command(host: str, port: int, empty: bool) -> None:
    """Run everything on this machine: the web pages and the worker. Stops cleanly on Ctrl-C or SIGTERM."""
    from octavo.config.django import setup

    setup()
    _require_free(host, port)
    stop = _Stop()
    _prepare(empty)
    if stop.asked:
        return
    _greet(host, port)
    Supervisor(
        {
            "web": ["web", "--host", host, "--port", str(port)],
            "worker": ["worker"],
        },
        stop,
    ).run()


def _prepare(empty: bool) -> None:
    """The schema made or upgraded; on an empty database the sample edition, with a progress bar."""
    from octavo.store import schema

    click.echo("Preparing the database…" if schema.inspect().fresh else "Checking the database…", err=True)
    schema.ensure()
    from octavo.store.overview import is_empty

    if not empty and is_empty():
        from octavo.cli.sample import load

        load()


def _greet(host: str, port: int) -> None:
    from octavo import clock
    from octavo.cli.address import serving
    from octavo.store.accounts import has_owner, make_link

    base = serving(host, port)
    click.echo(f"\nOctavo is at {base}/", err=True)
    if not has_owner():
        token = make_link("owner", clock.now(), hours=72)
        click.echo(
            f"Become the owner (once, within three days): {base}/account/link/{token}\n"
            "The owner adds sources and settings. A new link: octavo user link --role owner",
            err=True,
        )
    click.echo("Stop with Ctrl-C.\n", err=True)


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ConfigError(
                f"cannot listen on {host}:{port}: {error.strerror or error}", hint="choose another with --port"
            ) from error


class _Stop:
    """Set by SIGTERM or SIGINT to this process."""

    def __init__(self) -> None:
        self.asked = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked = True


class Supervisor:
    """Keeps named processes running until asked to stop; starts again what dies, gives up on what cannot live."""

    def __init__(self, commands: dict[str, list[str]], stop: _Stop) -> None:
        self._commands = commands
        self._stop = stop
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._started: dict[str, float] = {}
        self._short_lives = dict.fromkeys(commands, 0)

    def run(self) -> None:
        for name in self._commands:
            self._start(name)
        try:
            while not self._stop.asked:
                self._watch()
                time.sleep(0.2)
        finally:
            self._end()

    def _start(self, name: str) -> None:
        self._started[name] = time.monotonic()
        self._processes[name] = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "octavo.cli", *self._commands[name]],
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            start_new_session=True,  # Ctrl-C reaches this process only, which then stops them in order
        )

    def _watch(self) -> None:
        for name, process in list(self._processes.items()):
            code = process.poll()
            if code is None:
                continue
            short = time.monotonic() - self._started[name] < SHORT_LIFE
            self._short_lives[name] = self._short_lives[name] + 1 if short else 0
            if self._short_lives[name] >= 3:
                raise ConfigError(
                    f"{name} ends at once (status {code})", hint="see the lines above, or run `octavo check`"
                )
            click.echo(f"octavo: {name} ended with status {code}; starting it again", err=True)
            time.sleep(min(2.0 ** self._short_lives[name], 10.0) - 1)
            self._start(name)

    def _end(self) -> None:
        for process in self._processes.values():
            process.terminate()
        deadline = time.monotonic() + GRACE
        for process in self._processes.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.1, deadline - time.monotonic()))
            if process.poll() is None:
                process.kill()
                process.wait()


def _die_with_parent() -> None:
    """Linux: a supervisor that is killed takes its processes along, so that no port stays taken."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
