"""A plain language model of characters in the ARPA form, for correctors that want one: one to three characters, with
absolute discounting."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ORDERS = 3
DISCOUNT = 0.75
MIN_COUNT = 2
"""Three characters that are met less often are left out."""
_Gram = tuple[str, ...]
_NEVER = -99.0


def write_arpa(lines: Sequence[str], path: Path) -> None:
    """The model of these lines."""
    counts = [_counted(lines, order) for order in range(1, ORDERS + 1)]
    counts[-1] = Counter({gram: count for gram, count in counts[-1].items() if count >= MIN_COUNT})
    shares, left = _shares(counts)
    with path.open("w", encoding="utf-8") as file:
        file.write("\\data\\\n")
        for order, level in enumerate(shares, 1):
            file.write(f"ngram {order}={len(level) + (2 if order == 1 else 0)}\n")
        for order, level in enumerate(shares, 1):
            file.write(f"\n\\{order}-grams:\n")
            file.writelines(_rows(level, left))
            if order == 1:
                file.write(f"{_NEVER}\t<s>\t0\n{_NEVER}\t</s>\n")
        file.write("\n\\end\\\n")


def _counted(lines: Iterable[str], order: int) -> Counter[_Gram]:
    counter: Counter[_Gram] = Counter()
    for line in lines:
        counter.update(zip(*(line[offset:] for offset in range(order)), strict=False))
    return counter


def _shares(counts: Sequence[Mapping[_Gram, int]]) -> tuple[list[dict[_Gram, float]], dict[_Gram, float]]:
    """For each order the probability of the last character after the others; and of each beginning what is left to
    characters that were not seen after it."""
    whole = sum(counts[0].values()) + 1
    shares: list[dict[_Gram, float]] = [{("<unk>",): 1 / whole, **{g: n / whole for g, n in counts[0].items()}}]
    left: dict[_Gram, float] = defaultdict(lambda: 1.0)
    for order in range(1, len(counts)):
        after: Counter[_Gram] = Counter()
        taken: dict[_Gram, float] = defaultdict(float)
        for gram, count in counts[order].items():
            after[gram[:-1]] += count
            taken[gram[:-1]] += count - DISCOUNT
        left.update({head: 1 - taken[head] / after[head] for head in after})
        below = shares[-1]
        shares.append(
            {
                gram: (count - DISCOUNT) / after[gram[:-1]] + left[gram[:-1]] * below[gram[1:]]
                for gram, count in counts[order].items()
            }
        )
    return shares, left


def _rows(level: Mapping[_Gram, float], left: Mapping[_Gram, float]) -> Iterable[str]:
    for gram, share in level.items():
        rest = f"\t{math.log10(left[gram]):.4f}" if gram in left else ""
        yield f"{math.log10(share):.4f}\t{' '.join(gram)}{rest}\n"
