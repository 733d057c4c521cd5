"""The metrics as Prometheus reads them."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from watched_clock import WatchedHome

from schedules.metrics import metrics_served

_LINE = re.compile(r'xuncha_[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?[\d.e+]+')


def test_every_line_can_be_read_and_the_books_stand_in_it(tmp_path: Path) -> None:
    watched = WatchedHome(tmp_path, "2026-03-02 12:00", "night")
    watched.clockwork.beat()
    with metrics_served(watched.home, "127.0.0.1", 0) as port:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            lines = answer.read().decode().splitlines()
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/")
        refused.value.close()
    values = [line for line in lines if not line.startswith("#")]
    assert all(map(_LINE.fullmatch, values))
    assert f"xuncha_heartbeat_timestamp_seconds {watched.clock.time.timestamp():.17g}" in values
    assert 'xuncha_outbox{state="uncertain"} 0' in values
