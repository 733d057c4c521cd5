"""Who has to be urged (催办对象): what a unit was told of and has not mended, by the rules of reminding."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from county.calendar import Calendar
from county.review import Status
from digest.faults import Fault
from digest.material import Material
from digest.reminder_rules import Step, When, reached
from evidence.desk.urging import Urged

_TOLD = frozenset((Status.NOTIFIED, Status.FAILED))


@dataclass(frozen=True, slots=True)
class Urging:
    """One reminder to one unit: all its faults with one last day that have come to one step."""

    unit: str
    step: Step
    due: dt.date
    faults: tuple[Fault, ...]

    @property
    def urged(self) -> tuple[Urged, ...]:
        """The same, finding by finding."""
        return tuple(Urged(fault.id, self.step.name, self.due.isoformat()) for fault in self.faults)

    def sentence(self, today: dt.date, calendar: Calendar) -> str:
        """How it stands with the time limit: "整改时限 2026-04-14，还有 2 个工作日"."""
        if self.due >= today:
            left = calendar.working_days(today + dt.timedelta(days=1), self.due)
            return f"整改时限 {self.due}，" + (f"还有 {left} 个工作日" if left else "今天到期")
        return f"整改时限 {self.due}，已逾期 {overdue_days(self.due, today, calendar)} 个工作日"


def overdue_days(due: dt.date, today: dt.date, calendar: Calendar) -> int:
    """Working days since the last day went by, today counted."""
    return calendar.working_days(due + dt.timedelta(days=1), today)


def is_owed(fault: Fault) -> bool:
    """Whether the unit has to mend it still: it was told, and no night found it gone. An answer (已反馈) waits for the
    check, unless a night after it has seen the fault again: nothing is done on a unit's word alone."""
    if fault.gone_on is not None:
        return False
    if fault.decided.status is Status.ANSWERED:
        seen, answered = fault.recheck, fault.decided.since
        return bool(seen and answered and seen.kind.is_unmended and seen.last_night > answered.isoformat())
    return fault.decided.status in _TOLD


def urgings(material: Material, steps: tuple[Step, ...], today: dt.date, before: Collection[Urged]) -> Iterator[Urging]:
    """What has to be said today and was not said before, by unit and last day."""
    calendar = material.calendar
    found: defaultdict[tuple[str, dt.date, str], list[Fault]] = defaultdict(list)
    by_name = {step.name: step for step in steps}
    for fault in filter(is_owed, material.faults):
        step = reached(steps, fault.due, today, calendar)
        if fault.unit and step and Urged(fault.id, step.name, fault.due.isoformat()) not in before:
            found[fault.unit, fault.due, step.name].append(fault)
    for (unit, due, step_name), faults in sorted(found.items()):
        yield Urging(unit, by_name[step_name], due, tuple(faults))


def long_overdue(material: Material, steps: tuple[Step, ...], today: dt.date) -> tuple[Fault, ...]:
    """What stands so long after its last day that the office is told (逾期未改), longest first."""
    told = [step for step in steps if step.report and step.when is When.AFTER]
    late = (
        fault
        for fault in filter(is_owed, material.faults)
        if any(step.day(fault.due, material.calendar) <= today for step in told)
    )
    return tuple(sorted(late, key=lambda fault: (fault.due, fault.unit, fault.id)))
