"""county.toml and units.toml of the sample county."""

from __future__ import annotations

from typing import Any

import tomli_w

from sample.chance import chance
from sample.columns import Cast, SampleColumn
from sample.families import FAMILIES
from sample.numbers import digits
from sample.people import person_name
from sample.roster import SampleUnit, roster

PORTAL = "xiuwen"


def county_toml(base_url: str) -> str:
    """The county's own file. The crawl waits for nobody: the portal is our own."""
    office = "修文县人民政府办公室信息科 0851-82322114"
    portal = {"id": PORTAL, "name": "修文县人民政府门户网站（样例）", "home": f"{base_url}/", "hosts": []}
    return tomli_w.dumps(
        {
            "county": {"name": "修文县", "office": office, "scheme": "xiuwen"},
            "portal": [portal | {"allow_private": True}],
            "crawl": {"delay": 0.0, "window": "全天", "timeout": 10.0, "retries": 1},
        }
    )


def units_toml(cast: Cast, base_url: str, seed: int) -> str:
    """The 41 units with their columns."""
    return tomli_w.dumps({"unit": [_unit(unit, cast, base_url, seed) for unit in roster()]})


def _unit(unit: SampleUnit, cast: Cast, base_url: str, seed: int) -> dict[str, Any]:
    rng = chance(seed, unit.id, "contact")
    contact = {
        "name": person_name(rng),
        "mail": f"{unit.id}@xiuwen.example",
        "phone": f"0851-8232{digits(rng, 4)}",
    }
    aliases = sorted({unit.short, unit.full} - {unit.name})
    columns = [_column(column, base_url) for column in cast.columns if column.unit == unit]
    return {
        "id": unit.id,
        "name": unit.name,
        "class": unit.unit_class.value,
        "portal": PORTAL,
        "aliases": aliases,
        "contacts": [contact],
        "column": columns,
    }


def _column(column: SampleColumn, base_url: str) -> dict[str, Any]:
    path = FAMILIES[column.unit.family].column_path(column)
    entry: dict[str, Any] = {"name": column.name, "kind": column.kind.value, "url": f"{base_url}{path}"}
    return entry if column.duty_days is None else entry | {"duty": column.duty_days}
