"""The discovery process: `python -m crawler.discover FOLDER` carries out the order in FOLDER and leaves its proposal.

Exit code 0: there is a proposal; 1: there is none."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from crawler.discovery import DiscoveryOrder, read_proposal
from crawler.orphans import end_with_parent
from crawler.resolver import ALLOW_PRIVATE


def main(arguments: list[str]) -> int:
    """Discovers; gives the exit code."""
    folder = Path(arguments[0])
    if "--with-parent" in arguments:
        end_with_parent()
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    settings = get_project_settings()
    settings.set("LOG_FILE", str(folder / "crawl.log"))
    settings.set(ALLOW_PRIVATE, DiscoveryOrder.read(folder).allow_private)
    process = AsyncCrawlerProcess(settings)
    process.crawl("discover", folder=str(folder))
    process.start()
    return 0 if read_proposal(folder) is not None else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
