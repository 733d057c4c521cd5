"""The examination of an archive record by record (存档核验): which one is damaged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed


@dataclass(frozen=True, slots=True)
class BadRecord:
    """The first record that is not what was written. `number` counts from 1, `offset` is in bytes."""

    number: int
    offset: int
    problem: str


def first_bad_record(archive: Path) -> BadRecord | None:
    """None where every record can be unpacked and has the digest its header states."""
    number, offset = 0, 0
    try:
        with archive.open("rb") as file:
            records = ArchiveIterator(file, check_digests=True)
            for number, record in enumerate(records, start=1):
                offset = records.get_record_offset()
                record.content_stream().read()
                if record.digest_checker.passed is False:
                    return BadRecord(number, offset, "内容与记录头里的校验值不符")
                offset += records.get_record_length() or 0
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        return BadRecord(number + 1, offset, f"解不开（{type(error).__name__}）")
    return None
