"""The probe process: `python -m crawler.probe FOLDER` carries out the order in FOLDER and leaves its answers.

Exit code 0: there are answers; 1: there are none."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from crawler.orphans import end_with_parent
from crawler.probing.order import ProbeOrder, read_answers
from crawler.resolver import ALLOW_PRIVATE


def main(arguments: list[str]) -> int:
    """Visits; gives the exit code."""
    folder = Path(arguments[0])
    if "--with-parent" in arguments:
        end_with_parent()
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    settings = get_project_settings()
    settings.set("LOG_FILE", str(folder / "crawl.log"))
    settings.set("LOG_FILE_APPEND", False)
    settings.set(ALLOW_PRIVATE, ProbeOrder.read(folder).allow_private)
    process = AsyncCrawlerProcess(settings)
    process.crawl("probe", folder=str(folder))
    process.start()
    return 0 if read_answers(folder) is not None else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
