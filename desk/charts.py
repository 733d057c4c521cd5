"""Pictures in figures (图表): where each bar and point stands; the templates write them as SVG. No library, nothing to
load, and they print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.boards import WeekMark

WIDTH, HEIGHT = 1080, 150
"""Units of the drawings; they are scaled to the page."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 30, 6, 12, 22
_WEEKS = 53
_LEAST_MOST = 3
"""The axis reaches at least so far: one item must not fill the picture."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One week: its slot, its bar, where the quota lies (`quota_y`), and what it is: met, short, unseen, free (nothing
    owed), going (not over yet)."""

    x: float
    y: float
    width: float
    height: float
    quota_y: float
    kind: str
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis and its text."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class WeekChart:
    """News by week over the assessment year."""

    bars: tuple[Bar, ...]
    months: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - _BOTTOM


def week_chart(weeks: Sequence[WeekMark], going_on: WeekMark) -> WeekChart:
    """The weeks that have ended, the one that is going on, and room for the rest of the year."""
    shown = [*weeks, going_on]
    most = max(_LEAST_MOST, *(max(one.count, one.quota) for one in shown))
    slot = (WIDTH - _LEFT - _RIGHT) / max(_WEEKS, len(shown))
    scale = (HEIGHT - _TOP - _BOTTOM) / most
    base = HEIGHT - _BOTTOM
    bars = tuple(
        Bar(
            x=round(_LEFT + number * slot + slot * 0.14, 1),
            y=round(base - one.count * scale, 1),
            width=round(slot * 0.72, 1),
            height=round(one.count * scale, 1),
            quota_y=round(base - one.quota * scale, 1),
            kind="going" if one is going_on else _kind(one),
            count=one.count,
            label=_label(one),
        )
        for number, one in enumerate(shown)
    )
    months = _months([one.start for one in shown], bars)
    levels = tuple(Tick(round(base - level * scale, 1), str(level)) for level in _levels(most))
    return WeekChart(bars, months, levels)


def _kind(week: WeekMark) -> str:
    if week.count >= week.quota:
        return "met" if week.quota else "free"
    return "short" if week.observed else "unseen"


def _label(week: WeekMark) -> str:
    owed = f"应发 {week.quota} 条" if week.quota else "不要求发布"
    return f"{week.label}：{week.count} 条，{owed}。{week.why_not}"


def _months(starts: Sequence[dt.date], bars: Sequence[Bar]) -> tuple[Tick, ...]:
    ticks: list[Tick] = []
    last = 0
    for start, bar in zip(starts, bars, strict=True):
        # a week belongs to the month of its fourth day
        month = (start + dt.timedelta(days=3)).month
        if month != last:
            ticks.append(Tick(bar.x, f"{month}月"))
        last = month
    return tuple(ticks)


def _levels(most: int) -> range:
    return range(0, most + 1, max(1, -(-most // 4)))


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a trend: its points as SVG wants them, its last point, its name."""

    name: str
    points: str
    end_x: float
    end_y: float
    end: str


@dataclass(frozen=True, slots=True)
class Trend:
    """Points over nights."""

    curves: tuple[Curve, ...]
    days: tuple[Tick, ...]
    levels: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - _BOTTOM


def trend(series: Mapping[str, Sequence[tuple[dt.date, Decimal]]]) -> Trend | None:
    """Totals by name and night, None where there are fewer than two nights."""
    nights = sorted({night for points in series.values() for night, _ in points})
    values = [float(value) for points in series.values() for _, value in points]
    if len(nights) < 2:
        return None
    low, high = min(values), max(values)
    low, high = (low - 1, high + 1) if high - low < 1 else (low, high)
    days = (nights[-1] - nights[0]).days
    right = WIDTH - _RIGHT - 70

    def x(night: dt.date) -> float:
        return round(_LEFT + (night - nights[0]).days / days * (right - _LEFT), 1)

    def y(value: float) -> float:
        return round(HEIGHT - _BOTTOM - (value - low) / (high - low) * (HEIGHT - _TOP - _BOTTOM), 1)

    curves = tuple(_curve(name, [(x(night), y(float(value)), value) for night, value in points])
                   for name, points in series.items() if points)  # fmt: skip
    shown = [nights[0], nights[len(nights) // 2], nights[-1]]
    ticks = tuple(Tick(x(night), f"{night.month}月{night.day}日") for night in dict.fromkeys(shown))
    levels = tuple(Tick(y(level), f"{level:.1f}") for level in (low, (low + high) / 2, high))
    return Trend(curves, ticks, levels)


def _curve(name: str, points: Sequence[tuple[float, float, Decimal]]) -> Curve:
    end_x, end_y, last = points[-1]
    return Curve(name, " ".join(f"{x},{y}" for x, y, _ in points), end_x, end_y, f"{last:.1f}")
