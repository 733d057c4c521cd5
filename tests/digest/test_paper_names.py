"""Names of sheets and files made from names of units."""

from __future__ import annotations

from digest.names import LONGEST_SHEET_NAME, file_name, sheet_names


def test_names_of_sheets_are_valid_and_differ() -> None:
    wanted = ["A/B:C*D?[E]\\F", "'引号'", "很长的名称" * 10, "很长的名称" * 10, "abc", "ABC", "History", "", "总表"]
    names = sheet_names(wanted, taken=("总表",))
    assert len({name.lower() for name in names}) == len(names)
    assert "总表" not in names
    assert all(0 < len(name) <= LONGEST_SHEET_NAME for name in names)
    assert not any(set(name) & set("[]:*?/\\") or name.startswith("'") or name.endswith("'") for name in names)
    assert names[:2] == ["A B C D E F", "引号"]


def test_names_of_files_hold_what_windows_takes() -> None:
    assert file_name('县 a/b\\c:d*e?"<f>|') == "县-a-b-c-d-e-f"
    assert file_name("..") == "单位"
    assert len(file_name("长" * 500)) < 100
