"""Sending (发送): what waits in the outbox, each message once, whatever is cut off in between."""

from __future__ import annotations

import datetime as dt
import smtplib
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path

from county.configuration.errors import ConfigurationError
from county.lock import held
from county.settings import MailPolicy
from county.system_words import system_words
from digest.errors import SendingError
from digest.mails.robots import tell
from digest.mails.smtp import Answer, MailServerError, Taken, connected, send
from evidence.outbox import Channel, Outbox, Post
from evidence.store import Store

Now = Callable[[], dt.datetime]
_SILENT = "上一封正文发出后邮件服务器没有应答，其余的下一次再发"


@dataclass(slots=True)
class Delivery:
    """What one round of sending did; `doubtful` were found half sent, `trouble` kept a channel from being used."""

    sent: list[Post] = field(default_factory=list)
    refused: list[Post] = field(default_factory=list)
    doubtful: list[Post] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)


def send_due(store: Store, policy: MailPolicy, config: Path, now: Now) -> Delivery:
    """Sends what is due. Raises SendingError where another process is sending."""
    with held(store.path.with_name("outbox.lock"), SendingError("另一个程序正在发送；请稍后再试。")):
        outbox, done = Outbox(store), Delivery()
        done.doubtful = outbox.doubt_interrupted(now())
        due = outbox.due(now())
        _send_mails([post for post in due if post.key.channel is Channel.MAIL], outbox, policy, config, now, done)
        for post in due:
            if post.key.channel is not Channel.MAIL:
                _tell_robot(post, outbox, policy, config, now, done)
        return done


def _send_mails(posts: list[Post], outbox: Outbox, policy: MailPolicy, config: Path, now: Now, done: Delivery) -> None:
    if not posts:
        return
    if not policy.host:
        done.trouble.append(f"有 {len(posts)} 封邮件待发，但 county.toml 没有写 [mail] host。")
        return
    with ExitStack() as stack:
        server: smtplib.SMTP | None = None
        for post in posts:
            try:
                # a server that broke the connection off is asked anew
                if server is None or server.sock is None:
                    server = stack.enter_context(connected(policy, config))
                answer = _send_mail(post, server, outbox, policy, now, done)
            except (MailServerError, ConfigurationError) as error:
                _postpone(posts[posts.index(post) :], str(error), outbox, now, done)
                return
            if answer is Taken.UNKNOWN:
                # what became of one may become of each: the others wait for a server that answers
                _postpone(posts[posts.index(post) + 1 :], _SILENT, outbox, now, done)
                return


def _postpone(posts: list[Post], why: str, outbox: Outbox, now: Now, done: Delivery) -> None:
    if posts:
        done.trouble.append(why)
    for post in posts:
        outbox.postponed(post, why, now())
        done.refused.append(post)


def _send_mail(
    post: Post, server: smtplib.SMTP, outbox: Outbox, policy: MailPolicy, now: Now, done: Delivery
) -> Taken | None:
    """What became of it, None where there was nothing to send."""
    message = _content(post, outbox, now, done)
    if message is None:
        return None
    answer = send(server, policy.sender, post.recipients, message, lambda: outbox.sending(post, now()))
    _book(post, answer, outbox, now, done)
    if answer.taken is Taken.UNKNOWN:
        server.close()
    elif answer.taken is not Taken.SENT:
        with suppress(smtplib.SMTPException, OSError):
            server.rset()
    return answer.taken


def _tell_robot(post: Post, outbox: Outbox, policy: MailPolicy, config: Path, now: Now, done: Delivery) -> None:
    message = _content(post, outbox, now, done)
    if message is None:
        return
    outbox.sending(post, now())
    try:
        answer = tell(post.key.channel, message, policy, config)
    except ConfigurationError as error:
        done.trouble.append(str(error))
        answer = Answer(Taken.NOT_NOW, str(error))
    _book(post, answer, outbox, now, done)


def _content(post: Post, outbox: Outbox, now: Now, done: Delivery) -> bytes | None:
    try:
        return post.file.read_bytes()
    except FileNotFoundError:
        outbox.refused(
            post, "信件文件不见了；请从备份恢复 outbox 文件夹，再用 xuncha mail resend 重发", now(), for_good=True
        )
    except OSError as error:
        outbox.postponed(post, f"信件文件打不开（{system_words(error)}）；请检查 outbox 文件夹的权限", now())
    done.refused.append(post)
    return None


def _book(post: Post, answer: Answer, outbox: Outbox, now: Now, done: Delivery) -> None:
    match answer.taken:
        case Taken.SENT:
            outbox.sent(post, answer.reply, now())
            done.sent.append(post)
        case Taken.UNKNOWN:
            outbox.doubt(post, answer.reply, now())
            done.doubtful.append(post)
        case _:
            outbox.refused(post, answer.reply, now(), for_good=answer.taken is Taken.NEVER)
            done.refused.append(post)
