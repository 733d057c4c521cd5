"""Opening a workbook that somebody sent (打开表格): what it is instead of an xlsx, said in one sentence."""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

from county.configuration.decoding import shown_name
from county.configuration.errors import ConfigurationError
from county.system_words import system_words

_LARGEST = 32 * 1024 * 1024
"""Bytes of the file. 20,500 columns make one of 1 MB; pictures do not belong into it."""
_LARGEST_UNPACKED = 128 * 1024 * 1024
"""Bytes of all its parts: a small file that unpacks to more is a trap (zip bomb)."""
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（*.xlsx）”后再导入"


def open_workbook(path: Path, export: str = "xuncha units export") -> Workbook:
    """The workbook at `path`; `export` is the command that writes one. Raises ConfigurationError where it is none."""
    name = shown_name(path)
    content = _content(path, name, export)
    if problem := _not_xlsx(content, export):
        raise ConfigurationError(name, *problem)
    try:
        _refuse_bomb(name, content)
        with warnings.catch_warnings():
            # openpyxl warns of every ornament of Excel and WPS that it would lose on saving; nothing is saved here
            warnings.simplefilter("ignore")
            # from memory: openpyxl leaves a damaged file open, and Windows would then keep it locked
            return openpyxl.load_workbook(io.BytesIO(content))
    except ConfigurationError:
        raise
    except Exception as error:  # a broken part makes openpyxl fail in a dozen ways, with one meaning
        raise ConfigurationError(name, "文件已损坏，读不出来", _SAVE_AS) from error


def _content(path: Path, name: str, export: str) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise ConfigurationError(name, "文件超过 32 MB", "请删去图片等无关内容后再导入")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ConfigurationError(
            name, f"文件不存在（查找位置：{path.parent}）", f"请核对文件名，或先用 {export} 导出"
        ) from error
    except IsADirectoryError as error:
        raise ConfigurationError(name, "这是一个文件夹，不是文件", "请写出表格文件的完整名称") from error
    except OSError as error:
        raise ConfigurationError(
            name, f"文件读不出来（{system_words(error)}）", "请关闭正打开它的 Excel 或 WPS，核对权限后再试"
        ) from error


def _not_xlsx(content: bytes, export: str) -> tuple[str, str] | None:
    if not content:
        return "文件是空的", f"请重新取得文件，或先用 {export} 导出"
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            return "文件设有打开密码", "请在 Excel 或 WPS 中取消密码，保存后再导入"
        return "这是旧式 .xls 表格，不是 .xlsx", _SAVE_AS
    return None if content.startswith(_ZIP) else ("这不是 .xlsx 表格（也许只是改了后缀名）", _SAVE_AS)


def _refuse_bomb(file: str, content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > _LARGEST_UNPACKED:
            raise ConfigurationError(file, "文件展开后大得不正常", "请只保留文字内容，另存为新文件后再导入")
        if "xl/workbook.xml" not in parts.namelist():
            raise ConfigurationError(file, "这不是 .xlsx 表格", _SAVE_AS)
