"""A look at a host's certificate (数字证书): what a visitor's browser would hold against it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class CertificateFault(StrEnum):
    """What is wrong with a certificate or with the protocol that it is shown under."""

    EXPIRED = "已过期"
    NOT_YET_VALID = "尚未生效"
    WRONG_HOST = "与域名不符"
    SELF_SIGNED = "自签名"
    UNTRUSTED = "证书链不完整或颁发机构不受信任"
    OTHER = "未通过验证"
    WEAK_PROTOCOL = "只支持过时的加密协议"


@dataclass(frozen=True, slots=True)
class CertificateLook:
    """One look at `host` (with its port where that is not 443), at `at` UTC. `measured` is false where no handshake
    came about: then `reason` says why, and nothing is said of the certificate. `expires` is the last day on which it is
    valid, None where it could not be read; `protocol` is what was agreed on ("TLSv1.3")."""

    portal: str
    host: str
    at: str
    day: dt.date
    measured: bool
    reason: str = ""
    faults: tuple[CertificateFault, ...] = ()
    subject: str = ""
    issuer: str = ""
    expires: dt.date | None = None
    protocol: str = ""
