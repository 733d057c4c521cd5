"""The main menu: which pages a role works with. What it may do there is the route table's to say."""

from __future__ import annotations

from county.account import Role
from desk.access import ANSWERS, AUDITS, EVERYBODY, KEEPS, OFFICE_READS

MENU: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("/queue", "队列", EVERYBODY),
    ("/mine", "我的", EVERYBODY),
    ("/county", "全县概览", OFFICE_READS.roles),
    ("/units", "本单位", ANSWERS.roles),
    ("/search", "全文检索", EVERYBODY),
    ("/mutes", "静默规则", OFFICE_READS.roles),
    ("/registers", "登记簿", OFFICE_READS.roles),
    ("/papers", "文书台账", EVERYBODY),
    ("/health", "运行状况", OFFICE_READS.roles),
    ("/settings", "设置", KEEPS.roles),
    ("/trail", "审计日志", AUDITS.roles),
    ("/accounts", "账号", frozenset((Role.ADMINISTRATOR,))),
)
