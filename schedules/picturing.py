"""Pictures for the desk (截图): one page at a time, drawn by a browser in a process of its own under limits of time and
memory, and kept on the shelf under the hash of what was drawn."""

from __future__ import annotations

import hashlib
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from crawler.browser.availability import find_browser
from crawler.memory import own_bytes
from desk.frame.page_view import ANCHOR
from desk.picturing import Picture, PictureError
from schedules.children import Child, descendants

SHELF = Path("cache") / "pictures"
"""Below the home: nothing is lost with it."""
MOST_KEPT = 500
"""Pictures on the shelf; the oldest go. A picture is half a megabyte."""
LIMIT_SECONDS = 40.0
LIMIT_BYTES = 1024 * 1024 * 1024
"""Memory of the browser with all its processes: a page of the portal takes a third of it."""
LOOK_SECONDS = 0.25
WAIT_SECONDS = 60.0
"""How long somebody waits for the pictures of others."""
_FAILED = "这一页的截图没有画成（{why}）；请看“网页原貌”。"


@dataclass(slots=True)
class Pictures:
    """Draws for one home."""

    home: Path
    limit_seconds: float = LIMIT_SECONDS
    limit_bytes: int = LIMIT_BYTES
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, html: str) -> Picture:
        """The picture of that document, in which the hit is marked. Raises PictureError."""
        if cure := find_browser(("playwright",)).cure:
            raise PictureError(f"要看截图，{cure}；网页的样子请看“网页原貌”。")
        shelf = self.home / SHELF
        key = hashlib.sha256(html.encode()).hexdigest()
        with self._alone():
            return _kept(shelf, key) or self._draw(html, shelf, key)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=WAIT_SECONDS):
            raise PictureError("正在给别的网页截图；请稍后刷新。")
        try:
            yield
        finally:
            self._turn.release()

    def _draw(self, html: str, shelf: Path, key: str) -> Picture:
        with TemporaryDirectory(prefix="xuncha-picture-") as work:
            page, png, log = Path(work, "page.html"), Path(work, "page.png"), Path(work, "log")
            page.write_text(html, encoding="utf-8")
            command = [sys.executable, "-m", "crawler.browser.picture", str(page), str(png), ANCHOR, "--with-parent"]
            self._carry_out(Child(command, log, self.limit_seconds))
            told = _told(log)
            if told is None or not png.exists():
                raise PictureError(_FAILED.format(why="浏览器异常结束"))
            picture = Picture(png.read_bytes(), told["hit"], told["height"] < told["page_height"])
        _keep(shelf, key, picture)
        return picture

    def _carry_out(self, child: Child) -> None:
        """Waits for the browser; ends it where it takes too long or too much."""
        try:
            while not child.wait(LOOK_SECONDS):
                if child.is_overdue:
                    raise PictureError(_FAILED.format(why=f"超过 {self.limit_seconds:.0f} 秒"))
                if sum(map(own_bytes, (child.pid, *descendants(child.pid)))) > self.limit_bytes:
                    raise PictureError(_FAILED.format(why="占用内存过大"))
        finally:
            child.stop(ask_seconds=1.0)


def _told(log: Path) -> dict[str, int] | None:
    """What the browser's process said at its end."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    try:
        told = json.loads(lines[-1]) if lines else None
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _kept(shelf: Path, key: str) -> Picture | None:
    """The picture from the shelf: what is told of it stands in its name."""
    for path in shelf.glob(f"{key}_*.png"):
        _, hit, cut = path.stem.split("_")
        return Picture(path.read_bytes(), int(hit), cut == "cut")
    return None


def _keep(shelf: Path, key: str, picture: Picture) -> None:
    shelf.mkdir(parents=True, exist_ok=True)
    (shelf / f"{key}_{picture.hit}_{'cut' if picture.cut else 'whole'}.png").write_bytes(picture.png)
    oldest_first = sorted(shelf.glob("*.png"), key=lambda path: path.stat().st_mtime)
    for path in oldest_first[:-MOST_KEPT]:
        path.unlink(missing_ok=True)
