"""The crawl process: `python -m crawler PACK` carries out the order in PACK/spec.json and seals the pack.

Exit code 0: sealed; 1: not. With --with-parent it ends when its standard input closes, so that nobody's crawl goes on
after the night that started it was killed."""

from __future__ import annotations

import sys

from crawler.process import crawl, folder_of
from crawler.wire.borders import Borders
from crawler.wire.resolver import INSIDE_HOSTS
from evidence.pack import RunSpec
from evidence.pack.manifest import is_sealed


def main(arguments: list[str]) -> int:
    """Crawls; gives the exit code."""
    folder = folder_of(arguments)
    spec = RunSpec.read(folder)
    inside = sorted(Borders(spec.portal, spec.policy.allowed_hosts).inside)
    crawl("portal", folder, {INSIDE_HOSTS: inside}, pack=str(folder))
    return 0 if is_sealed(folder) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
