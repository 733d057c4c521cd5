"""Starting a crawl: one portal-run is one process under a hard time limit."""

from __future__ import annotations

import json
import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.probing.order import ProbeAnswer, ProbeOrder, read_answers
from crawler.progress import FAILURE, Progress
from crawler.standby import ERRORS, Process, Standby, end, start
from evidence.pack import RunSpec
from evidence.pack.manifest import is_sealed, read_manifest

GRACE = 120.0
"""Seconds beyond the crawl's own time limit before it is asked to end, for the last pages and the seal."""
LOOK_EVERY = 0.5
"""Seconds after which a crawl that says nothing is looked at again."""

PROBE_MINUTES = 10
"""A round asks for a page or two of each host, at most twenty hosts of them with a pause between."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a crawl ended: the pack is sealed, or `reason` is one Chinese sentence."""

    sealed: bool
    reason: str


def run_portal(
    folder: Path,
    spec: RunSpec,
    watch: Callable[[Progress], None],
    stopped: threading.Event | None = None,
    standby: Standby | None = None,
) -> Outcome:
    """Carries out the order in `folder`, in the process on standby or one of its own; `watch` is told of its progress.
    Where `stopped` is set meanwhile, by another thread, the crawl is ended."""
    process = (standby and standby.take(folder)) or _started("crawler", folder)
    code, failure = _followed(process, spec.policy.minutes, watch, stopped)
    return _outcome(folder, code, failure)


def run_probe(folder: Path, order: ProbeOrder) -> list[ProbeAnswer] | str:
    """Carries out one round of visits in `folder`, in a process of its own: what came back, or one Chinese sentence."""
    order.write(folder)
    code, _ = carry_out("crawler.probe", folder, PROBE_MINUTES, lambda _: None)
    if (answers := read_answers(folder)) is not None:
        return answers
    return f"探测进程异常结束（代码 {code}）；请重新运行，仍然如此请把 {folder / 'crawl.log'} 交给维护人员。"


def carry_out(module: str, folder: Path, minutes: int, watch: Callable[[Progress], None]) -> tuple[int, str]:
    """(exit code, why it says it failed) of `python -m module folder`, ended after so many minutes at the latest."""
    return _followed(_started(module, folder), minutes, watch)


def _started(module: str, folder: Path) -> Process:
    with (folder / ERRORS).open("wb") as errors:
        return start(module, str(folder), errors)


def _followed(
    process: Process, minutes: int, watch: Callable[[Progress], None], stopped: threading.Event | None = None
) -> tuple[int, str]:
    """(exit code, why it says it failed) of the process, ended after so many minutes at the latest."""
    deadline = time.monotonic() + minutes * 60 + GRACE
    try:
        failure = _follow(process, deadline, watch, stopped or threading.Event())
    finally:
        end(process)
    return process.returncode, failure


def _follow(process: Process, deadline: float, watch: Callable[[Progress], None], stopped: threading.Event) -> str:
    """Passes progress on; gives the reason for which the crawl says it failed, "" else."""
    failure = ""
    for line in _lines(process, deadline, stopped):
        told = json.loads(line)
        if FAILURE in told:
            failure = told[FAILURE]
        else:
            watch(Progress(**told))
    return failure


def _lines(process: Process, deadline: float, stopped: threading.Event) -> Iterator[bytes]:
    """Lines of standard output until it closes, the time is up, or it is stopped."""
    lines: queue.Queue[bytes | None] = queue.Queue()
    output = process.stdout
    if output is None:
        return

    def pump() -> None:
        for line in output:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=pump, daemon=True).start()
    while (left := deadline - time.monotonic()) > 0 and not stopped.is_set():
        try:
            line = lines.get(timeout=min(left, LOOK_EVERY))
        except queue.Empty:
            continue
        if line is None:
            process.wait()
            return
        yield line


def _outcome(folder: Path, code: int, failure: str) -> Outcome:
    if is_sealed(folder):
        return Outcome(True, read_manifest(folder).reason)
    if failure:
        return Outcome(False, failure)
    if code < 0:
        return Outcome(False, f"采集进程被终止（信号 {-code}），本次没有封存；重新运行 xuncha night 即可补采。")
    return Outcome(False, f"采集进程异常结束（代码 {code}），详见 crawl.log；重新运行 xuncha night 即可补采。")
