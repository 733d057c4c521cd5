"""The mail server (发信服务器): one connection, one message after another, and what it answered to each."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from county.configuration.decoding import decoded
from county.configuration.errors import ConfigurationError
from county.personal import mask_line
from county.secret import MAIL_PASSWORD, secret
from county.settings import MailPolicy, MailSecurity
from county.system_words import system_words

_OK = 250
_LOGIN_WANTED = (530, 534, 535)
_LASTING = 500
"""From this reply code on the server will not take the same message later either (RFC 5321 4.2.1)."""


class Taken(StrEnum):
    """What became of a message."""

    SENT = "sent"
    NOT_NOW = "not-now"
    NEVER = "never"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """`reply` is the server's own words with their code, and what to do where there is something to do."""

    taken: Taken
    reply: str


class MailServerError(Exception):
    """No connection that could send: `reply` says why and what to do."""

    def __init__(self, reply: str) -> None:
        super().__init__(reply)
        self.reply = reply


def trusting(policy: MailPolicy, config: Path) -> ssl.SSLContext:
    """Trusts what the settings name, else what the system does. Raises ConfigurationError."""
    try:
        return ssl.create_default_context(cafile=str(config / policy.trust_file) if policy.trust_file else None)
    except OSError as error:
        why = "不是 PEM 格式的证书" if isinstance(error, ssl.SSLError) else f"读不出来（{system_words(error)}）"
        raise ConfigurationError(
            policy.trust_file, f"[mail] 的根证书{why}", "请核对 [mail] trust_file 的文件名和内容"
        ) from error


@contextmanager
def connected(policy: MailPolicy, config: Path) -> Iterator[smtplib.SMTP]:
    """A connection, encrypted and logged in as the settings say. Raises MailServerError, ConfigurationError."""
    password = secret(MAIL_PASSWORD)
    context = trusting(policy, config)
    where = f"{policy.host}:{policy.port}"
    try:
        server = _open(policy, context)
    except ssl.SSLCertVerificationError as error:
        raise MailServerError(
            f"{where} 的证书没有通过验证（{error.verify_message}）；自建证书请写 [mail] trust_file。"
        ) from error
    except (ssl.SSLError, smtplib.SMTPNotSupportedError) as error:
        raise MailServerError(f"{where} 没有按“{policy.security}”加密；请核对 [mail] security 和 port。") from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailServerError(f"连接不上 {where}（{_words(error)}）；请核对 [mail] host、port 和网络。") from error
    try:
        if policy.user:
            _log_in(server, policy.user, password)
        yield server
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()


def _open(policy: MailPolicy, context: ssl.SSLContext) -> smtplib.SMTP:
    if policy.security is MailSecurity.SSL:
        return smtplib.SMTP_SSL(policy.host, policy.port, timeout=policy.timeout, context=context)
    server = smtplib.SMTP(policy.host, policy.port, timeout=policy.timeout)
    try:
        if policy.security is MailSecurity.STARTTLS:
            server.starttls(context=context)
        return server
    except BaseException:
        server.close()
        raise


def _log_in(server: smtplib.SMTP, user: str, password: str) -> None:
    if not password:
        raise MailServerError(f"没有口令；请设置环境变量 {MAIL_PASSWORD} 或 {MAIL_PASSWORD}_FILE。")
    try:
        server.login(user, password)
    except smtplib.SMTPAuthenticationError as error:
        cure = "QQ、163 邮箱要用“授权码”，不是登录口令；请到邮箱设置里开通 SMTP 并生成"
        raise MailServerError(f"{_reply(error.smtp_code, error.smtp_error)}：登录被拒绝；{cure}。") from error
    except (OSError, smtplib.SMTPException) as error:
        raise MailServerError(f"登录没有完成（{_words(error)}）；请稍后再试，或核对 [mail] user。") from error


def begin(server: smtplib.SMTP, sender: str) -> None:
    """Names the sender of the next message. Raises MailServerError where the server takes nothing from that sender,
    whoever it is for; OSError where the connection breaks."""
    server.ehlo_or_helo_if_needed()
    code, said = server.mail(sender)
    if code == _OK:
        return
    if code in _LOGIN_WANTED:
        raise MailServerError(f"{_reply(code, said)}：服务器要求登录；请写上 [mail] user，并设置口令。")
    cure = "请核对 [mail] sender，QQ、163 邮箱的必须与 user 相同" if code >= _LASTING else "稍后会再试"
    raise MailServerError(f"{_reply(code, said)}：发件地址 {sender} 没有被接受；{cure}。")


def send(
    server: smtplib.SMTP, sender: str, recipients: tuple[str, ...], message: bytes, at_the_brink: Callable[[], None]
) -> Answer:
    """Hands one message over. `at_the_brink` is called before its text leaves the house: where the connection breaks
    after that, nobody knows whether it arrived. Raises MailServerError as `begin` does."""
    try:
        begin(server, sender)
        refused = [(one, *answer) for one in recipients if (answer := _offered(server, one))[0] not in (_OK, 251)]
        if len(refused) == len(recipients):
            return _refusal(refused[0][1], refused[0][2])
    except (OSError, smtplib.SMTPException) as error:
        return Answer(Taken.NOT_NOW, f"连接中断（{_words(error)}）")
    at_the_brink()
    try:
        code, said = server.data(message)
    except smtplib.SMTPDataError as error:
        return _refusal(error.smtp_code, error.smtp_error)
    except (OSError, smtplib.SMTPException) as error:
        return Answer(Taken.UNKNOWN, f"正文发出后连接中断（{_words(error)}），不知道对方是否已收到。")
    if code != _OK:
        return _refusal(code, said)
    left_out = "".join(f"；未投递 {address}：{_reply(code, words)}" for address, code, words in refused)
    return Answer(Taken.SENT, f"{_reply(code, said)}{left_out}")


def _offered(server: smtplib.SMTP, address: str) -> tuple[int, bytes | str]:
    """The server's answer to a recipient; an address that cannot be said to it is refused in its place."""
    if not address.isascii():
        return 553, "邮箱地址里有中文或全角字符；请在 units.toml 改正联络员邮箱"
    return server.rcpt(address)


def _refusal(code: int, said: bytes | str) -> Answer:
    return Answer(Taken.NEVER if code >= _LASTING else Taken.NOT_NOW, _reply(code, said))


def _reply(code: int, said: bytes | str) -> str:
    words = (decoded(said) or said.decode("utf-8", "replace")) if isinstance(said, bytes) else said
    return mask_line(f"{code} {' '.join(words.split())}")


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error) if error.smtp_code > 0 else "对方的应答不是邮件服务器的"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "没有应答" if isinstance(error.__context__, TimeoutError) else "连接被对方断开"
    return system_words(error) if isinstance(error, OSError) else str(error)
