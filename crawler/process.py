"""A crawl process (采集进程): what every spider that runs in a process of its own starts with."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from county.garbage import collected_rarely
from crawler.orphans import end_with_parent


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
    # the others are not even imported
    settings.set("SPIDER_MODULES", [f"crawler.spiders.{spider}"])
    settings.setdict(changed, priority="project")
    process = AsyncCrawlerProcess(settings)
    process.crawl(spider, **arguments)
    with collected_rarely():
        process.start()
