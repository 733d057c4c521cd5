"""The crawl process: `python -m crawler PACK` carries out the order in PACK/spec.json and seals the pack.

Exit code 0: sealed; 1: not. With --with-parent it ends when its standard input closes, so that nobody's crawl goes on
after the night that started it was killed."""

from __future__ import annotations

import sys

from crawler.reader_process import start_reader
from crawler.standby import STANDBY


def main(arguments: list[str]) -> int:
    """Crawls; gives the exit code."""
    # on standby nobody waits for the reader, and where its errors go is not known yet
    first_reader = None if STANDBY in arguments else start_reader()
    # takes half a second to import, in which the reader gets ready
    from crawler.portal_process import crawl_portal

    return crawl_portal(arguments, first_reader)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
