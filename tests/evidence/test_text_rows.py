"""Texts as rows of a pack: what is known of the numbers in title and body, and what makes two texts one."""

from __future__ import annotations

from county.personal import Redacted, Redactor
from county.text import Text
from evidence.pack.codec import decode_text, decode_title, encode_text

KEY = b"key"
NUMBER = "13800138000"
OTHER = "13800148000"


def redacted(content: str) -> Redacted:
    return Redactor(KEY).redact(Text(content))


def test_numbers_of_title_and_body_come_back_apart() -> None:
    title, body = redacted(f"公示王某{NUMBER}"), redacted(f"联系电话：{OTHER}。")
    assert title.numbers
    assert body.numbers
    row = encode_text(title, body)
    assert (decode_title(row), decode_text(row)) == (title, body)
    assert NUMBER not in "".join(row)


def test_another_number_in_the_title_is_another_text() -> None:
    body = redacted("正文。")
    one, same, other, bare = (
        encode_text(redacted(title), body)
        for title in (f"王某{NUMBER}", f"王某{NUMBER}", f"王某{OTHER}", "王某138****8000")
    )
    assert one.title == other.title == bare.title
    assert one.id == same.id
    assert len({one.id, other.id, bare.id}) == 3
