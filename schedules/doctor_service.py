"""The examination of the service (体检·值守): does it live, does its clock go right, can it send, is there a backup."""

from __future__ import annotations

import datetime as dt
import email.utils
import http.client
import os
from collections.abc import Iterator
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from county.calendar import Calendar
from county.configuration.errors import ConfigurationError
from county.secret import DINGTALK_URL, MAIL_PASSWORD, WECOM_URL, secret
from county.settings import County, MailSecurity
from digest.mails.smtp import MailServerError, begin, connected
from evidence.backup import backup_root, last_made
from evidence.errors import EvidenceError
from evidence.home import Home
from schedules.alive import cut_nights
from schedules.heartbeat import read_heartbeat
from schedules.symptom import Symptom

BEAT_LATE = dt.timedelta(minutes=10)
BACKUP_LATE = dt.timedelta(days=3)
CLOCK_OFF = dt.timedelta(minutes=5)
"""So far may the clock be from the portal's own before dates of visits can no longer be trusted."""
LIST_PUBLISHED = (12, 10)
"""Month and day: the latest of the last ten years was published on 8 December (国办发明电〔2022〕16号)."""
CHINA = dt.timedelta(hours=8)
_SECONDS = 5.0


def examine_service(home: Home, county: County, now: dt.datetime) -> Iterator[Symptom]:
    """Every check of the service in turn."""
    yield _heartbeat(home, now)
    yield _night(home, county)
    yield _zone(county, now)
    yield _clock(county, now)
    yield _holidays(county, now)
    yield _mail(home, county)
    yield from _robots(county)
    yield _contacts(county)
    yield _backup(home, county, now)


def _heartbeat(home: Home, now: dt.datetime) -> Symptom:
    beat = read_heartbeat(home.folder)
    if beat is None:
        return Symptom("值守", True, "还没有值守过；要自动运行请启动 xuncha serve。")
    if now - beat.at > BEAT_LATE:
        return Symptom("值守", False, f"最后一次心跳在 {beat.at:%Y-%m-%d %H:%M} UTC，值守已停；请启动 xuncha serve。")
    if beat.at - now > BEAT_LATE:
        return Symptom("值守", False, "最后一次心跳在将来，系统时钟被拨回过；请检查校时设置（timedatectl）。")
    return Symptom("值守", True, "正在值守。")


def _night(home: Home, county: County) -> Symptom:
    if not home.store_path.exists():
        return Symptom("最近一夜", True, "还没有巡查过。")
    try:
        with home.store() as store:
            cut = cut_nights(store, county)
    except EvidenceError:
        return Symptom("最近一夜", True, "证据库打不开，没有核对。")
    if cut:
        cure = "再有这样的夜，请看 xuncha visits 的原因，放宽 [crawl] 的 window 或 minutes，或联系门户放行"
        return Symptom("最近一夜", False, f"{'；'.join(cut)}；{cure}。")
    return Symptom("最近一夜", True, "读完了。")


def _zone(county: County, now: dt.datetime) -> Symptom:
    zone = county.calendar.timezone
    if now.astimezone(ZoneInfo(zone)).utcoffset() != CHINA:
        return Symptom("时区", False, f'{zone} 不是北京时间；请在 county.toml 写 timezone = "Asia/Shanghai"。')
    return Symptom("时区", True, zone)


def _clock(county: County, now: dt.datetime) -> Symptom:
    """Held against the Date of the portal's answer: the one clock besides ours that every office can reach."""
    for portal in county.portals:
        parts = urlsplit(portal.home)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        link = kind(parts.hostname or "", parts.port, timeout=_SECONDS)
        try:
            link.request("HEAD", parts.path or "/")
            theirs = email.utils.parsedate_to_datetime(link.getresponse().headers["Date"])
        except (OSError, http.client.HTTPException, TypeError, ValueError):
            continue
        finally:
            link.close()
        if abs(theirs - now) > CLOCK_OFF:
            minutes = round((now - theirs).total_seconds() / 60)
            said = f"本机时钟与门户服务器相差 {minutes} 分钟；请启用自动校时（timedatectl set-ntp true）。"
            return Symptom("时钟", False, said)
        return Symptom("时钟", True, "与门户服务器一致。")
    return Symptom("时钟", True, "门户没有应答，无法核对。")


def _holidays(county: County, now: dt.datetime) -> Symptom:
    """The coming year's too, from the day on by which its list (国务院办公厅放假安排) has been published: limits that
    are set in December end in January."""
    calendar, today = Calendar(county.calendar), now.astimezone(ZoneInfo(county.calendar.timezone)).date()
    coming = today.year + 1
    if doubt := calendar.doubt(today.year):
        return Symptom("节假日表", False, doubt)
    if calendar.knows(coming) or any(day.year == coming for day in county.calendar.extra_holidays):
        return Symptom("节假日表", True, f"已有 {today.year}、{coming} 年放假安排。")
    if today >= dt.date(today.year, *LIST_PUBLISHED):
        return Symptom("节假日表", False, calendar.doubt(coming))
    later = f"；{coming} 年的还没有，放假通知印发后请升级程序，或补齐 county.toml 的 extra_holidays 和 extra_workdays"
    return Symptom(
        "节假日表", True, f"已有 {today.year} 年放假安排{later if today.month >= LIST_PUBLISHED[0] - 1 else ''}。"
    )


def _mail(home: Home, county: County) -> Symptom:
    policy = county.mail
    if not policy.host:
        return Symptom("发信", True, "没有写 [mail]，不发邮件。")
    try:
        if policy.user and not secret(MAIL_PASSWORD):
            said = f"没有邮箱口令；请设置环境变量 {MAIL_PASSWORD} 或 {MAIL_PASSWORD}_FILE。"
            return Symptom("发信", False, said)
        with connected(policy, home.config) as server:
            begin(server, policy.sender)
    except (MailServerError, ConfigurationError) as error:
        return Symptom("发信", False, str(error))
    except OSError:
        return Symptom("发信", False, f"{policy.host} 接通后断开了连接；请稍后再试，或向邮件服务商核对。")
    plain = "；没有加密，只适合内网" if policy.security is MailSecurity.NONE else ""
    if not policy.office:
        return Symptom("发信", False, "[mail] 没有写 office；请写上信息科的邮箱，县级周报和预警才有人收。")
    return Symptom("发信", True, f"{policy.host} 可以登录{plain}。")


def _robots(county: County) -> Iterator[Symptom]:
    for robot in county.mail.robots:
        name = WECOM_URL if robot == "企业微信" else DINGTALK_URL
        try:
            url = secret(name)
        except ConfigurationError as error:
            yield Symptom(f"{robot}机器人", False, str(error))
            continue
        cure = "" if url.startswith("https://") else f"没有可用的地址；请设置 {name} 为 https 开头的 Webhook 地址。"
        yield Symptom(f"{robot}机器人", not cure, cure or "地址已设置。")


def _contacts(county: County) -> Symptom:
    bare = [unit.name for unit in county.units if not any(contact.mail for contact in unit.contacts)]
    if county.mail.host and bare:
        shown = "、".join(bare[:5]) + ("等" if len(bare) > 5 else "")
        said = f"{len(bare)} 个单位没有联络员邮箱（{shown}），收不到周报；请在 units.toml 补上 contacts。"
        return Symptom("联络员", False, said)
    return Symptom("联络员", True, "登记齐全。" if county.mail.host else "不发邮件，没有核对。")


def _backup(home: Home, county: County, now: dt.datetime) -> Symptom:
    root = backup_root(home, county)
    if not home.store_path.exists():
        return Symptom("备份", True, "还没有证据要备份。")
    if county.upkeep.backup and not (root.is_dir() and os.access(root, os.W_OK)):
        return Symptom("备份", False, f"备份目录 {root} 不存在或不可写；请挂上备份盘，或改 [upkeep] backup。")
    if root.is_dir() and not os.access(root, os.R_OK | os.W_OK | os.X_OK):
        return Symptom("备份", False, f"备份目录 {root} 不可读写；请把它的属主改成运行巡查的用户。")
    made = last_made(root)
    if made is None:
        return Symptom("备份", False, "还没有备份过；请运行 xuncha backup，最好备份到另一块盘（[upkeep] backup）。")
    if now - made > BACKUP_LATE:
        return Symptom(
            "备份", False, f"最近一次备份在 {made:%Y-%m-%d}，已经太旧；请运行 xuncha jobs 看备份为什么没有做成。"
        )
    same = "；与证据在同一块盘上，盘坏了会一起丢" if root.stat().st_dev == home.folder.stat().st_dev else ""
    return Symptom("备份", True, f"最近一次在 {made:%Y-%m-%d}{same}。")
