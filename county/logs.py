"""Log lines without personal numbers (日志脱敏)."""

from __future__ import annotations

import logging

from county.personal import mask_line


class MaskingFormatter(logging.Formatter):
    """Wraps another formatter: its finished line, traceback included, has every whole personal number masked."""

    def __init__(self, plain: logging.Formatter) -> None:
        super().__init__()
        self.plain = plain

    def format(self, record: logging.LogRecord) -> str:
        """The line that is written."""
        return mask_line(self.plain.format(record))


def mask_logging() -> None:
    """Makes every handler of the root logger mask; a second call changes nothing."""
    for handler in logging.getLogger().handlers:
        if not isinstance(handler.formatter, MaskingFormatter):
            handler.setFormatter(MaskingFormatter(handler.formatter or logging.Formatter()))
