"""What the books say (对账): everything that is not as it should be after a rehearsal, one sentence each."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from bench.soak.growth import Growth, growth
from bench.soak.office import SENDER
from bench.soak.offices import Office, Plant, Post, Standing
from bench.soak.rehearsal import Rehearsal
from bench.soak.year import DAY, Outage
from county.finding import KnownFinding, Level
from county.recheck import Outcome
from county.visit import Verdict
from evidence.findings import findings
from evidence.histories import visits
from evidence.home import JOURNALS
from evidence.job_ledger import JobLedger, JobRun, JobState
from evidence.outbox import Outbox, PostState
from evidence.outbox import Post as Letter
from evidence.rechecks import RecheckRow, newest_rechecks
from evidence.verification import verify
from scoring import EntryState, Sheet, scheme_of
from scoring.scores import score_units

_TERMINAL = (JobState.DONE, JobState.FAILED, JobState.MISSED)
_WEEKS_NEWS = "news-week-short"
_OF_SILENCE = (_WEEKS_NEWS, "column-stale")
_NEWS, _WORDS = "(一)9", "(五)6"
"""The clauses of the scheme that what was planted can cost points under."""
_A_WORD = Decimal("0.2")
FLAT = 1.5
"""A night of the last quarter adds at most so many times what one of the first did, beside the witnesses of unchanged
pages, and looks again at no larger a part of the portal than so many times that of the first."""


class Books:
    """The books after `nights` nights of a rehearsal, held against what was planted and what befell it."""

    def __init__(self, rehearsal: Rehearsal, nights: int) -> None:
        self.rehearsal = rehearsal
        self.nights = nights
        self.last = rehearsal.first + (nights - 1) * DAY
        self.outages = {night: outage for night, outage in rehearsal.outages.items() if night < nights}

    @cached_property
    def runs(self) -> list[JobRun]:
        """The rows of all jobs, oldest first."""
        with self.rehearsal.home.store() as store:
            return JobLedger(store).since(self.rehearsal.at(self.rehearsal.first, dt.time(0)))[::-1]

    @cached_property
    def night_runs(self) -> list[JobRun]:
        """The rows of the nights, oldest first."""
        return [run for run in self.runs if run.job == "night" and run.day <= self.last]

    @cached_property
    def letters(self) -> list[Letter]:
        """The rows of the outbox."""
        with self.rehearsal.home.store() as store:
            return Outbox(store).posts()

    @cached_property
    def known(self) -> list[KnownFinding]:
        """All findings at the end."""
        with self.rehearsal.home.store() as store:
            return findings(store, self.last)

    @cached_property
    def rechecks(self) -> dict[str, RecheckRow]:
        """What the last re-check saw, by finding."""
        with self.rehearsal.home.store() as store:
            return newest_rechecks(store)

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The score of every unit at the end."""
        home = self.rehearsal.home
        county = home.county()
        with home.store() as store:
            return score_units(store, county, scheme_of(home.config, county), self.last)

    @cached_property
    def seen(self) -> set[dt.date]:
        """The nights on which every column was read whole."""
        read: defaultdict[dt.date, set[str]] = defaultdict(set)
        with self.rehearsal.home.store() as store:
            for visit in visits(store, dt.date.max):
                if visit.verdict is Verdict.COMPLETE:
                    read[visit.night].add(visit.column)
        return {night for night, columns in read.items() if len(columns) == len(self.rehearsal.programme.offices)}

    def complaints(self) -> Iterator[str]:
        """Everything that is not as it should be."""
        yield from self._rows()
        yield from self._mails()
        yield from self._digests()
        yield from self._faults()
        yield from self._points()
        yield from self._zones()
        yield from self._growth()
        yield from self._chain()

    def _rows(self) -> Iterator[str]:
        days = Counter(run.day for run in self.night_runs)
        for number in range(self.nights):
            day = self.rehearsal.first + number * DAY
            if days[day] != 1:
                yield f"the night of {day} has {days[day]} rows"
        for run in self.runs:
            if run.state not in _TERMINAL:
                yield f"{run.job} of {run.day} is {run.state}"
            if run.state is not JobState.DONE and not run.reason:
                yield f"{run.job} of {run.day} has no reason"
            if run.state is not JobState.DONE and run.job == "night" and not self._befell(run.day):
                yield f"the night of {run.day} is {run.state} and nothing befell it: {run.reason}"

    def _befell(self, day: dt.date) -> bool:
        number = (day - self.rehearsal.first).days
        return any(number + near in self.outages for near in (0, 1))

    # mails

    def _mails(self) -> Iterator[str]:
        """What the outbox calls sent came once, what it doubts at most once, and nothing else came."""
        came, known = self.rehearsal.mailbox.counts(), {}
        for letter in self.letters:
            known[message_id(letter)] = letter
            count = came[message_id(letter)]
            right = count <= 1 if letter.state is PostState.UNCERTAIN else count == 1
            if letter.state not in (PostState.SENT, PostState.UNCERTAIN):
                yield f"{letter.key.name} is {letter.state}: {letter.reply}"
            elif not right:
                yield f"{letter.key.name} is {letter.state} and came {count} times"
        yield from (
            f"{count} mails {id_} are in no row of the outbox" for id_, count in came.items() if id_ not in known
        )
        cuts = list(self.outages.values()).count(Outage.CUT_IN_POST)
        if self.doubtful > cuts:
            yield f"{self.doubtful} mails are in doubt after {cuts} power cuts while mails went out"

    @property
    def doubtful(self) -> int:
        """How many mails nobody can say of whether they arrived."""
        return sum(letter.state is PostState.UNCERTAIN for letter in self.letters)

    def _digests(self) -> Iterator[str]:
        """Each week's mail to each unit and to the office is in the outbox."""
        kept = {
            (letter.key.unit, letter.key.period) for letter in self.letters if letter.key.kind in ("weekly", "county")
        }
        told = {run.day: run for run in self.runs if run.job == "weekly"}
        for monday, run in told.items():
            week = self.rehearsal.programme.calendar.week_of(monday - 7 * DAY)
            if run.state is not JobState.DONE and week.end >= self.rehearsal.first:
                yield f"the weekly mails of {monday} are {run.state}: {run.reason}"
            elif run.state is JobState.DONE:
                units = ("", *(office.id for office in self.rehearsal.programme.offices))
                yield from (
                    f"{unit or 'county'} has no mail of {week.id}" for unit in units if (unit, week.id) not in kept
                )

    # faults

    def _faults(self) -> Iterator[str]:
        by_page: defaultdict[str, list[KnownFinding]] = defaultdict(list)
        for one in self.known:
            by_page[one.url].append(one)
        for post in self.planted():
            url = f"{self.rehearsal.portal.url}{post.attachment or post.path}"
            yield from self._held(post, [one for one in by_page[url] if one.finding.words == post.words])
        planted = {(self.rehearsal.portal.url + (post.attachment or post.path), post.words) for post in self.planted()}
        for one in self.known:
            if one.finding.level is Level.NOTICE or one.finding.rule in _OF_SILENCE:
                continue
            if (one.url, one.finding.words) not in planted:
                yield f"nobody planted {one.finding.rule} “{one.finding.words}” on {one.url}"

    def planted(self) -> list[Post]:
        """The items that began with a fault."""
        return [post for post in self.rehearsal.programme.posts(self.last) if post.plant is not Plant.NONE]

    def _held(self, post: Post, mine: list[KnownFinding]) -> Iterator[str]:
        """Found if a whole night saw it, gone again if a whole night came after."""
        name = f"“{post.plant}” of {post.office.name} on {post.day}"
        for start, end in post.faulty_spans():
            looks = [day for day in self.seen if start <= day < end]
            if looks and not any(one.first_seen < end and one.last_seen >= start for one in mine):
                yield f"{name} was not found between {start} and {end}"
        ended = [day for day in self.seen if day >= end]
        if ended and any(not one.gone or one.id not in self.rechecks for one in mine):
            yield f"the end of {name} was not recognised since {end}"
        wanted = Outcome.PAGE_GONE if post.standing(self.last) is Standing.GONE else Outcome.FIXED
        for told in (self.rechecks[one.id] for one in mine if ended and one.gone and one.id in self.rechecks):
            if told.kind is not wanted:
                yield f"the end of {name} is told as “{told.sentence}”"
        if post.standing(self.last) is Standing.FAULTY and mine and all(one.gone for one in mine):
            yield f"{name} stands and is called gone"

    # points

    def _points(self) -> Iterator[str]:
        """A week costs what it truly lacked and no more, and every week that lacked something is told."""
        weeks = {
            week.id: week for week in self.rehearsal.programme.calendar.weeks(self.rehearsal.first, self.last - 6 * DAY)
        }
        for office, sheet in zip(self.rehearsal.programme.offices, self.sheets, strict=True):
            told = {
                one.finding.words: one.finding.count
                for one in self.known
                if one.finding.rule == _WEEKS_NEWS and one.unit == office.id and not one.gone
            }
            for id_, count in told.items():
                if id_ not in weeks or count > self.rehearsal.programme.missing(office, weeks[id_]):
                    yield f"{office.name} is said to lack {count} in {id_} and does not"
            for id_, week in weeks.items():
                if self.rehearsal.programme.missing(office, week) > told.get(id_, 0) and week.end < self.last:
                    yield f"nobody told that {office.name} lacked news in {id_}"
            yield from self._entries(office, sheet, {weeks[id_].end for id_ in told if id_ in weeks})

    def _entries(self, office: Office, sheet: Sheet, short: set[dt.date]) -> Iterator[str]:
        for clause in sheet.clauses:
            for entry in clause.entries:
                if entry.state is not EntryState.COUNTED or entry.points >= 0:
                    continue
                worded = clause.id == _WORDS and -entry.points <= _A_WORD * len(entry.evidence)
                if not (worded or (clause.id == _NEWS and entry.day in short)):
                    yield f"{office.name} lost {-entry.points} of {clause.id} for nothing: {entry.why}"

    # the rest

    def _zones(self) -> Iterator[str]:
        """Whatever the machine's zone: what is due in the evening is due in the evening of the county."""
        for run in self.night_runs:
            if run.due != self.rehearsal.at(run.day, dt.time(22, 0)):
                yield f"the night of {run.day} was due at {run.due}"

    @cached_property
    def growth(self) -> tuple[Growth, Growth]:
        """What a night of the first quarter added, and one of the last."""
        return growth(self.rehearsal)

    def _growth(self) -> Iterator[str]:
        first, last = self.growth
        if self.nights >= 60 and last.beside > FLAT * first.beside:
            yield f"a night adds {last.sentence} in the last quarter, {first.sentence} in the first"
        if self.nights >= 60 and last.looks / last.pages > FLAT * first.looks / first.pages:
            yield f"more of the portal is looked at: {last.sentence} in the last quarter, {first.sentence} in the first"

    def _chain(self) -> Iterator[str]:
        home = self.rehearsal.home
        with home.store() as store:
            yield from (one.sentence for one in verify(store, home.packs, JOURNALS))


def message_id(letter: Letter) -> str:
    """The Message-ID under which that row goes out."""
    digest = hashlib.sha256(f"{SENDER}\n{letter.key.name}".encode()).hexdigest()[:32]
    return f"<{digest}.xuncha@{SENDER.partition('@')[2]}>"
