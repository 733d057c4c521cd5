"""What an answer really is (有效状态): portals say 200 for missing pages, errors, log-in walls and challenges."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from urllib.parse import urlsplit

from county.parcel import Parcel
from crawler.platforms.family import article_as_data
from crawler.reading.blanks import fold
from crawler.reading.page import Page


class Effective(StrEnum):
    """What an answer is worth. Only `ok` is text for a check."""

    OK = "ok"
    BLOCKED = "blocked"
    MISSING = "missing"
    ERROR = "error"
    LOGIN = "login"
    MAINTENANCE = "maintenance"
    STUB = "stub"
    EMPTY_SHELL = "empty-shell"


@dataclass(frozen=True, slots=True)
class Judgement(Parcel):
    """`quality` from 0 to 1 says how far the text can be trusted; `reason` is one Chinese sentence, "" when ok."""

    quality: float
    effective: Effective
    reason: str


@dataclass(frozen=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    page: Page
    requested: str

    @cached_property
    def text(self) -> str:
        """Visible text without blanks: runs know none but the space."""
        return self.page.visible_text.replace("\n", "").replace(" ", "")

    @cached_property
    def length(self) -> int:
        """Characters of `text`, which is not made where they are too many for a notice."""
        seen = self.page.visible_text
        return len(seen) - seen.count("\n") - seen.count(" ")

    @cached_property
    def title(self) -> str:
        """Text of <title>."""
        return fold(self.page.title_tag)[:200]

    @cached_property
    def source(self) -> str:
        """The source, as far as a challenge or a stub would reach."""
        return self.page.html[:_STUB_CHARACTERS]

    @property
    def is_short(self) -> bool:
        """Whether so little can be seen that a notice may be all there is."""
        return self.length <= _NOTICE_CHARACTERS

    @cached_property
    def is_dated_article(self) -> bool:
        """Whether the text itself says when or from whom it was published."""
        return _DATED_ARTICLE.search(self.text) is not None

    def header(self, name: str) -> str:
        """A header in whatever case."""
        return next((value for key, value in self.headers.items() if key.lower() == name), "")


_NOTICE_CHARACTERS = 300
"""A notice page shows a sentence or two; an article that mentions 404 shows more."""
_NOTICE_WITH_FRAME = 1500
"""Some portals put the notice inside their frame of navigation: then <title> or heading must say it too."""
_STUB_CHARACTERS = 20_000
_FEW_CHARACTERS = 20
_LOST_RATIO = 0.005
"""More lost characters than this lower the quality (reference: resolver measured)."""

_BLOCKED_STATUS: dict[int, str] = {
    202: "返回202且没有正文",
    401: "要求身份验证",
    403: "拒绝访问",
    405: "拒绝这种访问方式",
    407: "要求代理验证",
    412: "瑞数等动态防护",
    418: "识别为爬虫并拒绝",
    429: "访问过于频繁",
    451: "按规定不予提供",
    503: "防护或限流",
    521: "加速乐脚本验证",
    567: "安全防护拦截",
}
_MISSING_STATUS = frozenset({404, 410})

_CHALLENGES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "瑞数动态防护",
        re.compile(
            r"\$_ts\b|_\$hm\(|r\s*=\s*['\"]m['\"]|\bnsd\s*=|FSSBBIl1UgzbN7N|http-equiv=['\"]?refresh[^<>]{1,300}_ts"
        ),
    ),
    ("加速乐脚本验证", re.compile(r"__jsl_clearance|__jsluid|document\.cookie\s*=[^;]{0,200}jsl", re.I)),
    ("阿里云防护验证", re.compile(r"acw_sc__v[23]|_waf_|aliyun_waf|arg1\s*=\s*['\"][0-9A-F]{40}", re.I)),
    ("安全狗、云锁等防护", re.compile(r"safedog|yunsuo_session|创宇盾|安全狗|云锁|WebKnight|网站防火墙", re.I)),
    (
        "Cookie 脚本验证",
        re.compile(r"document\.cookie\s*=.{0,400}?(?:location\.(?:reload|href|replace)|location\s*=)", re.I | re.S),
    ),
    ("验证码或人机验证", re.compile(r"cf-browser-verification|challenge-platform|geetest|captcha", re.I)),
)
_BLOCK_WORDS = re.compile(
    r"(?:您的)?(?:访问|请求|IP)(?:地址)?(?:已?被|存在|可能|疑似)[^。]{0,12}(?:拦截|阻断|禁止|拒绝|限制|攻击|威胁|封禁)|访问(?:过于)?频繁|请完成(?:安全)?验证|安全验证|人机验证"
    r"|网站防火墙|Web\s*应用防火墙|WAF|AccessDenied(?!foruser)|403Forbidden|Request(?:Blocked|Rejected)|requestedURLwasrejected|您所提交的请求含有不合法的参数",
    re.I,
)
_MISSING_WORDS = re.compile(
    r"(?:您|你)?(?:所?要?(?:访问|查看|浏览|请求|寻找|找))的?(?:页面|网页|内容|文章|信息|资源|地址|链接)[^。]{0,16}?(?:不存在|已?被?删除|找不到|未找到|丢失|失效|不见了|走丢|已下线|已移除)"
    r"|(?:页面|网页|文章|信息|文件|内容|稿件)(?:已经|已|可能)?(?:不存在|被删除|找不到|走丢了?|丢失|已删除|已下线|已被移除)|找不到(?:您|你)?(?:所?要?(?:访问)?的?)?(?:页面|网页|文件)"
    r"|(?:抱歉|对不起)[^。]{0,12}(?:页面|网页)[^。]{0,8}(?:不存在|找不到|无法找到|出错)|无法找到该?(?:页|网页|页面|资源|文件)|404(?:notfound|错误|页面|-找不到|Error)|NotFound|pagenotfound"
    r"|(?:该|此|本)[条篇]?(?:信息|文章|稿件|内容|页面)已?经?被?(?:撤销|撤回|撤下|撤稿|下架)|(?:页面|网页)(?:已经?)?(?:飞走|迷路|走失|溜走|开小差)",
    re.I,
)
_ERROR_WORDS = re.compile(
    r"服务器(?:内部)?(?:错误|出错|异常|繁忙)|系统(?:内部)?(?:错误|异常|繁忙)|程序(?:发生)?异常|数据库(?:连接)?(?:错误|失败|异常)|InternalServerError|HTTPStatus500|BadGateway|ServiceUnavailable"
    r"|GatewayTime-?out|ServerErrorin|运行时错误|java\.lang\.|Exceptionreport|Unabletoconnect|Fatalerror|Accessdeniedforuser|SQLSTATE|ORA-\d{5}|errorinyourSQL"
    r"|Welcometonginx|successfullyinstalledTomcat|^ApacheTomcat|TestPageforthe(?:Nginx|Apache|HTTP)|^Itworks!|^Indexof/|站点创建成功|IISWindows|^IIS\d{0,2}$|域名[^。]{0,6}(?:未|没有)(?:进行|完成)?备案|(?:网站|空间|主机|服务)(?:已?欠费|已?到期|已?过期)|欠费停[机止]"
    r"|参数(?:错误|有误|非法)|非法(?:访问|参数|操作)",
    re.I,
)
_DATED_ARTICLE = re.compile(
    r"(?:发布|发表|发文|信息|公开)(?:时间|日期)[:：]?[\[【(（]?(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d"
    r"|(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\d:]{0,8}(?:信息|文章|稿件)?来源[:：]"
    r"|来源[:：][^:：。]{2,30}(?:时间|日期)[:：](?:19|20)\d{2}[-/.年]\d"
)
"""The data line of an article: an announcement of maintenance is an article, the notice of it has no such line."""
_ALERT = re.compile(r"\balert\s*\(\s*['\"]([^'\"]{2,80})")
_LOGIN_WORDS = re.compile(
    r"请(?:先|您先)?登[录陆]|登[录陆](?:后|超时|失效)|(?:用户|帐号|账号)登[录陆]|统一身份认证|没有权限|无权(?:限)?访问"
)
_LOGIN_FIELD = re.compile(r"<input[^<>]{1,300}?\btype\s*=\s*['\"]?password", re.I)
_MAINTENANCE_WORDS = re.compile(
    r"(?:网站|系统|平台|服务器|本站|页面|站点)[^。]{0,10}?(?:维护中|维护升级|升级维护|正在(?:进行)?(?:维护|升级|改版|建设)|系统升级|暂停(?:服务|访问)|临时关闭|已关停|停止服务)|网站(?:升级)?改版中|例行维护"
)
_REFRESH = re.compile(
    r"<meta[^<>]{1,100}?http-equiv\s*=\s*['\"]?refresh['\"]?[^<>]{0,200}?url\s*=\s*['\"]?([^'\">\s]*)", re.I
)
_SCRIPT_JUMP = re.compile(
    r"(?:window\.|top\.|self\.|document\.)?location(?:\.href)?\s*=\s*['\"][^'\"]+['\"]|location\.replace\(", re.I
)
_SCRIPTS = re.compile(r"<script\b", re.I)
_SHELL = re.compile(
    r"<div[^<>]{1,200}?id\s*=\s*['\"]?(?:app|root|__nuxt|__next|main-app)['\"]?[^>]*>\s*</div>|<app-root", re.I
)

_Predicate = Callable[[_Answer], "str | None"]


def judge(status: int, headers: Mapping[str, str], page: Page, requested: str) -> Judgement:
    """What the answer to `requested` is, whatever its status says. Never raises."""
    answer = _Answer(status, headers, page, requested)
    for effective, predicate in _PREDICATES:
        clue = predicate(answer)
        if clue is not None:
            return Judgement(0.0, effective, _sentence(effective, status, clue))
    return Judgement(_quality(page), Effective.OK, "")


def _quality(page: Page) -> float:
    replaced = page.decoded.replaced
    return 1.0 if replaced == 0 else max(0.0, (1.0 if replaced <= _LOST_RATIO else 0.5) - min(replaced * 4, 0.5))


_SENTENCES: dict[Effective, str] = {
    Effective.BLOCKED: "被网站防护拦截（状态码 {status}，{clue}），请联系网站管理员放行本系统。",
    Effective.MISSING: "页面不存在（状态码 {status}，{clue}）。",
    Effective.ERROR: "网站返回错误（状态码 {status}，{clue}），请稍后再试。",
    Effective.LOGIN: "页面要求登录（状态码 {status}，{clue}），公众无法看到内容。",
    Effective.MAINTENANCE: "网站正在维护（状态码 {status}，{clue}），请稍后再试。",
    Effective.STUB: "页面只有跳转而没有内容（状态码 {status}，{clue}）。",
    Effective.EMPTY_SHELL: "页面内容由脚本加载，直接读取没有正文（状态码 {status}，{clue}）。",
}


def _sentence(effective: Effective, status: int, clue: str) -> str:
    return _SENTENCES[effective].format(status=status, clue=clue)


def _blocked_by_status(answer: _Answer) -> str | None:
    if answer.status == 202 and answer.length > _FEW_CHARACTERS:
        return None
    if answer.status == 503 and not _challenge(answer):
        return None
    return _BLOCKED_STATUS.get(answer.status)


def _challenge(answer: _Answer) -> str | None:
    """A short body of script without text; good pages of protected sites hold the same marks beside their text."""
    if answer.length > _FEW_CHARACTERS or len(answer.page.html) > 4 * _STUB_CHARACTERS:
        return None
    return next((name for name, pattern in _CHALLENGES if pattern.search(answer.source)), None)


def _block_words(answer: _Answer) -> str | None:
    return _in_notice(answer, _BLOCK_WORDS)


def _missing_by_status(answer: _Answer) -> str | None:
    return "服务器说明没有这个页面" if answer.status in _MISSING_STATUS else None


def _missing_words(answer: _Answer) -> str | None:
    return _in_notice(answer, _MISSING_WORDS)


def _error_by_status(answer: _Answer) -> str | None:
    if answer.status >= 500:
        return "服务器出错"
    if 300 <= answer.status < 400:
        # what could be followed was followed before: this one leads to a file: or to no address at all
        return "跳转到了不能访问的地址"
    return "请求未被接受" if answer.status >= 400 else None


def _error_words(answer: _Answer) -> str | None:
    return _in_notice(answer, _ERROR_WORDS)


def _login(answer: _Answer) -> str | None:
    if not answer.is_short or answer.is_dated_article:
        return None
    match = _LOGIN_WORDS.search(answer.title) or _LOGIN_WORDS.search(answer.text)
    if match or _LOGIN_FIELD.search(answer.source):
        return f"写明“{match[0]}”" if match else "只有登录框"
    return None


def _maintenance(answer: _Answer) -> str | None:
    return _in_notice(answer, _MAINTENANCE_WORDS)


def _in_notice(answer: _Answer, words: re.Pattern[str]) -> str | None:
    """The words where they are all a page says, or where a page of little text says them in <title> too."""
    if answer.length <= _NOTICE_WITH_FRAME and answer.is_dated_article:
        return None
    if answer.is_short and (match := words.search(answer.text) or words.search("".join(answer.title.split()))):
        return f"写明“{match[0][:30]}”"
    if answer.length <= _NOTICE_WITH_FRAME and (match := words.search("".join(answer.title.split()))):
        return f"标题写明“{match[0][:30]}”"
    return None


def _alerted(answer: _Answer) -> str | None:
    """A page without text whose script only says what is wrong."""
    if answer.length > _FEW_CHARACTERS or (match := _ALERT.search(answer.source)) is None:
        return None
    said = "".join(match[1].split())
    wrong = _MISSING_WORDS.search(said) or _ERROR_WORDS.search(said)
    return f"弹窗提示“{said[:30]}”" if wrong else None


def _stub(answer: _Answer) -> str | None:
    """A page that only leads elsewhere; TRS leaves such a one where a document was deleted."""
    if answer.length > 2 * _FEW_CHARACTERS:
        return None
    match = _REFRESH.search(answer.source)
    if match:
        return f"自动跳转到 {_short(match[1])}"
    return "脚本跳转到别处" if len(answer.page.html) < 4000 and _SCRIPT_JUMP.search(answer.source) else None


def _deleted(answer: _Answer) -> str | None:
    """A refresh that leads up from a document, not on to a column's real page."""
    if (clue := _stub(answer)) is None:
        return None
    match = _REFRESH.search(answer.source)
    target = match[1] if match else ""
    return f"{clue}，文档已撤下" if target.rstrip("/") in ("..", "../..", ".", "") and match else None


def _short(address: str) -> str:
    parts = urlsplit(address) if len(address) < 500 and "[" not in address else None
    return (parts.path or parts.netloc or address)[:60] if parts else "别处"


def _empty_shell(answer: _Answer) -> str | None:
    """A page whose family reads its document from the page's own data shows it by script, and is none."""
    if answer.length > _FEW_CHARACTERS or article_as_data(answer.page) is not None:
        return None
    if _SHELL.search(answer.source) or _SCRIPTS.search(answer.source):
        return "只有脚本"
    return "没有任何文字" if not answer.page.html.strip() else None


_PREDICATES: tuple[tuple[Effective, _Predicate], ...] = (
    (Effective.MISSING, _missing_by_status),
    (Effective.BLOCKED, _blocked_by_status),
    (Effective.BLOCKED, _challenge),
    (Effective.ERROR, _error_by_status),
    (Effective.BLOCKED, _block_words),
    (Effective.MISSING, _missing_words),
    (Effective.ERROR, _error_words),
    (Effective.ERROR, _alerted),
    (Effective.MAINTENANCE, _maintenance),
    (Effective.LOGIN, _login),
    (Effective.MISSING, _deleted),
    (Effective.STUB, _stub),
    (Effective.EMPTY_SHELL, _empty_shell),
)
"""Asked in this order; the first that says something decides."""
