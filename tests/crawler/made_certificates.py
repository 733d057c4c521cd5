"""Certificates made for a test, and a real TLS server on loopback that shows one of them."""

from __future__ import annotations

import datetime as dt
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Authority:
    """An authority of our own; `file` is what a county would name as trust_file."""

    key: ec.EllipticCurvePrivateKey
    name: x509.Name
    file: Path


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common)])


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    number = x509.random_serial_number()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(number)
    )


def make_authority(folder: Path) -> Authority:
    key, name = ec.generate_private_key(ec.SECP256R1()), _name("测试根证书")
    now = dt.datetime.now(dt.UTC)
    certificate = (
        _builder(name, name, key)
        .not_valid_before(now - 900 * DAY)
        .not_valid_after(now + 900 * DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "authority.pem"
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return Authority(key, name, file)


def make_certificate(
    folder: Path, authority: Authority | None, *, host: str = "localhost", first: int = -10, last: int = 300
) -> Path:
    """A PEM file with key and certificate for `host`, valid from `first` to `last` in days from now; without authority
    it is signed by itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    issuer, signer = (authority.name, authority.key) if authority else (_name(host), key)
    certificate = (
        _builder(_name(host), issuer, key)
        .not_valid_before(now + first * DAY)
        .not_valid_after(now + last * DAY)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(signer, hashes.SHA256())
    )
    file = folder / f"{host}{first}{last}{bool(authority)}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return file


@contextmanager
def tls_server(file: Path, *, newest: ssl.TLSVersion | None = None) -> Iterator[int]:
    """Shakes hands with whoever comes; gives the port."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if newest is not None:
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.maximum_version = newest
        context.set_ciphers("ALL:@SECLEVEL=0")
    context.load_cert_chain(file)
    with listening() as door:
        thread = threading.Thread(target=_serve, args=(door, context), daemon=True)
        thread.start()
        yield door.getsockname()[1]


@contextmanager
def listening() -> Iterator[socket.socket]:
    """A door on loopback behind which nobody answers."""
    door = socket.create_server(("127.0.0.1", 0))
    try:
        yield door
    finally:
        door.shutdown(socket.SHUT_RDWR)
        door.close()


def _serve(door: socket.socket, context: ssl.SSLContext) -> None:
    while True:
        try:
            guest, _ = door.accept()
        except OSError:
            return
        guest.settimeout(5)
        try:
            context.wrap_socket(guest, server_side=True).close()
        except OSError:
            guest.close()
