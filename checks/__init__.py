"""The checks (检查规则): one file a rule, pure functions from what was read to findings. They import neither Scrapy nor
the store, so each can be called in a shell with a string."""

from checks.catalogue import (
    BATCH_CHECKS,
    COLUMN_CHECKS,
    LINK_CHECKS,
    PAGE_CHECKS,
    RECORD_CHECKS,
    RULES,
    SITE_CHECKS,
    TRACE_CHECKS,
    UNIT_CHECKS,
    check_column,
    check_links,
    check_page,
    check_pages,
    check_record,
    check_site,
    check_traces,
    check_unit,
    rule_set_version,
)
from checks.inputs import CheckedText, PlaceKind, SiteDay, UnitFinding, UnitNews, UnitRecord
from checks.registry import RuleInfo

__all__ = [
    "BATCH_CHECKS",
    "COLUMN_CHECKS",
    "LINK_CHECKS",
    "PAGE_CHECKS",
    "RECORD_CHECKS",
    "RULES",
    "SITE_CHECKS",
    "TRACE_CHECKS",
    "UNIT_CHECKS",
    "CheckedText",
    "PlaceKind",
    "RuleInfo",
    "SiteDay",
    "UnitFinding",
    "UnitNews",
    "UnitRecord",
    "check_column",
    "check_links",
    "check_page",
    "check_pages",
    "check_record",
    "check_site",
    "check_traces",
    "check_unit",
    "rule_set_version",
]
