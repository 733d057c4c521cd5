"""[probe] of county.toml to values: how home pages are visited and judged (站点可用性)."""

from __future__ import annotations

from county.configuration.errors import quoted
from county.configuration.toml_table import Table
from county.configuration.web_address import is_host
from county.configuration.wording import half_width
from county.settings import ProbePolicy

_DEFAULT = ProbePolicy()
MOST_VISITS_A_DAY = 24 * 60


def probe_policy(table: Table) -> ProbePolicy:
    """The values of [probe], with defaults where flaws were noted."""
    table.allow(
        "limit_seconds", "visits_a_day", "days", "failure_percent", "spacing_minutes", "witnesses", "trust_file"
    )  # fmt: skip
    return ProbePolicy(
        limit_seconds=table.number("limit_seconds", _DEFAULT.limit_seconds, 0.1, "秒"),
        visits_a_day=min(table.whole("visits_a_day", _DEFAULT.visits_a_day, 1, "次"), MOST_VISITS_A_DAY),
        days=table.whole("days", _DEFAULT.days, 1, "天"),
        failure_percent=table.number("failure_percent", _DEFAULT.failure_percent, 0.01, "%"),
        spacing_minutes=table.number("spacing_minutes", _DEFAULT.spacing_minutes, 0, "分钟"),
        witnesses=_witnesses(table),
        trust_file=table.text("trust_file", required=False),
    )


def _witnesses(table: Table) -> tuple[str, ...]:
    if "witnesses" not in table.values:
        return _DEFAULT.witnesses
    hosts = tuple(half_width(host) for host in table.texts("witnesses"))
    for host in hosts:
        if not is_host(host):
            table.refuse(
                "witnesses", f"[probe] 的旁证主机{quoted(host)}不是域名", "请只写域名和端口，如 www.gov.cn:443"
            )
    return hosts
