"""Nothing left after an event (发生即得零分): requests for information unanswered, or answered unlawfully."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Self

from county.register import Register, Request
from county.requests import RequestClock, RequestState, read_clock
from county.times import day_text
from scoring.case import Case
from scoring.claim import Assessment, Claim
from scoring.events import event_claim, events_of
from scoring.group import Group
from scoring.ledger import ClauseState, EntryState
from scoring.points import points_text
from scoring.rule import RuleBase, register
from scoring.settings import LateReply
from scoring.table import Table


@register
@dataclass(frozen=True, slots=True)
class ZeroOnEvent(RuleBase):
    """A request (依申请公开) that a review or a court corrected takes all points of the clause, so does one that was
    not answered in time, and so does a signed event of the clause. That a register has no answer is no proof that there
    was none: until the registers are declared complete it is only suspected."""

    kind: ClassVar[str] = "zero-on-event"
    title: ClassVar[str] = "发生即得零分"
    groups: ClassVar[frozenset[Group]] = frozenset({Group.BASE})

    clause: str
    points: Decimal

    @classmethod
    def read(cls, table: Table) -> Self:
        """From the clause's `id` and `points`."""
        return cls(table.text("id"), table.number("points"))

    @property
    def registers(self) -> frozenset[Register]:
        """Requests and events."""
        return frozenset({Register.REQUEST, Register.EVENT})

    def sentences(self) -> tuple[str, ...]:
        """What takes the points."""
        return (
            "收到申请的次日起 20 个工作日内答复，依法延长的再加 20 个，征求第三方意见和补正的时间不计；",
            f"被依法纠错、超过期限没有答复的，或者登记了经签署的事件的，扣 {points_text(self.points)} 分，得 0 分。",
        )

    def assess(self, case: Case) -> Assessment:
        """One claim for each request that went wrong and for each event."""
        requests = sorted(case.registers.requests, key=lambda request: (request.received, request.id))
        claims = [claim for request in requests for claim in self._request(request, case)]
        events = events_of(case, self.clause)
        claims += (event_claim(one, self.points, counted="得 0 分", pending="签署后得 0 分") for one in events)
        return Assessment(ClauseState.REGISTER, tuple(claims))

    def _request(self, request: Request, case: Case) -> Iterator[Claim]:
        clock = read_clock(request, case.calendar, case.as_of)
        if not case.in_year(clock.due):
            return
        name, cost = f"依申请公开 {request.number}", f"扣 {points_text(self.points)} 分，得 0 分"
        if request.corrected:
            yield self._claim(clock, EntryState.COUNTED, f"{name}：办理被依法纠错，{cost}。")
        elif clock.state is RequestState.OVERDUE:
            late = f"{name}：{day_text(clock.due)}到期，登记簿没有答复"
            if case.settings.is_complete(clock.due):
                yield self._claim(clock, EntryState.COUNTED, f"{late}，{cost}。")
            else:
                why = f"{late}，待信息科核实，确认不回复的登记事件并签署后{cost}。"
                yield self._claim(clock, EntryState.PENDING, why)
        elif clock.state is RequestState.REPLIED_LATE and case.settings.on(clock.due).late_reply is LateReply.ZERO:
            why = f"{name}：{day_text(clock.due)}到期，逾期 {-clock.days_left} 个工作日才答复，{cost}。"
            yield self._claim(clock, EntryState.COUNTED, why)

    def _claim(self, clock: RequestClock, state: EntryState, why: str) -> Claim:
        about = f"request:{clock.request.id}"
        return Claim(about, self.points, state, why, (about,), clock.due)
