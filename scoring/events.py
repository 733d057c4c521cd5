"""Events (事件) that a clause charges: each costs points once somebody signed for it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from county.register import Event
from county.times import day_text
from scoring.case import Case
from scoring.claim import Claim
from scoring.ledger import EntryState
from scoring.points import points_text


def events_of(case: Case, clause: str) -> list[Event]:
    """The events of that clause in the assessment year, oldest first."""
    found = [event for event in case.registers.events if event.clause == clause and case.in_year(event.happened_on)]
    return sorted(found, key=lambda event: (event.happened_on, event.id))


def charged(case: Case, clause: str, each: Decimal) -> Iterator[Claim]:
    """A claim for each event, `each` a time."""
    for event in events_of(case, clause):
        amount = each * event.times
        sums = f"{event.times} 项 × {points_text(each)} 分，" if event.times > 1 else ""
        price = f"{sums}扣 {points_text(amount)} 分"
        yield event_claim(event, amount, counted=price, pending=f"签署后{price}")


def event_claim(event: Event, amount: Decimal, *, counted: str, pending: str) -> Claim:
    """The claim of an event: `counted` and `pending` say what it comes to with and without a signature."""
    signed = bool(event.signed_by.strip())
    end = f"{counted}（{event.signed_by.strip()}签署）。" if signed else f"尚未签署，{pending}。"
    id_ = f"event:{event.id}"
    return Claim(
        about=id_,
        amount=amount,
        state=EntryState.COUNTED if signed else EntryState.PENDING,
        why=f"{day_text(event.happened_on)}：{event.title.rstrip('。')}，{end}",
        evidence=(id_,),
        day=event.happened_on,
    )
