"""Tokens of a time-stamping authority (时间戳凭证, RFC 3161): what is asked, and what an answer proves."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

from cryptography.x509 import Certificate, load_pem_x509_certificates
from cryptography.x509.oid import ObjectIdentifier
from rfc3161_client import (
    HashAlgorithm,
    TimeStampRequest,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)
from rfc3161_client.tsp import PKIStatus

from county.configuration.errors import ConfigurationError
from evidence.errors import EvidenceError

_SHA256 = ObjectIdentifier("2.16.840.1.101.3.4.2.1")


class TokenError(EvidenceError):
    """An answer proves nothing; the message is half a sentence that says why."""


def stamp_request(head: str) -> TimeStampRequest:
    """Asks for a token over the SHA-256 of `head`, the hash of a link as it is printed, with a nonce of its own."""
    return TimestampRequestBuilder(head.encode("ascii"), HashAlgorithm.SHA256).build()


def stamped_at(answer: bytes, head: str, roots: Sequence[Certificate], nonce: int | None = None) -> dt.datetime:
    """When `head` was there, by the token in `answer`. Where `roots` are given, its signature must lead to one of them
    under certificates that were valid at that time; without them it is not examined. Raises TokenError."""
    response = _granted(answer)
    info = response.tst_info
    covered = info.message_imprint
    if covered.hash_algorithm != _SHA256 or covered.message != hashlib.sha256(head.encode()).digest():
        raise TokenError("凭证证明的不是这个链头")
    if nonce is not None and info.nonce != nonce:
        raise TokenError("应答的不是这一次申请")
    if roots:
        _verify(response, head, roots)
    return info.gen_time


def _granted(answer: bytes) -> TimeStampResponse:
    try:
        response = decode_timestamp_response(answer)
    except ValueError as error:
        raise TokenError("内容不是时间戳凭证") from error
    if response.status != PKIStatus.GRANTED:
        raise TokenError(f"时间戳机构没有签发（状态 {response.status}）")
    try:
        response.tst_info.gen_time  # noqa: B018 an answer may lack its token
    except ValueError as error:
        raise TokenError("内容不是时间戳凭证") from error
    return response


def _verify(response: TimeStampResponse, head: str, roots: Sequence[Certificate]) -> None:
    try:
        VerifierBuilder(roots=list(roots)).build().verify_message(response, head.encode())
    except (VerificationError, ValueError) as error:
        raise TokenError("凭证的签名没有通过 [timestamp] trust_file 里根证书的验证") from error


def read_roots(file: Path) -> tuple[Certificate, ...]:
    """The certificates in a PEM file. Raises ConfigurationError."""
    try:
        return tuple(load_pem_x509_certificates(file.read_bytes()))
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            "county.toml",
            f"[timestamp] trust_file 指的证书文件 {file.name} 读不出来",
            "请核对文件名，并确认是 PEM 格式",
        ) from error
