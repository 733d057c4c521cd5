"""A column that cannot be opened, or is no longer there (栏目打不开)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from checks.inputs import UnitFinding, UnitRecord
from checks.registry import RuleInfo, record_check
from county.finding import Finding, Level
from county.history import ColumnHistory
from county.visit import Verdict

INFO = RuleInfo(
    id="column-unreachable",
    title="栏目打不开",
    level=Level.NOTICE,
    basis="考核方案（一）8、10；国办秘函〔2019〕19号（可用性）",
)
NIGHTS = 3
"""On so many nights in a row it was not to be had: one bad night, or two of a weekend, prove nothing."""
_READ = frozenset({Verdict.COMPLETE, Verdict.PARTIAL})


@record_check(INFO)
def column_unreachable(record: UnitRecord) -> Iterator[UnitFinding]:
    """Speaks where the last three nights found the column unreachable while another one of the unit could be read: then
    it is neither the portal nor our line. A refusal (被拦截) is none; nothing is deducted."""
    for history in record.histories:
        nights = _lost_nights(history)
        if len(nights) < NIGHTS or not all(_unit_was_read(record, history, night) for night in nights):
            continue
        column = history.column
        finding = Finding(
            rule=INFO.id,
            level=INFO.level,
            words="",
            why=f"{'、'.join(map(str, nights))} 都打不开，同一单位的其他栏目可以打开：{history.visits[-1].reason}",
            quote=column.url,
            suggestion="请恢复该栏目；栏目已撤并或换了网址的，请信息科更正 units.toml，再次读到后自动消除",
        )
        yield UnitFinding(finding, column.name, column.key, column.url)


def _lost_nights(history: ColumnHistory) -> list[dt.date]:
    """The last nights with a visit, oldest first, as far as none of them saw anything else."""
    nights = sorted({visit.night for visit in history.visits})[-NIGHTS:]
    lost = all(visit.verdict is Verdict.UNREACHABLE for visit in history.visits if visit.night in nights)
    return nights if lost else []


def _unit_was_read(record: UnitRecord, lost: ColumnHistory, night: dt.date) -> bool:
    others = (other for other in record.histories if other is not lost)
    return any(visit.night == night and visit.verdict in _READ for other in others for visit in other.visits)
