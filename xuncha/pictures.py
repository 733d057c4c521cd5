"""The pictures of README and docs, made anew from the sample: `python -m xuncha.pictures`."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console, RenderableType

from evidence.home import Home
from sample.build import CONFIG, DEFAULT_TODAY, build_site, rebase
from sample.serving import SampleServer
from schedules.reports import finding_rows
from scoring import scheme_of
from scoring.scores import score_units
from xuncha.output import findings_table, score_table
from xuncha.stages import run_night

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
SEED, SCALE, WIDTH = 1, 0.1, 140
CELL_WIDTH, LINE_HEIGHT, MARGIN = 8, 20, 16
"""Pixels of a terminal cell, half as wide as a Chinese character of 16 pixels."""
_PAGE = f"""<!DOCTYPE html><meta charset="utf-8"><style>
body {{{{ margin: {MARGIN}px; background: #fff }}}}
pre {{{{ margin: 0; font: 16px/{LINE_HEIGHT}px 'Noto Sans Mono CJK SC', monospace }}}}
</style><pre>{{code}}</pre>"""
_CHROMIUM = (
    *(
        "chromium",
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--hide-scrollbars",
    ),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
UNITS = 14
"""Units shown: a picture of all 41 would be too small to read."""


def _save(work: Path, name: str, part: RenderableType) -> None:
    """Prints for a terminal, shows that in Chromium, and keeps the picture."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, highlight=False)
    console.print(part)
    page = work / f"{name}.html"
    lines = console.export_text(clear=False).rstrip().count("\n") + 1
    page.write_text(console.export_html(inline_styles=True, code_format=_PAGE), encoding="utf-8")
    size = f"--window-size={WIDTH * CELL_WIDTH + 2 * MARGIN},{lines * LINE_HEIGHT + 2 * MARGIN}"
    picture = f"--screenshot={FOLDER / name}.png"
    command = [*_CHROMIUM, f"--user-data-dir={work / 'profile'}", size, picture, page.as_uri()]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)  # noqa: S603


def watched_sample(work: Path) -> Home:
    """Builds, serves and watches a small sample for a night."""
    site, home = work / "site", Home(work / "home", work / "site" / CONFIG)
    build_site(site, seed=SEED, today=DEFAULT_TODAY, scale=SCALE)
    with SampleServer(site) as server:
        rebase(site, server.url)
        run_night(home, dt.datetime.combine(DEFAULT_TODAY, dt.time()))
    return home


def make_pictures(work: Path) -> None:
    """Draws what the commands print of a sample."""
    home = watched_sample(work)
    county = home.county()
    scheme = scheme_of(home.config, county)
    store = home.open_store()
    try:
        sheets = score_units(store, county, scheme, DEFAULT_TODAY)
    finally:
        store.close()
    first_class = sorted(sheets, key=lambda sheet: (sheet.unit_class, sheet.total))
    _save(work, "score", score_table(scheme, first_class[:UNITS], county, detail=False))
    _save(work, "unit", score_table(scheme, first_class[:1], county, detail=True))
    _save(work, "findings", findings_table(finding_rows(home, DEFAULT_TODAY), UNITS))


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as work:
        make_pictures(Path(work))
