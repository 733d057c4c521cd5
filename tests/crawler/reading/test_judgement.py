"""What an answer really is."""

import pytest

from crawler.reading import Effective, Page, judge

URL = "http://www.example.cn/xw/1.html"
_ARTICLE = (
    "<h1>系统维护公告</h1>"
    + "<p>网站维护中请登录，页面不存在的404问题已经解决，请各单位继续做好信息发布工作。</p>" * 12
)


@pytest.mark.parametrize(
    ("status", "source", "effective"),
    [
        (200, _ARTICLE, Effective.OK),
        (200, f"<script>$_ts=window['$_ts'];$_ts.nsd=1;</script>{_ARTICLE}", Effective.OK),
        (200, "<ul><li><a href=a.html>关于某事的通知</a>2026-01-01</li></ul>", Effective.OK),
        (403, "<h1>403</h1>", Effective.BLOCKED),
        (412, "<script>$_ts={}</script>", Effective.BLOCKED),
        (418, "", Effective.BLOCKED),
        (429, "", Effective.BLOCKED),
        (521, "<script>document.cookie='__jsl_clearance_s=1'</script>", Effective.BLOCKED),
        (567, "", Effective.BLOCKED),
        (202, "<script>setTimeout(function(){location.reload()},800)</script>", Effective.BLOCKED),
        (200, "<meta r=m><script r='m'>$_ts=window['$_ts'];$_ts.cd='q';_$hm()</script>", Effective.BLOCKED),
        (200, "<script>document.cookie='a=1;path=/';location.reload()</script>", Effective.BLOCKED),
        (200, "<h1>您的请求已被网站防火墙拦截</h1>", Effective.BLOCKED),
        (200, "<p>当前访问疑似黑客攻击，已被网站管理员设置为拦截</p>", Effective.BLOCKED),
        (200, "<title>Request Rejected</title>Your support ID is: 1234567890", Effective.BLOCKED),
        (200, "The requested URL was rejected. Please consult with your administrator.", Effective.BLOCKED),
        (404, _ARTICLE, Effective.MISSING),
        (410, "", Effective.MISSING),
        (200, "<title>404</title><p>对不起，您访问的页面不存在或已被删除！</p>", Effective.MISSING),
        (200, "<p>您要查看的页面找不到了</p>", Effective.MISSING),
        (200, "<meta http-equiv=refresh content='0;URL=../'>", Effective.MISSING),
        (200, "<meta http-equiv='refresh' content='0;url=/new/index.html'>", Effective.STUB),
        (200, "<script>window.location.href='/index.html'</script>", Effective.STUB),
        (500, "x", Effective.ERROR),
        (503, "x", Effective.ERROR),
        (400, "x", Effective.ERROR),
        (200, "<h1>HTTP Status 500 - Internal Server Error</h1>", Effective.ERROR),
        (200, "<p>服务器内部错误，请稍后再试</p>", Effective.ERROR),
        (200, "<h2>用户登录</h2><form><input type=password></form>", Effective.LOGIN),
        (200, "<title>网站维护中</title><p>系统升级，敬请谅解。</p>", Effective.MAINTENANCE),
        (200, "<p>发布时间：2026-02-01</p><p>因系统升级维护，政务服务网今晚暂停服务。</p>", Effective.OK),
        (200, "<p>2026-02-01 08:30 来源：某局</p><p>旧网站已停止服务，请先登录新网站。</p>", Effective.OK),
        (200, "<p>系统升级维护，暂停服务，时间：2026-02-01 08:30</p>", Effective.MAINTENANCE),
        (200, "<p>该信息已被撤销发布，请浏览其他内容</p>", Effective.MISSING),
        (200, "<p>根据群众意见，两份文件已被撤销</p>", Effective.OK),
        (200, "<h1>Welcome to nginx!</h1>", Effective.ERROR),
        (200, "<title>Apache Tomcat/9.0.1</title><p>You've successfully installed Tomcat.</p>", Effective.ERROR),
        (200, "<title>Index of /zwgk/</title><a href=../>../</a> <a href=a.bak>a.bak</a>", Effective.ERROR),
        (200, "<title>IIS7</title><img src=welcome.png>", Effective.ERROR),
        (200, "<p>Error 1045: Access denied for user root@localhost</p>", Effective.ERROR),
        (200, "<p>该域名尚未备案，暂时无法访问</p>", Effective.ERROR),
        (200, "<script>alert('参数错误！');history.back()</script>", Effective.ERROR),
        (200, "<div id=app></div><script src=a.js></script>", Effective.EMPTY_SHELL),
        (200, "", Effective.EMPTY_SHELL),
    ],
)
def test_effective_status(status: int, source: str, effective: Effective) -> None:
    judgement = judge(status, {}, Page.parse(source.encode(), URL), URL)
    assert judgement.effective is effective
    assert bool(judgement.reason) is (effective is not Effective.OK)
    assert (str(status) in judgement.reason) is (effective is not Effective.OK)


def test_lost_characters_lower_the_quality() -> None:
    whole = judge(200, {}, Page.parse(_ARTICLE.encode(), URL), URL)
    torn = judge(200, {}, Page.parse(_ARTICLE.encode() + b"\xff\xfe\xff" * 200, URL), URL)
    assert whole.quality == 1.0
    assert torn.quality < 0.6


def test_a_page_that_keeps_its_document_as_data_is_no_shell() -> None:
    detail = '{"title": "关于某事的通知", "content": "<p>请照办。</p>", "date": 1760457600}'
    shown, bare = (
        f"<div id=app></div><script>window._CONFIG = {{SID: '1'{rest}}}</script>"
        for rest in (f", DETAIL: {detail}", "")
    )
    judged = [judge(200, {}, Page.parse(source.encode(), URL), URL).effective for source in (shown, bare)]
    assert judged == [Effective.OK, Effective.EMPTY_SHELL]
