"""Starts a command and tells what it spent: `python -I -S starter.py ANSWER COMMAND …`.

A process as small as can be, for the system counts as a child's peak what its parent held when it was started: beside a
bench of a hundred megabytes no smaller program would be told from it."""

import os
import sys
import time


def main(answer: str, *command: str) -> int:
    """Writes seconds, processor seconds and megabytes of the largest process to `answer`; gives the command's code."""
    began = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - began
    with open(answer, "w", encoding="utf-8") as told:  # noqa: PTH123 imports would make it larger
        told.write(f"{seconds} {usage.ru_utime + usage.ru_stime} {usage.ru_maxrss / 1024}")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
