"""整改通知单, 提示单 and 单位考核明细, read back with python-docx."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from made_material import AS_OF, HOSTILE, make_finding, make_material, make_units

from county.finding import FindingState, Level
from county.review import Decided, Status
from county.text import clean_text
from digest.errors import TemplateError
from digest.issuing import Issuing
from digest.make_templates import MAKERS, make_templates
from digest.material import Material
from digest.notices import write_notice, write_reminder
from digest.unit_paper import MOST_ENTRIES, write_unit_paper
from digest.word_paper import BULLETIN, NOTICE, TEMPLATES, template_flaws
from scoring.points import points_text

UNITS = make_units(2)
ISSUING = Issuing(dt.date(2026, 3, 9), code="修府办整", number="12")


def paragraphs(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def rows(document: Document, table: int = 0) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[table].rows]


def notice(folder: Path, material: Material, issuing: Issuing = ISSUING) -> Document:
    write_notice(folder / "notice.docx", material, material.county.units[0], issuing)
    return docx.Document(str(folder / "notice.docx"))


def reminder(folder: Path, material: Material) -> Document:
    write_reminder(folder / "reminder.docx", material, material.county.units[0], ISSUING)
    return docx.Document(str(folder / "reminder.docx"))


@pytest.fixture(scope="module")
def material() -> Material:
    known = [
        make_finding(UNITS[0], 1, level=Level.SERIOUS, words="攻府"),
        make_finding(UNITS[0], 2),
        make_finding(UNITS[0], 3, state=FindingState.OPEN),
        make_finding(UNITS[0], 4, level=Level.SERIOUS, state=FindingState.OPEN, words="攻俯"),
        make_finding(UNITS[0], 5, gone=True),
        make_finding(UNITS[0], 6, state=FindingState.DISMISSED),
        make_finding(UNITS[1], 7),
    ]
    return make_material(UNITS, known, titles={"unit1-page1": "一篇文章"})


def test_a_notice_names_what_was_confirmed_and_still_stands(material: Material, tmp_path: Path) -> None:
    document = notice(tmp_path, material)
    said = paragraphs(document)
    assert said[:4] == ["政务公开整改通知单", "修府办整〔2026〕12号", "", "第1局："]
    assert "有 2 个问题已经核实（清单附后）：错敏词（词表） 2 个。" in said[4]
    assert (
        "请于2026年3月23日前（10 个工作日内）完成整改，其中 1 个严重问题请立即处理，最迟于2026年3月12日前改正"
        in said[5]
    )
    assert said[-5:] == ["修文县人民政府办公室信息科", "2026年3月9日", "", "附件", "需要整改的问题清单"]
    head, serious, general = rows(document)
    assert head == ["序号", "栏目", "页面标题和网址", "发现日期", "问题表述", "规范表述及依据", "整改时限"]
    assert serious == [
        "1",
        "工作动态",
        "一篇文章\nhttp://www.xiuwen.example/unit1-page1.html",
        "2026-03-06",
        "错敏词（词表）（严重）：\n…会议对第1项工作进行了攻府，要求抓好落实…",
        "请改为“部署”\n依据：《现代汉语词典》（第7版）",
        "2026-03-12",
    ]
    assert general[-1] == "2026-03-23"


def test_the_words_at_fault_are_red(material: Material, tmp_path: Path) -> None:
    cell = notice(tmp_path, material).tables[0].rows[1].cells[4]
    styles = {run.text: run.style for paragraph in cell.paragraphs for run in paragraph.runs if run.text}
    assert styles["攻府"].font.color.rgb == RGBColor(255, 0, 0)
    assert [text for text, style in styles.items() if style.font.color and style.font.color.rgb] == ["攻府"]


def test_a_reminder_keeps_facts_and_suspicions_apart(material: Material, tmp_path: Path) -> None:
    document = reminder(tmp_path, material)
    said = "\n".join(paragraphs(document))
    assert "已核实的问题 3 个" in said
    assert "待核的疑似问题 1 个" in said
    assert "尚未经人工核实，不作为扣分依据" in said
    listed = rows(document)[1:]
    assert [row[-1] for row in listed] == ["2026-03-12", "2026-03-23", "2026-03-23", "待核"]
    assert listed[-1][4].startswith("错敏词（词表）（严重（待核））：")


def test_papers_without_anything_to_say_are_whole_all_the_same(tmp_path: Path) -> None:
    material = make_material(UNITS)
    assert len(rows(notice(tmp_path, material))) == 1
    assert "没有需要提示的问题。" in paragraphs(reminder(tmp_path, material))


def test_text_from_the_web_is_text(tmp_path: Path) -> None:
    known = [make_finding(UNITS[0], number, quote=f"{text}布署") for number, text in enumerate(HOSTILE)]
    titles = {f"unit1-page{number}": text for number, text in enumerate(HOSTILE)}
    listed = rows(notice(tmp_path, make_material(UNITS, known, titles)))[1:]
    assert {row[2].partition("\n")[0] for row in listed} == {clean_text(text) for text in HOSTILE}
    assert {row[4].partition("\n")[2] for row in listed} == {f"{clean_text(text)}布署" for text in HOSTILE}


def test_no_number_that_a_mask_missed_leaves_the_house(tmp_path: Path) -> None:
    known = [make_finding(UNITS[0], 1, quote="联系人布署，手机13800138000")]
    document = notice(tmp_path, make_material(UNITS, known, {"unit1-page1": "手机：13900139000"}))
    said = "\n".join(text for row in rows(document) for text in row)
    assert "138****8000" in said
    assert "13800138000" not in said
    assert "13900139000" not in said


def test_a_sheet_of_a_unit_tells_points_clause_by_clause(material: Material, tmp_path: Path) -> None:
    unit = UNITS[0]
    write_unit_paper(tmp_path / "unit.docx", material, unit, ISSUING)
    document = docx.Document(str(tmp_path / "unit.docx"))
    said = paragraphs(document)
    placed = material.places[unit.id]
    assert said[:2] == ["第1局", "政务公开工作考核明细"]
    assert f"考核得分 {points_text(placed.sheet.total)} 分" in "".join(said)
    assert f"中列第 {placed.text} 名" in "".join(said)
    assert [row[0] for row in rows(document)[1:]] == [clause.id for clause in material.scheme.clauses]
    assert [row[1] for row in rows(document)[1:]] == [clause.words for clause in material.scheme.clauses]
    entries = [entry for clause in placed.sheet.clauses for entry in clause.entries]
    listed = rows(document, 1)[1:]
    assert [row[1] for row in listed] == [entry.clause for entry in entries]
    assert "待核 -5" in [row[3] for row in listed]
    assert f"1. {material.explanation[0]}" in said


def test_a_unit_with_very_many_entries_is_told_where_the_rest_stands(tmp_path: Path) -> None:
    known = [make_finding(UNITS[0], number) for number in range(MOST_ENTRIES + 50)]
    write_unit_paper(tmp_path / "unit.docx", make_material(UNITS, known), UNITS[0], ISSUING)
    document = docx.Document(str(tmp_path / "unit.docx"))
    assert len(rows(document, 1)) == MOST_ENTRIES + 1
    assert any("笔见《考核评分表》中本单位的工作表" in text for text in paragraphs(document))


def test_the_page_is_that_of_the_standard(material: Material, tmp_path: Path) -> None:
    document = notice(tmp_path, material)
    first, annex = document.sections[0], document.sections[1]
    width = first.page_width - first.left_margin - first.right_margin
    height = first.page_height - first.top_margin - first.bottom_margin
    assert (round(Mm(width / Mm(1)).mm), round(height / Mm(1))) == (156, 225)
    assert (round(first.top_margin / Mm(1)), round(first.left_margin / Mm(1))) == (37, 28)
    assert annex.page_width > annex.page_height
    assert document.settings.odd_and_even_pages_header_footer
    for footer, alignment in ((first.footer, "right"), (first.even_page_footer, "left")):
        xml = footer._element.xml
        assert f'w:jc w:val="{alignment}"' in xml
        assert ">PAGE<" in xml
        assert 'w:eastAsia="宋体"' in xml


@pytest.mark.parametrize(
    ("style", "font", "size", "line"),
    [
        ("公文标题", "方正小标宋简体", 22, 35),
        ("公文正文", "仿宋_GB2312", 16, 28),
        ("公文一级标题", "黑体", 16, 28),
        ("公文二级标题", "楷体_GB2312", 16, 28),
    ],
)
@pytest.mark.parametrize("name", MAKERS)
def test_the_styles_are_those_of_the_standard(name: str, style: str, font: str, size: int, line: int) -> None:
    made = docx.Document(str(TEMPLATES / name)).styles[style]
    fonts = made.element.rPr.find(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "eastAsia")} == {font}
    assert (made.font.size.pt, made.paragraph_format.line_spacing.pt) == (size, line)


def test_the_templates_are_what_the_code_makes(tmp_path: Path) -> None:
    make_templates(tmp_path)
    for name in MAKERS:
        fresh, kept = (docx.Document(str(folder / name)) for folder in (tmp_path, TEMPLATES))
        assert fresh.element.xml == kept.element.xml
        assert fresh.styles.element.xml == kept.styles.element.xml


def test_the_office_may_use_its_own_template(material: Material, tmp_path: Path) -> None:
    own = docx.Document(str(TEMPLATES / NOTICE))
    own.paragraphs[0].runs[0].text = "修文县政务公开整改通知书"
    own.save(str(tmp_path / NOTICE))
    document = notice(tmp_path, material, replace(ISSUING, templates=tmp_path))
    assert paragraphs(document)[0] == "修文县政务公开整改通知书"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{{ untis }}", "用了没有的占位符"),
        ("{% for %}", "占位符写法不对"),
        ("{{ unit.__class__.__mro__ }}", "不允许的写法"),
        ("{{ unit + 1 }}", "占位符算不出来"),
        ("{{ 1 / 0 }}", "占位符算不出来"),
    ],
)
def test_a_faulty_template_is_refused_with_what_to_do(
    material: Material, tmp_path: Path, text: str, sentence: str
) -> None:
    own = docx.Document(str(TEMPLATES / NOTICE))
    own.paragraphs[0].runs[0].text = text
    own.save(str(tmp_path / NOTICE))
    with pytest.raises(TemplateError, match=f"模板 {NOTICE}：.*{sentence}"):
        notice(tmp_path, material, replace(ISSUING, templates=tmp_path))


def test_what_is_no_template_is_refused(material: Material, tmp_path: Path) -> None:
    (tmp_path / NOTICE).write_bytes(b"\xd0\xcf\x11\xe0 a .doc")
    with pytest.raises(TemplateError, match=r"不是可用的 \.docx 文件"):
        notice(tmp_path, material, replace(ISSUING, templates=tmp_path))


def test_a_deadline_in_a_year_without_a_list_of_holidays_is_doubted(material: Material, tmp_path: Path) -> None:
    document = notice(tmp_path, material, replace(ISSUING, made_on=dt.date(2031, 1, 6)))
    assert any(text.startswith("注：2031年的国务院放假安排尚未收入") for text in paragraphs(document))
    assert AS_OF.year == 2026


def test_what_was_put_off_is_neither_fact_nor_suspicion(tmp_path: Path) -> None:
    one = make_finding(UNITS[0], 1, level=Level.SERIOUS, state=FindingState.OPEN)
    for until, said in ((AS_OF, "没有需要提示的问题。"), (AS_OF - dt.timedelta(days=1), "待核的疑似问题 1 个")):
        material = make_material(UNITS, [one], decided={one.id: Decided(Status.DEFERRED, until, until)})
        assert any(said in text for text in paragraphs(reminder(tmp_path, material)))


def test_flaws_of_templates_are_told_before_they_are_used(tmp_path: Path) -> None:
    assert list(template_flaws(TEMPLATES)) == []
    own = docx.Document(str(TEMPLATES / NOTICE))
    own.paragraphs[0].runs[0].text = "{% for %}"
    own.save(str(tmp_path / NOTICE))
    (tmp_path / BULLETIN).write_bytes(b"\xd0\xcf\x11\xe0 a .doc")
    told = [str(flaw) for flaw in template_flaws(tmp_path)]
    assert [sentence.partition("：")[0] for sentence in told] == [f"模板 {NOTICE}", f"模板 {BULLETIN}"]
    assert "占位符写法不对" in told[0]
    assert "不是可用的 .docx 文件" in told[1]
