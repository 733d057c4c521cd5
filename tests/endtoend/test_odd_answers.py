"""Answers that are no list, though their status says that all is well: each is told for what it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from drawn_portal import Answer, DrawnPortal
from installation import TODAY, Installation

ROWS = "".join(
    f"<li><a href='/art/{day}.html'>第{day}号工作动态信息</a><span>2026-03-{day}</span></li>" for day in range(10, 18)
)
WHOLE = f"<html><body><ul>{ROWS}</ul></body></html>"
ODD = {
    "空白": (Answer(""), "unreachable", "网站返回了空白页面"),
    "换行": (Answer("\r\n \r\n"), "unreachable", "网站返回了空白页面"),
    "一段": (Answer(WHOLE, 206), "unreachable", "只收到一部分内容"),
    "假的gzip": (Answer(WHOLE, packed="gzip"), "unreachable", "无法解压"),
    "假的br": (Answer(WHOLE, packed="br"), "unreachable", "无法解压"),
    "拦截": (Answer("<title>Request Rejected</title>Your support ID is: 12345"), "blocked", "防护拦截"),
    "转到首页": (Answer("<meta http-equiv=refresh content='0;url=index.html'>"), "complete", ""),
    "转到别处": (Answer("<meta http-equiv=refresh content='0;url=/list/'>"), "unreachable", "自动跳转到 /list/"),
    "正常": (Answer(WHOLE), "complete", ""),
}


def test_each_is_told_for_what_it_is(tmp_path: Path) -> None:
    with DrawnPortal().serving() as portal:
        portal.page("/", "<a href=/list/>修文县人民政府</a>" * 9)
        paths = {name: f"/list/{number}/" for number, name in enumerate(ODD)}
        portal.answers |= {f"GET {paths[name]}": answer for name, (answer, _, _) in ODD.items()}
        portal.answers[f"GET {paths['转到首页']}index.html"] = Answer(WHOLE, etag='"index"')
        home = Installation(tmp_path / "home", portal.site(tmp_path, paths))
        home.night()
        visits = {visit["column"]: visit for visit in home.rows("visits")}
        portal.asked.clear()
        home.night(TODAY + dt.timedelta(days=1))
    assert f"GET {paths['转到首页']}index.html" in portal.asked
    assert {name: visits[name]["verdict"] for name in ODD} == {name: verdict for name, (_, verdict, _) in ODD.items()}
    assert [name for name, (_, _, clue) in ODD.items() if clue not in visits[name]["reason"]] == []
