"""The probe process: `python -m crawler.probe FOLDER` carries out the order in FOLDER and leaves its answers.

Exit code 0: there are answers; 1: there are none."""

from __future__ import annotations

import sys

from crawler.probing.order import ProbeOrder, read_answers
from crawler.process import crawl, folder_of
from crawler.wire.resolver import ALLOW_PRIVATE


def main(arguments: list[str]) -> int:
    """Visits; gives the exit code."""
    folder = folder_of(arguments)
    settings = {"LOG_FILE_APPEND": False, ALLOW_PRIVATE: ProbeOrder.read(folder).allow_private}
    crawl("probe", folder, settings, folder=str(folder))
    return 0 if read_answers(folder) is not None else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
