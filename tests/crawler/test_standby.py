"""A crawl process that waits for its order."""

from __future__ import annotations

import signal
from pathlib import Path

from crawler.standby import ERRORS, Standby


def test_it_takes_one_order_and_keeps_its_errors_where_that_lies(tmp_path: Path) -> None:
    with Standby() as standby:
        process, second = standby.take(tmp_path), standby.take(tmp_path)
        assert process is not None
        with process:
            assert process.wait() == 1
    assert second is None
    assert "spec.json" in (tmp_path / ERRORS).read_text(encoding="utf-8")


def test_without_an_order_it_is_gone_at_the_end() -> None:
    with Standby() as standby:
        [process] = standby.waiting
    assert process.poll() is not None


def test_one_that_was_killed_takes_no_order(tmp_path: Path) -> None:
    with Standby() as standby:
        [process] = standby.waiting
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert standby.take(tmp_path) is None
