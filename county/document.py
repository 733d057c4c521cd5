"""What was read of an attachment."""

from __future__ import annotations

from dataclasses import dataclass

from county.text import EMPTY, Text


@dataclass(frozen=True, slots=True)
class Document:
    """An attachment's text with its tables. `format` is "pdf", "docx", "xlsx", … or "unknown".
    Where `readable` is false, `reason` says in one Chinese sentence why, and the file counts as not checked (未检查),
    never as clean."""

    format: str
    readable: bool
    reason: str = ""
    text: Text = EMPTY
