"""`xuncha read`: what the readers make of saved pages, for whoever sets up a portal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from county.page import Article, Listing, Origin
from county.personal import mask_numbers
from county.text import EMPTY
from crawler.platforms.family import family_of
from crawler.reading import Kind, Page, Reading, read_page
from crawler.reading.paging import article_pages
from xuncha.options import json_option

_UNKNOWN_SITE = "http://page.invalid"
_UNKNOWN = f"{_UNKNOWN_SITE}/1/2/3/4/"
"""Stands for the address of a page when none was given and the page does not tell it; never put out."""
_MOST_BYTES = 64 * 1024 * 1024
_KINDS = {
    Kind.LIST: "列表页",
    Kind.ARTICLE: "文章",
    Kind.UNIT: "单位或专栏首页",
    Kind.HOME: "网站首页",
    Kind.CHALLENGE: "防护验证页",
    Kind.ERROR: "错误页",
    Kind.OTHER: "其他",
}

_NOT_READ = (Kind.CHALLENGE, Kind.ERROR)
_WITH_TEXT = (Kind.ARTICLE, Kind.OTHER)
_WITH_ROWS = (Kind.LIST, Kind.UNIT, Kind.HOME)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--url", default="", help="页面原来的地址，用来补全相对链接；不写则从页面里找。")
@json_option
def read(files: tuple[Path, ...], url: str, as_json: bool) -> None:
    """读存下的网页：种类、标题、日期、来源、正文、附件、列表条目、下一页；个人号码打码。"""
    if url and not url.startswith(("http://", "https://")):
        raise click.UsageError("--url 要写完整地址，以 http:// 或 https:// 开头。")
    for file in files:
        row = _row(file, url)
        click.echo(json.dumps(row, ensure_ascii=False) if as_json else "\n".join(_summary(row)))


def _row(file: Path, url: str) -> dict[str, Any]:
    with file.open("rb") as stream:
        page = Page.parse(stream.read(_MOST_BYTES), url or _UNKNOWN)
    if not url and (told := _told_address(page)):
        page = Page(told, page.decoded)
    reading = read_page(page)
    return {
        "file": str(file),
        "kind": reading.kind.value,
        "platform": family_of(page).id,
        "encoding": page.decoded.encoding,
        "quality": round(reading.judgement.quality, 3),
        "reason": reading.judgement.reason,
        **_article(reading),
        **_listing(page, reading),
    }


def _told_address(page: Page) -> str:
    """The address by which the page calls itself, else its site as the national standard has it in a meta tag."""
    canonical = page.tree.xpath("string(//link[@rel='canonical']/@href)")
    site = page.meta.get("sitedomain", "").removeprefix("http://").removeprefix("https://").strip("/")
    for address in (str(canonical), page.meta.get("og:url", ""), f"http://{site}/" if "." in site else ""):
        if address.startswith(("http://", "https://")):
            return address
    return ""


def _shown(address: str) -> str:
    """An address without the stand-in before it, and without whole personal numbers."""
    return mask_numbers(address.removeprefix(_UNKNOWN).removeprefix(_UNKNOWN_SITE))


def _article(reading: Reading) -> dict[str, Any]:
    """What was read as an article: a bad answer says nothing, a list has a title but no text."""
    article = reading.article
    if reading.kind in _NOT_READ:
        article = Article("", EMPTY)
    elif reading.kind not in _WITH_TEXT:
        article = Article(article.title, EMPTY)
    origin = article.published_origin
    return {
        "title": mask_numbers(article.title),
        "published": article.published.isoformat() if article.published else None,
        "published_origin": origin.value if origin else None,
        "dates": {origin.value: date.isoformat() for origin, date in article.dates.items()},
        "source": article.source or None,
        "source_origin": article.source_origin.value if article.source_origin else None,
        "text": mask_numbers(article.text.content),
        "attachments": [{"url": _shown(file.url), "name": mask_numbers(file.name)} for file in article.attachments],
    }


def _listing(page: Page, reading: Reading) -> dict[str, Any]:
    """What was read as a list; the further pages of an article stand for those of a list."""
    listing = reading.listing if reading.kind in _WITH_ROWS else Listing(())
    following = article_pages(page) if reading.kind is Kind.ARTICLE else listing.next
    return {
        "entries": [
            {
                "title": mask_numbers(entry.title),
                "url": _shown(entry.url),
                "date": entry.date.isoformat() if entry.date else None,
                "date_origin": Origin.DISPLAYED.value if entry.date else None,
            }
            for entry in listing.entries
        ],
        "next": [_shown(address) for address in following],
        "drawn_by_script": listing.drawn_by_script,
        "empty_because": listing.empty_because,
    }


def _summary(row: dict[str, Any]) -> Iterator[str]:
    """The same for people, a few lines a file."""
    yield f"{row['file']}：{_KINDS[Kind(row['kind'])]}，编码 {row['encoding']}，质量 {row['quality']:g}"
    lines = {
        "说明": row["reason"]
        or row["empty_because"]
        or (row["drawn_by_script"] and f"由脚本生成（{row['drawn_by_script']}）"),
        "标题": row["title"],
        "日期": row["published"],
        "来源": row["source"],
        "正文": f"{len(row['text'])} 字" if row["text"] else "",
        "附件": f"{len(row['attachments'])} 个" if row["attachments"] else "",
        "条目": f"{len(row['entries'])} 条" if row["entries"] else "",
        "下一页": row["next"][0] if row["next"] else "",
    }
    for name, said in lines.items():
        if said:
            yield f"  {name}：{said}"
