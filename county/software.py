"""What this software is, for manifests and the User-Agent."""

from __future__ import annotations

from importlib.metadata import version

VERSION = version("xuncha")
NAME = f"xuncha {VERSION}"
