"""Starting a discovery: a process of its own, as a crawl is. What it imports no night needs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from county.proposal import Proposal
from crawler.discovery import DiscoveryOrder, read_proposal
from crawler.launch import carry_out
from crawler.progress import Progress


def run_discovery(folder: Path, order: DiscoveryOrder, watch: Callable[[Progress], None]) -> Proposal | str:
    """Carries out the discovery in `folder`, in a process of its own: what it proposes, or one Chinese sentence."""
    order.write(folder)
    code, failure = carry_out("crawler.discover", folder, order.policy.minutes, watch)
    if (proposal := read_proposal(folder)) is not None:
        return proposal
    return failure or f"发现进程异常结束（代码 {code}）；请重新运行，仍然如此请把 {folder / 'crawl.log'} 交给维护人员。"
