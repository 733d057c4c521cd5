"""The papers as pictures, to be looked at before a change of them is merged: `make papers` (LibreOffice, poppler)."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from county.calendar import Calendar
from county.finding import FindingState
from county.units import Unit
from digest.bulletin import gather_bulletin, write_bulletin
from digest.fault_book import write_fault_book
from digest.faults import Standing
from digest.issuing import Issuing
from digest.material import Material, gather
from digest.notices import write_notice, write_reminder
from digest.period import Rhythm, last_ended
from digest.score_book import write_score_book
from digest.unit_paper import write_unit_paper
from evidence.decisions import Decision, decide
from evidence.findings import findings
from evidence.home import Home
from evidence.store import Store
from sample.build import DEFAULT_TODAY
from scoring import scheme_of
from xuncha.pictures import FOLDER, watched_sample

DPI = 70
SHOWN: dict[str, tuple[int, ...]] = {
    "notice.docx": (1, 2),
    "reminder.docx": (1,),
    "unit.docx": (1,),
    "bulletin.docx": (1,),
    "scores.xlsx": (1,),
    "ledger.xlsx": (1,),
}
"""Pages of each paper that stand in docs/pictures."""
_CONFIRMED = ("word-listed", "personal-id")
"""What a reviewer of the sample has confirmed."""


def write_papers(home: Home, folder: Path) -> None:
    """Every paper of the sample after its first night, some findings confirmed."""
    county = home.county()
    scheme = scheme_of(home.config, county)
    calendar = Calendar(county.calendar)
    issuing = Issuing(DEFAULT_TODAY + dt.timedelta(days=1), code="修府办整", number="12")
    store = home.open_store()
    try:
        _confirm(store)
        material = gather(store, county, scheme, DEFAULT_TODAY)
        period = last_ended(DEFAULT_TODAY, Rhythm.MONTH, calendar)
        bulletin = gather_bulletin(store, county, scheme, DEFAULT_TODAY, period)
    finally:
        store.close()
    unit = _busiest(material)
    write_notice(folder / "notice.docx", material, unit, issuing)
    write_reminder(folder / "reminder.docx", material, unit, issuing)
    write_unit_paper(folder / "unit.docx", material, unit, issuing)
    write_bulletin(folder / "bulletin.docx", bulletin, issuing)
    write_score_book(folder / "scores.xlsx", material)
    write_fault_book(folder / "ledger.xlsx", material)


def _confirm(store: Store) -> None:
    for one in findings(store, DEFAULT_TODAY):
        if one.finding.rule in _CONFIRMED:
            decide(store, Decision(one.id, FindingState.CONFIRMED, DEFAULT_TODAY, "审核员", "属实"))


def _busiest(material: Material) -> Unit:
    counts = Counter(one.unit for one in material.faults if one.unit and one.standing is Standing.CONFIRMED)
    return material.county.unit(counts.most_common(1)[0][0])


def _draw(paper: Path, work: Path) -> None:
    profile = f"-env:UserInstallation={(work / 'office').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(work), str(paper)]
    subprocess.run(convert, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)  # noqa: S603
    for page in SHOWN[paper.name]:
        target = str(FOLDER / f"paper-{paper.stem}-{page}")
        only = ["-r", str(DPI), "-f", str(page), "-l", str(page), "-singlefile", "-png"]
        subprocess.run(["pdftoppm", *only, str(work / f"{paper.stem}.pdf"), target], check=True)  # noqa: S603, S607


def main() -> None:
    """Draws the papers of a sample into docs/pictures."""
    with TemporaryDirectory() as folder:
        work = Path(folder)
        write_papers(watched_sample(work), work)
        for name in SHOWN:
            _draw(work / name, work)


if __name__ == "__main__":
    main()
