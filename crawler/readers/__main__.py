"""A reader's own side: `python -m crawler.readers SECONDS` answers until its standard input closes."""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from typing import BinaryIO

import crawler.readers.readers  # noqa: F401 whatever is asked: read before the first question's time runs
from county.garbage import collected_rarely
from crawler.memory import MEMORY_BYTES, resident_bytes
from crawler.readers.reader import LENGTH


def main(seconds: float) -> None:
    """Answers one question after the other; ends where reading left too much in memory."""
    questions, answers = sys.stdin.buffer, _answers()
    while len(head := questions.read(LENGTH)) == LENGTH and resident_bytes() < MEMORY_BYTES:
        message = questions.read(int.from_bytes(head))
        signal.setitimer(signal.ITIMER_REAL, seconds)
        answer = pickle.dumps(_answered(message), pickle.HIGHEST_PROTOCOL)
        signal.setitimer(signal.ITIMER_REAL, 0)
        answers.write(len(answer).to_bytes(LENGTH) + answer)
        answers.flush()


def _answers() -> BinaryIO:
    """Standard output for ourselves: what a library prints goes to the log."""
    own = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(own, "wb")


def _answered(message: bytes) -> tuple[object, str]:
    """(answer, what failed)."""
    try:
        question, arguments = pickle.loads(message)  # noqa: S301 from the crawl that started us
        return question(*arguments), ""
    except Exception:
        return None, traceback.format_exc()


if __name__ == "__main__":
    with collected_rarely():
        main(float(sys.argv[1]))
