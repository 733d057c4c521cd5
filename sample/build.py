"""Build the sample portal (样例门户) into a folder.

    python -m sample.build FOLDER [--seed 1] [--today 2026-03-31] [--scale 1.0] [--base-url http://127.0.0.1:8642]

The folder then holds `pages/` (the bytes to serve), `index.json` (path and query → file and headers), `truth.json`
(what a monitor must find) and `config/` (county.toml, units.toml). The same arguments give the same bytes; a later
`today` of the same year keeps every page and adds what was posted since."""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import re
import shutil
from pathlib import Path

from sample.articles import Newsroom
from sample.columns import cast_county
from sample.configuration import county_toml, units_toml
from sample.planting import plant
from sample.portal import Portal, ServedPage
from sample.posts import plan_posts
from sample.truth import Witness

PAGES = "pages"
INDEX = "index.json"
TRUTH = "truth.json"
CONFIG = "config"
DEFAULT_BASE_URL = "http://127.0.0.1:8642"
DEFAULT_TODAY = dt.date(2026, 3, 31)
_MODIFIED_AT = dt.time(9, 30, tzinfo=dt.UTC)
_UNSAFE = re.compile(r"[^A-Za-z0-9._/-]")
_LONGEST_NAME = 80


def build_site(folder: Path, *, seed: int, today: dt.date, scale: float, base_url: str = DEFAULT_BASE_URL) -> None:
    """Write the portal as it stands on `today`. `scale` multiplies the items of the columns other than 工作动态 and the
    length of texts; below 0.5 columns without a part to play are left out too. Earlier content of `folder` goes."""
    base_url = base_url.rstrip("/")
    cast = cast_county(seed, scale)
    posts = plan_posts(cast, seed, scale, today)
    plant(cast, posts, seed, today)
    newsroom = Newsroom(seed, scale, today)
    portal = Portal(cast, posts, newsroom, today)
    pages = list(portal.pages())
    truth = Witness(portal, newsroom, today, base_url).truth(seed, scale, pages)
    _write_pages(folder, pages)
    _write_json(folder / TRUTH, truth)
    (folder / CONFIG).mkdir(exist_ok=True)
    (folder / CONFIG / "county.toml").write_text(county_toml(base_url), encoding="utf-8")
    (folder / CONFIG / "units.toml").write_text(units_toml(cast, base_url, seed), encoding="utf-8")


def rebase(folder: Path, base_url: str) -> None:
    """Move a built portal to another address: rewrites truth.json and config/*.toml. Pages hold no address."""
    base_url = base_url.rstrip("/")
    earlier = json.loads((folder / TRUTH).read_text(encoding="utf-8"))["base_url"]
    for path in (folder / TRUTH, *sorted((folder / CONFIG).glob("*.toml"))):
        text = path.read_text(encoding="utf-8")
        # an address ends at a slash or a quote: http://127.0.0.1:80 is not the start of http://127.0.0.1:8080
        path.write_text(re.sub(rf'{re.escape(earlier)}(?=[/"])', lambda _: base_url, text), encoding="utf-8")


def _write_pages(folder: Path, pages: list[ServedPage]) -> None:
    shutil.rmtree(folder / PAGES, ignore_errors=True)
    index: dict[str, dict[str, object]] = {}
    folders: set[Path] = set()
    for page in pages:
        if page.path in index:
            raise ValueError(f"two pages at {page.path}")
        name = _file_name(page.path)
        target = folder / PAGES / name
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        target.write_bytes(page.body)
        index[page.path] = _entry(page, name)
    _write_json(folder / INDEX, index)


def _entry(page: ServedPage, name: str) -> dict[str, object]:
    return {
        "file": name,
        "kind": page.kind.value,
        "type": page.content_type,
        "modified": int(dt.datetime.combine(page.modified, _MODIFIED_AT).timestamp()),
        "etag": f'"{hashlib.sha256(page.body).hexdigest()[:20]}"',
        "column": page.column,
        "container": page.container,
        "rows": page.rows,
    }


def _file_name(path: str) -> str:
    """A file for an address: its path, a query as part of the name."""
    plain, _, query = path.lstrip("/").partition("?")
    if not plain or plain.endswith("/"):
        plain += "index.html"
    if not query:
        return plain
    digest = hashlib.sha256(query.encode()).hexdigest()[:8]
    return f"{plain}-{_UNSAFE.sub('_', query)[-_LONGEST_NAME:]}-{digest}"


def _write_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m sample.build", description="生成样例门户")
    parser.add_argument("folder", type=Path, help="写入的文件夹")
    parser.add_argument("--seed", type=int, default=1, help="随机种子（默认 1）")
    parser.add_argument("--today", type=dt.date.fromisoformat, default=DEFAULT_TODAY, help="哪一天的样子（YYYY-MM-DD）")
    parser.add_argument("--scale", type=float, default=1.0, help="规模（默认 1.0）")
    parser.add_argument("--base-url", default=DEFAULT_BASE_URL, help=f"网址（默认 {DEFAULT_BASE_URL}）")
    options = parser.parse_args()
    build_site(options.folder, seed=options.seed, today=options.today, scale=options.scale, base_url=options.base_url)


if __name__ == "__main__":
    main()
