"""Whether this machine can render (浏览器渲染): the extra's packages, and a Chromium to drive."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("playwright", "scrapy_playwright")
EXECUTABLE_VARIABLE = "XUNCHA_CHROMIUM"
"""Environment variable that names the browser where it has another name or place."""
_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_INSTALL_PACKAGES = "请运行 pip install xuncha[browser]"
_INSTALL_CHROMIUM = f"请安装 chromium（Debian：apt install chromium），或用环境变量 {EXECUTABLE_VARIABLE} 指明它的位置"


@dataclass(frozen=True, slots=True)
class Browser:
    """The browser to drive. `executable` is "" where there is none; `cure` is then half a Chinese sentence on what to
    install."""

    executable: str
    cure: str = ""


def find_browser(packages: tuple[str, ...] = PACKAGES) -> Browser:
    """The browser of this machine, as its environment names it or under its usual names, where `packages` are there to
    drive it."""
    cures = []
    if any(find_spec(package) is None for package in packages):
        cures.append(_INSTALL_PACKAGES)
    executable = _executable()
    if not executable:
        cures.append(_INSTALL_CHROMIUM)
    return Browser("", "，".join(cures)) if cures else Browser(executable)


def _executable() -> str:
    named = os.environ.get(EXECUTABLE_VARIABLE, "")
    if named:
        return named if Path(named).is_file() and os.access(named, os.X_OK) else ""
    return next((found for name in _NAMES if (found := shutil.which(name))), "")
