"""A document torn anywhere is read or refused, never an exception, never slow. `make fuzz` does a hundred thousand."""

import time

from mutation import mutated

from crawler.documents import read_document

_COUNT = 2000
_LONGEST_SECONDS = 1.0


def test_no_exception_and_no_delay() -> None:
    slowest = 0.0
    for number in range(_COUNT):
        name, body = mutated(number)
        started = time.process_time()
        document = read_document(body, name)
        slowest = max(slowest, time.process_time() - started)
        assert document.readable or document.reason, number
        assert document.text.content or not document.readable, number
    assert slowest < _LONGEST_SECONDS
