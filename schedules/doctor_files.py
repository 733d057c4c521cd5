"""The examination of an installation's own files (体检·文件): the key, who may read them, word lists, plans."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from county.configuration.errors import ConfigurationError
from county.keyfile import load_key
from digest.reminder_rules import load_steps
from evidence import run_chain
from evidence.home import Home
from schedules.checking import word_folder
from schedules.plan_files import load_plans
from schedules.symptom import Symptom
from wordlists import load_with_own

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def examine_files(home: Home) -> Iterator[Symptom]:
    """Every check of files in turn."""
    yield _key(home)
    yield from _rights(home)
    yield _chain(home)
    yield _words(home)
    yield _plans(home)
    yield _reminders(home)


def _key(home: Home) -> Symptom:
    if not home.key_file.exists() and not home.store_path.exists():
        return Symptom("密钥", True, "首次运行时自动生成。")
    try:
        load_key(home.key_file)
    except (ConfigurationError, OSError) as error:
        return Symptom("密钥", False, str(error))
    return Symptom("密钥", True, "完好；它已包含在备份里，请勿另行外传。")


def _rights(home: Home) -> Iterator[Symptom]:
    """What only the service may read, and what it must be able to write."""
    if os.name != "posix":
        return
    for path in (home.key_file, home.folder / "outbox"):
        if path.exists() and path.stat().st_mode & _OTHERS:
            yield Symptom("文件权限", False, f"{path} 别人也能读；请运行 chmod go-rwx {path}。")
    for path in (home.store_path, *home.folder.glob("*.jsonl"), home.packs, home.probes):
        if path.exists() and not os.access(path, os.W_OK):
            yield Symptom("文件权限", False, f"{path} 不可写；请把它的属主改成运行巡查的用户。")
        elif path.exists() and _is_foreign(path):
            yield Symptom(
                "文件权限", False, f"{path} 属于别的用户；请运行 chown 改成运行巡查的用户，避免以 root 运行命令。"
            )


def _is_foreign(path: Path) -> bool:
    """Whether it belongs to somebody else than the home does: a command was run as root once."""
    return path.stat().st_uid != path.parent.stat().st_uid


def _chain(home: Home) -> Symptom:
    path = home.folder / run_chain.FILE
    if broken := run_chain.first_broken(path):
        return Symptom(
            "采集链", False, f"第 {broken.line} 行断开（{broken.run}）；请运行 xuncha audit verify，并从备份恢复。"
        )
    head = run_chain.head(path)
    return Symptom("采集链", True, f"完整，共 {head.seq} 环。" if head else "还没有采集。")


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


def _reminders(home: Home) -> Symptom:
    try:
        steps = load_steps(home.config)
    except ConfigurationError as error:
        return Symptom("催办规则", False, str(error))
    return Symptom(
        "催办规则", True, "、".join(f"{step.when}{step.working_days}个工作日" for step in steps) or "不催办。"
    )
