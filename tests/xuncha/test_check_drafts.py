"""`xuncha check FILE...`: drafts are judged before publication, with the place of every finding."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from xuncha.__main__ import main

ID = "11010119900307109X"
"""Made up, with a valid check digit; 户籍 code and day are those of many examples."""
SLIP = "各乡镇人民政付要抓好落实。"


def _run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments, "--home", str(folder / "none")])


def _rows(folder: Path, *files: Path) -> list[dict[str, Any]]:
    result = _run(folder, "--json", *map(str, files))
    return [json.loads(line) for line in result.stdout.splitlines()]


def _docx(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("关于做好有关工作的通知")
    document.add_paragraph(SLIP)
    document.save(str(path))


def _pdf(path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(path))
    for line in ("关于做好有关工作的通知，现将有关事项通知如下。", SLIP):
        canvas.setFont("STSong-Light", 14)
        canvas.drawString(72, 700, line)
        canvas.showPage()
    canvas.save()


def _xlsx(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "花名册"
    for row in (["序号", "姓名", "身份证号"], [1, "某甲", ID], [2, "某乙", ID]):
        sheet.append(row)
    book.save(path)


def _html(path: Path) -> None:
    path.write_text(f"<h1>某镇召开会议</h1><div id=zoom><p>会议要求。</p><p>{SLIP}</p></div>", encoding="gbk")


def _txt(path: Path) -> None:
    path.write_text(f"关于做好有关工作的通知\n{SLIP}\n", encoding="gb18030")


@pytest.mark.parametrize(
    ("name", "write", "place"),
    [
        ("稿.docx", _docx, "第2段"),
        ("稿.pdf", _pdf, "第2页"),
        ("稿.html", _html, "第2段"),
        ("稿.txt", _txt, "第2段"),
    ],
)
def test_a_wrong_word_is_found_with_its_place(tmp_path: Path, name: str, write: Any, place: str) -> None:
    file = tmp_path / name
    write(file)
    finding, last = _rows(tmp_path, file)
    assert (finding["file"], finding["rule"], finding["level"]) == (str(file), "word-listed", "严重")
    assert finding["end"] - finding["start"] == len(finding["words"]) == 4
    assert finding["place"].endswith(place)
    assert "人民政府" in finding["suggestion"]
    assert finding["why"]
    assert finding["basis"]
    assert last == {"file": str(file), "checked": True, "reason": "", "characters": last["characters"]}
    assert last["characters"] > finding["end"]


def test_numbers_in_a_sheet_are_one_masked_finding_at_their_cell(tmp_path: Path) -> None:
    file = tmp_path / "名单.xlsx"
    _xlsx(file)
    finding, _ = _rows(tmp_path, file)
    assert (finding["rule"], finding["count"]) == ("personal-id", 2)
    assert finding["place"] == "花名册 表头下第1行“身份证号”列"
    assert ID not in json.dumps(finding, ensure_ascii=False)


def test_what_cannot_be_read_is_not_called_clean(tmp_path: Path) -> None:
    file = tmp_path / "坏.docx"
    file.write_bytes(b"PK\x03\x04 broken")
    (last,) = _rows(tmp_path, file)
    assert last["checked"] is False
    assert last["reason"]
    assert _run(tmp_path, str(file)).exit_code == 1
    good = tmp_path / "好.txt"
    good.write_text("一切正常。", encoding="utf-8")
    assert _run(tmp_path, str(file), str(good)).exit_code == 4


def test_a_script_may_ask_for_an_exit_code(tmp_path: Path) -> None:
    file = tmp_path / "稿.txt"
    _txt(file)
    assert _run(tmp_path, str(file)).exit_code == 0
    assert _run(tmp_path, str(file), "--fail-on", "一般").exit_code == 3
    file.write_text("一切正常。", encoding="utf-8")
    assert _run(tmp_path, str(file), "--fail-on", "提示").exit_code == 0


def test_the_report_is_for_people(tmp_path: Path) -> None:
    file = tmp_path / "稿.txt"
    _txt(file)
    report = _run(tmp_path, str(file)).stdout
    assert "发现 1 处问题" in report
    assert "建议：请改为“人民政府”" in report


def test_what_a_draft_hides_is_named_and_no_number_shown(tmp_path: Path) -> None:
    path = tmp_path / "草稿.html"
    path.write_text(
        "<html><body><div id='zoom'><p class='MsoNormal'>各乡镇人民政府要抓好落实，确保各项工作取得实效。</p>"
        f"<p style='display:none'><a href='http://www.yule.example/{ID}'>在线娱乐</a></p>"
        "<p>联系<a href='https://www.gov.cn/'>政府网站</a>，图片<img src='file:///C:/Users/zhangsan/1.png'></p>"
        "</div></body></html>",
        encoding="utf-8",
    )
    rows = [row for row in _rows(tmp_path, path) if "rule" in row]
    assert [(row["rule"], row["place"]) for row in rows] == [
        ("hidden-link", "网页源代码"),
        ("unclean-paste", "网页源代码"),
        ("unclean-paste", "网页源代码"),
    ]
    assert ID not in json.dumps(rows)
    assert "zhangsan" not in json.dumps(rows)


def test_a_number_in_the_title_is_told(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    title = f"关于某某（身份证号{ID}）户口注销的公告"
    body = "<p>根据有关规定，现将有关情况公告如下，请知情人员与本机关联系，联系地址为行政中心。</p>" * 4
    page.write_text(f"<title>{title}</title><h1>{title}</h1><div class=content>{body}</div>", encoding="utf-8")
    *found, last = _rows(tmp_path, page)
    assert last["checked"]
    assert [(row["rule"], row["place"]) for row in found] == [("personal-id", "标题")]
    assert ID not in json.dumps(found)


def test_a_page_and_its_attachment_are_told_together(tmp_path: Path) -> None:
    page, sheet = tmp_path / "page.html", tmp_path / "附件.txt"
    body = "<p>经审核，拟对王某（110101********109X）给予临时救助，现予公示，请社会各界监督。</p>" * 4
    page.write_text(f"<title>公示</title><h1>救助公示</h1><div class=content>{body}</div>", encoding="utf-8")
    sheet.write_text(f"王某，身份证号：{ID}\n", encoding="utf-8")
    alone = next(row for row in _rows(tmp_path, sheet) if "rule" in row)
    together = _rows(tmp_path, sheet, page)
    [paired] = [row for row in together if row.get("rule") == "personal-id"]
    assert paired["why"] == alone["why"] + "；网页稿“page.html”把这个号码遮掩了（110101********109X），附件里却是全号"
    assert [row["file"] for row in together if "checked" in row] == [str(sheet), str(page)]
