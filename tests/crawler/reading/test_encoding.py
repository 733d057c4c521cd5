"""Bytes are asked before what the portal declares of them."""

import pytest

from crawler.reading import decode

_TEXT = "<p>修文县龙场街道开展安全生产检查</p>" * 3


@pytest.mark.parametrize(
    ("body", "content_type", "encoding"),
    [
        (_TEXT.encode(), "", "utf-8"),
        (_TEXT.encode(), "text/html; charset=gb2312", "utf-8"),
        (_TEXT.encode("gbk"), "text/html; charset=utf-8", "gb18030"),
        (_TEXT.encode("gbk"), "text/html; charset=ISO-8859-1", "gb18030"),
        (b"<meta httpequiv=x content='text/html;charset=gbk'>" + "通知".encode("gbk"), "", "gb18030"),
        ("短".encode("gbk"), "", "gb18030"),
        ("联通".encode("gbk"), "text/html; charset=gbk", "gb18030"),
        ("<p>© 2026</p>".encode(), "text/html; charset=gbk", "utf-8"),
        (b"\xef\xbb\xbf" + _TEXT.encode(), "", "utf-8"),
        (_TEXT.encode("utf-16"), "", "utf-16"),
        (_TEXT.encode("big5", "ignore"), "text/html; charset=big5", "big5"),
        (b"<p>ascii</p>", "text/html; charset=gb2312", "utf-8"),
    ],
)
def test_resolver(body: bytes, content_type: str, encoding: str) -> None:
    decoded = decode(body, content_type)
    assert decoded.encoding == encoding
    assert decoded.utf8.decode() == decoded.text


def test_a_body_in_utf8_is_not_made_anew() -> None:
    body = _TEXT.encode()
    assert decode(body).utf8 is body


def test_one_bad_byte_does_not_throw_the_page_to_another_encoding() -> None:
    decoded = decode(_TEXT.encode("gbk") + b"\xff" + _TEXT.encode("gbk"), "text/html; charset=utf-8")
    assert decoded.encoding == "gb18030"
    assert "龙场街道" in decoded.text
    assert 0 < decoded.replaced < 0.05


def test_declared_is_kept_beside_what_was_used() -> None:
    decoded = decode(_TEXT.encode("gbk"), "text/html; charset=utf-8")
    assert (decoded.declared, decoded.encoding) == ("utf-8", "gb18030")


@pytest.mark.parametrize("body", [b"", b"\x00\xff" * 50, b"\xff\xfe\x00", bytes(range(256)), b"charset=rot13"])
def test_any_bytes_decode(body: bytes) -> None:
    assert isinstance(decode(body, "text/html; charset=rot13").text, str)
