"""A filled-in workbook to rows of the registers (导入登记表), with a sentence for every cell that has to be changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from county.books.book import BOOKS
from county.books.differences import NOTE, UNIT, checksum
from county.books.reading import plain, shown
from county.books.workbook_layout import CHECKSUM, ID, SHEETS, read_headers_of
from county.configuration.decoding import shown_name
from county.configuration.errors import ConfigurationError, ConfigurationErrors, quoted
from county.configuration.wording import half_width
from county.configuration.workbook_opening import open_workbook
from county.configuration.workbook_sheet import Row, Sheet
from county.register import Register

EXPORT = "xuncha register export"


@dataclass(frozen=True, slots=True)
class Draft:
    """A row as somebody left it: `texts` are what it says, by key; `id` is "" for a new entry, `checksum` what the
    export wrote behind the row."""

    register: Register
    row: int
    id: str
    texts: Mapping[str, str]
    checksum: str

    @property
    def place(self) -> str:
        """Where a person finds it."""
        return f"工作表“{self.register}”第 {self.row} 行"

    @property
    def is_edited(self) -> bool:
        """Whether the row says something else than at the export."""
        return checksum(self.id, self.texts) != self.checksum


@dataclass(slots=True)
class RegisterWorkbook:
    """The rows of a workbook on their way into the registers; collects what is wrong with them."""

    drafts: list[Draft] = field(default_factory=list)
    _sheets: dict[Register, Sheet] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> RegisterWorkbook:
        """The rows of every register's sheet. Raises ConfigurationError where it is no workbook or has none of them."""
        book = open_workbook(path, EXPORT)
        reading = cls()
        for name, sheet in _known_sheets(book):
            register = SHEETS[name]
            reading._sheets[register] = Sheet(shown_name(path), name, read_headers_of(register))
            reading._read(register, sheet)
        reading._refuse_doubles()
        if not reading._sheets:
            problem = f"没有一个认得的工作表（现有：{'、'.join(book.sheetnames)}）"
            raise ConfigurationError(shown_name(path), problem, f"请用 {EXPORT} 导出后填写，不要改工作表名称")
        return reading

    def refuse(self, draft: Draft, key: str, problem: str, cure: str) -> None:
        """Notes a flaw of the draft's cell of `key`."""
        self._sheets[draft.register].refuse(draft.row, key, problem, cure)

    def finish(self) -> None:
        """Raises ConfigurationErrors with all that was noted."""
        errors = [error for sheet in self._sheets.values() for error in sorted(sheet.errors, key=_line)]
        if errors:
            raise ConfigurationErrors(errors)

    def _read(self, register: Register, worksheet: Worksheet) -> None:
        for row in self._sheets[register].read(worksheet):
            if not row.faulty:
                self.drafts.append(_draft(register, row))

    def _refuse_doubles(self) -> None:
        """A copied row that kept its id would else be taken for a correction of the one it was copied from."""
        rows: dict[str, Draft] = {}
        for draft in self.drafts:
            if draft.id and rows.setdefault(draft.id, draft) is not draft:
                cure = "新登记的一行请清空编号，其余请只留一行"
                self.refuse(draft, ID, f"编号{quoted(draft.id)}与第 {rows[draft.id].row} 行相同", cure)


def _known_sheets(book: Workbook) -> Iterator[tuple[str, Worksheet]]:
    for name in book.sheetnames:
        sheet = book[name]
        if isinstance(sheet, Worksheet) and name.strip() in SHEETS:
            yield name.strip(), sheet


def _line(error: ConfigurationError) -> int:
    return error.line or 0


def _draft(register: Register, row: Row) -> Draft:
    keys = (UNIT, *(field.key for field in BOOKS[register].fields), NOTE)
    texts = {key: plain(_said(row, key)) for key in keys}
    return Draft(register, row.number, half_width(_said(row, ID)).upper(), texts, _said(row, CHECKSUM))


def _said(row: Row, key: str) -> str:
    """What the cell says as a text, whatever Excel made of it."""
    if key in row.days:
        return shown(row.days[key])
    if key in row.numbers:
        number = row.numbers[key]
        return str(int(number)) if float(number).is_integer() else shown(Decimal(repr(number)))
    return row.texts.get(key, "")
