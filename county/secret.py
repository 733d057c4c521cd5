"""Secrets (口令): from the environment, from a file that it names, or from systemd's credentials; never from a
configuration file, and never from a file that others may read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from county.configuration.errors import ConfigurationError
from county.system_words import system_words

MAIL_PASSWORD = "XUNCHA_MAIL_PASSWORD"  # noqa: S105 a name
WECOM_URL = "XUNCHA_WECOM_URL"
DINGTALK_URL = "XUNCHA_DINGTALK_URL"
DINGTALK_SECRET = "XUNCHA_DINGTALK_SECRET"  # noqa: S105 a name
NAMES = (MAIL_PASSWORD, WECOM_URL, DINGTALK_URL, DINGTALK_SECRET)
_CREDENTIALS = "CREDENTIALS_DIRECTORY"


def secret(name: str) -> str:
    """The secret of that name, "" where there is none. Raises ConfigurationError where its file cannot be used."""
    if value := os.environ.get(name):
        return value.strip()
    if named := os.environ.get(f"{name}_FILE"):
        return _read(Path(named))
    # systemd's LoadCredential: the service manager guards these files itself
    if (folder := os.environ.get(_CREDENTIALS)) and (file := Path(folder) / name.lower()).is_file():
        return file.read_text(encoding="utf-8").strip()
    return ""


def _read(file: Path) -> str:
    if file.is_dir():
        raise ConfigurationError(str(file), "这是一个文件夹，不是口令文件", "请写上文件的完整路径")
    try:
        if os.name == "posix" and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise ConfigurationError(str(file), "口令文件别人也能读", f"请运行 chmod 600 {file}")
        return file.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigurationError(str(file), f"口令文件打不开（{system_words(error)}）", "请核对路径和权限") from error
