"""The configuration of the office that is rehearsed (演练的配置)."""

from __future__ import annotations

from pathlib import Path

from bench.soak.portal import GrowingPortal
from bench.soak.year import holidays
from schedules.plan_files import load_plans

SENDER = "xuncha@example.cn"
_COUNTY = """\
[county]
name = "修文县"
office = "信息科 0851-00000000"
scheme = "xiuwen"

[[portal]]
id = "xiuwen"
name = "修文县人民政府门户网站"
home = "{url}/"
allow_private = true

[calendar]
extra_holidays = [{holidays}]

[crawl]
window = "全天"
delay = 0
retries = 0
browser = "off"
links_per_night = 0

[mail]
host = "localhost"
port = {port}
security = "不加密"
sender = "{sender}"
office = ["office@example.cn"]
timeout = 5

[upkeep]
backups = 3
"""
_UNIT = """
[[unit]]
id = "{unit}"
name = "{name}"
class = "{kind}"
portal = "xiuwen"
contacts = [{{ name = "王某", mail = "{unit}@example.cn" }}]

[[unit.column]]
name = "工作动态"
kind = "工作动态"
url = "{url}/{unit}/gzdt/"
"""


def configure(folder: Path, portal: GrowingPortal, mail_port: int, jobs: dict[str, str]) -> None:
    """Writes what the office of `portal` would: units, holidays, and of the jobs those of `jobs`, with what of their
    plans is set."""
    offices, first, url = portal.programme.offices, portal.programme.first, portal.url
    units = (_UNIT.format(unit=one.id, name=one.name, kind=one.kind, url=url) for one in offices)
    off = ", ".join(map(str, sorted(holidays(first))))
    county = _COUNTY.format(url=url, port=mail_port, holidays=off, sender=SENDER)
    (folder / "county.toml").write_text(county, encoding="utf-8")
    (folder / "units.toml").write_text("".join(units), encoding="utf-8")
    (folder / "schedules").mkdir()
    names = [plan.name for plan in load_plans(folder)]
    plans = (f"[job.{name}]\n{jobs.get(name, '')}\non = {str(name in jobs).lower()}\n" for name in names)
    (folder / "schedules" / "演练.toml").write_text("".join(plans), encoding="utf-8")
