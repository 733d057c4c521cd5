"""A picture of a page that is at hand (截图): `python -m crawler.browser.picture PAGE.html PICTURE.png` draws it in
Chromium with nothing to ask for: no scripts, no network, no names. It prints what it drew as one line of JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from crawler.browser.availability import find_browser
from crawler.browser.chromium import launch_options
from crawler.browser.guard import resolver_rules
from crawler.orphans import end_with_parent

WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 1100, 300, 8000
"""Points: as wide as office screens show a portal's page, and ten of them high."""
ABOVE_HIT = 400
"""Points shown above a hit that stands further down than a picture reaches."""
SECONDS = 20.0


def draw(page: Page, html: str, picture: Path, anchor: str) -> dict[str, int]:
    """Draws the page; gives the picture's height, that of the page, and where in the picture the anchor stands, -1
    where there is none."""
    page.set_content(html, wait_until="load", timeout=SECONDS * 1000)
    height = max(LEAST_HEIGHT, int(page.evaluate("document.documentElement.scrollHeight")))
    marks = page.locator(f"#{anchor}")
    box = marks.first.bounding_box() if marks.count() else None
    hit = int(box["y"]) if box else -1
    top = max(0, min(hit - ABOVE_HIT, height - MOST_HEIGHT)) if hit > MOST_HEIGHT - ABOVE_HIT else 0
    shown = min(height - top, MOST_HEIGHT)
    page.screenshot(
        path=picture, full_page=True, clip={"x": 0, "y": top, "width": WIDTH, "height": shown}, timeout=SECONDS * 1000
    )
    return {"height": shown, "page_height": height, "hit": hit - top if box else -1}


def main(source: Path, picture: Path, anchor: str) -> None:
    """Draws the file `source` into `picture`."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(**launch_options(find_browser(("playwright",)).executable, resolver_rules({})))
        context = browser.new_context(
            viewport={"width": WIDTH, "height": 800},
            java_script_enabled=False,
            offline=True,
            service_workers="block",
            locale="zh-CN",
        )
        context.route("**/*", lambda route: route.abort())
        told = draw(context.new_page(), source.read_text(encoding="utf-8"), picture, anchor)
        browser.close()
    print(json.dumps(told))


if __name__ == "__main__":
    if "--with-parent" in sys.argv:
        end_with_parent()
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
