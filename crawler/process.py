"""A crawl process (采集进程): what every spider that runs in a process of its own starts with."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.project import get_project_settings

from county.garbage import collected_rarely
from county.logs import mask_logging
from crawler.orphans import ORPHANED, end_with_parent
from crawler.standby import ERRORS, STANDBY, WITH_PARENT

PORTAL = "portal"
"""The spider that crawls a portal."""
_COMPONENTS = ("EXTENSIONS", "DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES")


def folder_of(arguments: Sequence[str]) -> Path:
    """The folder of the order; with --with-parent the process ends when its standard input closes, so that nobody's
    crawl goes on after whoever started it was killed. With --standby instead of a folder it is told on the standard
    input, and until then this process gets ready."""
    folder = _folder_told() if STANDBY in arguments else Path(arguments[0])
    if WITH_PARENT in arguments:
        end_with_parent()
    return folder


def _folder_told() -> Path:
    """Waits for the folder; from then on errors are kept in it."""
    _import_all()
    line = sys.stdin.buffer.readline()
    if not line.endswith(b"\n"):
        sys.exit(ORPHANED)
    folder = Path(os.fsdecode(line[:-1]))
    with (folder / ERRORS).open("wb") as errors:
        os.dup2(errors.fileno(), sys.stderr.fileno())
    return folder


def _import_all() -> None:
    """Imports what Scrapy would import for the crawl of a portal, the only one that is kept on standby."""
    settings = _settings(PORTAL)
    get_spider_loader(settings)
    for components in _COMPONENTS:
        settings.get_component_priority_dict_with_base(components)


def _settings(spider: str) -> Settings:
    """The project's, with that spider alone: the others are not even imported."""
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    settings = get_project_settings()
    settings.set("SPIDER_MODULES", [f"crawler.spiders.{spider}"])
    return settings


def crawl(spider: str, folder: Path, changed: Mapping[str, object], /, **arguments: object) -> None:
    """Runs a spider with these arguments to its end, its log in `folder`, masked; `changed` are settings of this
    run."""
    settings = _settings(spider)
    settings.set("LOG_FILE", str(folder / "crawl.log"))
    settings.setdict(changed, priority="project")
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(spider)
    # not before: Scrapy makes the handler of its log anew once it has the spider
    crawler.signals.connect(mask_logging, signal=signals.spider_opened)
    process.crawl(crawler, **arguments)
    with collected_rarely():
        process.start()
