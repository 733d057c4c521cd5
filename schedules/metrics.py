"""Metrics (运行指标) in the text form of Prometheus, told from the books, on an address of this machine."""

from __future__ import annotations

import datetime as dt
import shutil
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from county.configuration.errors import ConfigurationError
from evidence import run_chain
from evidence.backup import backup_root, last_made
from evidence.errors import DATABASE_FAULTS, EvidenceError
from evidence.home import Home
from evidence.job_ledger import JobLedger
from evidence.ledger import last_ended
from evidence.outbox import Outbox, PostState
from evidence.store import Store
from schedules.heartbeat import read_heartbeat

_CONTENT = "text/plain; version=0.0.4; charset=utf-8"
_WEEK = dt.timedelta(days=7)
Sample = tuple[str, str, str, list[tuple[str, float]]]
"""Name, type, help, and the values with their labels."""


def metrics_text(home: Home) -> str:
    """All metrics. Raises EvidenceError."""
    now = dt.datetime.now(dt.UTC)
    with home.store() as store:
        samples = [*_of_home(home), *_of_store(store, now)]
    return "".join(_shown(sample) for sample in samples)


def _of_home(home: Home) -> Iterator[Sample]:
    beat, made = read_heartbeat(home.folder), last_made(backup_root(home, home.county()))
    yield _gauge("heartbeat_timestamp_seconds", "Time of the last heartbeat.", beat.at.timestamp() if beat else 0)
    yield _gauge("backup_timestamp_seconds", "Time of the last backup.", made.timestamp() if made else 0)
    yield _gauge("disk_free_bytes", "Free bytes where the evidence lies.", shutil.disk_usage(home.folder).free)
    yield _gauge("store_bytes", "Size of the evidence store.", home.store_path.stat().st_size)
    head = run_chain.head(home.folder / run_chain.FILE)
    yield _gauge("run_chain_length", "Packs in the run chain.", head.seq if head else 0)


def _of_store(store: Store, now: dt.datetime) -> Iterator[Sample]:
    ended = last_ended(store)
    yield _gauge("night_ended_timestamp_seconds", "Time of the last sealed pack.", ended.timestamp() if ended else 0)
    jobs = Counter((run.job, run.state.value) for run in JobLedger(store).since(now - _WEEK))
    rows = [(f'{{job="{job}",state="{state}"}}', float(count)) for (job, state), count in sorted(jobs.items())]
    yield "xuncha_jobs_week", "gauge", "Jobs due in the last seven days, by how they stand.", rows
    posts = Counter(post.state for post in Outbox(store).posts())
    states = [(f'{{state="{state.value}"}}', float(posts[state])) for state in PostState]
    yield "xuncha_outbox", "gauge", "Messages of the outbox, by how they stand.", states


def _gauge(name: str, help_text: str, value: float) -> Sample:
    return f"xuncha_{name}", "gauge", help_text, [("", float(value))]


def _shown(sample: Sample) -> str:
    name, kind, help_text, values = sample
    lines = (f"{name}{labels} {value:.17g}\n" for labels, value in values)
    return f"# HELP {name} {help_text}\n# TYPE {name} {kind}\n" + "".join(lines)


@contextmanager
def metrics_served(home: Home, host: str, port: int) -> Iterator[int]:
    """Answers at /metrics for the time of a block; gives the port. Raises OSError."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """The metrics, and nothing else."""
            if self.path != "/metrics":
                self.send_error(404)
                return
            try:
                body = metrics_text(home).encode()
            except (*DATABASE_FAULTS, EvidenceError, ConfigurationError, OSError):
                self.send_error(503)
                return
            self.send_response(200)
            self.send_header("Content-Type", _CONTENT)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """No line a request."""

    server = ThreadingHTTPServer((host, port), Answer)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
