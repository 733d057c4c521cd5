"""A proposal as units.xlsx (栏目建议表): the two sheets that are read back, and the grounds of each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from county.configuration.unit_flaws import hosts_of
from county.configuration.web_address import address_identity, host_name
from county.configuration.workbook_export import export_units
from county.configuration.workbook_layout import FilledSheet, Header
from county.proposal import Proposal, ProposedColumn, ProposedUnit
from county.settings import County, Portal
from county.units import DUTY_DAYS, Column, Unit, UnitClass

BASIS_SHEET = "发现依据"
_HEADERS: tuple[Header, ...] = (
    Header("unit_name", "单位名称", 26, "发现的单位。"),
    Header("name", "栏目名称", 22, "链接上的名称。"),
    Header("kind", "栏目类型", 14, "按名称判断的类型。", centred=True),
    Header("url", "栏目网址", 56, "核对时打开的网址。"),
    Header(
        "certainty", "把握", 10, "高：可直接采用；中：请核对；低：请打开核对；不采用：没有写入“栏目”表。", centred=True
    ),
    Header("why", "依据", 60, "为什么这样判断。"),
    Header("entries", "条目", 8, "首页列表的条数。", number=True, centred=True),
    Header("newest", "最新日期", 12, "首页列表中最新的日期。", centred=True),
)
_NOTE = "提示"
_GUESSED_CLASS = "新单位的考核类别一律先填“一类”，请按考核方案改正。"
_GUESSED_ID = "单位编号取自网址，取不到的写成 unit-序号；请在第一次导入前改成固定的编号，以后不要再改。"


def write_proposal_workbook(path: Path, county: County, portal: Portal, proposal: Proposal) -> None:
    """Writes the workbook at `path`, an earlier file kept beside it. What `county` already knows of a unit (class,
    contacts, aliases, duties) is kept. Raises ConfigurationError."""
    known = {unit.id: unit for unit in county.units}
    units = tuple(_unit(unit, known.get(unit.id) if unit.known else None, portal, proposal) for unit in proposal.units)
    proposed = replace(county, units=units, portals=_portals(county, portal))
    notes = [*_notes(proposal, county, portal)]
    rows = [*map(_row, proposal.columns), *map(_row, proposal.refused), *map(_note_row, notes)]
    export_units(proposed, path, FilledSheet(BASIS_SHEET, _HEADERS, rows), keep=True)


def _portals(county: County, portal: Portal) -> tuple[Portal, ...]:
    return county.portals if portal in county.portals else (portal, *county.portals)


def _unit(found: ProposedUnit, known: Unit | None, portal: Portal, proposal: Proposal) -> Unit:
    duties = {address_identity(column.url): column.duty_days for column in known.columns} if known else {}
    columns = tuple(_column(column, duties) for column in proposal.columns if column.unit == found.id)
    if known:
        return replace(known, columns=columns)
    return Unit(found.id, found.name, UnitClass.FIRST, portal.id, columns)


def _column(found: ProposedColumn, duties: dict[str, int | None]) -> Column:
    duty = duties.get(address_identity(found.url), DUTY_DAYS[found.kind])
    return Column(found.unit, found.name, found.kind, found.url, duty)


def _row(column: ProposedColumn) -> Sequence[str | int]:
    newest = column.newest.isoformat() if column.newest else ""
    certainty, kind = str(column.certainty), str(column.kind)
    return column.unit_name, column.name, kind, column.url, certainty, column.why, column.entries, newest


def _note_row(note: str) -> Sequence[str | int]:
    return "", "", "", "", _NOTE, note, "", ""


def _notes(proposal: Proposal, county: County, portal: Portal) -> Iterator[str]:
    yield from proposal.notes
    yield from proposal_cautions(proposal, portal)
    if any(not unit.known for unit in proposal.units):
        yield from (_GUESSED_CLASS, _GUESSED_ID)
    with_columns = {column.unit for column in proposal.columns}
    for unit in proposal.units:
        if unit.id not in with_columns:
            where = f"（首页 {unit.home}）" if unit.home else ""
            yield f"“{unit.name}”{where}没有找到栏目，请手工填写；不是考核单位的请从“单位”表删去。"
    found = {address_identity(column.url) for column in proposal.columns}
    for known in county.units:
        for column in known.columns:
            if known.portal == portal.id and address_identity(column.url) not in found:
                yield f"原有的“{known.name}”“{column.name}”（{column.url}）这次没有找到，仍需要的请补进“栏目”表。"


def proposal_cautions(proposal: Proposal, portal: Portal) -> Iterator[str]:
    """What else has to be done before the workbook can be read back."""
    hosts = {host_name(column.url) for column in proposal.columns}
    if missing := sorted(hosts - hosts_of(portal)):
        yield f"请把 {'、'.join(missing)} 补进 county.toml 中该门户的其他域名（hosts），否则导入时会被拒绝。"
