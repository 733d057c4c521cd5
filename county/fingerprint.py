"""Fingerprints of settings (设置指纹): what was worked out under others than those of now is worked out again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass


def fingerprint(*values: object) -> str:
    """SHA-256 of what the values say, the same in every process: the `repr` of a set has another order in each."""
    return hashlib.sha256("\n".join(map(_stated, values)).encode()).hexdigest()


def _stated(value: object) -> str:
    if is_dataclass(value) and not isinstance(value, type):
        stated = ", ".join(f"{field.name}={_stated(getattr(value, field.name))}" for field in fields(value))
        return f"{type(value).__name__}({stated})"
    if isinstance(value, set | frozenset):
        return f"{{{', '.join(sorted(map(_stated, value)))}}}"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_stated(key)}: {_stated(one)}' for key, one in value.items())}}}"
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(_stated, value))}]"
    return repr(value)
