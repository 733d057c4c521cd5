"""`xuncha read`: one object a file, whatever the file holds."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from xuncha.__main__ import main

_ROWS = "".join(
    f"<li><a href=./202602/t2026020{n}_{n}.html>某单位开展第{n}次工作的新闻</a>2026-02-0{n}</li>" for n in (1, 2, 3)
)
_LIST = f"<title>工作动态_某县</title><ul>{_ROWS}</ul><a href=index_1.html>下一页</a>"
_ARTICLE = (
    "<meta name=SiteDomain content=www.example.cn><title>某镇召开会议</title><h1>某镇召开会议</h1>"
    "<p>发布时间：2026-02-01 来源：某镇</p><div id=zoom><p>会议要求，压实责任，请联系张三13800138000。</p>"
    "<p>附件：<a href=/a.xls>名单.xls</a></p></div>"
)


def _read(folder: Path, source: str, *options: str) -> dict[str, Any]:
    file = folder / "page.html"
    file.write_text(source, encoding="gbk")
    result = CliRunner().invoke(main, ["read", str(file), "--json", *options])
    assert result.exit_code == 0, result.output
    row: dict[str, Any] = json.loads(result.stdout)
    return row


def test_list(tmp_path: Path) -> None:
    row = _read(tmp_path, _LIST, "--url", "http://www.example.cn/gzdt/")
    assert (row["kind"], row["encoding"], row["title"], row["text"]) == ("list", "gb18030", "工作动态", "")
    assert row["entries"][0] == {
        "title": "某单位开展第1次工作的新闻",
        "url": "http://www.example.cn/gzdt/202602/t20260201_1.html",
        "date": "2026-02-01",
        "date_origin": "displayed",
    }
    assert row["next"] == ["http://www.example.cn/gzdt/index_1.html"]


def test_without_an_address_links_stay_relative(tmp_path: Path) -> None:
    row = _read(tmp_path, _LIST)
    assert row["entries"][0]["url"] == "202602/t20260201_1.html"
    assert row["next"] == ["index_1.html"]


def test_article_tells_its_site_and_personal_numbers_are_masked(tmp_path: Path) -> None:
    row = _read(tmp_path, _ARTICLE)
    assert (row["kind"], row["published"], row["published_origin"]) == ("article", "2026-02-01", "displayed")
    assert (row["source"], row["source_origin"]) == ("某镇", "displayed")
    assert row["attachments"] == [{"url": "http://www.example.cn/a.xls", "name": "名单.xls"}]
    assert "13800138000" not in json.dumps(row)
    assert "会议要求" in row["text"]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<script>document.cookie='__jsl_clearance_s=1';location.reload()</script>", "challenge"),
        ("<h1>404</h1><p>您访问的页面不存在</p>", "error"),
        ("", "other"),
    ],
)
def test_bad_answers_have_no_text(tmp_path: Path, source: str, kind: str) -> None:
    row = _read(tmp_path, source)
    assert (row["kind"], row["text"], row["title"] == "" or kind == "other") == (kind, "", True)


def test_people_get_sentences_and_a_wrong_call_is_explained(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(_ARTICLE, encoding="utf-8")
    assert "日期：2026-02-01" in CliRunner().invoke(main, ["read", str(file)]).stdout
    assert "完整地址" in CliRunner().invoke(main, ["read", str(file), "--url", "example.cn"]).output
