"""`xuncha`: the command."""

from __future__ import annotations

import click

from county.software import VERSION
from xuncha.commands import Commands


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="xuncha")
def main() -> None:
    """巡查：每夜巡查县政府门户各单位栏目，留存证据，发现问题，按考核方案计分。

    退出码：0 完成，1 失败，2 用法错误，4 部分完成。
    """


if __name__ == "__main__":
    main()
