"""The crawl of one portal, from the order in its folder to the sealed pack."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from crawler.process import PORTAL, crawl, folder_of
from crawler.wire.borders import Borders
from crawler.wire.resolver import INSIDE_HOSTS
from evidence.pack import RunSpec
from evidence.pack.manifest import is_sealed


def crawl_portal(arguments: Sequence[str], first_reader: subprocess.Popen[bytes] | None) -> int:
    """Crawls, where one was started with that first reader; gives the exit code."""
    folder = folder_of(arguments)
    spec = RunSpec.read(folder)
    inside = sorted(Borders(spec.portal, spec.policy.allowed_hosts).inside)
    crawl(PORTAL, folder, {INSIDE_HOSTS: inside}, pack=str(folder), first_reader=first_reader)
    return 0 if is_sealed(folder) else 1
