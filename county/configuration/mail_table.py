"""[mail] of county.toml to values: how mails are sent and who is told besides."""

from __future__ import annotations

from county.configuration.errors import quoted
from county.configuration.toml_table import Table
from county.configuration.unit_flaws import is_mail
from county.configuration.web_address import address_flaw, is_host
from county.configuration.wording import half_width
from county.settings import MAIL_PORTS, MailPolicy, MailSecurity

ROBOTS = ("企业微信", "钉钉")
_DEFAULT = MailPolicy()
_LAST_PORT = 65535
_SECRETS = ("password", "auth_code", "token", "webhook")
_CURE = "请删去这一行，改用环境变量 XUNCHA_MAIL_PASSWORD 或 XUNCHA_MAIL_PASSWORD_FILE（指向只有本用户可读的文件）"


def mail_policy(table: Table) -> MailPolicy:
    """The values of [mail], with defaults where flaws were noted."""
    for key in _SECRETS:
        if key in table.values:
            table.refuse(key, f"[mail] 里写了口令（{key}）", _CURE)
    table.allow(
        "host", "port", "security", "user", "sender", "name", "office", "desk", "robots", "timeout", "trust_file",
        *_SECRETS,
    )  # fmt: skip
    security = table.choice("security", MailSecurity, _DEFAULT.security, required=False)
    policy = MailPolicy(
        host=half_width(table.text("host", required=False)),
        port=table.whole("port", MAIL_PORTS[security], 1, "端口"),
        security=security,
        user=half_width(table.text("user", required=False)),
        sender=half_width(table.text("sender", required=False) or table.text("user", required=False)),
        name=table.text("name", required=False),
        office=tuple(map(half_width, table.texts("office"))),
        desk=half_width(table.text("desk", required=False)).rstrip("/"),
        robots=table.texts("robots"),
        timeout=table.number("timeout", _DEFAULT.timeout, 1, "秒"),
        trust_file=table.text("trust_file", required=False),
    )
    _note_flaws(table, policy)
    return policy


def _note_flaws(table: Table, policy: MailPolicy) -> None:
    if policy.host and not is_host(policy.host):
        table.refuse("host", f"[mail] 的服务器{quoted(policy.host)}不是域名", "请只写域名，如 smtp.qq.com")
    if policy.port > _LAST_PORT:
        table.refuse("port", f"[mail] 的端口 {policy.port} 太大", "请写 465、587 或 25")
    if policy.host and not is_mail(policy.sender):
        table.refuse("sender", "[mail] 的发件地址（sender）不像邮箱地址", "请写成 name@example.gov.cn 的样子")
    for address in policy.office:
        if not is_mail(address):
            table.refuse("office", f"[mail] 的办公室邮箱{quoted(address)}不像邮箱地址", "请写成 name@example.gov.cn")
    if policy.desk and (flaw := address_flaw(policy.desk)):
        table.refuse("desk", f"[mail] 的审核台网址{flaw[0]}", flaw[1])
    for robot in policy.robots:
        if robot not in ROBOTS:
            table.refuse("robots", f"[mail] 的机器人{quoted(robot)}不认识", f"可以写 {'、'.join(ROBOTS)}")
