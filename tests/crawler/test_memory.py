"""How much memory a process holds."""

import os
import subprocess
import sys

from crawler.memory import resident_bytes

_OF_A_FORK = """
import os
from crawler.memory import resident_bytes

resident_bytes()
read, write = os.pipe()
if os.fork() == 0:
    held = bytes(range(256)) * 400_000
    os.write(write, str(resident_bytes()).encode())
    os._exit(0)
os.wait()
print(resident_bytes(), os.read(read, 64).decode())
"""
_HELD = 100_000_000


def test_it_is_asked_anew_each_time() -> None:
    before = resident_bytes()
    held = os.urandom(_HELD)
    assert resident_bytes() - before > len(held) * 0.9


def test_a_fork_tells_its_own() -> None:
    said = subprocess.run([sys.executable, "-c", _OF_A_FORK], check=True, capture_output=True, text=True).stdout
    parent, child = map(int, said.split())
    assert child - parent > _HELD * 0.9
