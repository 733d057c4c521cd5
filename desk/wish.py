"""What the address says somebody wants to see (筛选): the same address is the same list, whoever opens it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from county.account import Role
from county.finding import Level
from county.review import Tray
from desk.call import Call
from evidence.desk.filters import QueueFilter

FIELDS = ("tray", "unit", "level", "rule", "column", "q", "mine", "later", "overdue")
"""Names in the address; stored in named views, never renamed."""
_LONGEST = 200
_FIRST_TRAY: dict[Role, Tray] = {Role.UNIT: Tray.MENDING}


@dataclass(frozen=True, slots=True)
class Wish:
    """The values of the address, the filter that they make for this account, and the address's query again."""

    values: Mapping[str, str]
    filter: QueueFilter
    query: str

    def changed(self, **values: str) -> str:
        """The query with other values."""
        return _query({**self.values, **values})

    def finding(self, finding: str, part: str = "") -> str:
        """The address of a finding under the same filter."""
        return f"/findings/{finding}{part}?{self.query}"


def wish_of(call: Call, tray: str = "") -> Wish:
    """What the call's query says; `tray` where it names none."""
    return _wish(call, dict(call.request.query_params), tray)


def wish_behind(call: Call) -> Wish:
    """What the page said from which the form comes."""
    return _wish(call, dict(parse_qsl(call.field("filter"))), "")


def _wish(call: Call, given: Mapping[str, str], tray: str) -> Wish:
    values = {name: given.get(name, "").strip()[:_LONGEST] for name in FIELDS}
    if values["tray"] not in set(Tray):
        values["tray"] = tray or _FIRST_TRAY.get(call.account.role, Tray.REVIEW)
    if values["level"] not in set(Level):
        values["level"] = ""
    return Wish(
        values,
        QueueFilter(
            scope=call.scope,
            tray=Tray(values["tray"]),
            unit=values["unit"],
            level=values["level"],
            rule=values["rule"],
            column=values["column"],
            words=values["q"],
            assignee=call.account.name if values["mine"] else "",
            later=call.account.name if values["later"] else "",
            overdue=call.today.isoformat() if values["overdue"] else "",
        ),
        _query(values),
    )


def _query(values: Mapping[str, str]) -> str:
    return urlencode({name: value for name, value in values.items() if value})
