"""The county from its folder: county.toml and units.toml, read, checked, and every fault of both named at once."""

from __future__ import annotations

import hashlib
from pathlib import Path

from county.configuration.county_file import CountyFile, read_county_file
from county.configuration.decoding import read_configuration
from county.configuration.errors import ConfigurationError, ConfigurationErrors
from county.configuration.toml_source import Source, parse
from county.configuration.units_file import read_units_file
from county.settings import County
from county.units import Unit

COUNTY_FILE = "county.toml"
UNITS_FILE = "units.toml"
_IF_MISSING = "请核对配置文件夹，或运行 xuncha sample init 生成样例后照着填写"


def load_county(folder: Path) -> County:
    """The county that county.toml and units.toml in `folder` describe. Raises ConfigurationErrors with everything that
    is wrong in either of them."""
    errors: list[ConfigurationError] = []
    county_source = _source(folder / COUNTY_FILE, errors)
    units_source = _source(folder / UNITS_FILE, errors)
    head = read_county_file(county_source) if county_source else None
    units = read_units_file(units_source, head.portals if head else None) if units_source else ()
    sources = [source for source in (county_source, units_source) if source]
    errors += [error for source in sources for error in source.errors()]
    if errors or head is None:
        raise ConfigurationErrors(errors)
    return _county(head, units, sources)


def load_beginnings(folder: Path) -> County | None:
    """The county as far as it is written down: None without county.toml, no units without units.toml. Raises
    ConfigurationErrors with what is wrong in what there is."""
    if not (folder / COUNTY_FILE).exists():
        return None
    if (folder / UNITS_FILE).exists():
        return load_county(folder)
    errors: list[ConfigurationError] = []
    source = _source(folder / COUNTY_FILE, errors)
    head = read_county_file(source) if source else None
    errors += source.errors() if source else ()
    if errors or head is None or source is None:
        raise ConfigurationErrors(errors)
    return _county(head, (), [source])


def _county(head: CountyFile, units: tuple[Unit, ...], sources: list[Source]) -> County:
    return County(
        head.name,
        head.portals,
        units,
        head.crawl,
        head.scheme,
        head.calendar,
        head.probe,
        head.dates,
        head.mail,
        head.desk,
        head.upkeep,
        head.timestamp,
        _digest(sources),
    )


def _source(path: Path, errors: list[ConfigurationError]) -> Source | None:
    try:
        return parse(path.name, read_configuration(path, _IF_MISSING))
    except ConfigurationError as error:
        errors.append(error)
        return None


def _digest(sources: list[Source]) -> str:
    return hashlib.sha256("\0".join(source.text for source in sources).encode("utf-8", "surrogatepass")).hexdigest()
