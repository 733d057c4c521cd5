"""Pages torn in every way that was met or can be thought of, always the same ways for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

SEEDS: tuple[bytes, ...] = (
    (
        "<html><head><meta charset=utf-8><title>某镇召开会议_某县人民政府</title>"
        "<meta name=PubDate content=2026-02-01></head><body><div class=nav><ul><li><a href=/>首页</a></li></ul></div>"
        "<div id=zoom><h1>某镇召开会议</h1><p>发布时间：2026-02-01 10∶08 来源：某镇</p>"
        "<table><tr><th>索引号<th>发布机构<th>文号</tr><tr><td>1<td>某镇<td>某发〔2026〕1号</tr></table>"
        "<table><tr><th>姓名<th>电话</tr><tr><td colspan=2>张三</td></tr></table><p>会议要求，压实责任。</p></div>"
        "<p style='display:none'>藏</p><a href='附件.xls'>附件</a></body></html>"
    ).encode(),
    (
        "<html><body><!-- <li><a href=x>注释</a><li><a href=y>注释</a> --><ul class=list>"
        "<li><a href=./t20260201_1.html title=全部标题>标题……</a><span>2026-02-01</span></li>"
        "<li><a href='javascript:open(\"/a/b.html\")'>第二条的标题</a><b>02-03</b></li></ul>"
        "<map><area href=t1.html alt=图片上的标题></map>共<b>2</b>页 1/2页"
        "<script>createPageHTML(3,0,'index','html');Pager({size:3,current:0,prefix:'i'})</script>"
        "<datastore><nextgroup><![CDATA[<a href=/p?x=1></a>]]></nextgroup>"
        "<record><![CDATA[<li><a href=1>标题文字</a></li>]]></record></datastore></body></html>"
    ).encode("gbk"),
    (
        "<html><head><title>工作动态_某县</title></head><body><div><h2>工作动态</h2><a href=/all/>更多</a></div>"
        "<ul class=top><li data-href=/zd/1.html><b>置顶的标题</b><i>26-02-01</i></li></ul><ul>"
        "<li onclick=\"window.open('/i/1.html')\"><p>第一条的标题文字</p><span>2026-02-01</span></li>"
        "<li><a href='javascript:;' onclick=\"show('i', 2)\">第二条的标题文字</a><span>2026-02-02</span></li></ul>"
        "<ul class=el-pager><li>1</li><li>2</li></ul><div id=x7></div><script src=/js/x7.js></script>"
        "<script>function show(kind, id) { location.href = '/' + kind + '/' + id + '.html'; }"
        "$.ajax({type: 'post', url: '/getList', data: {cid: 5, pageNo: no}})</script></body></html>"
    ).encode(),
    b'{"total":3,"list":[{"title":"\xe9\x80\x9a\xe7\x9f\xa5","url":"/a/1.html","pubDate":"2026-02-01","content":"<p>"}]}',
    b'<script>window._CONFIG = {SID: \'1\', DETAIL: {"title": "t", "content": "<p>c</p>", "date": 176045760}}</script>',
)
_DEEP = 10_000
"""Elements inside one another."""
_WIDE = 200_000
"""Characters of one attribute, one text or one unclosed comment."""
_PIECES = (
    b"<",
    b">",
    b"\x00",
    b'"',
    b"'",
    b"</html>",
    b"</body>",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"&#x0;",
    b"\xff\xfe",
)
_TAGS = (b"<div>", b"<table><tr><td>", b"<ul><li>", b"<a href=x>", b"<b>", b"<font><p>", b"<object>", b"[", b'{"a":')

Mutation = Callable[[Random, bytes, Sequence[bytes]], bytes]


def _truncate(chance: Random, body: bytes, pages: Sequence[bytes]) -> bytes:
    return body[: chance.randrange(len(body) + 1)]


def _splice(chance: Random, body: bytes, pages: Sequence[bytes]) -> bytes:
    other = chance.choice(pages)
    return body[: chance.randrange(len(body) + 1)] + other[chance.randrange(len(other) + 1) :]


def _flip(chance: Random, body: bytes, pages: Sequence[bytes]) -> bytes:
    torn = bytearray(body)
    for _ in range(min(len(torn), chance.randint(1, 40))):
        torn[chance.randrange(len(torn))] = chance.randrange(256)
    return bytes(torn)


def _insert(chance: Random, body: bytes, pages: Sequence[bytes]) -> bytes:
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(body) + 1)
        body = body[:place] + chance.choice(_PIECES) + body[place:]
    return body


def _repeat(chance: Random, body: bytes, pages: Sequence[bytes]) -> bytes:
    start = chance.randrange(len(body) + 1)
    piece = body[start : start + chance.randint(1, 300)]
    return body[:start] + piece * chance.randint(2, 60) + body[start:]


def _nest(chance: Random, body: bytes, pages: Sequence[bytes]) -> bytes:
    place = chance.randrange(len(body) + 1)
    return body[:place] + chance.choice(_TAGS) * chance.randint(2, _DEEP) + body[place:]


def _swell(chance: Random, body: bytes, pages: Sequence[bytes]) -> bytes:
    place = chance.randrange(len(body) + 1)
    filling = chance.choice(
        (b"x", b" ", b"1", b"\xe9\xa1\xb5", b"\xe5\x85\xb1", b"2026-", b"/../", b"<!--", b"\xd2\xb3")
    )
    filling *= chance.randint(1, _WIDE) // len(filling)
    return (
        body[:place]
        + chance.choice((b"<a href='%s'>", b"<p>%s</p>", b"%s", b"<!--%s", b"<i class=%s>")) % filling
        + body[place:]
    )


def _recode(chance: Random, body: bytes, pages: Sequence[bytes]) -> bytes:
    text = body.decode(chance.choice(("utf-8", "gbk", "big5")), "replace")
    return text.encode(chance.choice(("utf-8", "utf-16", "gb18030", "big5", "latin-1")), "ignore")


MUTATIONS: tuple[Mutation, ...] = (_truncate, _splice, _flip, _insert, _repeat, _nest, _swell, _recode)
_OFTEN = (6, 4, 6, 6, 4, 1, 1, 2)
"""The costly ones come seldom."""


def mutated(chance: Random, pages: Sequence[bytes]) -> bytes:
    """One of `pages` after one to three mutations."""
    body = chance.choice(pages)
    for mutation in chance.choices(MUTATIONS, _OFTEN, k=chance.randint(1, 3)):
        body = mutation(chance, body, pages)
    return body
