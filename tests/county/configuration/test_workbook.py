"""units.xlsx: finished to look at, and every wrong cell named when it comes back (单位栏目表)."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from made_county import made_county
from openpyxl.workbook import Workbook

from county.configuration.errors import ConfigurationError, ConfigurationErrors
from county.units import UnitClass
from county.workbook import export_units, import_units

COUNTY = made_county()


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exported") / "units.xlsx"
    export_units(COUNTY, path)
    return path


def sentences(path: Path) -> list[str]:
    with pytest.raises(ConfigurationErrors) as caught:
        import_units(path, COUNTY)
    return [str(error) for error in caught.value.errors]


def changed(exported: Path, folder: Path, change: Callable[[Workbook], object]) -> Path:
    book = openpyxl.load_workbook(exported)
    change(book)
    book.save(folder / "units.xlsx")
    return folder / "units.xlsx"


def put(sheet: str, cell: str, value: object) -> Callable[[Workbook], object]:
    def change(book: Workbook) -> None:
        book[sheet][cell] = value

    return change


def test_the_workbook_looks_finished(exported: Path) -> None:
    book = openpyxl.load_workbook(exported)
    assert book.sheetnames == ["单位", "栏目", "填写说明"]
    for name in ("单位", "栏目"):
        sheet = book[name]
        assert sheet.freeze_panes == "C2"
        assert sheet.auto_filter.ref
        assert (sheet.page_setup.orientation, sheet.print_title_rows) == ("landscape", "$1:$1")
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
        assert any(rule.type == "list" for rule in sheet.data_validations.dataValidation)
    assert [cell.value for cell in book["栏目"][1]] == [
        "单位名称",
        "栏目名称",
        "栏目类型",
        "栏目网址",
        "更新要求（天）",
    ]


def test_names_that_look_like_formulas_stay_names(tmp_path: Path) -> None:
    unit = made_county().units[1]
    odd = type(unit)(unit.id, '=HYPERLINK("http://127.0.0.1")', UnitClass.FIRST, "xiuwen", ())
    county = made_county((odd,))
    export_units(county, tmp_path / "units.xlsx")
    assert import_units(tmp_path / "units.xlsx", county) == (odd,)


FAULTS: list[tuple[Callable[[Workbook], object], str]] = [
    (put("单位", "B2", None), "“单位”第 2 行 B 列：“单位名称”没有填写，请补上；整行不要的话请清空整行。"),
    (
        put("单位", "C3", "三类"),
        "“单位”第 3 行 C 列：考核类别“三类”不认识，请从中选一个（可选：一类、二类）。",
    ),
    (
        put("单位", "A3", 1001),
        "“单位”第 3 行 A 列：这一格是数字，应为文本，请把单元格格式设为“文本”后重新填写，以免丢失开头的 0。",
    ),
    (
        put("单位", "H2", 13800001234),
        "“单位”第 2 行 H 列：这一格是数字，应为文本，请把单元格格式设为“文本”后重新填写，以免丢失开头的 0。",
    ),
    (
        put("单位", "B3", "=B2"),
        "“单位”第 3 行 B 列：这一格是公式，请改成公式算出的文字（复制后“选择性粘贴—数值”）。",
    ),
    (put("单位", "D3", "xw"), "“单位”第 3 行 D 列：门户“xw”没有登记，请改成已登记的门户编号：xiuwen。"),
    (put("单位", "A3", "longchang"), "“单位”第 3 行 A 列：单位编号“longchang”重复，请给每个单位不同的编号。"),
    (put("单位", "D1", "门户编码"), "“单位”第 1 行 D 列：表头“门户编码”不认识，请改回“门户编号”。"),
    (put("单位", "D1", None), "“单位”第 1 行：缺少表头“门户编号”，请补上这一列，表头在第 1 行，不要改动。"),
    (put("单位", "E1", "单位名称"), "“单位”第 1 行 E 列：表头“单位名称”出现两次，请删去其中一列。"),
    (
        put("单位", "G2", "li@example.gov.cn"),
        "“单位”第 2 行 G 列：联络员有 2 位，这一格却有 1 项，请按联络员的次序用分号“；”隔开，没有的留空但保留分号。",
    ),
    (
        put("单位", "F2", "王某、李某"),
        "“单位”第 2 行 F 列：单位“龙场街道办事处”第 1 位联络员的姓名里有分号、顿号或逗号，请一人一条，分开填写。",
    ),
    (
        put("栏目", "A3", "龙场街道"),
        "“栏目”第 3 行 A 列：单位“龙场街道”不在“单位”表中，请改成“龙场街道办事处”。",
    ),
    (
        put("栏目", "D3", "http://127.0.0.1:8642/longchang/c0/"),
        "“栏目”第 3 行 D 列：栏目“工作职责”的网址与单位“龙场街道办事处”的栏目“领导之窗”相同，请核对哪一个写错了。",
    ),
    (
        put("栏目", "B3", "领导之窗"),
        "“栏目”第 3 行 B 列：单位“龙场街道办事处”的栏目“领导之窗”重复，请删去或改名。",
    ),
    (
        put("栏目", "E3", "两周"),
        "“栏目”第 3 行 E 列：更新要求“两周”写法不对，请填 1 至 3660 的整数天数，或填“据实更新”，或留空。",
    ),
    (
        put("栏目", "E3", 1.5),
        "“栏目”第 3 行 E 列：更新要求“1.5”写法不对，请填 1 至 3660 的整数天数，或填“据实更新”，或留空。",
    ),
    (
        lambda book: book["栏目"].merge_cells("A2:A4"),
        "“栏目”第 2 行 A 列：单元格 A2:A4 合并了，请取消合并，并在每一行都填写。",
    ),
    (
        put("栏目", "A40000", "x"),
        "“栏目”：有 40000 行（多半是带格式的空行），超过 30000 行，请把有内容的区域复制到导出的新表里再导入。",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), FAULTS, ids=[str(at) for at in range(len(FAULTS))])
def test_every_wrong_cell_is_named(
    exported: Path, tmp_path: Path, change: Callable[[Workbook], object], sentence: str
) -> None:
    found = sentences(changed(exported, tmp_path, change))
    assert f"units.xlsx 工作表{sentence}" in found
    assert all("13800001234" not in text for text in found)


def test_a_missing_sheet_is_named(exported: Path, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        book["栏目"].title = "Sheet2"

    assert sentences(changed(exported, tmp_path, change)) == [
        "units.xlsx 工作表“栏目”：没有这个工作表（现有：单位、Sheet2、填写说明），"
        "请把工作表名称改回“栏目”，或重新导出后填写。"
    ]


def test_a_fault_of_the_units_sheet_is_not_repeated_for_every_column(exported: Path, tmp_path: Path) -> None:
    assert len(sentences(changed(exported, tmp_path, put("单位", "D1", None)))) == 1


def test_harmless_changes_are_taken(exported: Path, tmp_path: Path) -> None:
    def change(book: Workbook) -> None:
        units, columns = book["单位"], book["栏目"]
        units["A2"], units["B2"], units["C2"] = " ｌｏｎｇｃｈａｎｇ ", "　龙场街道办事处\u00a0", "一类 "
        units["F2"] = "王某\n李某"
        units["I1"], units["I2"] = "备注", 12
        units["A4"] = "  "
        columns["D2"] = "HTTP：//127.0.0.1:8642/longchang/c0/ ".replace("HTTP", "http")
        columns["E2"], columns["E3"], columns["E4"], columns["A5"] = None, "据实更新", "180", "longchang"
        columns.insert_rows(2)
        units["B1"] = "单位名称 *"

    assert import_units(changed(exported, tmp_path, change), COUNTY) == COUNTY.units


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        ("单位,名称".encode("gb18030"), "这不是 .xlsx 表格（也许只是改了后缀名）"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "旧式 .xls"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
        (b"PK\x03\x04broken", "文件已损坏"),
    ],
)
def test_a_file_that_is_no_xlsx_is_called_what_it_is(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "units.xlsx").write_bytes(content)
    with pytest.raises(ConfigurationError, match=words) as caught:
        import_units(tmp_path / "units.xlsx", COUNTY)
    assert str(caught.value).startswith("units.xlsx：")


def test_a_missing_file_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="xuncha units export"):
        import_units(tmp_path / "units.xlsx", COUNTY)


def test_a_truncated_or_doctored_part_is_a_damaged_file(exported: Path, tmp_path: Path) -> None:
    path = tmp_path / "units.xlsx"
    with zipfile.ZipFile(exported) as parts, zipfile.ZipFile(path, "w") as fresh:
        for name in parts.namelist():
            fresh.writestr(name, parts.read(name)[:200] if name.endswith("sheet1.xml") else parts.read(name))
    with pytest.raises(ConfigurationError, match="文件已损坏"):
        import_units(path, COUNTY)


def test_a_zip_bomb_is_refused_unread(exported: Path, tmp_path: Path) -> None:
    path = tmp_path / "units.xlsx"
    shutil.copy(exported, path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/media/bomb.bin", bytes(130 * 1024 * 1024))
    with pytest.raises(ConfigurationError, match="大得不正常"):
        import_units(path, COUNTY)


def test_an_empty_sheet_says_what_to_fill_in(tmp_path: Path) -> None:
    export_units(made_county(()), tmp_path / "units.xlsx")
    assert sentences(tmp_path / "units.xlsx") == [
        "units.xlsx 工作表“单位”：没有填写任何单位，请从第 2 行起每行填一个单位。"
    ]
