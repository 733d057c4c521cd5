"""A page torn anywhere is still read: cut, doubled, swapped and overwritten at random, always the same way."""

import random
import time

from crawler.documents import read_document
from crawler.reading import Page, judge, read_article, read_listing

URL = "http://www.example.cn/xw/gzdt/"
_SEED = 20261123
_PAGE = (
    "<html><head><meta charset=utf-8><title>某镇召开会议_某县人民政府</title>"
    "<meta name=PubDate content=2026-02-01></head><body><div class=nav><ul><li><a href=/>首页</a></li></ul></div>"
    "<div id=zoom><h1>某镇召开会议</h1><p>发布时间：2026-02-01 来源：某镇</p>"
    "<table><tr><th>姓名<th>电话</tr><tr><td colspan=2>张三</td></tr></table><p>会议要求，压实责任。</p></div>"
    "<!-- <li><a href=x>注释</a> -->"
    "<ul class=list><li><a href=./t20260201_1.html title=全部标题>标题……</a><span>2026-02-01</span></li></ul>"
    "<script>createPageHTML(3,0,'index','html')</script>"
    "<datastore><record><![CDATA[<li><a href=1>a</a>]]></record></datastore><a href='附件.xls'>附件</a></body></html>"
).encode()


def _mutated(chance: random.Random) -> bytes:
    body = bytearray(_PAGE)
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(body))
        end = min(len(body), start + chance.randint(1, 60))
        piece = bytes(body[start:end])
        place = chance.randrange(len(body))
        body[place:place] = chance.choice(
            [piece, piece * 50, chance.randbytes(8), b"<", b"\x00", b'"', b"</html>", b"<!--"]
        )
        if chance.random() < 0.5:
            del body[start:end]
    return bytes(body)


def test_no_exception_and_no_delay() -> None:
    chance = random.Random(_SEED)
    slowest = 0.0
    for _ in range(400):
        started = time.perf_counter()
        body = _mutated(chance)
        page = Page.parse(body, URL)
        read_listing(page)
        read_article(page)
        judge(200, {}, page, URL)
        read_document(body, "a.doc")
        slowest = max(slowest, time.perf_counter() - started)
    assert slowest < 1
