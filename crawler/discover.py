"""The discovery process: `python -m crawler.discover FOLDER` carries out the order in FOLDER and leaves its proposal.

Exit code 0: there is a proposal; 1: there is none."""

from __future__ import annotations

import sys

from crawler.discovery import DiscoveryOrder, read_proposal
from crawler.process import crawl, folder_of
from crawler.wire.resolver import ALLOW_PRIVATE


def main(arguments: list[str]) -> int:
    """Discovers; gives the exit code."""
    folder = folder_of(arguments)
    crawl("discover", folder, {ALLOW_PRIVATE: DiscoveryOrder.read(folder).allow_private}, folder=str(folder))
    return 0 if read_proposal(folder) is not None else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
