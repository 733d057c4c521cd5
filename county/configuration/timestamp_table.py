"""[timestamp] of county.toml to values: who certifies the time of the evidence."""

from __future__ import annotations

from county.configuration.toml_table import Table
from county.configuration.web_address import address_flaw
from county.configuration.wording import address_form
from county.settings import TimestampPolicy


def timestamp_policy(table: Table) -> TimestampPolicy:
    """The values of [timestamp], with defaults where flaws were noted."""
    table.allow("url", "trust_file")
    url = address_form(table.text("url", required=False))
    if url and (flaw := address_flaw(url)):
        table.refuse("url", f"[timestamp] 的网址{flaw[0]}", flaw[1])
    return TimestampPolicy(url, table.text("trust_file", required=False))
