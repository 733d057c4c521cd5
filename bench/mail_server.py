"""The mails at Debian's own mail server (Postfix), by hand: `python -m bench.mail_server`, as root, after
`apt-get install postfix sasl2-bin libsasl2-modules`. An office is set up beside a portal on loopback; its mails go out
over STARTTLS, under a certificate of a made-up authority, with a password; `kill -9` falls on the sender again and
again; what lies in the Maildir is counted and read as it was delivered."""

from __future__ import annotations

import datetime as dt
import os
import pwd
import random
import re
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.soak.books import message_id
from bench.soak.kills import harsh_offices
from bench.soak.office import configure
from bench.soak.offices import NUMBER, Programme
from bench.soak.portal import GrowingPortal
from bench.soak.watching import Writes
from bench.soak.year import DAY, coming_year
from evidence.home import Home
from evidence.outbox import Outbox, PostState

_USER, _DOMAIN, _PASSWORD = "xuncha", "example.cn", "only on loopback"
_WEEKS, _KILLS, _SEED = 2, 6, 7
_WAIT_SECONDS = 60
_LONGEST_LINE, _LONGEST_BASE64 = 998, 76
_REMOTE = re.compile(r"""<(?:img|link|script|iframe)\b|url\(\s*['"]?https?:|@import|\bsrc=""", re.IGNORECASE)
_MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
mail_owner = postfix
setgid_group = postdrop
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
myhostname = localhost
mydestination =
virtual_mailbox_domains = example.cn
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:{owner}
virtual_gid_maps = static:{owner}
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = {folder}/mx.crt
smtpd_tls_key_file = {folder}/mx.key
smtpd_sasl_auth_enable = yes
smtpd_sasl_local_domain = example.cn
smtpd_relay_restrictions = permit_sasl_authenticated, reject
"""
_MASTER = """\
{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
error unix - - n - - error
retry unix - - n - - error
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
"""
_PASSWORDS = Path("/etc/sasldb2")
"""Debian's Postfix looks for them here, whatever its configuration says."""


@contextmanager
def mail_server(folder: Path) -> Iterator[int]:
    """Postfix on a free port of loopback; what it takes lies in `folder`/mail."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = int(door.getsockname()[1])
    _certificates(folder)
    _know_user()
    owner, keeper = pwd.getpwnam("nobody").pw_uid, pwd.getpwnam("postfix").pw_uid
    for name, uid in (("queue", 0), ("data", keeper), ("mail", owner)):
        (folder / name).mkdir()
        os.chown(folder / name, uid, uid and -1)
    settings = folder / "postfix"
    settings.mkdir()
    (settings / "main.cf").write_text(_MAIN.format(folder=folder, owner=owner), encoding="utf-8")
    (settings / "master.cf").write_text(_MASTER.format(port=f"127.0.0.1:{port}"), encoding="utf-8")
    _run("postfix", "-c", str(settings), "start")
    try:
        _await_port(port)
        yield port
    finally:
        _run("postfix", "-c", str(settings), "stop")
        _run("saslpasswd2", "-d", "-u", _DOMAIN, _USER)


def _know_user() -> None:
    command = [_tool("saslpasswd2"), "-c", "-p", "-u", _DOMAIN, _USER]
    subprocess.run(command, input=_PASSWORD, text=True, check=True)  # noqa: S603
    shutil.chown(_PASSWORDS, "postfix")


def _certificates(folder: Path) -> None:
    """An authority, and a server's certificate that it signed."""
    subject = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1")
    new = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2")
    _run("openssl", *new, "-subj", "/CN=rehearsal", "-keyout", f"{folder}/ca.key", "-out", f"{folder}/ca.crt")
    signed = ("-CA", f"{folder}/ca.crt", "-CAkey", f"{folder}/ca.key", "-addext", "basicConstraints=critical,CA:FALSE")
    _run("openssl", *new, *subject, *signed, "-keyout", f"{folder}/mx.key", "-out", f"{folder}/mx.crt")
    (folder / "mx.key").chmod(0o600)


def _tool(name: str) -> str:
    if found := shutil.which(name) or shutil.which(name, path="/usr/sbin"):
        return found
    raise SystemExit(f"{name} is missing: apt-get install postfix sasl2-bin libsasl2-modules openssl")


def _run(name: str, *words: str) -> str:
    return subprocess.run([_tool(name), *words], capture_output=True, text=True, check=True).stdout  # noqa: S603


def _await_port(port: int) -> None:
    deadline = time.monotonic() + _WAIT_SECONDS
    while time.monotonic() < deadline:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
            return
        time.sleep(0.1)
    raise SystemExit("postfix did not start")


class Office:
    """A home whose mails go to that server."""

    def __init__(self, folder: Path, portal: GrowingPortal, port: int, authority: Path) -> None:
        folder.mkdir()
        configure(folder, portal, port, {})
        settings = folder / "county.toml"
        secured = f'security = "STARTTLS"\nuser = "{_USER}"\ntrust_file = "{authority}"'
        settings.write_text(settings.read_text(encoding="utf-8").replace('security = "不加密"', secured), "utf-8")
        self.home = Home(folder, folder)
        self._environment = {**os.environ, "XUNCHA_MAIL_PASSWORD": _PASSWORD}

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """A command."""
        command = [sys.executable, "-m", "xuncha", *words, "--home", str(self.home.folder)]
        return subprocess.Popen(command, env=self._environment, stderr=subprocess.PIPE)  # noqa: S603

    def run(self, *words: str) -> None:
        """A command that is to succeed, at least in part."""
        process = self.start(*words)
        _, said = process.communicate()
        if process.returncode not in (0, 4):
            raise SystemExit(f"{' '.join(words)}: {said.decode()}")


def _fill(office: Office, portal: GrowingPortal) -> None:
    """Some weeks of nights and their mails, into the outbox."""
    first = portal.programme.first
    for number in range(7 * _WEEKS):
        day = first + number * DAY
        if number % 7 in (0, 6):
            portal.turn_to(day)
            office.run("night", "--today", day.isoformat())
        if number % 7 == 6:
            office.run("digest", "--today", (day + DAY).isoformat())
            office.run("digest", "--kind", "reminder", "--today", day.isoformat())
    office.run("digest", "--kind", "alert")


def _send_under_kills(office: Office) -> int:
    """Sends what waits; the sender is killed at some write of its books. Gives how often."""
    dice, killed = random.Random(_SEED), 0
    for _ in range(_KILLS):
        sender = office.start("mail", "send")
        at = dice.randint(2, 12)
        with Writes(office.home.folder, lambda n, at=at, sender=sender: sender.kill() if n == at else None):  # type: ignore[misc]
            sender.communicate()
        killed += sender.returncode < 0
    office.run("mail", "send")
    return killed


def _delivered(folder: Path, wanted: int) -> list[bytes]:
    """The mails of the Maildir, once no more come."""
    deadline, found = time.monotonic() + _WAIT_SECONDS, list[Path]()
    while time.monotonic() < deadline and len(found) < wanted:
        time.sleep(0.2)
        found = [path for path in folder.glob("**/new/*") if path.is_file()]
    return [path.read_bytes() for path in found]


def _counted(office: Office, mails: list[bytes]) -> Iterator[str]:
    came = Counter(str(message_from_bytes(mail, policy=default)["Message-ID"]) for mail in mails)
    with office.home.store() as store:
        letters = Outbox(store).posts()
    for letter in letters:
        count = came.pop(message_id(letter), 0)
        right = count <= 1 if letter.state is PostState.UNCERTAIN else count == 1
        if not right or letter.state not in (PostState.SENT, PostState.UNCERTAIN):
            yield f"{letter.key.name} is {letter.state} and came {count} times: {letter.reply}"
    yield from (f"{id_} came and is in no row" for id_ in came)
    states = Counter(letter.state.value for letter in letters)
    print(f"outbox {dict(states)}, delivered {len(mails)}")


def _read(mail: bytes) -> Iterator[str]:
    """What is wrong with a mail as it was delivered."""
    message = message_from_bytes(mail, policy=default)
    name = message["Subject"]
    if any(byte > 127 for byte in mail):
        yield f"{name}: not in seven bits"
    if (longest := max(map(len, mail.splitlines()))) > _LONGEST_LINE:
        yield f"{name}: a line of {longest}"
    kinds = [part.get_content_type() for part in message.walk()]
    if kinds[:1] not in (["multipart/mixed"], ["multipart/alternative"]) or "text/plain" not in kinds:
        yield f"{name}: built as {kinds}"
    for part in message.walk():
        yield from (f"{name}: {wrong}" for wrong in _read_part(part))


def _read_part(part: EmailMessage) -> Iterator[str]:
    if part.is_multipart():
        return
    if part["Content-Transfer-Encoding"] not in ("base64", "7bit"):
        yield f"encoded as {part['Content-Transfer-Encoding']}"
    if (longest := max(map(len, str(part.get_payload()).splitlines()), default=0)) > _LONGEST_BASE64:
        yield f"a line of {longest} in a body"
    content = part.get_payload(decode=True)
    text = content.decode("utf-8", "replace") if isinstance(content, bytes) else ""
    if part.get_content_type() == "text/html" and _REMOTE.search(text):
        yield "fetches something from elsewhere"
    if NUMBER in text:
        yield "tells a number in full"


def main() -> int:
    """Sends, counts, reads; gives 1 where anything is wrong."""
    first = coming_year(dt.date.today()) + 3 * DAY
    first += (7 - first.weekday()) % 7 * DAY
    with TemporaryDirectory() as scratch, GrowingPortal(Programme(first, harsh_offices())) as portal:
        folder = Path(scratch)
        folder.chmod(0o755)
        with mail_server(folder) as port:
            office = Office(folder / "home", portal, port, folder / "ca.crt")
            _fill(office, portal)
            killed = _send_under_kills(office)
            with office.home.store() as store:
                sent = len(Outbox(store).posts(PostState.SENT))
            mails = _delivered(folder / "mail", sent)
            complaints = [*_counted(office, mails), *(wrong for mail in mails for wrong in _read(mail))]
    print(f"{killed} of {_KILLS} senders killed; {len(mails)} mails read")
    print("\n".join(complaints) or "each came once; nothing to complain of")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
