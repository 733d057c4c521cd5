"""The crawl process: `python -m crawler PACK` carries out the order in PACK/spec.json and seals the pack.

Exit code 0: sealed; 1: not. With --with-parent it ends when its standard input closes, so that nobody's crawl goes on
after the night that started it was killed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.utils.project import get_project_settings

from crawler.borders import Borders
from crawler.orphans import end_with_parent
from crawler.resolver import INSIDE_HOSTS
from evidence.pack import RunSpec
from evidence.pack.manifest import is_sealed


def main(arguments: list[str]) -> int:
    """Crawls; gives the exit code."""
    folder = Path(arguments[0])
    if "--with-parent" in arguments:
        end_with_parent()
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    settings = get_project_settings()
    settings.set("LOG_FILE", str(folder / "crawl.log"))
    spec = RunSpec.read(folder)
    settings.set(INSIDE_HOSTS, sorted(Borders(spec.portal, spec.policy.allowed_hosts).inside))
    process = AsyncCrawlerProcess(settings)
    process.crawl("portal", pack=str(folder))
    process.start()
    return 0 if is_sealed(folder) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
