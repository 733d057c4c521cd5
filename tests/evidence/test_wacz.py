"""The index of an exported archive: addresses in the form under which pywb looks for them."""

from __future__ import annotations

import pytest

from evidence.wacz import surt


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.a.gov.cn/A/B/", "cn,gov,a)/a/b"),
        ("https://www2.a.gov.cn:443/", "cn,gov,a)/"),
        ("http://a.cn:8080/x?b=2&a=1&A=C", "cn,a:8080)/x?a=1&a=c&b=2"),
        ("http://127.0.0.1:8080//x//y", "1,0,0,127:8080)/x/y"),
        ("http://a.cn/修.html?", "cn,a)/%e4%bf%ae.html"),
        ("http://a.cn/%E4%BF%AE.html", "cn,a)/%e4%bf%ae.html"),
    ],
)
def test_an_address_stands_under_the_key_that_pywb_asks_for(url: str, key: str) -> None:
    assert surt(url) == key
