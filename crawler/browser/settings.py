"""What Scrapy is told so that lists can be rendered (浏览器渲染设置)."""

from __future__ import annotations

from collections.abc import Iterable

from scrapy.settings import BaseSettings

EXECUTABLE = "XUNCHA_BROWSER_EXECUTABLE"
HOSTS = "XUNCHA_BROWSER_HOSTS"
"""The settings by which the browser and the portal's hosts reach the driver."""
VISITOR = "xuncha_visitor"
"""Key of request.meta that holds the crawler.browser.snapshot.Visitor of a page to be rendered."""
_HANDLER = "crawler.browser.handler.RenderingHandler"
_RENDERED = ("http", "https")


def browser_settings(settings: BaseSettings, executable: str, hosts: Iterable[str]) -> dict[str, object]:
    """What a run that may render changes; the download handler is the usual one until a page is to be rendered."""
    handlers = {**settings.getdict("DOWNLOAD_HANDLERS"), **dict.fromkeys(_RENDERED, _HANDLER)}
    return {"DOWNLOAD_HANDLERS": handlers, EXECUTABLE: executable, HOSTS: sorted(hosts)}
