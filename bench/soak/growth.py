"""What a night adds to what is kept (增长). Part of it follows the portal: each page of the year under assessment is
looked at every week, and a look that finds it unchanged leaves a witness without a body. The rest should stay flat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from warcio.archiveiterator import ArchiveIterator

from bench.soak.rehearsal import Rehearsal
from bench.soak.year import DAY
from crawler.order import run_order, window_from


@dataclass(frozen=True, slots=True)
class Growth:
    """A night of one quarter, on average: bytes added, looks that found a page unchanged with the bytes of their
    witnesses, and pages that the portal has of the time under assessment."""

    added: float
    looks: float
    witnesses: float
    pages: float

    @property
    def beside(self) -> float:
        """Bytes added beside the witnesses."""
        return self.added - self.witnesses

    @property
    def sentence(self) -> str:
        """All of it in one."""
        return (
            f"{self.added / 1000:.1f} kB, {self.beside / 1000:.1f} kB of it beside the witnesses of {self.looks:.0f}"
            f" unchanged pages ({self.witnesses / 1000:.1f} kB) of a portal of {self.pages:.0f}"
        )


def growth(rehearsal: Rehearsal) -> tuple[Growth, Growth]:
    """In the first quarter and in the last."""
    nights = len(rehearsal.sizes)
    quarter = max(2, nights // 4)
    return _of(rehearsal, range(1, min(quarter, nights))), _of(rehearsal, range(max(1, nights - quarter + 1), nights))


def _of(rehearsal: Rehearsal, nights: range) -> Growth:
    days = [rehearsal.first + number * DAY for number in nights]
    if not days:
        return Growth(0, 0, 0, 0)
    stamps = {f"{day:%Y%m%d}" for day in days}
    packs = [pack for pack in rehearsal.home.packs.iterdir() if run_order(pack.name)[0] in stamps]
    sizes = [size for pack in packs for archive in pack.glob("*.warc.gz") for size in _witnesses(archive)]
    added = rehearsal.sizes[nights[-1]] - rehearsal.sizes[nights[0] - 1]
    pages = fmean(sum(post.day >= window_from(day) for post in rehearsal.programme.posts(day)) for day in days)
    return Growth(added / len(days), len(sizes) / len(days), sum(sizes) / len(days), pages)


def _witnesses(archive: Path) -> Iterator[int]:
    """Bytes of each answer that was what it had been, with those of the request that stands after it."""
    with archive.open("rb") as file:
        records, size = ArchiveIterator(file), 0
        for record in records:
            kind = record.rec_type
            record.content_stream().read()
            if kind == "revisit":
                size = records.get_record_length()
            elif size:
                yield size + (records.get_record_length() if kind == "request" else 0)
                size = 0
        if size:
            yield size
