"""The configuration as its files have it now (配置随文件更新): edited at the desk, by command or by hand, it counts for
the next page. While a file is wrong, what was right before goes on to count."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from county.configuration.errors import ConfigurationError
from county.configuration.loading import COUNTY_FILE, UNITS_FILE
from county.settings import County
from evidence.home import Home
from scoring import Scheme, ScoringError, scheme_of

_Stamp = tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class Living:
    """What was read last, and the files' times and sizes then."""

    home: Home
    _known: tuple[County, Scheme] | None = None
    _stamp: _Stamp = field(default=())

    def read(self, county: County, scheme: Scheme) -> tuple[County, Scheme]:
        """The county and its scheme as they stand, those given at the start where nothing better can be read."""
        stamp = self._now()
        if stamp != self._stamp:
            try:
                fresh = self.home.county()
                self._known = fresh, scheme_of(self.home.config, fresh)
            except (ConfigurationError, ScoringError):
                self._known = self._known or (county, scheme)
            self._stamp = stamp
        return self._known or (county, scheme)

    def _now(self) -> _Stamp:
        files = [self.home.config / COUNTY_FILE, self.home.config / UNITS_FILE, *self.home.config.glob("*.toml")]
        return tuple(sorted(_seen(path) for path in {*files} if path.is_file()))


def _seen(path: Path) -> tuple[str, int, int]:
    stat = path.stat()
    return path.name, stat.st_mtime_ns, stat.st_size
