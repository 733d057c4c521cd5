"""One finding for a number that the page masks and its attachment does not, from the night that saw both."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from county.personal import Redactor
from county.settings import County, CrawlPolicy, Portal
from county.text import Text
from evidence.attached_texts import attached_texts
from evidence.findings import findings, rebuild
from evidence.ingest import ingest
from evidence.pack import AttachmentRow, CaptureRow, Manifest, PackWriter, SightingRow
from evidence.pack.codec import encode_text
from evidence.pack.manifest import pack_files, seal
from evidence.store import Store
from schedules.checking import check_attached, check_texts
from wordlists import WordLists
from xuncha.terminal import TerminalWatch

HOME = "http://www.xiuwen.gov.cn/"
COUNTY = County("修文县", (Portal("xiuwen", "门户", HOME),), (), CrawlPolicy("信息科"), "xiuwen")
ID = "11010119900307109X"
"""Made up, with a valid check digit."""
MASK = "110101********109X"


def _night(store: Store, home: Path, day: int, page: str, attachment: str) -> None:
    """The texts that page and attachment showed, "" where they were unchanged."""
    night = f"2026-03-{day:02}"
    folder = home / f"xiuwen-{night}"
    folder.mkdir()
    redact = Redactor(b"key").redact
    with PackWriter(folder) as pack:
        for kind, title, shown in (("article", "公示", page), ("document", "名单", attachment)):
            if not shown:
                pack.add(SightingRow(kind, f"{night}T02:00:00Z", "304", 1))
                continue
            text = encode_text(redact(Text(title)), redact(Text(shown)))
            row = CaptureRow.unanswered(kind, f"{HOME}{kind}", kind, f"{night}T02:00:00Z", "ok", "")
            pack.add(text)
            pack.add(row._replace(id=f"{kind}-{night}", status=200, quality=1.0, text=text.id))
        pack.add(AttachmentRow("article", "document", f"{HOME}document", "名单"))
    manifest = Manifest(folder.name, "xiuwen", night, 1, night, night, "finished", "", "", pack_files(folder))
    seal(folder, manifest)
    ingest(folder, store)


def _whys(store: Store) -> list[list[str]]:
    with TerminalWatch() as watch:
        check_texts(store, WordLists([]), watch, None)
    rebuild(store, COUNTY, paired=check_attached(store))
    return [[one.finding.why for one in findings(store, dt.date(2026, 3, day))] for day in (1, 2)]


def test_told_from_the_night_that_saw_both(tmp_path: Path) -> None:
    store = Store(tmp_path / "evidence.db")
    _night(store, tmp_path, 1, f"王某，{ID}，拟予救助。", f"王某，身份证号：{ID}")
    _night(store, tmp_path, 2, f"王某，{MASK}，拟予救助。", "")
    first, second = _whys(store)
    assert len(first) == 2
    assert not any("遮掩了" in why for why in first)
    [told] = [why for why in second if "遮掩了" in why]
    assert told.endswith(f"；所属网页《公示》把这个号码遮掩了（{MASK}），附件里却是全号")
    assert [one.beside.text.content for one in attached_texts(store)] == [f"王某，{MASK}，拟予救助。"] * 2
    store.close()


def test_a_page_that_masks_nothing_adds_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "evidence.db")
    _night(store, tmp_path, 1, "王某，拟予救助，详见附件。", f"王某，身份证号：{ID}")
    [[why], _] = _whys(store)
    assert "遮掩了" not in why
    assert check_attached(store) == {}
    store.close()
