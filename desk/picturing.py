"""A picture of the page as it stood (截图): drawn by somebody else, from the frame's own document alone."""

from __future__ import annotations

from dataclasses import dataclass

from county.errors import HouseError


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG. `hit` is how many points below its upper edge the hit stands, -1 where it shows none; `cut` says that the
    page goes on beyond it."""

    png: bytes
    hit: int
    cut: bool


class PictureError(HouseError):
    """No picture can be had."""


def no_picture(html: str) -> Picture:
    """For a desk that is shown without a browser. Raises PictureError."""
    raise PictureError("这台服务器没有安装截图用的浏览器；网页的样子请看“网页原貌”。")
