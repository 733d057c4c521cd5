"""`python -m bench.soak.service HOME`: the service itself, under a clock that a file beside its store shows."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from evidence.home import Home
from schedules.serving import Service

CLOCK = "clock.lock"
"""The file that shows the time; its name says that backups leave it out."""
_TICK_SECONDS = 0.4


class FileClock:
    """Shows what stands in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def now(self) -> dt.datetime:
        """The time of the file."""
        return dt.datetime.fromisoformat(self._file.read_text())

    def set(self, time: dt.datetime) -> None:
        """Puts it to another time."""
        draft = self._file.with_suffix(".new")
        draft.write_text(time.isoformat())
        draft.replace(self._file)


def main(folder: Path) -> None:
    """Serves until it is killed."""
    launcher = (sys.executable, "-m", "xuncha.attended")
    with (folder / "said.log").open("a", encoding="utf-8", buffering=1) as log:
        clock = FileClock(folder / CLOCK)
        Service(Home(folder, folder), launcher, lambda said: print(said, file=log), clock, _TICK_SECONDS).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
