"""Everything made again beside the home (重新推导): its packs taken in and checked in a folder of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from evidence.derived import derived_differences
from evidence.home import JOURNALS, Home
from evidence.verification import Broken
from schedules.checking import is_current
from schedules.night import Night
from schedules.watch import Watch
from scoring import scheme_of


def verify_derived(home: Home, watch: Watch) -> list[Broken]:
    """Where the findings and lists of the home's store differ from those that its packs give under the rules, words and
    configuration of today; one sentence alone where the store was not checked under them yet. Takes about as long as
    all its nights' checks. Raises NightRunningError, StoreError."""
    county = home.county()
    scheme = scheme_of(home.config, county)
    with home.alone(), home.store() as store:
        if not is_current(store, home.config, county, scheme):
            return [
                Broken(
                    "derived", "text_check", "库中内容还没有按现行规则、词表和配置检查；请先运行 xuncha check 再核验。"
                )
            ]
        with _beside(home) as made_again:
            stages = Night(made_again, county, scheme, watch)
            with stages.opened() as other:
                stages.take_in(other)
                stages.check(other)
            return list(derived_differences(store, made_again.store_path))


@contextmanager
def _beside(home: Home) -> Iterator[Home]:
    """A home without a store that shares this one's packs and configuration, with copies of what people wrote."""
    with TemporaryDirectory(prefix="derived-", dir=home.folder) as folder:
        beside = Home(Path(folder), home.config)
        for shared in (home.packs, home.probes, home.documents):
            if shared.exists():
                (beside.folder / shared.name).symlink_to(shared.resolve())
        for file in (home.key_file.name, *(journal.file for journal in JOURNALS)):
            if (home.folder / file).exists():
                shutil.copy2(home.folder / file, beside.folder / file)
        yield beside
