"""Events (事件) that a clause charges: each costs points once somebody signed for it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from county.register import Event
from county.times import day_text
from scoring.case import Case
from scoring.claim import Claim
from scoring.ledger import EntryState
from scoring.points import ZERO, points_text


def events_of(case: Case, clause: str) -> list[Event]:
    """The events of that clause in the assessment year, oldest first."""
    found = [event for event in case.registers.events if event.clause == clause and case.in_year(event.happened_on)]
    return sorted(found, key=lambda event: (event.happened_on, event.id))


def charged(case: Case, clause: str, each: Decimal) -> Iterator[Claim]:
    """A claim for each event, `each` a time."""
    for event in events_of(case, clause):
        amount = each * event.times
        sums = f"{event.times} 项 × {points_text(each)} 分，" if event.times > 1 else ""
        signed = bool(event.signed_by.strip())
        price = f"扣 {points_text(amount)} 分"
        end = f"{price}（{event.signed_by}签署）。" if signed else f"尚未签署，不扣分，签署后{price}。"
        yield Claim(
            about=event_id(event),
            amount=amount,
            state=EntryState.COUNTED if signed else EntryState.PENDING,
            why=f"{day_text(event.happened_on)}：{event.title.rstrip('。')}，{sums}{end}",
            evidence=(event_id(event),),
            day=event.happened_on,
        )


def decisive(event: Event, *, counted: str, pending: str) -> Claim:
    """The claim of an event whose worth the clause says, not the event."""
    signed = bool(event.signed_by.strip())
    end = f"{counted}（{event.signed_by}签署）。" if signed else f"尚未签署，{pending}。"
    return Claim(
        about=event_id(event),
        amount=ZERO,
        state=EntryState.COUNTED if signed else EntryState.PENDING,
        why=f"{day_text(event.happened_on)}：{event.title.rstrip('。')}，{end}",
        evidence=(event_id(event),),
        day=event.happened_on,
    )


def event_id(event: Event) -> str:
    """How evidence names the event."""
    return f"event:{event.id}"
