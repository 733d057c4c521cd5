"""What keeps a queue of a hundred thousand quick is also right: counted as rows move, read by seeks, laid out in
batches."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from made_home import COUNTY, TODAY, DeskHome, Flagged

import evidence.findings
from county.account import EVERYTHING
from county.finding import Level
from county.review import Status, Tray
from evidence.desk import reading
from evidence.desk.deciding import Verdict, acts, decide_on, undo
from evidence.desk.filters import QueueFilter
from evidence.desk.laying_out import lay_out, timing_of_checks
from evidence.desk.mutes import Scope, add_mute, end_mute
from evidence.desk.queue import Timing
from evidence.desk.reading import Line, key_of, lines_before, lines_from, open_counts, queue_row, tray_counts
from evidence.errors import EvidenceError
from evidence.findings import rebuild
from evidence.store import Store

TIMING = Timing.of(COUNTY, TODAY)
WORDS = ("登陆网站", "帐户", "版权所友", "中华人民共合国", "严厉打击", "做好工做")
CHANCE = random.Random(7)
FLAGGED = [
    Flagged(
        f"p{number}",
        f"u{CHANCE.randrange(3) + 1}",
        CHANCE.choice(("通知公告", "工作动态")),
        words=WORDS[number % 6] if number < 60 else f"错词{number}",
        sentence=WORDS[number % 6] if number < 60 else f"错词{number}在此",
        level=CHANCE.choice(tuple(Level)),
        night=f"2026-03-{CHANCE.randrange(1, 28):02}",
    )
    for number in range(90)
]
FILTERS = (
    QueueFilter(EVERYTHING),
    QueueFilter(EVERYTHING, unit="u2"),
    QueueFilter(EVERYTHING, rule="word-listed"),
    QueueFilter(EVERYTHING, unit="u1", rule="word-listed"),
    QueueFilter(EVERYTHING, level="一般"),
    QueueFilter(EVERYTHING, words="错词"),
)


@pytest.fixture
def store(home: DeskHome) -> Iterator[Store]:
    home.flag(FLAGGED)
    store = home.store()
    yield store
    store.close()


def _counted(store: Store) -> dict[tuple[str, str], tuple[int, int]]:
    rows = store.connection.execute("SELECT unit, tray, findings, grave FROM queue_count WHERE findings OR grave")
    return {(unit, tray): (number, grave) for unit, tray, number, grave in rows}


def _recounted(store: Store) -> dict[tuple[str, str], tuple[int, int]]:
    rows = store.connection.execute("SELECT unit, tray, count(*), sum(rank = 0) FROM queue GROUP BY unit, tray")
    return {(unit, tray): (number, grave) for unit, tray, number, grave in rows}


def _scattered(store: Store) -> list[tuple[str, ...]]:
    """Rows that do not lie where the least of their group and tray belongs."""
    query = """
    SELECT finding FROM queue JOIN (
        SELECT grp, tray, min(rank) AS rank, min(due) AS due, min(first_seen) AS first FROM queue GROUP BY grp, tray
    ) AS least ON least.grp = queue.grp AND least.tray = queue.tray
    WHERE (group_rank, group_due, group_first) IS NOT (least.rank, least.due, least.first)
    """
    return store.connection.execute(query).fetchall()


def _act_at_random(store: Store, chance: random.Random, number: int) -> None:
    ids = [flagged.id for flagged in chance.sample(FLAGGED, chance.randrange(1, 20))]
    dice, mine = chance.random(), acts(store.connection, "wang")
    if dice < 0.2 and mine:
        undo(store, chance.choice(mine).id, "wang", f"undo-{number}", TIMING)
    elif dice < 0.3:
        add_mute(store, Scope("word-listed", chance.choice(WORDS), unit="u1"), "测试", "wang", TODAY, 30, "r")
    elif dice < 0.4:
        known = store.connection.execute("SELECT id FROM mute WHERE ended_on = ''").fetchall()
        for (mute,) in known[:1]:
            end_mute(store, mute, "wang", TODAY, "r")
    elif dice < 0.6:
        with store.write() as connection:
            lay_out(connection, timing_of_checks(COUNTY), ids)
    else:
        status = chance.choice((Status.CONFIRMED, Status.FALSE_ALARM, Status.NOTIFIED, Status.OTHER_UNIT))
        decide_on(store, ids, Verdict(status, "wang", "", f"act-{number}"), TIMING)


def test_counts_and_groups_are_right_after_whatever_was_done(store: Store) -> None:
    chance = random.Random(1)
    for number in range(80):
        _act_at_random(store, chance, number)
        assert _counted(store) == _recounted(store)
        assert not _scattered(store)
    assert len(_counted(store)) > 6
    totals = tray_counts(store.connection, EVERYTHING)
    assert sum(totals.values()) == len(FLAGGED)
    open_ = sum(number for number, _ in open_counts(store.connection).values())
    assert open_ == sum(totals[tray] for tray in (Tray.REVIEW, Tray.NOTICE, Tray.MENDING, Tray.CHECK))


def test_what_no_check_reports_any_more_is_counted_out(store: Store) -> None:
    [first, second, *_] = FLAGGED
    decide_on(store, [first.id], Verdict(Status.CONFIRMED, "wang", "", "one"), TIMING)
    with store.write() as connection:
        connection.execute("DELETE FROM finding WHERE id IN (?, ?)", (first.id, second.id))
        lay_out(connection, timing_of_checks(COUNTY), [first.id, second.id])
    row = queue_row(store.connection, first.id)
    assert row is not None
    assert (row.status, queue_row(store.connection, second.id)) == (Status.RULE_CLOSED, None)
    assert _counted(store) == _recounted(store)


def _walked(store: Store, wanted: QueueFilter) -> list[Line]:
    """Line after line, as the page of each leads to the next."""
    found: list[Line] = []
    while more := lines_from(store.connection, wanted, key_of(found[-1].lead) if found else None, 2)[bool(found) :]:
        found.append(more[0])
    return found


@pytest.mark.parametrize("wanted", FILTERS)
def test_the_list_is_every_group_once_in_its_order_from_any_place(store: Store, wanted: QueueFilter) -> None:
    condition, values = wanted.condition()
    rows = store.connection.execute(f"SELECT grp, unit FROM queue WHERE {condition}", values).fetchall()  # noqa: S608
    lines = lines_from(store.connection, wanted, None, 1000)
    assert {line.lead.grp for line in lines} == {grp for grp, _ in rows}
    assert sum(line.members for line in lines) == len(rows)
    assert {(line.lead.grp, line.units) for line in lines} == {
        (grp, len({unit for other, unit in rows if other == grp})) for grp, _ in rows
    }
    keys = [key_of(line.lead) for line in lines]
    assert keys == sorted(set(keys))
    assert _walked(store, wanted) == lines
    for at in range(0, len(lines), 7):
        before = lines_before(store.connection, wanted, keys[at], 5)
        assert [key_of(line.lead) for line in before] == keys[max(0, at - 5) : at]
        assert lines_from(store.connection, wanted, keys[at], 5) == lines[at : at + 5]


def _plan(store: Store, query: str, values: dict[str, str | int]) -> str:
    return "\n".join(row[3] for row in store.connection.execute(f"EXPLAIN QUERY PLAN {query}", values))


@pytest.mark.parametrize("wanted", FILTERS)
@pytest.mark.parametrize("step", [reading.FORWARDS, reading.BACK])
def test_a_line_is_found_by_a_seek_and_nothing_is_sorted(store: Store, wanted: QueueFilter, step: reading.Step) -> None:
    plan = _plan(store, *reading.lines_query(wanted, (1, "", "", ""), 40, step))
    assert plan.count("(group_rank,group_due,group_first,grp)") == 2
    assert plan.count("SEARCH queue USING") == 4
    assert "SCAN queue" not in plan
    assert plan.count("queue_rule") == (2 if wanted.rule and not wanted.unit else 0)


def test_equal_hits_of_a_check_are_counted_without_a_look_at_their_rows(store: Store) -> None:
    wanted = QueueFilter(EVERYTHING, rule="word-listed")
    plan = _plan(store, *reading.lines_query(wanted, (1, "", "", ""), 40, reading.FORWARDS))
    assert plan.count("COVERING INDEX queue_group (grp=? AND tray=?)") == 2


def test_a_units_open_findings_come_in_the_order_of_their_index(store: Store) -> None:
    plan = _plan(store, reading.OPEN_OF_UNIT, {"unit": "u1", "most": 60})
    assert "queue_open" in plan
    assert "TEMP B-TREE" not in plan


def _standing(store: Store) -> list[list[tuple[object, ...]]]:
    tables = ("finding", "finding_span", "finding_capture", "queue", "queue_count", "mute_hit")
    return [store.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables]  # noqa: S608


def test_a_check_that_is_broken_off_leaves_whole_findings_and_the_next_does_the_rest(
    home: DeskHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.flag(FLAGGED[:40])
    store = home.store()
    rebuild(store, COUNTY)
    store.connection.execute("UPDATE text_finding SET finding = replace(finding, '帐户', '账户')")
    before, done = _standing(store), []

    def fail_at_last(connection: object, timing: Timing, batch: list[str]) -> None:
        if len(done) == 3:
            raise EvidenceError("断电")
        done.append(batch)
        lay_out(store.connection, timing, batch)

    monkeypatch.setattr(evidence.findings, "BATCH", 5)
    monkeypatch.setattr(evidence.findings, "lay_out", fail_at_last)
    with pytest.raises(EvidenceError):
        rebuild(store, COUNTY)
    assert _counted(store) == _recounted(store)
    unlike = store.connection.execute("SELECT finding FROM queue EXCEPT SELECT id FROM finding").fetchall()
    assert not unlike
    monkeypatch.setattr(evidence.findings, "lay_out", lay_out)
    rebuild(store, COUNTY)
    after = _standing(store)
    assert after != before
    rebuild(store, COUNTY)
    assert _standing(store) == after
    for table in ("finding", "finding_span", "finding_capture", "queue", "queue_count"):
        store.connection.execute(f"DELETE FROM {table}")  # noqa: S608
    rebuild(store, COUNTY)
    anew = _standing(store)
    assert (anew[:3], sorted(anew[3])) == (after[:3], sorted(after[3]))
    assert not _scattered(store)
    store.close()


def test_a_second_check_writes_no_finding_again(store: Store) -> None:
    changes = store.connection.total_changes
    rebuild(store, COUNTY)
    assert store.connection.total_changes == changes
