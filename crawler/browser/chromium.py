"""How Chromium is started (启动浏览器), and what a page in it may do."""

from __future__ import annotations

import os
import sys
from typing import Any

HEAP_MEGABYTES = 256
"""Largest heap of a page's scripts: a list needs a tenth of it, and a page that wants more is ill."""
_FLAGS = (
    *("--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars", "--mute-audio"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions"),
    # a call to another machine by WebRTC needs no name and would pass by the table of names
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--renderer-process-limit=1",
    f"--js-flags=--max-old-space-size={HEAP_MEGABYTES}",
)
INIT_SCRIPT = """
for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "WebSocket", "EventSource", "WebTransport",
                    "SharedWorker", "Worker"]) {
    try { delete window[name]; } catch (error) { }
}
window.open = () => null;
window.print = () => undefined;
"""
"""What no list needs is taken away before any script of the page runs."""


def launch_options(executable: str, rules: str) -> dict[str, Any]:
    """Playwright's options for starting `executable`; `rules` is the table of names of crawler/browser/guard.py."""
    return {
        "executable_path": executable,
        "headless": True,
        # Chromium refuses its sandbox to root, which a container usually is
        "chromium_sandbox": sys.platform != "linux" or os.geteuid() != 0,
        "args": [*_FLAGS, f"--host-resolver-rules={rules}"],
    }


def context_options(user_agent: str) -> dict[str, Any]:
    """Playwright's options for the context of one page: nothing is remembered, downloaded or allowed."""
    return {
        "user_agent": user_agent,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        "accept_downloads": False,
        "service_workers": "block",
        "permissions": [],
        # as the crawler's own requests: what a visitor could read is read, whatever its certificate
        "ignore_https_errors": True,
    }
