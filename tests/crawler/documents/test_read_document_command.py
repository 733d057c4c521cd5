"""`xuncha read-document`: one object a file, exit code by what could be read."""

import json
from pathlib import Path

from click.testing import CliRunner
from made_documents import workbook, zipped

from crawler.documents import errors
from xuncha.__main__ import main
from xuncha.errors import FAILED, OK, PARTLY


def test_one_object_a_file(tmp_path: Path) -> None:
    good, sparse = tmp_path / "名单.xlsx", tmp_path / "大.pdf"
    good.write_bytes(workbook())
    with sparse.open("wb") as file:
        file.truncate(1 << 30)
    done = CliRunner().invoke(main, ["read-document", str(good), str(sparse), str(tmp_path / "无.doc"), "--json"])
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert done.exit_code == PARTLY
    assert list(first) == ["file", "format", "readable", "reason", "text", "tables"]
    assert first["tables"][0] == {
        "place": "名单（第C列、第4行隐藏）",
        "header": ["序号", "姓名", "卡号"],
        "rows": [["1", "张 三", "6217000000000000"], ["2", "李四", "62170"]],
    }
    assert (second["readable"], second["reason"]) == (False, errors.TOO_LARGE)
    assert (third["readable"], third["reason"]) == (False, errors.MISSING)


def test_exit_codes_and_plain_output(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.csv", tmp_path / "b.zip"
    good.write_text("姓名,电话\n李四,123\n", encoding="utf-8")
    bad.write_bytes(zipped({"原件.jpg": b"\xff\xd8\xff"}))
    assert CliRunner().invoke(main, ["read-document", str(good)]).exit_code == OK
    done = CliRunner().invoke(main, ["read-document", str(bad)])
    assert done.exit_code == FAILED
    assert "未检查：压缩包中有1个文件未检查（原件.jpg）" in done.stdout
