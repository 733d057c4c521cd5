"""What the next crawl is told to look at: pages whose faults stand, and those whose faults were mended a while ago."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from county.settings import County, CrawlPolicy, Portal
from evidence.known_state import write_known_state
from evidence.pack.known import Known
from evidence.store import Store

_LAST = dt.date(2026, 3, 31)
_COUNTY = County("修文县", (Portal("xiuwen", "门户", "http://a/"),), (), CrawlPolicy("信息科"), "xiuwen")
_PACK = "INSERT INTO pack VALUES ('r1', 'xiuwen', ?, 1, '', '')"
_CAPTURE = """
INSERT INTO capture VALUES
('c1', 'r1', '2026-02-01', 'page', 'http://a/1', 'http://a/1', 'article', 200, 'ok', 1.0, '',
 '2026-02-01T01:00:00', 'body', 0, '', '', 'text', '', '', '', 0, 0)
"""
_FINDING = (
    "INSERT INTO finding VALUES ('f1', 'word-listed', ?, 'jia', '工作动态', 'page', '2026-02-01', '2026-02-01', ?)"
)
_DECISION = """
INSERT INTO decision (finding, state, status, made_on, author, reason) VALUES ('f1', ?, ?, '2026-02-02', 'wang', '')
"""


@pytest.mark.parametrize(
    ("level", "gone_on", "decision", "watched"),
    [
        pytest.param("一般", "", None, True, id="stands"),
        pytest.param("一般", "2026-03-01", None, True, id="mended-before-anybody-decided"),
        pytest.param("一般", "2026-03-01", ("confirmed", "passed"), True, id="mended-and-passed"),
        pytest.param("一般", "2026-02-28", ("confirmed", "notified"), False, id="mended-long-ago"),
        pytest.param("一般", "", ("dismissed", "dismissed"), False, id="no-fault"),
        pytest.param("提示", "", None, False, id="hint"),
        pytest.param("提示", "", ("confirmed", "notified"), True, id="hint-that-a-unit-was-told-of"),
    ],
)
def test_a_page_is_watched_as_long_as_its_fault_may_come_back(
    tmp_path: Path, level: str, gone_on: str, decision: tuple[str, str] | None, watched: bool
) -> None:
    store = Store(tmp_path / "evidence.db")
    with store.write() as connection:
        connection.execute(_PACK, (_LAST.isoformat(),))
        connection.execute(_CAPTURE)
        connection.execute(_FINDING, (level, gone_on))
        if decision:
            connection.execute(_DECISION, decision)
    write_known_state(store, _COUNTY, "xiuwen", _LAST, tmp_path)
    store.close()
    known = Known(tmp_path)
    page = known.page("page")
    assert page is not None
    assert bool(page.watched) is watched
    known.close()
