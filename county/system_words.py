"""What the operating system says of a fault (系统报错), in words that an office knows."""

from __future__ import annotations

import errno
import socket

_WORDS: dict[int, str] = {
    errno.ENOENT: "找不到",
    errno.EACCES: "没有读写权限",
    errno.EPERM: "没有读写权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.EFBIG: "文件超过系统允许的大小",
    errno.EIO: "磁盘读写出错",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EMFILE: "打开的文件太多",
    errno.ENOMEM: "内存不足",
    errno.EADDRINUSE: "端口已被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
    errno.ECONNREFUSED: "对方拒绝连接",
    errno.ECONNRESET: "连接被对方断开",
    errno.EPIPE: "连接被对方断开",
    errno.EHOSTUNREACH: "网络不通",
    errno.ENETUNREACH: "网络不通",
}


def system_words(error: OSError) -> str:
    """The fault in Chinese, in the system's own words where it is a rare one."""
    if isinstance(error, socket.gaierror):
        return "域名解析不到地址"
    if isinstance(error, TimeoutError):
        return "没有应答"
    return _WORDS.get(error.errno or 0, error.strerror or str(error))
