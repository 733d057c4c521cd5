"""A crawl process (采集进程): what every spider that runs in a process of its own starts with."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from crawler.orphans import end_with_parent

COLLECT_AFTER = 20_000
"""New objects after which Python looks for circles among them; it looks after 700 by itself, several times a page,
where nearly all that a page leaves is freed without."""


def folder_of(arguments: Sequence[str]) -> Path:
    """The folder of the order; with --with-parent the process ends when its standard input closes, so that nobody's
    crawl goes on after whoever started it was killed."""
    if "--with-parent" in arguments:
        end_with_parent()
    return Path(arguments[0])


def crawl(spider: str, folder: Path, changed: Mapping[str, object], /, **arguments: str) -> None:
    """Runs a spider to its end, its log in `folder`; `changed` are settings of this run."""
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    settings = get_project_settings()
    settings.set("LOG_FILE", str(folder / "crawl.log"))
    settings.setdict(changed, priority="project")
    process = AsyncCrawlerProcess(settings)
    process.crawl(spider, **arguments)
    _collect_rarely()
    process.start()


def _collect_rarely() -> None:
    """What stands before the first page is never garbage: it is not looked at again."""
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
