"""A script that somebody put into a list page between two nights."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from drawn_portal import DrawnPortal
from installation import TODAY, Installation

_EVIL = "<script src='//js.evil.example/x.js'></script>"
_KNOWN = "<script src='//tongji.ours.example/t.js'></script>"
_TITLE = "关于做好某项工作的通知"


def _fill(portal: DrawnPortal) -> None:
    portal.page("/", "<a href=/gzdt/>修文县人民政府</a>" * 9)
    rows = "".join(f"<li><a href=t{number}.html>{_TITLE}之{number}</a> 2026-03-2{number}</li>" for number in (1, 2))
    portal.page("/gzdt/", f"<ul class=list>{rows}</ul>{_KNOWN}")
    portal.article("/gzdt/t1.html", f"{_TITLE}之1", "<p>现将有关事项通知如下，请遵照执行。</p>")
    portal.article("/gzdt/t2.html", f"{_TITLE}之2", "<p>现将另外的事项通知如下，请遵照执行。</p>")


def _found(home: Installation) -> list[dict[str, Any]]:
    return [row for row in home.rows("findings") if row["rule"] in ("script-injected", "page-hijacked")]


def test_a_script_that_was_injected_is_found(tmp_path: Path) -> None:
    with DrawnPortal().serving() as portal:
        _fill(portal)
        home = Installation(tmp_path / "home", portal.site(tmp_path / "site", {"工作动态": "/gzdt/"}))
        home.night(TODAY)
        assert _found(home) == []
        portal.page("/gzdt/", f"<ul class=list><li><a href=t2.html>{_TITLE}之2</a> 2026-03-22</li></ul>{_KNOWN}{_EVIL}")
        home.night(TODAY + dt.timedelta(days=1))
        [row] = _found(home)
        assert (row["rule"], row["words"], row["level"]) == ("script-injected", "js.evil.example", "疑似")
        assert row["capture"]
