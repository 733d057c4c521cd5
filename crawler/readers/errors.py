"""Why something could not be read though it came, one Chinese sentence each."""

from __future__ import annotations

from county.errors import HouseError

STALLED = "读这一页用了超过 {seconds:g} 秒，没有读出；请人工查看。"
DIED = "读这一页时读取进程两次异常退出，没有读出；请人工查看。"
FAULT = "读这一页时程序出错，没有读出；详见采集日志。"


class ReaderError(HouseError):
    """A page that no reader came through with."""
