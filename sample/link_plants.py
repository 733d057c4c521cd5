"""Links to plant (死链、死图、失效附件、外链), and links that are as they should be."""

from __future__ import annotations

from collections.abc import Iterator

from county.finding import Level
from sample.inserts import THE_FILE, Claim, FileKind, Insert, LinkBlock, SampleFile, Served

GONE_PAGE = "/zt/2019/tpgj/index.html"
GONE_PICTURE = "/images/2019/W020190611tpgj.jpg"
_DEAD_NIGHTS = 2
_OUTSIDE = "www.xiuwen-fengcai.example"
"""A name that nobody can register (RFC 2606)."""


def link_inserts() -> Iterator[Insert]:
    """Every fault once or twice, then what must stay silent."""
    yield _link(
        LinkBlock("更多内容见", "脱贫攻坚专题网页", GONE_PAGE), _dead("link-dead", GONE_PAGE, "链接的页面已删除")
    )
    yield _link(LinkBlock("", "活动现场", GONE_PICTURE, picture=True), _dead("link-dead", GONE_PICTURE, "图片已删除"))
    for served, note in ((Served.NOTHING, "附件已删除"), (Served.PAGE, "附件地址给出的是网页")):
        file = SampleFile(FileKind.PDF, "办事指南.pdf", ("办理条件、所需材料和办理流程。",), served=served)
        yield Insert(file=file, claims=(_dead("attachment-dead", THE_FILE, note),))
    address = f"http://{_OUTSIDE}/2023/0512/index.html"
    outside = Claim("link-outside", _OUTSIDE, Level.NOTICE.value, "链接到非政府网站")
    yield _link(LinkBlock("活动详情见", "修文风采网相关报道", address), outside)
    yield from _harmless()


def _dead(rule: str, words: str, note: str) -> Claim:
    return Claim(rule, words, Level.SUSPECTED.value, note, nights=_DEAD_NIGHTS)


def _link(link: LinkBlock, claim: Claim) -> Insert:
    return Insert(link=link, claims=(claim,))


def _harmless() -> Iterator[Insert]:
    # hosts below well-known ones that do not exist: a demonstration must not call on anybody
    for kind, lead, text, href in (
        ("链接到政府网站", "政策原文见", "国务院政策文件库", "https://www.xiuwen-yangli.gov.cn/zhengce/index.htm"),
        ("链接到官方媒体", "报道全文见", "新华网报道全文", "https://xiuwen-yangli.news.cn/politics/index.htm"),
        ("链接到本门户首页", "更多信息请访问", "县人民政府门户网站首页", "/"),
        ("邮件地址", "意见请发送至", "意见征集邮箱", "mailto:gov@xiuwen.example"),
    ):
        yield Insert(link=LinkBlock(lead, text, href), harmless=kind)
