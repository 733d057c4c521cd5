"""Units and columns as a workbook for office staff (单位栏目表): out to xlsx, and back with every fault named."""

from __future__ import annotations

from county.configuration.workbook_export import export_units
from county.configuration.workbook_import import import_units

__all__ = ["export_units", "import_units"]
