"""A letter (信件) as it goes over the wire: text and HTML in seven bits, attachments with names that every mail program
shows."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from county.text import clean_text

XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
LONGEST_NAME = 60
"""Letters of an attachment's name: a longer one is split over lines, which some mail programs do not join."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a letter. `name` is short and ASCII; `kind` main and sub type."""

    name: str
    kind: tuple[str, str]
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What one mail says. `key` names it: the same key makes the same Message-ID, so that a letter sent twice on a
    person's word is one in the reader's mail program."""

    key: str
    to: tuple[str, ...]
    subject: str
    text: str
    html: str = ""
    attachments: tuple[Attachment, ...] = ()


def compose(letter: Letter, sender: str, name: str, now: dt.datetime) -> EmailMessage:
    """The letter as a message from that address, shown under that name."""
    message = EmailMessage(policy=SMTP)
    user, _, domain = sender.rpartition("@")
    message["From"] = Address(clean_text(name), user, domain)
    message["To"] = ", ".join(letter.to)
    message["Subject"] = " ".join(clean_text(letter.subject).split())
    message["Date"] = now
    digest = hashlib.sha256(f"{sender}\n{letter.key}".encode()).hexdigest()[:32]
    message["Message-ID"] = f"<{digest}.xuncha@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text, cte="base64")
    if letter.html:
        message.add_alternative(letter.html, subtype="html", cte="base64")
    for file in letter.attachments:
        if not file.name.isascii() or len(file.name) > LONGEST_NAME:
            raise ValueError(f"attachment name {file.name!r} is not short ASCII")
        main, sub = file.kind
        message.add_attachment(file.content, maintype=main, subtype=sub, filename=file.name, cte="base64")
    return message
