"""`xuncha`: the command."""

from __future__ import annotations

import click

from county.software import VERSION
from xuncha.decide import decide
from xuncha.discover import discover
from xuncha.doctor import doctor
from xuncha.errors import FrontDoor
from xuncha.night import check, crawl, ingest, night
from xuncha.reading import read
from xuncha.results import findings, score, visits
from xuncha.sample import sample
from xuncha.units import units


@click.group(cls=FrontDoor, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="xuncha")
def main() -> None:
    """巡查：每夜巡查县政府门户各单位栏目，留存证据，发现问题，按考核方案计分。

    退出码：0 完成，1 失败，2 用法错误，4 部分完成。
    """


for command in (night, crawl, ingest, check, score, findings, visits, units, discover, sample, doctor, decide, read):
    main.add_command(command)

if __name__ == "__main__":
    main()
