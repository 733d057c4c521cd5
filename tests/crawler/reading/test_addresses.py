"""Addresses are joined as the standard library joins them, without asking it for the usual ones."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from crawler.reading.addresses import absolute

BASES = (
    "http://a.gov.cn",
    "http://a.gov.cn/x/y/z/",
    "http://a.gov.cn/x/y/list.html?p=1/2",
    "https://a.gov.cn:8/x/../y/",
)
USUAL = ("b.html", "./b/c.html", "/b.html", "../b/t1_2.html", "../../b.html", "../../../../b.html", "../中/文.html")
ODD = ("../", "../.b", "../a/../b.html", "../b//c.html", "../b.html?c=d", "../b;c/d", "../b:c", "../.../b")


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("href", [*USUAL, *ODD])
def test_an_address_is_joined_as_the_standard_says(base: str, href: str) -> None:
    assert absolute(base, href) == urljoin(base, href)
