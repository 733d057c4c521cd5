"""Turning a list that only a script can turn (点击“下一页”)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.async_api import Error

from crawler.browser.snapshot import Pager

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, Page

CLICK_MILLISECONDS = 3000
_FIND = r"""
() => {
    const words = /^[\s<>›»→]*(?:下一?页|后一?页|下一頁|next(?:\s*page)?)[\s<>›»→]*$/i;
    const names = /(?:^|\s)(?:btn-next|layui-laypage-next|(?:ant-|el-)?pagination-next|(?:ivu-)?page-next)(?:\s|$)/;
    const shown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden";
    const says = (element) =>
        [element.innerText, element.value, element.title, element.getAttribute("aria-label")]
            .some((text) => typeof text === "string" && text.length < 20 && words.test(text)) ||
        names.test(element.getAttribute("class") || "");
    const found = [...document.querySelectorAll("a,button,input[type=button],li,span,div,i")]
        .filter((element) => element.children.length < 3 && says(element) && shown(element));
    return found.find((element) => !found.some((other) => other !== element && element.contains(other))) || null;
}
"""
"""The innermost element that can be seen and says 下一页, or bears the class by which a known library names it."""
_IDLE = r"""
(element) => {
    const idle = /(?:^|[\s_-])(?:disabled?|nomore|ban|forbid)(?:$|[\s_-])/i;
    for (let at = element, steps = 0; at && steps < 3 && at !== document.body; at = at.parentElement, steps += 1) {
        if (at.disabled || at.getAttribute("aria-disabled") === "true" || idle.test(at.getAttribute("class") || ""))
            return true;
    }
    return false;
}
"""


async def find_pager(page: Page) -> tuple[Pager, ElementHandle | None]:
    """What the page shows for going on, and the element to click where it can be clicked."""
    element = (await page.evaluate_handle(_FIND)).as_element()
    if element is None:
        return Pager.NONE, None
    if await element.evaluate(_IDLE):
        return Pager.ENDED, None
    return Pager.READY, element


async def click(element: ElementHandle) -> bool:
    """Whether the element took the click."""
    try:
        await element.click(timeout=CLICK_MILLISECONDS)
    except Error:
        return False
    return True
