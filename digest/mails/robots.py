"""Robots of chats (群机器人): a short message to 企业微信 or 钉钉. Their addresses are secrets."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import urllib.parse
import urllib.request
from pathlib import Path

from county.configuration.errors import ConfigurationError
from county.secret import DINGTALK_SECRET, DINGTALK_URL, WECOM_URL, secret
from county.settings import MailPolicy
from county.system_words import system_words
from digest.mails.smtp import Answer, Taken, trusting
from evidence.outbox import Channel

LONGEST = 4096
"""Bytes of a message: the bound of 企业微信, the narrower of the two."""
_URLS: dict[Channel, str] = {Channel.WECOM: WECOM_URL, Channel.DINGTALK: DINGTALK_URL}
_TOO_MANY = (45009, 130101, 410100)
"""Codes that ask to wait: more than 20 messages a minute."""


def robot_message(channel: Channel, title: str, text: str) -> bytes:
    """The message as that robot takes it, cut to what it takes."""
    shown = _cut(f"**{title}**\n{text}")
    body = {"content": shown} if channel is Channel.WECOM else {"title": title, "text": shown.replace("\n", "\n\n")}
    return json.dumps({"msgtype": "markdown", "markdown": body}, ensure_ascii=False).encode()


def _cut(text: str) -> str:
    content = text.encode()
    if len(content) <= LONGEST:
        return text
    end = "\n……"
    return content[: LONGEST - len(end.encode())].decode("utf-8", "ignore") + end


def address_of(channel: Channel) -> str:
    """Where that robot listens, signed where it wants that. Raises ConfigurationError."""
    name = _URLS[channel]
    url = secret(name)
    if not url:
        raise ConfigurationError("环境变量", f"没有{channel}机器人的地址", f"请设置 {name} 或 {name}_FILE")
    if not url.startswith("https://"):
        raise ConfigurationError("环境变量", f"{name} 不是 https 地址", "请从机器人的设置里完整复制")
    key = secret(DINGTALK_SECRET) if channel is Channel.DINGTALK else ""
    return f"{url}&{_signature(key)}" if key else url


def _signature(key: str) -> str:
    stamp = str(round(time.time() * 1000))
    digest = hmac.new(key.encode(), f"{stamp}\n{key}".encode(), hashlib.sha256).digest()
    return urllib.parse.urlencode({"timestamp": stamp, "sign": base64.b64encode(digest).decode()})


def tell(channel: Channel, message: bytes, policy: MailPolicy, config: Path) -> Answer:
    """Sends one message. No redirect is followed: the address is a secret. Raises ConfigurationError."""
    context = trusting(policy, config)
    opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=context), _NoRedirect())
    request = urllib.request.Request(  # noqa: S310 https, checked above
        address_of(channel), message, {"Content-Type": "application/json; charset=utf-8"}
    )
    try:
        with opener.open(request, timeout=policy.timeout) as answer:
            said = json.loads(answer.read(1 << 16))
            code, words = int(said["errcode"]), str(said.get("errmsg", ""))
    except TimeoutError:
        return Answer(Taken.UNKNOWN, "没有等到应答，不知道消息是否已发出。")
    except OSError as error:
        return Answer(Taken.NOT_NOW, f"连接不上{channel}机器人（{_why(error)}）")
    except (ValueError, KeyError, TypeError):
        return Answer(Taken.NEVER, f"{channel}机器人的应答看不懂；请核对它的地址。")
    if code == 0:
        return Answer(Taken.SENT, f"{code} {words}")
    return Answer(Taken.NOT_NOW if code in _TOO_MANY else Taken.NEVER, f"{code} {words}")


def _why(error: OSError) -> str:
    reason = getattr(error, "reason", error)
    return system_words(reason) if isinstance(reason, OSError) else str(reason)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """None is followed."""
        return
