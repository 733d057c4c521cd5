"""Every check there is, found by walking the package."""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib
import pkgutil
from collections.abc import Sequence
from pathlib import Path

from checks import registry
from checks.characters import SecondOpinion
from checks.inputs import CheckedText, SiteDay, UnitFinding, UnitNews, UnitRecord
from checks.registry import (
    BatchRule,
    Check,
    ColumnRule,
    LinkRule,
    PageRule,
    RecordRule,
    RuleInfo,
    SiteRule,
    TraceRule,
    UnitRule,
)
from checks.title_numbers import found_in_title
from county.finding import Finding
from county.history import ColumnHistory
from county.linked import LinkedPage
from county.trace import TracedPage
from wordlists import WordLists

_FOLDER = Path(__file__).parent

for _module in pkgutil.iter_modules([str(_FOLDER)]):
    importlib.import_module(f"{__package__}.{_module.name}")

PAGE_CHECKS: tuple[Check[PageRule], ...] = tuple(sorted(registry.PAGE, key=lambda check: check.info.id))
BATCH_CHECKS: tuple[Check[BatchRule], ...] = tuple(sorted(registry.BATCH, key=lambda check: check.info.id))
COLUMN_CHECKS: tuple[Check[ColumnRule], ...] = tuple(sorted(registry.COLUMN, key=lambda check: check.info.id))
LINK_CHECKS: tuple[Check[LinkRule], ...] = tuple(sorted(registry.LINK, key=lambda check: check.info.id))
TRACE_CHECKS: tuple[Check[TraceRule], ...] = tuple(sorted(registry.TRACE, key=lambda check: check.info.id))
UNIT_CHECKS: tuple[Check[UnitRule], ...] = tuple(sorted(registry.UNIT, key=lambda check: check.info.id))
RECORD_CHECKS: tuple[Check[RecordRule], ...] = tuple(sorted(registry.RECORD, key=lambda check: check.info.id))
SITE_CHECKS: tuple[Check[SiteRule], ...] = tuple(sorted(registry.SITE, key=lambda check: check.info.id))
_INFOS = (
    *(check.info for check in PAGE_CHECKS),
    *(check.info for check in BATCH_CHECKS),
    *(check.info for check in COLUMN_CHECKS),
    *(check.info for check in LINK_CHECKS),
    *(check.info for check in TRACE_CHECKS),
    *(check.info for check in UNIT_CHECKS),
    *(check.info for check in RECORD_CHECKS),
    *(check.info for check in SITE_CHECKS),
)
RULES: dict[str, RuleInfo] = {info.id: info for info in sorted(_INFOS, key=lambda info: info.id)}


def check_page(text: CheckedText) -> list[Finding]:
    """What every check of a text finds in one page's or attachment's text; the same finding is given once."""
    return check_pages([text])[0]


def check_pages(texts: Sequence[CheckedText]) -> list[list[Finding]]:
    """`check_page` for many texts; together they cost less."""
    found = [[finding for check in PAGE_CHECKS for finding in check.run(text)] for text in texts]
    for text, findings in zip(texts, found, strict=True):
        findings += list(found_in_title(text, PAGE_CHECKS, findings))
    for check in BATCH_CHECKS:
        for findings, more in zip(found, check.run(texts), strict=True):
            findings += more
    return [_once(findings) for findings in found]


def _once(findings: list[Finding]) -> list[Finding]:
    kept = {(finding.rule, finding.words, finding.sentence): finding for finding in reversed(findings)}
    return list(kept.values())[::-1]


def check_column(history: ColumnHistory, today: dt.date) -> list[Finding]:
    """What every column check finds in one column on the day."""
    return [finding for check in COLUMN_CHECKS for finding in check.run(history, today)]


def check_links(page: LinkedPage) -> list[Finding]:
    """What every link check finds in the links of one page."""
    return [finding for check in LINK_CHECKS for finding in check.run(page)]


def check_traces(page: TracedPage) -> list[Finding]:
    """What every trace check finds in what one page hides."""
    return [finding for check in TRACE_CHECKS for finding in check.run(page)]


def check_unit(news: UnitNews) -> list[UnitFinding]:
    """What every unit check finds in one unit's news."""
    return [finding for check in UNIT_CHECKS for finding in check.run(news)]


def check_record(record: UnitRecord) -> list[UnitFinding]:
    """What every check of records finds in one unit's columns."""
    return [finding for check in RECORD_CHECKS for finding in check.run(record)]


def check_site(site: SiteDay) -> list[Finding]:
    """What every site check finds in one home page or certificate on a day."""
    return [finding for check in SITE_CHECKS for finding in check.run(site)]


def rule_set_version(words: WordLists, second: SecondOpinion | None = None) -> str:
    """Changes when a page check, the word lists or the second opinion do: texts that met this version need not meet it
    again."""
    infos = (*(check.info for check in PAGE_CHECKS), *(check.info for check in BATCH_CHECKS))
    versions = [f"{info.id}:{info.version}" for info in infos]
    opinion = [second.digest] if second else []
    return hashlib.sha256("\n".join([*versions, words.digest, *opinion]).encode()).hexdigest()[:16]
