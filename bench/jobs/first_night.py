"""A first night (首夜) over a static portal on nginx: ours with everything on, and who else walks it.

The rounds walk 5,000 pages, so that they take minutes; one crawl of 20,000 says whether memory grows. LinkChecker, the
plain spider and changedetection.io are too slow even for that: they walk a smaller portal (or a sample) once, and are
compared a page. Politeness is off for all: no pause, eight connections as Scrapy's default, LinkChecker's own ten
requests a second lifted."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack

from bench.contest.peers import WORKSHOP
from bench.contest.rounds import interleaved
from bench.contest.rows import Limit, Row, at_least, at_most
from bench.night import walks
from bench.night.folder import site_pages
from bench.night.server import served
from bench.night.walks import Site, Walk

JOB = "first_night"
PAGES, HALF, FEW, SAMPLE = 5_000, 2_500, 1_200, 200
"""Pages of the portal, of each of two side by side, of the one for slow peers (hardly more than its columns and hubs),
and of changedetection.io's sample."""
LARGE, FLAT = 20_000, 1.15
"""The portal whose crawl needs hardly more memory."""
CRAWL, NIGHT, BOTH, BIG = "crawl", "night", "two portals", "crawl of 20,000"
BARE, MIRROR = "bare Scrapy", "wget --mirror"
PLAIN, CHECKER = f"plain Scrapy spider ({FEW:,} pages)", f"LinkChecker ({FEW:,} pages)"
WATCHER = f"changedetection.io ({SAMPLE} pages)"
Walks = Mapping[str, Sequence[Walk]]


def measure(rounds: int) -> list[Row]:
    """All rows of the job."""
    with ExitStack() as stack:

        def site(pages: int, seed: str = "a") -> Site:
            made = site_pages(pages, seed)
            folder = (WORKSHOP / "nginx" / made.folder.name).resolve()
            return Site(stack.enter_context(served(made.folder, folder))[0], made)

        whole, halves, small = site(PAGES), [site(HALF, "a"), site(HALF, "b")], site(FEW)
        done = interleaved(_runners(whole, halves), rounds)
        once: dict[str, Walk] = {
            BIG: walks.crawl(site(LARGE)),
            PLAIN: walks.scrapy("tutorial", small),
            CHECKER: walks.link_checker(small),
            WATCHER: walks.change_detection(whole, _sample(whole)),
        }
    return list(_rows({**done, **{name: [walk] for name, walk in once.items()}}))


def _runners(whole: Site, halves: list[Site]) -> dict[str, Callable[[], Walk]]:
    return {
        BARE: lambda: walks.scrapy("bare", whole),
        CRAWL: lambda: walks.crawl(whole),
        NIGHT: lambda: walks.night(walks.new_home("night", [whole]), [whole]),
        BOTH: lambda: walks.night(walks.new_home("two", halves), halves),
        MIRROR: lambda: walks.wget(whole),
    }


def _sample(site: Site) -> list[str]:
    slots = site.made.layout.slots
    return [slot.post_path(post) for post in range(3) for slot in slots][:SAMPLE]


def _rows(done: Walks) -> Iterator[Row]:
    def median(name: str, figure: Callable[[Walk], float]) -> float:
        return statistics.median(map(figure, done[name]))

    def row(
        ours: str, title: str, unit: str, figure: Callable[[Walk], float], peers: Sequence[str], limit: Limit | None,
        *, more: bool = False,
    ) -> Row:  # fmt: skip
        others = {peer: round(median(peer, figure), 3) for peer in peers}
        return Row(JOB, title, unit, round(median(ours, figure), 3), others, more, limit, len(done[ours]))

    def speed(walk: Walk) -> float:
        return walk.pages_a_second

    floor, plain = median(BARE, speed), median(PLAIN, speed)
    limits = {
        CRAWL: at_least(median(CRAWL, speed) / floor, 0.75, "≥ 0.75 of bare Scrapy"),
        NIGHT: at_least(median(NIGHT, speed) / floor, 0.5, "≥ 0.5 of bare Scrapy"),
        BOTH: at_least(median(BOTH, speed) / floor, 0.9, "≥ 0.9 of bare Scrapy"),
    }
    titles = {CRAWL: "the crawl process", NIGHT: "the whole night", BOTH: "the night of two portals"}
    for name, limit in limits.items():
        yield row(name, f"{titles[name]}, pages a second", "pages/s", speed, (BARE,), limit, more=True)
    others = (MIRROR, PLAIN, CHECKER, WATCHER)
    times = at_least(median(NIGHT, speed) / plain, 8, "≥ 8 × the plain spider")
    yield row(NIGHT, "the whole night beside others", "pages/s", speed, others, times, more=True)
    for name in (CRAWL, NIGHT):
        yield row(name, f"{titles[name]}, processor time", "ms/page", lambda walk: walk.cpu_ms, (BARE, *others), None)
    peak = median(CRAWL, lambda walk: walk.spending.peak_mb)
    memory = at_most(peak, 200, "< 200 MB")
    yield row(
        CRAWL, "the crawl process, peak memory", "MB", lambda walk: walk.spending.peak_mb, (BARE, *others), memory
    )
    flat = at_most(median(BIG, lambda walk: walk.spending.peak_mb) / peak, FLAT, "flat: 20,000 pages ≤ 1.15 × 5,000")
    yield row(BIG, "peak memory at 20,000 pages", "MB", lambda walk: walk.spending.peak_mb, (), flat)
    yield row(BIG, "a crawl of 20,000 pages", "pages/s", speed, (), None, more=True)
    yield row(NIGHT, "on the disk", "KB/page", lambda walk: walk.disk_kb, (MIRROR, PLAIN), None)
