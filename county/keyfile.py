"""The secret of the keyed hashes (密钥文件): made once, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from county.configuration.errors import ConfigurationError
from county.system_words import system_words

KEY_BYTES = 32


def load_or_create_key(path: Path) -> bytes:
    """The secret in that file; a new one is made where there is none. Raises ConfigurationError."""
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
    return load_key(path)


def load_key(path: Path) -> bytes:
    """The secret in that file. Raises ConfigurationError."""
    try:
        key = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise ConfigurationError(
            path.name, f"密钥文件读不出来（{system_words(error)}）", "请把它的属主改成运行巡查的用户"
        ) from error
    if len(key) != KEY_BYTES:
        raise ConfigurationError(path.name, "密钥文件缺失或损坏", "请从备份恢复该文件，不要新建，旧证据靠它核对")
    return key
