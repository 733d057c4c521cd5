"""Log lines without personal numbers (日志脱敏)."""

from __future__ import annotations

import logging

from county.personal import mask_numbers


class MaskingFormatter(logging.Formatter):
    """A formatter whose finished line, traceback included, has every whole personal number masked."""

    def format(self, record: logging.LogRecord) -> str:
        """The line that is written."""
        return mask_numbers(super().format(record))


def mask_logging() -> None:
    """Gives every handler of the root logger a masking formatter in place of its own."""
    for handler in logging.getLogger().handlers:
        plain = handler.formatter or logging.Formatter()
        handler.setFormatter(MaskingFormatter(plain._fmt, plain.datefmt))
