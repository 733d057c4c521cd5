"""The examination of an installation (体检)."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from urllib.parse import urlsplit

from county.configuration.errors import ConfigurationError
from county.settings import County, Portal
from county.system_words import system_words
from crawler.browser.allowance import Allowance
from crawler.browser.availability import find_browser
from evidence import audit
from evidence.errors import EvidenceError
from evidence.home import Home
from evidence.stamp_token import read_roots
from schedules.doctor_files import examine_files
from schedules.doctor_service import examine_service
from schedules.symptom import Symptom
from scoring import ScoringError, scheme_of

LEAST_FREE_BYTES = 2 << 30
"""A first night of a large county writes about a gigabyte."""
CONNECT_SECONDS = 5.0
_FONT_SECONDS = 20.0
"""A first listing reads every font of the machine."""
_PORTS = {"http": 80, "https": 443}


def examine(home: Home) -> Iterator[Symptom]:
    """Every check in turn; a broken configuration ends the ones that need it."""
    yield _folder(home)
    yield _disk(home)
    try:
        county = home.county()
        yield Symptom("配置", True, f"{county.name}，{len(county.units)} 个单位。")
    except ConfigurationError as error:
        yield Symptom("配置", False, str(error))
        return
    yield _scheme(home, county)
    yield _store(home)
    yield from examine_files(home)
    yield _browser(county)
    yield _fonts()
    yield from map(_portal, county.portals)
    yield _timestamp(home, county)
    yield from examine_service(home, county, dt.datetime.now(dt.UTC))


def _folder(home: Home) -> Symptom:
    try:
        home.folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return Symptom("工作目录", False, f"{home.folder} 建不了（{system_words(error)}）；请换一个目录（--home）。")
    if os.name == "posix" and os.statvfs(home.folder).f_flag & os.ST_RDONLY:
        cure = "请重新挂载为可写，或换一个目录（--home）"
        return Symptom("工作目录", False, f"{home.folder} 所在的磁盘是只读的；{cure}。")
    if not os.access(home.folder, os.W_OK | os.X_OK):
        return Symptom("工作目录", False, f"{home.folder} 不可写；请检查目录权限，或换一个目录（--home）。")
    return Symptom("工作目录", True, f"{home.folder} 可写。")


def _disk(home: Home) -> Symptom:
    existing = next((path for path in (home.folder, *home.folder.resolve().parents) if path.exists()), home.folder)
    free = shutil.disk_usage(existing).free
    gigabytes = f"{free / (1 << 30):.1f} GB"
    if free < LEAST_FREE_BYTES:
        return Symptom("磁盘", False, f"只剩 {gigabytes}；请清理磁盘，至少留出 2 GB。")
    return Symptom("磁盘", True, f"剩余 {gigabytes}。")


def _scheme(home: Home, county: County) -> Symptom:
    try:
        return Symptom("考核方案", True, f"《{scheme_of(home.config, county).title}》。")
    except ScoringError as error:
        return Symptom("考核方案", False, str(error))


def _store(home: Home) -> Symptom:
    if not home.store_path.exists():
        return Symptom("证据库", True, "尚未建立，首次运行时自动建立。")
    try:
        store = home.open_store()
    except EvidenceError as error:
        return Symptom("证据库", False, str(error))
    try:
        broken = audit.verify(store.connection)
    finally:
        store.close()
    if broken:
        return Symptom("证据库", False, f"审计链在第 {broken.seq} 条断开，数据可能被改动过；请从备份恢复。")
    return Symptom("证据库", True, "可以打开，审计链完整。")


def _browser(county: County) -> Symptom:
    """Not a fault where it is missing: lists that only a script draws then count as not observed."""
    if why_not := Allowance.of(county.crawl).why_not():
        return Symptom("浏览器渲染", True, why_not)
    return Symptom(
        "浏览器渲染", True, f"{find_browser().executable}，一个门户一夜最多 {county.crawl.browser_pages} 页。"
    )


def _fonts() -> Symptom:
    """Not a fault either: only pictures of pages (网页截图) are drawn here, papers are where they are opened."""
    lister = shutil.which("fc-list")
    if lister is None:
        return Symptom("字体", True, "没有 fontconfig，没有核对；网页截图要中文字体，如 fonts-noto-cjk。")
    try:
        listed = subprocess.run([lister, ":lang=zh", "family"], capture_output=True, timeout=_FONT_SECONDS, check=False)  # noqa: S603 a name of ours
    except (OSError, subprocess.TimeoutExpired):
        return Symptom("字体", True, "字体列不出来，没有核对；网页截图要中文字体，如 fonts-noto-cjk。")
    if not listed.stdout.strip():
        return Symptom("字体", True, "没有中文字体，网页截图里的汉字会是方块；请安装，如 apt install fonts-noto-cjk。")
    return Symptom("字体", True, "有中文字体。")


def _trouble(error: OSError) -> str:
    return f"{CONNECT_SECONDS:g} 秒没有应答" if isinstance(error, TimeoutError) else system_words(error)


def _unreachable(url: str) -> str:
    """Why no connection comes about with the host of `url`, "" where one does."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    try:
        socket.create_connection((host, port), CONNECT_SECONDS).close()
    except OSError as error:
        return f"连接不上 {host}:{port}（{_trouble(error)}）"
    return ""


def _portal(portal: Portal) -> Symptom:
    if why := _unreachable(portal.home):
        return Symptom(f"门户 {portal.name}", False, f"{why}；请检查网络或网址。")
    return Symptom(f"门户 {portal.name}", True, f"{urlsplit(portal.home).netloc} 可以连接。")


def _timestamp(home: Home, county: County) -> Symptom:
    """Connected to, not asked: an authority may count its tokens."""
    policy = county.timestamp
    if policy.trust_file:
        try:
            read_roots(home.config / policy.trust_file)
        except ConfigurationError as error:
            return Symptom("时间戳", False, str(error))
    if not policy.url:
        return Symptom("时间戳", True, "没有写 [timestamp] url，不申请时间戳。")
    if why := _unreachable(policy.url):
        return Symptom("时间戳", False, f"{why}；请检查网络，或核对 [timestamp] url。")
    unsigned = "" if policy.trust_file else "；没有写 trust_file，核验时不看签名"
    return Symptom("时间戳", True, f"{urlsplit(policy.url).netloc} 可以连接{unsigned}。")
