"""docs/pictures/bench.svg: a bar for each figure and peer, how many times better ours is, from bench/results.json."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from bench.contest.table import figure_of

PICTURE = Path(__file__).parents[2] / "docs" / "pictures" / "bench.svg"
TITLES = {
    "first_night": "首夜 First night",
    "quiet_night": "平静之夜 Quiet night",
    "reading": "读网页 Reading",
    "words": "查词 Words",
    "characters": "错别字 Wrong characters",
    "documents": "读附件 Documents",
    "store": "存取 Store",
    "growth": "增长 Growth",
}
_LEGEND = "横条：比同类好多少倍（对数刻度，1 = 一样）　Bars: how many times better than the peer (log scale, 1 = equal)"
_WIDTH, _LABELS, _PEERS, _LINE, _HEAD, _MARGIN = 1130, 420, 220, 20, 34, 16
_MOST = 100.0
"""Times better or worse at the ends of the scale."""
_GOOD, _BAD = "#2a7d4f", "#b5512b"


class _Bar(NamedTuple):
    figure: str
    peer: str
    ratio: float


def picture(results: dict[str, Any]) -> str:
    """The picture as SVG."""
    lines = [f'<text x="{_MARGIN}" y="{_MARGIN + 12}" class="legend">{_LEGEND}</text>']
    y = _MARGIN + _LINE
    for job, measured in results["jobs"].items():
        bars = list(_bars(measured["rows"]))
        if not bars:
            continue
        lines.append(f'<text x="{_MARGIN}" y="{y + _HEAD - 10}" class="job">{escape(TITLES.get(job, job))}</text>')
        y += _HEAD
        for bar in bars:
            lines += _drawn(bar, y)
            y += _LINE
    height = y + _MARGIN
    axis = f'<line x1="{_x(1)}" y1="{_MARGIN + _LINE}" x2="{_x(1)}" y2="{height - _MARGIN}" stroke="#888"/>'
    style = (
        "text{font:13px 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;fill:#222}"
        ".job{font-weight:bold;font-size:15px}.legend{fill:#555}.peer{fill:#555}"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-label="Figures of the bench"><style>{style}</style><rect width="100%" height="100%" fill="#fff"/>\n'
        + "\n".join([axis, *lines])
        + "\n</svg>\n"
    )


def _bars(rows: list[dict[str, Any]]) -> Iterator[_Bar]:
    """The peer is named beside each bar, the figure only where it begins."""
    for row in rows:
        figure = row["figure"]
        for peer, ratio in row["ratios"].items():
            if ratio:
                yield _Bar(figure, peer, ratio)
                figure = ""


def _drawn(bar: _Bar, y: int) -> list[str]:
    start, end = sorted((_x(1), _x(bar.ratio)))
    colour = _GOOD if bar.ratio >= 1 else _BAD
    after = max(end, _x(1)) + 6
    return [
        f'<text x="{_MARGIN}" y="{y + 14}">{escape(bar.figure)}</text>',
        f'<text x="{_LABELS}" y="{y + 14}" class="peer">{escape(bar.peer)}</text>',
        f'<rect x="{start:.1f}" y="{y + 4}" width="{max(end - start, 1):.1f}" height="12" fill="{colour}"/>',
        f'<text x="{after:.1f}" y="{y + 14}">× {figure_of(bar.ratio)}</text>',
    ]


def _x(ratio: float) -> float:
    """Where a ratio lies on the scale, its ends for what lies beyond."""
    left, right = _LABELS + _PEERS, _WIDTH - _MARGIN - 60
    kept = min(max(ratio, 1 / _MOST), _MOST)
    return left + (right - left) * (math.log10(kept) / math.log10(_MOST) + 1) / 2
