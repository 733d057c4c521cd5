"""The outbox (发件箱): one row for each unit, period, kind and channel, so that nothing is sent twice. Each step is a
line of a journal, on the disk before it is taken: a crash between sending and its record stays visible."""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from county.personal import mask_line
from county.text import clean_text
from county.times import at_second, moment
from evidence import audit
from evidence.errors import EvidenceError
from evidence.journal import Journal, Record
from evidence.store import Store

FOLDER = "outbox"
"""The messages themselves, beside the store."""
BACK_OFF = (5, 15, 60, 240, 720, 1440)
"""Minutes until the next try after the first, second … refusal that may pass (SMTP 4xx)."""
REPLY_LENGTH = 500
INTERRUPTED = "发送时程序中断，不知道对方是否已收到；请核对后运行 xuncha mail resend 或置之不理。"


class Channel(StrEnum):
    """The way a message goes."""

    MAIL = "邮件"
    WECOM = "企业微信"
    DINGTALK = "钉钉"


class PostState(StrEnum):
    """Where a message stands. `uncertain` may have arrived: only a person sends it again."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"


POST_STATE_NAMES: dict[PostState, str] = {
    PostState.QUEUED: "待发",
    PostState.SENDING: "正在发",
    PostState.SENT: "已发",
    PostState.FAILED: "未发出",
    PostState.UNCERTAIN: "待核实",
}


@dataclass(frozen=True, slots=True)
class PostKey:
    """What makes a message the same message: `unit` is "" for the office's own, `period` a week, a month or a day."""

    unit: str
    period: str
    kind: str
    channel: Channel = Channel.MAIL

    @property
    def name(self) -> str:
        """A name for files and message ids, of letters and digits."""
        return "-".join(filter(None, (self.kind, self.period, self.unit, self.channel.name.lower())))


@dataclass(frozen=True, slots=True)
class Post:
    """One row. `reply` is what the server last said, masked; `file` holds the message as it goes over the wire."""

    id: int
    key: PostKey
    recipients: tuple[str, ...]
    subject: str
    file: Path
    state: PostState
    reply: str
    attempts: int
    not_before: dt.datetime
    queued_at: dt.datetime
    changed_at: dt.datetime


_QUEUE = """
INSERT INTO outbox (
    unit, period, kind, channel, recipients, subject, file, state, reply, attempts, not_before, queued_at, changed_at
) VALUES (:unit, :period, :kind, :channel, :recipients, :subject, :file, 'queued', '', 0, :at, :at, :at)
ON CONFLICT DO NOTHING
"""
_MOVE = """
UPDATE outbox SET state = :state, reply = :reply, attempts = attempts + :tried, not_before = :not_before,
changed_at = :at WHERE unit = :unit AND period = :period AND kind = :kind AND channel = :channel
"""


def _keep(connection: sqlite3.Connection, event: Record) -> None:
    connection.execute("INSERT INTO outbox_event (event) VALUES (?)", (json.dumps(event, ensure_ascii=False),))
    connection.execute(_QUEUE if "subject" in event else _MOVE, event)
    if event.get("by"):
        named = {name: event[name] for name in ("unit", "period", "kind", "channel")}
        audit.append(connection, event["by"], "resend", **named)


OUTBOX = Journal("outbox.jsonl", "outbox_event", _keep)


class Outbox:
    """The outbox of one store. Times are handed in."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def folder(self) -> Path:
        """Where the messages lie."""
        return self._store.path.with_name(FOLDER)

    def queue(self, key: PostKey, recipients: tuple[str, ...], subject: str, message: bytes, now: dt.datetime) -> bool:
        """Puts a message in; false where there is one of that key already, whatever became of it."""
        if self._find(key) is not None:
            return False
        path = self.folder / f"{key.name}.{'eml' if key.channel is Channel.MAIL else 'json'}"
        _write_private(path, message)
        with OUTBOX.writing(self._store) as write:
            if self._find(key) is not None:
                return False
            values = {"recipients": "\n".join(recipients), "subject": clean_text(subject), "file": path.name}
            write({**_named(key), **values, "at": at_second(now)})
        return True

    def posts(self, *states: PostState) -> list[Post]:
        """Rows in these states, or all of them, oldest first."""
        known = self._select("true ORDER BY id")
        return [post for post in known if not states or post.state in states]

    def due(self, now: dt.datetime) -> list[Post]:
        """What waits to be sent now, oldest first."""
        return [post for post in self.posts(PostState.QUEUED) if post.not_before <= now]

    def post(self, number: int) -> Post:
        """The row of that number. Raises EvidenceError."""
        found = self._select("id = ?", str(number))
        if not found:
            raise EvidenceError(f"发件箱里没有编号 {number}；请用 xuncha mail list 查看编号。")
        return found[0]

    def doubt_interrupted(self, now: dt.datetime) -> list[Post]:
        """Whoever was sending is gone: what was being sent is uncertain from now on. Gives those."""
        doubtful = self.posts(PostState.SENDING)
        for post in doubtful:
            self._move(post, PostState.UNCERTAIN, INTERRUPTED, now)
        return doubtful

    def sending(self, post: Post, now: dt.datetime) -> None:
        """Before the message may reach anybody."""
        self._move(post, PostState.SENDING, "", now, tried=1)

    def sent(self, post: Post, reply: str, now: dt.datetime) -> None:
        """The server has taken it."""
        self._move(post, PostState.SENT, reply, now)

    def doubt(self, post: Post, reply: str, now: dt.datetime) -> None:
        """The server may have taken it."""
        self._move(post, PostState.UNCERTAIN, reply, now)

    def refused(self, post: Post, reply: str, now: dt.datetime, *, for_good: bool) -> None:
        """The server has not taken it: tried again after a while, until it has been refused too often. A refusal counts
        also where it came before the message was on its way."""
        tries, tried = post.attempts + 1, int(self.post(post.id).state is PostState.QUEUED)
        if for_good or tries > len(BACK_OFF):
            self._move(post, PostState.FAILED, reply, now, tried=tried)
        else:
            later = now + dt.timedelta(minutes=BACK_OFF[tries - 1])
            self._move(post, PostState.QUEUED, reply, now, tried=tried, not_before=later)

    def postponed(self, post: Post, reply: str, now: dt.datetime) -> None:
        """It was not offered, because no server could take anything: however often that happens, it is kept."""
        self._move(post, PostState.QUEUED, reply, now, not_before=now + dt.timedelta(minutes=BACK_OFF[0]))

    def resend(self, number: int, by: str, now: dt.datetime) -> Post:
        """Puts a message back on a person's word. Raises EvidenceError where it has been sent, or waits anyway."""
        post = self.post(number)
        if not by.strip():
            raise EvidenceError("重发没有署名；请用 --by 写明是谁。")
        if post.state not in (PostState.UNCERTAIN, PostState.FAILED):
            raise EvidenceError(f"编号 {number} 是“{POST_STATE_NAMES[post.state]}”，不用重发。")
        self._move(post, PostState.QUEUED, "", now, by=mask_line(clean_text(by)))
        return self.post(number)

    def _find(self, key: PostKey) -> Post | None:
        return next(
            iter(self._select("unit = ? AND period = ? AND kind = ? AND channel = ?", *_named(key).values())), None
        )

    def _move(
        self,
        post: Post,
        state: PostState,
        reply: str,
        now: dt.datetime,
        *,
        tried: int = 0,
        not_before: dt.datetime | None = None,
        by: str = "",
    ) -> None:
        values = {"state": state, "reply": mask_line(clean_text(reply))[:REPLY_LENGTH], "tried": tried, "by": by}
        times = {"at": at_second(now), "not_before": at_second(not_before or now)}
        with OUTBOX.writing(self._store) as write:
            write({**_named(post.key), **values, **times})

    def _select(self, condition: str, *values: str) -> list[Post]:
        query = f"SELECT * FROM outbox WHERE {condition}"  # noqa: S608 conditions are ours
        return [self._post(row) for row in self._store.connection.execute(query, values)]

    def _post(self, row: tuple[str, ...]) -> Post:
        number, unit, period, kind, channel, recipients, subject, file, state, reply, attempts, *times = row
        not_before, queued_at, changed_at = map(moment, times)
        return Post(
            id=int(number),
            key=PostKey(unit, period, kind, Channel(channel)),
            recipients=tuple(filter(None, recipients.split("\n"))),
            subject=subject,
            file=self.folder / file,
            state=PostState(state),
            reply=reply,
            attempts=int(attempts),
            not_before=not_before,
            queued_at=queued_at,
            changed_at=changed_at,
        )


def _named(key: PostKey) -> dict[str, str]:
    return {"unit": key.unit, "period": key.period, "kind": key.kind, "channel": key.channel.value}


def _write_private(path: Path, content: bytes) -> None:
    """For its owner's eyes, and on the disk."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
