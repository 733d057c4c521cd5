"""The clock of requests for information (依申请公开): 20 working days, once extended by at most 20 more."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from county.calendar import Calendar
from county.register import Request

REPLY_DAYS = 20
"""Working days for a reply (《政府信息公开条例》第三十三条)."""
EXTENSION_DAYS = 20
"""The most working days by which the body may extend it, once, having told the applicant (同条)."""


class RequestState(StrEnum):
    """Where a request stands on a day."""

    OPEN = "open"
    OVERDUE = "overdue"
    REPLIED = "replied"
    REPLIED_LATE = "replied-late"


REQUEST_STATE_NAMES: dict[RequestState, str] = {
    RequestState.OPEN: "办理中",
    RequestState.OVERDUE: "逾期未答复",
    RequestState.REPLIED: "按期答复",
    RequestState.REPLIED_LATE: "逾期答复",
}


@dataclass(frozen=True, slots=True)
class RequestClock:
    """A request's clock as read on a day. `days_left` are the working days left after that day, 0 on the due day,
    negative beyond it; for a request that was answered those that were left on the day of the answer."""

    request: Request
    due: dt.date
    state: RequestState
    days_left: int


def request_due(request: Request, calendar: Calendar) -> dt.date:
    """The last day for the reply. The day of receipt does not count, nor do excluded days (征求第三方意见、补正)."""
    days = REPLY_DAYS + request.excluded_days + (EXTENSION_DAYS if request.extended else 0)
    return calendar.add_working_days(request.received, days)


def read_clock(request: Request, calendar: Calendar, as_of: dt.date) -> RequestClock:
    """How the request stands at the end of `as_of`; an answer given later is not known yet."""
    due = request_due(request, calendar)
    replied = request.replied if request.replied and request.replied <= as_of else None
    day = replied or as_of
    if replied:
        state = RequestState.REPLIED if replied <= due else RequestState.REPLIED_LATE
    else:
        state = RequestState.OPEN if as_of <= due else RequestState.OVERDUE
    return RequestClock(request, due, state, _working_days_between(day, due, calendar))


def _working_days_between(day: dt.date, due: dt.date, calendar: Calendar) -> int:
    """Working days after `day` up to `due`, negative those after `due` up to `day`."""
    one = dt.timedelta(days=1)
    if day <= due:
        return calendar.working_days(day + one, due)
    return -calendar.working_days(due + one, day)
