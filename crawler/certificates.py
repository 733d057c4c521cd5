"""Looks at certificates (数字证书检查): Scrapy does not verify, so each https host is met once a day by a verified
handshake, without a request; a refused certificate is then read under a handshake that accepts anything."""

from __future__ import annotations

import datetime as dt
import queue
import selectors
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import certifi
from cryptography import x509

from county.certificate import CertificateFault, CertificateLook
from county.configuration.web_address import is_private
from county.sites import TlsHost
from county.times import utc_now

HANDSHAKE_SECONDS = 10.0
"""For connection and handshake together."""
_LEAST_SECONDS = 0.1
"""What the last of several addresses still gets."""
THREAD_SECONDS = 60.0
"""When a thread is no longer waited for: only the look-up of a name can take so long."""

_FAULTS: dict[int, CertificateFault] = {
    9: CertificateFault.NOT_YET_VALID,
    10: CertificateFault.EXPIRED,
    18: CertificateFault.SELF_SIGNED,
    19: CertificateFault.SELF_SIGNED,
    20: CertificateFault.UNTRUSTED,
    21: CertificateFault.UNTRUSTED,
    62: CertificateFault.WRONG_HOST,
    64: CertificateFault.WRONG_HOST,
}
"""X509_V_ERR_* of OpenSSL's x509_vfy.h."""
_LEGACY_RENEGOTIATION = 0x4
"""SSL_OP_LEGACY_SERVER_CONNECT of OpenSSL, which Python names from 3.12 on."""
_WEAK = frozenset({"SSLv3", "TLSv1", "TLSv1.1"})


class _Unmeasured(Exception):
    """No handshake came about; the message is one Chinese sentence."""


class _Met(NamedTuple):
    certificate: bytes
    protocol: str


def look_at_all(targets: Sequence[TlsHost], day: dt.date, trust_file: Path | None) -> list[CertificateLook]:
    """A look at each host, all at once, each in a thread of its own; a host that does not answer in time was not
    measured. Never raises."""
    looks: queue.Queue[CertificateLook] = queue.Queue()
    threads = [
        threading.Thread(target=lambda target=target: looks.put(look_at(target, day, trust_file)), daemon=True)
        for target in targets
    ]
    for thread in threads:
        thread.start()
    until = time.monotonic() + THREAD_SECONDS
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    seen = {(look.portal, look.host): look for look in list(looks.queue)}
    return [seen.get((one.portal, one.host)) or _unmeasured(one, day, "域名迟迟解析不出来。") for one in targets]


def look_at(
    target: TlsHost, day: dt.date, trust_file: Path | None, seconds: float = HANDSHAKE_SECONDS
) -> CertificateLook:
    """One look. `trust_file` holds certificates of further authorities (PEM). Never raises."""
    try:
        fault: CertificateFault | None = None
        try:
            met = _meet(target, _verifying(trust_file), seconds)
        except ssl.SSLCertVerificationError as error:
            fault = _FAULTS.get(error.verify_code, CertificateFault.OTHER)
            met = _meet(target, _accepting(), seconds)
        except ssl.SSLError:
            met = _meet(target, _accepting(), seconds)
            if met.protocol not in _WEAK:
                raise
            fault = CertificateFault.WEAK_PROTOCOL
        return _read(target, day, met, fault)
    except _Unmeasured as error:
        return _unmeasured(target, day, str(error))
    except (OSError, ValueError) as error:
        return _unmeasured(target, day, f"加密连接没有建立（{type(error).__name__}）。")


def _unmeasured(target: TlsHost, day: dt.date, reason: str) -> CertificateLook:
    return CertificateLook(target.portal, target.host, utc_now(), day, measured=False, reason=reason)


def _verifying(trust_file: Path | None) -> ssl.SSLContext:
    """What a browser asks for. The system's authorities and certifi's: either may lack one that the other has."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    if trust_file is not None:
        try:
            context.load_verify_locations(trust_file)
        except (OSError, ValueError) as error:
            raise _Unmeasured(
                "county.toml 里 trust_file 指的证书文件读不出来；请核对文件名，并确认是 PEM 格式。"
            ) from error
    # stricter than browsers are: old authorities lack extensions that it asks for
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context


def _accepting() -> ssl.SSLContext:
    """Takes any certificate under any protocol: nothing is sent, only its certificate is read."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.options |= _LEGACY_RENEGOTIATION
    return context


def _meet(target: TlsHost, context: ssl.SSLContext, seconds: float) -> _Met:
    deadline = time.monotonic() + seconds
    with _connection(target, deadline) as plain:
        plain.setblocking(False)
        with context.wrap_socket(plain, server_hostname=target.name, do_handshake_on_connect=False) as secure:
            _shake_hands(secure, deadline)
            return _Met(secure.getpeercert(binary_form=True) or b"", secure.version() or "")


def _connection(target: TlsHost, deadline: float) -> socket.socket:
    """To an address that was judged, not to the name once more: a name may lead elsewhere a moment later."""
    try:
        found = socket.getaddrinfo(target.name, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _Unmeasured("域名解析不到地址。") from error
    addresses = [str(address[0]) for *_, address in found]
    if any(map(is_private, addresses)) and not target.allow_private:
        raise _Unmeasured("域名指向内网地址，没有连接；门户确在内网时请在 county.toml 写 allow_private = true。")
    for address in addresses:
        left = max(deadline - time.monotonic(), _LEAST_SECONDS)
        with suppress(OSError):
            return socket.create_connection((address, target.port), left)
    raise _Unmeasured(f"连接不上 {target.port} 端口。")


def _shake_hands(secure: ssl.SSLSocket, deadline: float) -> None:
    """Under one deadline: a server that sends a byte now and then would renew the time-out of a blocking socket."""
    while True:
        try:
            secure.do_handshake()
            return
        except ssl.SSLWantReadError:
            wanted = selectors.EVENT_READ
        except ssl.SSLWantWriteError:
            wanted = selectors.EVENT_WRITE
        with selectors.DefaultSelector() as selector:
            selector.register(secure, wanted)
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise _Unmeasured("加密握手迟迟没有完成。")


def _read(target: TlsHost, day: dt.date, met: _Met, fault: CertificateFault | None) -> CertificateLook:
    certificate = x509.load_der_x509_certificate(met.certificate)
    now = dt.datetime.now(dt.UTC)
    found = [fault] if fault else []
    # the handshake names its first objection only
    if certificate.not_valid_after_utc < now and CertificateFault.EXPIRED not in found:
        found.append(CertificateFault.EXPIRED)
    if certificate.not_valid_before_utc > now and CertificateFault.NOT_YET_VALID not in found:
        found.append(CertificateFault.NOT_YET_VALID)
    return CertificateLook(
        portal=target.portal,
        host=target.host,
        at=utc_now(),
        day=day,
        measured=True,
        faults=tuple(found),
        subject=_common_name(certificate.subject),
        issuer=_common_name(certificate.issuer),
        expires=certificate.not_valid_after_utc.date(),
        protocol=met.protocol,
    )


def _common_name(name: x509.Name) -> str:
    """The name that people know it by, the whole name where it has none."""
    common = name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(common[0].value) if common else name.rfc4514_string()
