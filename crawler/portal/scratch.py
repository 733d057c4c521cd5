"""A run outside the night: for `scrapy crawl portal`, in a folder of its own."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from county.configuration.errors import ConfigurationError
from county.configuration.loading import load_county
from county.keyfile import load_or_create_key
from crawler.order import make_spec


def prepare_scratch(home: Path, portal: str) -> Path:
    """Writes an order for the portal of that id, the county's first one where it is "", into a new folder below
    `home`/scratch. Raises ConfigurationError."""
    county = load_county(home)
    chosen = next((one for one in county.portals if portal in ("", one.id)), None)
    if chosen is None:
        known = "、".join(one.id for one in county.portals)
        raise ConfigurationError("county.toml", f"没有编号为“{portal}”的门户", f"请用 -a portal= 指定以下之一：{known}")
    key_file = home / "secret.key"
    load_or_create_key(key_file)
    now = dt.datetime.now(ZoneInfo(county.calendar.timezone))
    folder = home / "scratch" / f"{chosen.id}-{now:%Y%m%d-%H%M%S}"
    folder.mkdir(parents=True)
    make_spec(county, chosen, now.date(), 0, key_file.resolve()).write(folder)
    return folder
