"""Words that a rule finds on many pages of a portal are the portal's own expression, no slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from county.finding import Finding, Level
from county.settings import County, CrawlPolicy, Portal
from evidence.findings import rebuild
from evidence.store import Store
from evidence.texts import encode_finding

_COUNTY = County("修文县", (Portal("xiuwen", "门户", "http://a/"),), (), CrawlPolicy("信息科"), "xiuwen")
_CAPTURE = """
INSERT INTO capture VALUES
(?, 'r1', '2024-03-05', ?, 'http://a/', 'http://a/', 'article', 200, 'ok', 1.0, '',
 '2024-03-05T01:00:00', '', 0, '', '', ?, '', '', '', 0, 0)
"""


@pytest.mark.parametrize(("pages", "kept"), [(1, 1), (2, 2), (3, 0), (4, 0)])
def test_the_same_words_on_three_pages_are_no_slip(tmp_path: Path, pages: int, kept: int) -> None:
    store = Store(tmp_path / "evidence.db")
    slip = Finding("wrong-characters", Level.SUSPECTED, "县驻沪", "少见")
    listed = Finding("word-listed", Level.GENERAL, "县驻沪", "词表")
    with store.write() as connection:
        for number in range(pages):
            names = (f"c{number}", f"page{number}", f"text{number}")
            connection.execute(_CAPTURE, names)
            for position, finding in enumerate((slip, listed)):
                row = (names[2], position, encode_finding(finding))
                connection.execute("INSERT INTO text_finding VALUES (?, ?, ?)", row)
    assert rebuild(store, _COUNTY, common={"wrong-characters": 3}) == kept + pages
    store.close()
