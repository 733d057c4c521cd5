"""The check stage (检查): new or changed texts meet every check, columns are judged night by night."""

from __future__ import annotations

import datetime as dt
from collections import ChainMap
from collections.abc import Iterator
from functools import lru_cache, partial
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import checks
from checks import UnitNews, UnitRecord
from checks.characters import MaskedModel, SecondOpinion
from checks.masked_beside import PageMasks, paired
from county.address import host_of
from county.calendar import Calendar
from county.finding import Finding
from county.fingerprint import fingerprint
from county.history import ColumnHistory
from county.linked import LinkedPage
from county.settings import County
from county.trace import TracedPage
from county.units import ColumnKind, Unit
from evidence import findings, nights, texts
from evidence.attached_texts import Paired, PairedFindings, attached_texts
from evidence.histories import histories
from evidence.home import MODEL_FOLDER, WORD_FOLDER
from evidence.linked_pages import LinkLook, link_looks
from evidence.nights import Placed
from evidence.seals import seal, unseal
from evidence.search import index_texts
from evidence.store import Store
from evidence.traced_captures import traced_captures
from schedules.ahead import BATCH_TEXTS, Ahead, Rules, found_in
from schedules.site_checking import check_sites
from schedules.watch import Watch
from scoring import Scheme
from scoring.scores import Seen
from scoring.summaries import keep_all_boards
from wordlists import WordLists, load_with_own


def check(
    store: Store,
    county: County,
    scheme: Scheme,
    words: WordLists,
    watch: Watch,
    second: SecondOpinion | None = None,
    ahead: Ahead | None = None,
) -> int:
    """Brings findings, the index of texts and the units' summaries up to date; gives how many findings there are. A
    second call does nothing. `ahead` has what was checked while the crawl went on."""
    with store.write() as connection:
        unseal(connection)
    check_texts(store, words, watch, second, ahead)
    # of the newest night they are asked for twice, and cost more than all that is made of them
    seen = lru_cache(maxsize=1)(partial(histories, store, county))
    check_nights(store, county, scheme, seen)
    check_sites(store, county)
    index_texts(store, county)
    linked, traced, attached = check_links(store, county), check_traces(store, county), check_attached(store)
    found = findings.rebuild(store, county, linked, traced, _common(), attached)
    keep_all_boards(store, county, scheme, seen)
    seal(store)
    return found


def _common() -> dict[str, int]:
    return {rule.id: rule.common for rule in checks.RULES.values() if rule.common}


def check_texts(
    store: Store, words: WordLists, watch: Watch, second: SecondOpinion | None, ahead: Ahead | None = None
) -> None:
    """Every text that has not met these rules, words and model."""
    rule_set = checks.rule_set_version(words, second)
    known = ahead.found if ahead is not None and ahead.rule_set == rule_set else {}
    waiting = texts.unchecked(store, rule_set)
    for start in range(0, len(waiting), BATCH_TEXTS):
        batch = waiting[start : start + BATCH_TEXTS]
        fresh = texts.stored_texts(store, [text.text for text in batch if text not in known])
        found = ChainMap(found_in(fresh, words, second), known)
        texts.keep_checked(store, rule_set, [(text, found[text]) for text in batch])
        watch.checking(start + len(batch), len(waiting))


def check_links(store: Store, county: County) -> Iterator[tuple[LinkLook, list[Finding]]]:
    """Every look at the links of a page, with what is wrong with them; cheap enough to be made anew each time."""
    hosts, allowed = _own_hosts(county), _allowed_hosts(county)
    for look in link_looks(store, county):
        yield look, checks.check_links(LinkedPage(look.links, hosts, allowed))


def check_traces(store: Store, county: County) -> dict[str, list[Finding]]:
    """What is wrong with what each capture hides; cheap enough to be made anew each time."""
    hosts, allowed = _own_hosts(county), _allowed_hosts(county)
    found = {
        one.capture: checks.check_traces(TracedPage(one.traces, one.new_hosts, hosts, allowed))
        for one in traced_captures(store)
    }
    return {capture: some for capture, some in found.items() if some}


def check_attached(store: Store) -> Paired:
    """What is told of attachments that show whole what their page masks, from the night that first saw the page so;
    cheap enough to be made anew each time."""
    told: dict[tuple[str, str], PairedFindings] = {}
    for one in attached_texts(store):
        page = f"所属网页《{one.title}》" if one.title else "所属网页"
        findings = tuple(paired(one.findings, one.body, PageMasks.of(page, one.beside)))
        if findings != one.findings:
            told.setdefault((one.page, one.text), PairedFindings(one.night, findings))
    return told


def _own_hosts(county: County) -> tuple[str, ...]:
    own = (host for portal in county.portals for host in (host_of(portal.home), *portal.hosts))
    return tuple(urlsplit(f"//{host}").hostname or "" for host in own)


def _allowed_hosts(county: County) -> tuple[str, ...]:
    return tuple(urlsplit(f"//{host}").hostname or "" for host in county.crawl.allowed_hosts)


def check_nights(store: Store, county: County, scheme: Scheme, seen: Seen) -> None:
    """Every night whose evidence, configuration or rules changed since it was judged."""
    for night, basis in nights.stale_nights(store, _night_rules(county, scheme)):
        known = seen(night)
        placed = [one for unit in county.units for one in _judge(unit, known[unit.id], county, scheme, night)]
        nights.keep_night(store, night, basis, placed)


def _night_rules(county: County, scheme: Scheme) -> str:
    """Changes with all that nights are judged by."""
    quota = {unit_class.value: number for unit_class, number in scheme.quota.items()}
    judged = [(unit.id, unit.aliases, unit.unit_class, unit.columns) for unit in county.units]
    return fingerprint(
        checks.RULES,
        judged,
        quota,
        scheme.settings.counting,
        scheme.year_start,
        county.calendar,
        county.dates,
        version("chinesecalendar"),
    )


def is_current(store: Store, config: Path, county: County, scheme: Scheme) -> bool:
    """Whether all texts and nights were checked under the rules, words and settings of now."""
    rule_set = checks.rule_set_version(*rules_of(config))
    return not texts.unchecked(store, rule_set) and not nights.stale_nights(store, _night_rules(county, scheme))


def _judge(
    unit: Unit, known: tuple[ColumnHistory, ...], county: County, scheme: Scheme, night: dt.date
) -> Iterator[Placed]:
    for history in known:
        column = history.column
        for finding in checks.check_column(history, night):
            yield Placed(finding, unit.id, column.name, column.key, column.url)
    record = UnitRecord(unit, known, scheme.first_day(night), night, Calendar(county.calendar), county.dates)
    for found in checks.check_record(record):
        yield Placed(found.finding, unit.id, found.column, found.subject, found.url)
    news = tuple(history for history in known if history.column.kind is ColumnKind.NEWS)
    if not news:
        return
    for found in checks.check_unit(_unit_news(unit, news, county, scheme, night)):
        yield Placed(found.finding, unit.id, found.column, found.subject, found.url)


def _unit_news(unit: Unit, news: tuple[ColumnHistory, ...], county: County, scheme: Scheme, night: dt.date) -> UnitNews:
    return UnitNews(
        unit=unit,
        histories=news,
        quota=scheme.quota[unit.unit_class],
        first=scheme.first_day(night),
        as_of=night,
        calendar=Calendar(county.calendar),
        policy=scheme.settings.counting,
    )


def rules_of(config: Path) -> Rules:
    """What texts are checked by. Raises a HouseError where the office's own words or model cannot be used."""
    return load_with_own(word_folder(config)), second_opinion(config)


def second_opinion(config: Path) -> SecondOpinion | None:
    """The office's own language model beside its configuration, None where it has none. Raises `SecondOpinionError`
    where it cannot be used."""
    folder = config / MODEL_FOLDER
    return MaskedModel.load(folder) if folder.is_dir() else None


def word_folder(config: Path) -> Path | None:
    """The office's own word lists beside its configuration, None where it has none."""
    folder = config / WORD_FOLDER
    return folder if folder.is_dir() else None
