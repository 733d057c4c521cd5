"""An address longer than any server reads: it is not asked for, and nobody else is lost with it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from linked_portal import ScriptedServer, article, crawl, listing, rows

LONG = "/long.html?back=" + quote("县" * 300)
_CAPTURES = "SELECT url, effective, reason FROM capture WHERE kind = 'article' ORDER BY url"


@pytest.mark.parametrize("place", [0, 1, 2])
def test_the_other_articles_of_its_list_are_read_and_it_is_told(tmp_path: Path, place: int) -> None:
    paths = ["/1.html", "/2.html"]
    paths.insert(place, LONG)
    with ScriptedServer({path: article(f"县政府召开工作会议{path[1:2]}") for path in paths}) as portal:
        portal.answers["/gzdt/"] = listing({unquote(path): f"县政府召开工作会议{path[1:2]}" for path in paths})
        crawl(tmp_path / "pack", portal, ["/gzdt/"])
        asked = [path for path in portal.paths() if path.startswith("/long")]
    one, two, long = rows(tmp_path / "pack", _CAPTURES)
    assert (one[0], two[0]) == (f"{portal.url}/1.html", f"{portal.url}/2.html")
    assert (one[1], two[1]) == ("ok", "ok")
    assert long[1] == "ignored"
    assert "太长" in long[2]
    assert asked == []
