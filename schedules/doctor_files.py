"""The examination of an installation's own files (体检·文件): the key, who may read them, word lists, plans."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from county.configuration.errors import ConfigurationError
from county.keyfile import load_key
from county.system_words import system_words
from digest.reminder_rules import load_steps
from digest.word_paper import TEMPLATE_FOLDER, template_flaws
from evidence import run_chain
from evidence.errors import EvidenceError
from evidence.home import Home
from evidence.ingest import ingested
from evidence.outbox import FOLDER as OUTBOX_FOLDER
from schedules.checking import word_folder
from schedules.plan_files import load_plans
from schedules.symptom import Symptom
from wordlists import load_with_own

_OWNER = "请把它的属主改成运行巡查的用户"
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def examine_files(home: Home) -> Iterator[Symptom]:
    """Every check of files in turn."""
    yield _key(home)
    yield from _rights(home)
    yield _chain(home)
    yield _words(home)
    yield _plans(home)
    yield _reminders(home)
    yield from _templates(home)


def _key(home: Home) -> Symptom:
    if not home.key_file.exists() and not home.store_path.exists():
        return Symptom("密钥", True, "首次运行时自动生成。")
    try:
        load_key(home.key_file)
    except ConfigurationError as error:
        return Symptom("密钥", False, str(error))
    return Symptom("密钥", True, "完好；它已包含在备份里，请勿另行外传。")


def _rights(home: Home) -> Iterator[Symptom]:
    """What only the service may read, and what it must be able to write; on a disk that takes nothing the folder is
    the fault."""
    if os.name != "posix":
        return
    outbox = home.folder / OUTBOX_FOLDER
    for path in (home.key_file, outbox, home.packs):
        if path.exists() and path.stat().st_mode & _OTHERS:
            yield Symptom("文件权限", False, f"{path} 别人也能读；请运行 chmod go-rwx {path}。")
    if not os.access(home.folder, os.W_OK):
        return
    for path in (home.store_path, *home.folder.glob("*.jsonl"), home.packs, home.probes, outbox):
        if path.exists() and not os.access(path, os.R_OK | os.W_OK):
            yield Symptom("文件权限", False, f"{path} 不可读写；{_OWNER}。")
        elif path.exists() and _is_foreign(path):
            yield Symptom(
                "文件权限", False, f"{path} 属于别的用户；请运行 chown 改成运行巡查的用户，避免以 root 运行命令。"
            )


def _is_foreign(path: Path) -> bool:
    """Whether it belongs to somebody else than the home does: a command was run as root once."""
    return path.stat().st_uid != path.parent.stat().st_uid


def _chain(home: Home) -> Symptom:
    path = home.folder / run_chain.FILE
    try:
        broken, head = run_chain.first_broken(path), run_chain.head(path)
    except OSError as error:
        return Symptom("采集链", False, f"{path} 打不开（{system_words(error)}）；{_OWNER}。")
    if broken:
        return Symptom(
            "采集链", False, f"第 {broken.line} 行断开（{broken.run}）；请运行 xuncha audit verify，并从备份恢复。"
        )
    if head is None and _has_runs(home):
        return Symptom("采集链", False, f"{path} 不见了或是空的；请从备份恢复这个文件。")
    return Symptom("采集链", True, f"完整，共 {head.seq} 环。" if head else "还没有采集。")


def _has_runs(home: Home) -> bool:
    if not home.store_path.exists():
        return False
    try:
        with home.store() as store:
            return bool(ingested(store))
    except (EvidenceError, OSError):
        return False


def _words(home: Home) -> Symptom:
    try:
        load_with_own(word_folder(home.config))
    except ConfigurationError as error:
        return Symptom("词表", False, str(error))
    return Symptom("词表", True, "格式正确。")


def _plans(home: Home) -> Symptom:
    try:
        plans = load_plans(home.config)
    except ConfigurationError as error:
        return Symptom("值守计划", False, str(error))
    off = [plan.title for plan in plans if not plan.on]
    return Symptom(
        "值守计划", True, f"{len(plans) - len(off)} 项任务" + (f"，停用 {'、'.join(off)}" if off else "") + "。"
    )


def _templates(home: Home) -> Iterator[Symptom]:
    """Only faults: most offices have none of their own."""
    for flaw in template_flaws(home.config / TEMPLATE_FOLDER):
        yield Symptom("文书模板", False, str(flaw))


def _reminders(home: Home) -> Symptom:
    try:
        steps = load_steps(home.config)
    except ConfigurationError as error:
        return Symptom("催办规则", False, str(error))
    return Symptom(
        "催办规则", True, "、".join(f"{step.when}{step.working_days}个工作日" for step in steps) or "不催办。"
    )
