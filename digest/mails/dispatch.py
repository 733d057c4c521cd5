"""From facts to the outbox (制信): who is written to, once for each unit, period and kind; or to files, for a look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from county.finding import Level
from county.settings import County
from county.units import Unit
from digest.fault_book import book_faults, write_fault_book
from digest.faults import Fault
from digest.issuing import Issuing
from digest.mails.county_mail import alarming, alert_mail, alert_period, county_mail, robot_text, set_name
from digest.mails.facts import CountyFacts
from digest.mails.letter import DOCX, XLSX, Attachment, Letter, compose
from digest.mails.robots import robot_message
from digest.mails.unit_mail import Occasion, UnitMail, is_owed, unit_mail
from digest.mails.urging_mail import notice_mail, urging_mail
from digest.material import Material
from digest.notices import to_be_mended
from digest.period_papers import Kept
from digest.urging import Urging
from evidence.outbox import Channel, Outbox, PostKey
from evidence.run_chain import Link
from evidence.store import Store

COUNTY, ALERT = "county", "alert"
"""Kinds of the office's own mails; stored contracts."""
NOTICE, URGING = "notice", "urging"
"""Kinds of letters about mending; that of a reminder ends in the name of its step. Stored contracts."""
DRY_SENDER = "xuncha@localhost.invalid"
_ROBOTS: dict[str, Channel] = {channel.value: channel for channel in Channel if channel is not Channel.MAIL}


@dataclass(slots=True)
class Dispatch:
    """What one call did: names of what is newly queued or written, of what was there already, and units that cannot be
    written to because no contact has an address."""

    made: list[str] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    unreachable: list[str] = field(default_factory=list)


class Dispatcher:
    """Puts mails into the outbox or, where `folder` is given, writes them as .eml and queues nothing."""

    def __init__(self, store: Store, county: County, now: dt.datetime, folder: Path | None = None) -> None:
        self._outbox = Outbox(store)
        self._county = county
        self._now = now
        self._folder = folder
        self.done = Dispatch()

    def units(self, facts: CountyFacts, occasion: Occasion) -> None:
        """Each unit's mail; reminders only to those who owe something."""
        for one in facts.units:
            if occasion is not Occasion.WEEKLY and not is_owed(one):
                continue
            key = PostKey(one.unit.id, _period(facts, occasion), occasion.value)
            files = tuple(_fault_book(facts.material, one.unit, key.period)) if occasion is Occasion.WEEKLY else ()
            self._to_unit(key, one.unit, unit_mail(one, facts, occasion), files)

    def office(
        self,
        facts: CountyFacts,
        head: Link | None,
        warnings: list[str],
        overdue: tuple[Fault, ...] = (),
        papers: tuple[Kept, ...] = (),
    ) -> None:
        """The office's weekly mail; `overdue` is what stands long after its last day, `papers` what was made."""
        key = PostKey("", facts.period.id, COUNTY)
        files = tuple(_fault_book(facts.material, None, key.period))
        self._mail(key, self._county.mail.office, county_mail(facts, head, warnings, overdue, papers), files)

    def urge(self, material: Material, urging: Urging, today: dt.date) -> str:
        """One reminder by rule; gives the name of its letter, "" where the unit cannot be written to."""
        unit = self._county.unit(urging.unit)
        key = PostKey(unit.id, urging.due.isoformat(), f"{URGING}-{urging.step.name}")
        files = tuple(_fault_book(material, unit, key.period))
        return self._to_unit(key, unit, urging_mail(material, unit, urging, today), files)

    def notice(self, material: Material, unit: Unit, issuing: Issuing, paper: bytes) -> str:
        """The letter that carries a 整改通知单, once for the same faults on one day; gives its name or ""."""
        material = _as_issued(material, unit, issuing)
        faults = to_be_mended(material, unit)
        key = PostKey(unit.id, f"{issuing.made_on}-{set_name(faults)}", NOTICE)
        name = f"zhenggai-{issuing.made_on:%Y%m%d}-{unit.id}"[:55]
        files = (Attachment(f"{name}.docx", DOCX, paper), *_fault_book(material, unit, str(issuing.made_on)))
        return self._to_unit(key, unit, notice_mail(material, unit, faults, issuing), files)

    def _to_unit(self, key: PostKey, unit: Unit, mail: UnitMail, files: tuple[Attachment, ...]) -> str:
        to = _addresses(unit)
        if not to and self._folder is None:
            self.done.unreachable.append(unit.name)
            return ""
        self._mail(key, to, mail, files)
        return key.name

    def alert(self, material: Material, rules: dict[str, str]) -> None:
        """What cannot wait, by mail and by the robots; nothing where there is nothing."""
        faults = alarming(material, rules)
        if not faults:
            return
        period = alert_period(material, faults)
        self._mail(PostKey("", period, ALERT), self._county.mail.office, alert_mail(material, faults))
        for name in self._county.mail.robots:
            key = PostKey("", period, ALERT, _ROBOTS[name])
            message = robot_message(key.channel, "网站巡查预警", robot_text(material, faults))
            self._put(key, (), f"网站巡查预警 {len(faults)} 条", message)

    def _mail(self, key: PostKey, to: tuple[str, ...], mail: UnitMail, files: tuple[Attachment, ...] = ()) -> None:
        if not to and self._folder is None:
            self.done.unreachable.append("信息科")
            return
        policy = self._county.mail
        sender = policy.sender or DRY_SENDER
        letter = Letter(key.name, to or (DRY_SENDER,), mail.subject, mail.body.text, mail.body.html, files)
        message = compose(letter, sender, policy.name, self._now)
        self._put(key, to, mail.subject, message.as_bytes())

    def _put(self, key: PostKey, to: tuple[str, ...], subject: str, message: bytes) -> None:
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            suffix = "eml" if key.channel is Channel.MAIL else "json"
            (self._folder / f"{key.name}.{suffix}").write_bytes(message)
            self.done.made.append(key.name)
        elif self._outbox.queue(key, to, subject, message, self._now):
            self.done.made.append(key.name)
        else:
            self.done.already.append(key.name)


def _as_issued(material: Material, unit: Unit, issuing: Issuing) -> Material:
    """The material with the limits that the notice sets."""
    named = {fault.id for fault in to_be_mended(material, unit)}
    last = {level: issuing.deadline(material.calendar, level) for level in Level}
    faults = (
        replace(one, since=issuing.made_on, due=last[one.level]) if one.id in named else one for one in material.faults
    )
    return replace(material, faults=tuple(faults))


def _period(facts: CountyFacts, occasion: Occasion) -> str:
    return str(facts.material.as_of) if occasion is Occasion.HOLIDAY else facts.period.id


def _addresses(unit: Unit) -> tuple[str, ...]:
    return tuple(contact.mail for contact in unit.contacts if contact.mail)


def _fault_book(material: Material, unit: Unit | None, period: str) -> Iterator[Attachment]:
    """The workbook of what has to be mended, where there is anything in it."""
    if not book_faults(material, unit):
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "taizhang.xlsx"
        write_fault_book(path, material, unit)
        name = f"taizhang-{period.replace('-', '')}-{unit.id if unit else 'all'}"[:55]
        yield Attachment(f"{name}.xlsx", XLSX, path.read_bytes())
