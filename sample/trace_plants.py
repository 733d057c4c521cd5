"""What visitors do not see, to plant (隐藏链接、不去格式、自动跳转), and what only looks like it."""

from __future__ import annotations

from collections.abc import Iterator

from county.finding import Level
from sample.inserts import Claim, Insert, SourceBlock

_SPAM = "www.xiuwen-yule.example"
"""Names that nobody can register (RFC 2606)."""
_PICTURES = "img.xiuwen-tuku.example"
_SCRIPTS = "js.xiuwen-ggao.example"
_SUSPECTED = Level.SUSPECTED.value


def trace_inserts() -> Iterator[Insert]:
    """Every fault, then what must stay silent."""
    for note, html in (
        (
            "不显示的链接",
            f'<p>有关情况以正式文件为准。<span style="display: none"><a href="http://{_SPAM}/a/">在线咨询</a></span></p>',
        ),
        ("没有文字的链接", f'<p>请各有关单位遵照执行。<a href="http://{_SPAM}/b/"></a></p>'),
        (
            "移出屏幕的链接",
            f'<div style="position:absolute;left:-9999px"><a href="//{_SPAM}/c/">友情推荐站点</a></div>',
        ),
    ):
        yield _planted(html, Claim("hidden-link", _SPAM, _SUSPECTED, note))
    yield _planted(
        '<p class="MsoNormal" style="mso-margin-top-alt:auto">特此通知，请遵照执行。<o:p></o:p></p>',
        Claim("unclean-paste", "Word格式", _SUSPECTED, "Word 格式残留", count=4),
    )
    yield _planted(
        '<p><img src="file:///C:/Users/admin/Desktop/image001.png" alt="示意图"></p>',
        Claim("unclean-paste", "本机路径", _SUSPECTED, "编辑人员电脑上的图片"),
    )
    yield _planted(
        f'<p><img src="http://{_PICTURES}/2026/0312.jpg" alt="活动现场"></p>',
        Claim("unclean-paste", _PICTURES, Level.NOTICE.value, "从别的网站粘贴的图片"),
    )
    yield _planted(
        f'<p>相关工作正在推进。<script src="http://{_SCRIPTS}/a.js"></script></p>',
        Claim("unclean-paste", _SCRIPTS, _SUSPECTED, "从别的网站粘贴的脚本"),
    )
    yield _planted(
        f'<script>if (/Mobile/.test(navigator.userAgent)) {{ window.location.href = "http://{_SPAM}/m/"; }}</script>',
        Claim("page-hijacked", _SPAM, _SUSPECTED, "手机访问时自动跳转"),
    )
    yield from _harmless()


def _planted(html: str, claim: Claim) -> Insert:
    return Insert(source=SourceBlock(html), claims=(claim,))


def _harmless() -> Iterator[Insert]:
    for kind, html in (
        (
            "隐藏的分享按钮",
            '<div class="share-box" style="display:none"><a href="http://service.weibo.com/share/share.php">微博</a></div>',
        ),
        (
            "隐藏的政府网站链接",
            '<p style="display:none"><a href="https://www.xiuwen-yangli.gov.cn/old/">原文地址</a></p>',
        ),
        ("隐藏的打印模板", '<div style="display:none" id="printArea"></div>'),
        ("首行缩进", '<p style="text-indent:-24pt;margin-left:24pt">有关要求另行通知。</p>'),
        (
            "点击后才离开的脚本",
            f'<script>function goPlayer() {{ window.location.href = "http://{_PICTURES}/v"; }}</script>',
        ),
    ):
        yield Insert(source=SourceBlock(html), harmless=kind)
