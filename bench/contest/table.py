"""The rows on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from bench.contest.rows import Row


def figure_of(value: float) -> str:
    """Three digits that count, no more."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def print_rows(rows: Sequence[Row]) -> None:
    """One table: job, figure, ours, each peer with the ratio (above 1: ours is better), and the limit."""
    table = Table(title="", show_lines=False)
    for heading in ("job", "figure", "ours", "peers (ours is better by)", "limit"):
        table.add_column(heading, justify="right" if heading == "ours" else "left")
    for row in rows:
        peers = "\n".join(
            f"{name} {figure_of(value)} (× {figure_of(row.ratio(name))})" for name, value in row.peers.items()
        )
        limit = "" if row.limit is None else f"{'kept' if row.limit.kept else 'MISSED'}: {row.limit.text}"
        table.add_row(row.job, f"{row.figure}, {row.unit}", figure_of(row.ours), peers, limit)
    Console(width=160).print(table)
