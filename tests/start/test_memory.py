"""What the allocator is told, looked at in processes of their own, where nothing else has been allocated."""

import subprocess
import sys

import pytest

PROGRAM = """
import sys
from octavo.config import memory

def used():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmRSS")).split()[1])

if sys.argv[1] == "told":
    memory.give_back()
large = bytearray(30_000_000)  # from now on glibc by itself takes such sizes from the heap
del large
before = used()
blocks = [(bytearray(b"x" * 1_000_000), bytearray(1000)) for _ in range(20)]
small = [one for _, one in blocks]
del blocks
print(used() - before)
"""


def grown(how: str) -> int:
    """By how many kB a process has grown that kept little of what it made."""
    done = subprocess.run([sys.executable, "-c", PROGRAM, how], stdout=subprocess.PIPE, check=True, text=True)
    return int(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc is told anything")
def test_large_blocks_leave_the_process_whatever_is_made_after_them() -> None:
    assert grown("told") < 12_000 < grown("untold")
