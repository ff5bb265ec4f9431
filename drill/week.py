"""A week of a network of 400 publishers of every kind, under a simulated clock: every promise of gathering is kept."""

from __future__ import annotations

import os
import sys
import tempfile

HOSTS = 400


def main(hosts: int = HOSTS) -> bool:
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"OCTAVO_DATA": name, "OCTAVO_DATABASE_URL": "", "OCTAVO_EMBED": "off"}
        from octavo.config.django import setup

        setup()
        from octavo.store import schema
        from tests.network import network
        from tests.week import run

        schema.ensure()
        with network() as made:
            broken = run(made, hosts)
        requests = sum(map(len, made.visits.values()))
        print(f"   {len(made.visits)} hosts, {requests} requests in a week, {len(broken)} promises broken")
        for line in broken[:20]:
            print(f"   {line}")
        return not broken


if __name__ == "__main__":
    sys.exit(not main(int(sys.argv[1]) if len(sys.argv) > 1 else HOSTS))
