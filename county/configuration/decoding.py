"""Bytes of a configuration file to text: UTF-8, or what Notepad (记事本) makes of it when somebody saves."""

from __future__ import annotations

import codecs
import os
from pathlib import Path

from county.configuration.errors import ConfigurationError
from county.system_words import system_words

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UNMARKED = ("utf-8", "gb18030")
"""UTF-8 first: its multi-byte patterns hardly ever arise in GB18030 text, while the reverse happens all the time."""
_LARGEST = 16 * 1024 * 1024
"""Bytes. Four hundred units with five hundred columns stay under it; a larger file was put there by mistake."""


def read_configuration(path: Path, if_missing: str) -> str:
    """Text of the file at `path`, without byte order mark. Raises ConfigurationError with the cure `if_missing` where
    there is no such file, and with its own cure where it cannot be read or is no text."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise ConfigurationError(path.name, f"{path.name} 不存在（查找位置：{path.parent}）", if_missing) from error
    except IsADirectoryError as error:
        raise ConfigurationError(path.name, "这是一个文件夹，不是文件", "请把它改名或移走，再放入同名文件") from error
    except OSError as error:
        raise ConfigurationError(
            path.name, f"文件读不出来（{system_words(error)}）", "请检查文件权限，或关闭占用它的程序后再试"
        ) from error
    return _checked(path.name, content)


def decoded(content: bytes) -> str | None:
    """`content` as text; None where it is neither UTF-8 nor GB18030 nor marked UTF-16."""
    marked = [encoding for mark, encoding in _MARKS if content.startswith(mark)]
    for encoding in marked or _UNMARKED:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _checked(file: str, content: bytes) -> str:
    if len(content) > _LARGEST:
        raise ConfigurationError(file, "文件超过 16 MB，不像是配置文件", "请核对是否放错了文件")
    text = decoded(content)
    if text is None or "\0" in text:
        raise ConfigurationError(file, "文件不是文本，或编码无法识别", "请用记事本打开，另存为时编码选择“UTF-8”")
    if not text.strip():
        raise ConfigurationError(file, "文件是空的", "请运行 xuncha sample init 取得样例，照样例填写")
    return text


def shown_name(path: Path) -> str:
    """The file's name as it can be printed: one that an old archive left in GBK is no UTF-8 for the system."""
    return decoded(os.fsencode(path.name)) or path.name.encode("utf-8", "replace").decode()
