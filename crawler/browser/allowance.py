"""How many pages a run may still render (渲染页数上限), and why it may not."""

from __future__ import annotations

from county.settings import BrowserUse, CrawlPolicy
from crawler.browser.availability import Browser, find_browser

_SWITCHED_OFF = "county.toml 的 [crawl] 写明 browser = “off”，没有用浏览器渲染。"
_NOT_INSTALLED = "要读由脚本生成的列表，{cure}。"
_USED_UP = "本夜用浏览器渲染已达上限 {most} 页（browser_pages），没有再渲染。"


class Allowance:
    """What a run may render, counted down page by page."""

    def __init__(self, browser: Browser, most: int, refusal: str) -> None:
        self.browser = browser
        self._most = most
        self._used = 0
        self._refusal = refusal

    @classmethod
    def of(cls, policy: CrawlPolicy) -> Allowance:
        """What the county's policy and this machine allow."""
        if policy.browser is BrowserUse.OFF:
            return cls(Browser(""), 0, _SWITCHED_OFF)
        browser = find_browser()
        return cls(browser, policy.browser_pages, _NOT_INSTALLED.format(cure=browser.cure) if browser.cure else "")

    def why_not(self) -> str:
        """Why no further page may be rendered, as a Chinese sentence, "" where one may."""
        if self._refusal or self._used < self._most:
            return self._refusal
        return _USED_UP.format(most=self._most)

    def take(self) -> None:
        """One page more is rendered."""
        self._used += 1
