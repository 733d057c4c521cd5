"""Templates of mails (邮件模板) to what mail programs show: tables and inline styles, nothing from elsewhere, and the
same as plain text."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from county.personal import mask_line
from county.recheck import OUTCOME_NAMES
from county.text import clean_text
from digest.marking import marked
from scoring.points import points_text

TEMPLATES = Path(__file__).with_name("templates")
MOST_ROWS = 20
"""Rows of a list in a mail: more stand in the attached workbook, and a mail stays under a hundred kilobytes."""
LONGEST_QUOTE = 160
_INLINER = css_inline.CSSInliner(
    keep_style_tags=False,
    load_remote_stylesheets=False,
    apply_width_attributes=True,
    apply_height_attributes=True,
)


@dataclass(frozen=True, slots=True)
class Rendered:
    """One mail in both forms."""

    html: str
    text: str


def render(name: str, **values: object) -> Rendered:
    """The templates `name`.html and `name`.txt filled with `values`; text of the web stays text."""
    html = _INLINER.inline(_environment().get_template(f"{name}.html").render(values))
    text = _environment().get_template(f"{name}.txt").render(values)
    return Rendered(_masked(html), _masked(text))


def _masked(text: str) -> str:
    """The last door before the house is left: what the store holds is masked already."""
    return "\n".join(mask_line(line) for line in clean_text(text).split("\n"))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(("html",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"points": points_text, "signed": signed, "day": _day, "short": _short, "web": _web}
    environment.globals |= {"marked": marked, "most": MOST_ROWS, "names_of": OUTCOME_NAMES}
    return environment


def signed(points: Decimal) -> str:
    """ "+0.2", "-0.4", "持平"."""
    if not points:
        return "持平"
    return f"+{points_text(points)}" if points > 0 else points_text(points)


def _day(day: dt.date | str) -> str:
    day = dt.date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.month}月{day.day}日"


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= LONGEST_QUOTE else f"{one_line[:LONGEST_QUOTE]}……"


def _web(url: str) -> str:
    """Only an address of the web becomes a link."""
    return url if url.lower().startswith(("http://", "https://")) else ""
