"""A certificate that browsers warn of (数字证书问题)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.inputs import SiteDay
from checks.registry import RuleInfo, site_check
from county.certificate import CertificateFault, CertificateLook
from county.finding import Finding, Level

INFO = RuleInfo(
    id="certificate-problem",
    title="数字证书问题",
    level=Level.GENERAL,
    basis="《网络安全法》第二十一条（网络安全等级保护）；国办发〔2017〕47号（安全防护）",
)
WARNING_DAYS = 30
"""Time enough to apply for a new certificate through the office's own channels."""
_EXPIRING = "即将到期"

_LEVELS: dict[CertificateFault, Level] = {
    CertificateFault.UNTRUSTED: Level.SUSPECTED,
    CertificateFault.OTHER: Level.SUSPECTED,
    CertificateFault.WEAK_PROTOCOL: Level.NOTICE,
}
"""Others are certain. Whether an authority is trusted is a matter of this machine too, so it is suspected."""
_CURES: dict[CertificateFault, str] = {
    CertificateFault.EXPIRED: "请立即更换证书",
    CertificateFault.NOT_YET_VALID: "请核对服务器时间，或换上已生效的证书",
    CertificateFault.WRONG_HOST: "请换上包含该域名的证书",
    CertificateFault.SELF_SIGNED: "请换上受信任机构签发的证书",
    CertificateFault.UNTRUSTED: "请在服务器上补齐中间证书；本县自建机构的根证书请写进 county.toml 的 trust_file",
    CertificateFault.OTHER: "请用浏览器打开该网址核对证书",
    CertificateFault.WEAK_PROTOCOL: "请在服务器上启用 TLS 1.2 以上",
}


@site_check(INFO)
def certificate_problem(site: SiteDay) -> Iterator[Finding]:
    """One finding a fault, and a notice thirty days ahead of the end."""
    look = site.certificate
    if look is None or not look.measured:
        return
    for fault in look.faults:
        why = f"{look.host} 的数字证书{fault.value}" if fault is not CertificateFault.WEAK_PROTOCOL else _weak(look)
        yield _finding(look, fault.value, _LEVELS.get(fault, INFO.level), why, _CURES[fault])
    if not look.faults and look.expires and 0 <= (days := (look.expires - look.day).days) <= WARNING_DAYS:
        why = f"{look.host} 的数字证书还有 {days} 天到期"
        yield _finding(look, _EXPIRING, Level.NOTICE, why, "请在到期前更换证书")


def _weak(look: CertificateLook) -> str:
    return f"{look.host} 最高只支持 {look.protocol}"


def _finding(look: CertificateLook, what: str, level: Level, why: str, cure: str) -> Finding:
    """The last day is part of the words: a ruling on one certificate does not hold for the next one."""
    return Finding(
        rule=INFO.id,
        level=level,
        words=f"{what} {look.expires or ''}".strip(),
        why=why,
        quote=f"颁发给 {look.subject}，颁发者 {look.issuer}，有效期至 {look.expires}",
        suggestion=cure,
    )
