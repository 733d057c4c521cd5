"""A page torn anywhere is still read; the same tearing goes on for a hundred thousand pages with `make fuzz`."""

from random import Random

from bench.fuzz_pages import faults
from bench.mutations import SEEDS, mutated
from crawler.documents import read_document

_SEED = 20261123
_PAGES, _DOCUMENTS = 2000, 300


def test_no_exception_leaves_the_readers_and_no_page_costs_a_second() -> None:
    assert [(number, reason) for number, reason, _ in faults(_PAGES, SEEDS, _SEED)] == []


def test_pages_called_documents_are_read_or_refused() -> None:
    for number in range(_DOCUMENTS):
        read_document(mutated(Random(number), SEEDS), "a.doc")
