"""`xuncha digest`: the mails of a week, reminders and alerts, into the outbox or, for a look, into files."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import click

from county.calendar import Calendar
from county.settings import County
from digest.mails.dispatch import Dispatch, Dispatcher
from digest.mails.facts import county_facts
from digest.mails.sending import send_due
from digest.mails.unit_mail import Occasion
from digest.material import Material, gather
from digest.period import Period, Rhythm, last_ended, period_of
from digest.period_papers import Kept, due_within, kept_papers
from digest.reminder_rules import Step, load_steps
from digest.urging import long_overdue, urgings
from evidence import run_chain
from evidence.desk.urging import note_urged, urged_before
from evidence.findings import findings
from evidence.home import Home
from evidence.known_state import last_night
from evidence.outbox import Outbox, PostState
from evidence.store import Store
from scoring import scheme_of
from xuncha.errors import OK, PARTLY
from xuncha.options import home_options, today_of, today_option

_WEEK = re.compile(r"(\d{4})-W(\d{2})")
STALE = dt.timedelta(days=7)
"""So old may the newest night be that a reminder (本周待办、节前) rests on."""
WEEKLY, ALERT, URGING = "weekly", "alert", "urging"


@click.command()
@home_options
@today_option
@click.option("--week", help="哪一周，如 2026-W10；默认为最近结束的一周。")
@click.option(
    "--kind",
    type=click.Choice([*map(str, Occasion), ALERT, URGING]),
    default=WEEKLY,
    show_default=True,
    help="weekly 周报，reminder 本周待办提醒，holiday 节前提醒，alert 预警，urging 整改催办。",
)
@click.option("--dry-run", is_flag=True, help="只写成 .eml 文件供查看，不进发件箱。")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="--dry-run 写到哪个文件夹。")
@click.option("--send", is_flag=True, help="放进发件箱后立即发送。")
@click.pass_context
def digest(
    context: click.Context,
    home: Home,
    today: dt.datetime | None,
    week: str | None,
    kind: str,
    dry_run: bool,
    out: Path | None,
    send: bool,
) -> None:
    """各单位周报、县级周报、提醒和预警；同一单位同一期只有一封，再运行不会重复。"""
    if dry_run and send:
        raise click.UsageError("--dry-run 和 --send 只能选一个。")
    county, now = home.county(), dt.datetime.now(dt.UTC)
    day = today_of(county, today)
    folder = (out or home.folder / "outbox-dry-run") if dry_run else None
    with home.store() as store:
        night = last_night(store)
        if night is None:
            raise click.UsageError("还没有巡查过一夜，没有可写的内容；请先运行 xuncha night。")
        dispatcher = Dispatcher(store, county, now, folder)
        if kind == ALERT:
            material = gather(store, county, scheme_of(home.config, county), night)
            dispatcher.alert(material, {one.id: one.finding.rule for one in findings(store, night)})
        elif kind == URGING:
            material = gather(store, county, scheme_of(home.config, county), night)
            _urge(store, material, load_steps(home.config), dispatcher, day, note=not dry_run)
        else:
            occasion = Occasion(kind)
            period = _period(county, week, occasion, day)
            if occasion is not Occasion.WEEKLY and day - night > STALE:
                raise click.UsageError(
                    f"最近一夜是 {night}，到 {day} 已有 {(day - night).days} 天没有巡查，不知道各单位还欠什么，"
                    "没有写提醒；请运行 xuncha jobs 查明原因，补巡查一夜后再写。"
                )
            # a reminder says what is owed by now: on a Monday no night of its week has been yet
            if night < period.start and (occasion is Occasion.WEEKLY or day not in period):
                raise click.UsageError(f"{period.label}还没有巡查过一夜（最近一夜是 {night}），没有可写的内容。")
            _periodic(store, home, county, dispatcher, occasion, period, min(night, period.end))
        _tell(dispatcher.done, folder)
        sent = send_due(store, county.mail, home.config, lambda: dt.datetime.now(dt.UTC)) if send else None
    if sent:
        click.echo(f"发出 {len(sent.sent)} 件，未发出 {len(sent.refused)} 件。")
    troubled = dispatcher.done.unreachable or (sent and (sent.refused or sent.trouble))
    context.exit(PARTLY if troubled else OK)


def _period(county: County, week: str | None, occasion: Occasion, day: dt.date) -> Period:
    calendar = Calendar(county.calendar)
    if week is None:
        current = occasion is not Occasion.WEEKLY
        yesterday = day - dt.timedelta(days=1)
        return period_of(day, Rhythm.WEEK, calendar) if current else last_ended(yesterday, Rhythm.WEEK, calendar)
    match = _WEEK.fullmatch(week)
    try:
        first = dt.date.fromisocalendar(int(match[1]), int(match[2]), 4) if match else None
    except ValueError:
        first = None
    if first is None:
        raise click.UsageError(f"“{week}”不是周；请写成 2026-W10 这样。")
    return period_of(first, Rhythm.WEEK, calendar)


def _periodic(
    store: Store,
    home: Home,
    county: County,
    dispatcher: Dispatcher,
    occasion: Occasion,
    period: Period,
    as_of: dt.date,
) -> None:
    running = occasion is not Occasion.WEEKLY
    facts = county_facts(store, county, scheme_of(home.config, county), period, as_of, running=running)
    dispatcher.units(facts, occasion)
    if occasion is Occasion.WEEKLY:
        head = run_chain.head(store.path.with_name(run_chain.FILE))
        overdue = long_overdue(facts.material, load_steps(home.config), period.end)
        dispatcher.office(facts, head, _warnings(store, dispatcher.done), overdue, _papers(home, county, period))


def _papers(home: Home, county: County, period: Period) -> tuple[Kept, ...]:
    """What was made since the mail before: a week's mail goes out on the day after it, when papers may be new."""
    calendar, day = Calendar(county.calendar), dt.timedelta(days=1)
    known = kept_papers(home.folder, calendar)
    return tuple(kept for kept in known if due_within(kept, period.start + day, period.end + day, calendar))


def _urge(
    store: Store, material: Material, steps: tuple[Step, ...], dispatcher: Dispatcher, today: dt.date, *, note: bool
) -> None:
    """Each letter is in the outbox before it stands in the histories: what is cut off between is written down by the
    next call, and nothing is sent twice."""
    for urging in list(urgings(material, steps, today, urged_before(store.connection))):
        post = dispatcher.urge(material, urging, today)
        if post and note:
            content = f"{urging.step.title}：{urging.sentence(today, material.calendar)}"
            note_urged(store, urging.urged, content, post)


def _warnings(store: Store, done: Dispatch) -> list[str]:
    outbox = Outbox(store)
    stuck = outbox.posts(PostState.FAILED, PostState.UNCERTAIN)
    told = [f"发件箱里有 {len(stuck)} 件没有发出或待核实，请运行 xuncha mail list 查看。"] if stuck else []
    if done.unreachable:
        told.append(f"没有登记联络员邮箱、没有寄出的单位：{'、'.join(dict.fromkeys(done.unreachable))}。")
    return told


def _tell(done: Dispatch, folder: Path | None) -> None:
    where = f"写到 {folder}" if folder else "放进发件箱"
    click.echo(f"{where} {len(done.made)} 件" + (f"，此前已有 {len(done.already)} 件" if done.already else "") + "。")
    if done.unreachable:
        names = "、".join(dict.fromkeys(done.unreachable))
        click.echo(f"没有邮箱、没有寄出：{names}；请在 units.toml 补上联络员邮箱。", err=True)
