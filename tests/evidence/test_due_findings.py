"""A finding that is due from a day on is none before, and one from the first night on that saw it after."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from county.finding import Finding, Level
from county.settings import County, CrawlPolicy, Portal
from evidence.findings import findings, rebuild
from evidence.store import Store
from evidence.texts import encode_finding

_COUNTY = County("修文县", (Portal("xiuwen", "门户", "http://a/"),), (), CrawlPolicy("信息科"), "xiuwen")
_CAPTURE = """
INSERT INTO capture VALUES
('c1', 'r1', '2024-03-05', 'page', 'http://a/1', 'http://a/1', 'article', 200, 'ok', 1.0, '',
 '2024-03-05T01:00:00', '', 0, '', '', 'text', '', '', '', 0, 0)
"""


def _store(path: Path, due: str) -> Store:
    store = Store(path)
    finding = Finding("publicity-expired", Level.SUSPECTED, "公示期至2024-03-07", "已满", due=due)
    with store.write() as connection:
        connection.execute(_CAPTURE)
        connection.execute("INSERT INTO text_finding VALUES ('text', 0, ?)", (encode_finding(finding),))
        for night in ("2024-03-07", "2024-03-08", "2024-03-09"):
            connection.execute(
                "INSERT INTO sighting VALUES (?, ?, 'page', ?, '304', 1)", (night, night, f"{night}T01:00:00")
            )
    return store


def test_it_begins_on_the_night_that_it_is_due(tmp_path: Path) -> None:
    store = _store(tmp_path / "evidence.db", "2024-03-08")
    assert rebuild(store, _COUNTY) == 1
    assert findings(store, dt.date(2024, 3, 7)) == []
    [known] = findings(store, dt.date(2024, 3, 9))
    assert known.first_seen == dt.date(2024, 3, 8)
    store.close()


def test_it_is_none_while_no_night_saw_it_later(tmp_path: Path) -> None:
    store = _store(tmp_path / "evidence.db", "2024-03-10")
    assert rebuild(store, _COUNTY) == 0
    store.close()
