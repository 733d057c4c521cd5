"""How many single slips of the protected phrases are found, and what clean text is alarmed: `python -m bench.protected
[TEXT...]`, where TEXT are plain or .xz files."""

from __future__ import annotations

import lzma
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from wordlists import load
from wordlists.confusables import near_sound, same_shape, same_sound
from wordlists.protected import ProtectedPhrases, Slip
from wordlists.protected.phrase import slips

CARRIERS = ("我县坚持{}，取得实效。", "会议强调，要把握{}的要求。", "{}", "（{}）", "学习贯彻{}会议召开")
"""Where a slip is written: alone, between marks, between words."""
MADE = {Slip.REPLACED: 100_000, Slip.LOST: 1_000, Slip.DOUBLED: 1_000, Slip.SWAPPED: 1_000}
"""Slips that the shipped phrases give at least: fewer would mean that the list was cut."""
LEAST_FOUND = 0.99
"""Share of each kind of slip that must be found; what is missed is another right expression or hangs together with the
next word."""
QUICK = 5_000
"""Slips of a kind that are tried where no text is given."""
_PIECE = 3_000


@dataclass(frozen=True, slots=True)
class Made:
    """A slip as generated, in a sentence."""

    right: str
    written: str
    slip: Slip
    sentence: str


def made_slips(protected: ProtectedPhrases) -> Iterator[Made]:
    """Every replacement by a character alike, loss, doubling and swap of every phrase, but those that are right
    expressions themselves; the carriers take turns."""
    right = {text for phrase in protected.phrases for text in (phrase.text, *phrase.siblings)}
    count = 0
    for phrase in protected.phrases:
        for written, slip in (*_replaced(phrase.text), *slips(phrase.text)):
            if written not in right:
                yield Made(phrase.text, written, slip, CARRIERS[count % len(CARRIERS)].format(written))
                count += 1


def _replaced(text: str) -> Iterator[tuple[str, Slip]]:
    for place, char in enumerate(text):
        for other in same_sound(char) + near_sound(char) + same_shape(char):
            yield text[:place] + other + text[place + 1 :], Slip.REPLACED


def found_share(protected: ProtectedPhrases, made: Sequence[Made]) -> float:
    """Share of the slips in whose sentence a near miss is found."""
    return sum(bool(protected.find(one.sentence)) for one in made) / len(made)


def _pieces(text: str) -> Iterator[str]:
    """Whole lines, a page's length together."""
    lines: list[str] = []
    length = 0
    for line in text.splitlines(keepends=True):
        lines.append(line)
        length += len(line)
        if length >= _PIECE:
            yield "".join(lines)
            lines, length = [], 0
    yield "".join(lines)


def _alarms(protected: ProtectedPhrases, files: Sequence[str]) -> None:
    characters, seconds = 0, 0.0
    alarms: Counter[tuple[str, str]] = Counter()
    for file in files:
        path = Path(file)
        body = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
        text = body.decode()
        pieces = list(_pieces(text))
        begun = process_time()
        for piece in pieces:
            alarms.update((miss.written, miss.right) for miss in protected.find(piece))
        seconds += process_time() - begun
        characters += len(text)
    total = sum(alarms.values())
    rate = total / characters * 1e6
    print(f"{characters:,} 字，报 {total} 处，每百万字 {rate:.2f}；每秒 {characters / seconds:,.0f} 字")
    for (written, right), count in alarms.most_common():
        print(f"  {count}\t{written}\t{right}")


def main(files: Sequence[str]) -> int:
    """Prints the table; 1 where a kind of slip is found less often than it must."""
    protected = load().protected
    made = list(made_slips(protected))
    failed = False
    for slip in Slip:
        ones = [one for one in made if one.slip is slip]
        tried = ones if files else ones[:: max(1, len(ones) // QUICK)]
        share = found_share(protected, tried)
        failed |= share < LEAST_FOUND
        print(f"保护短语 {slip.value}：共 {len(ones)} 处，试 {len(tried)} 处，找到 {share:.2%}")
    if files:
        _alarms(protected, files)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
