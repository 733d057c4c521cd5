"""The county that names every column of the measured portals, as its office would have configured it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tomli_w

from bench.night.layout import Layout, Slot
from sample.roster import SampleUnit, roster


def write_county(folder: Path, portals: Sequence[tuple[str, Layout]]) -> None:
    """county.toml and units.toml for portals at these addresses. The pause between requests is off, all day is open."""
    folder.mkdir(parents=True)
    office = "修文县人民政府办公室信息科 0851-82322114"
    homes = [
        {
            "id": layout.seed,
            "name": f"修文县人民政府门户网站（{layout.seed}）",
            "home": f"{url}/",
            "allow_private": True,
        }
        for url, layout in portals
    ]
    county = {
        "county": {"name": "修文县", "office": office, "scheme": "xiuwen"},
        "portal": homes,
        "crawl": {"delay": 0.0, "window": "全天", "browser": "off"},
    }
    units = [_unit(unit, url, layout) for url, layout in portals for unit in roster()]
    (folder / "county.toml").write_text(tomli_w.dumps(county), encoding="utf-8")
    (folder / "units.toml").write_text(tomli_w.dumps({"unit": units}), encoding="utf-8")


def _unit(unit: SampleUnit, url: str, layout: Layout) -> dict[str, Any]:
    return {
        "id": f"{layout.seed}-{unit.id}",
        "name": unit.name if layout.seed == "a" else f"{unit.name}（{layout.seed}）",
        "class": unit.unit_class.value,
        "portal": layout.seed,
        "aliases": [unit.full] if layout.seed == "a" and unit.full != unit.name else [],
        "column": [_column(slot, url) for slot in layout.of(unit)],
    }


def _column(slot: Slot, url: str) -> dict[str, Any]:
    return {"name": slot.name, "kind": slot.kind.value, "url": f"{url}{slot.path}"}
