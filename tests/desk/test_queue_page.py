"""The queue over HTTP: filters, bulk decisions, units' answers, mute rules, what each role sees of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from made_home import TODAY, DeskHome, Flagged
from serving_desk import Asker, serving, signed_in

from county.account import EVERYTHING
from county.configuration.writing import write_county, write_units
from county.finding import FindingState, Level
from county.review import Status, Tray
from evidence.decisions import Decision, decide
from evidence.desk.filters import QueueFilter
from evidence.desk.reading import count, queue_row
from xuncha.desk import desk_settings

FOOTER = [Flagged(f"f{n}", f"u{n % 3 + 1}", words="版权所友", sentence="版权所友 县政府") for n in range(6)]
GRAVE = Flagged("grave", "u1", level=Level.SERIOUS, words="中华人民共合国", sentence="中华人民共合国档案法")
OTHER = Flagged("other", "u2", words="帐户", sentence="办理帐户登记", title="关于帐户登记的公告", night="2026-03-20")


@pytest.fixture
def port(home: DeskHome) -> Iterator[int]:
    home.flag([*FOOTER, GRAVE, OTHER])
    with serving(home.settings()) as port:
        yield port


@pytest.fixture
def wang(home: DeskHome, port: int) -> Asker:
    return signed_in(home, port, "wang")


def opened(asker: Asker, path: str) -> str:
    """The text of a page, its redirects followed."""
    answer = asker.get(path)
    return asker.get(answer.location).text if answer.status == 303 else answer.text


def listed(text: str) -> list[str]:
    """The findings of the list, in its order."""
    return re.findall(r'<a href="/findings/([0-9a-f]{16})\?[^"]*"(?: id="here")?>\s*<span class="l ', text)


def status_of(home: DeskHome, flagged: Flagged) -> str:
    store = home.store()
    row = queue_row(store.connection, flagged.id)
    store.close()
    assert row is not None
    return row.status


def lying(home: DeskHome, tray: Tray) -> int:
    store = home.store()
    number = count(store.connection, QueueFilter(EVERYTHING, tray))
    store.close()
    return number


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", [GRAVE.id, "footer", OTHER.id]),
        ("unit=u2", ["footer", OTHER.id]),
        (f"level={quote('严重')}", [GRAVE.id]),
        (f"q={quote('帐户')}", [OTHER.id]),
        ("q=%25", []),
        ("q=_", []),
        ("rule=link-dead", []),
        ("tray=closed", []),
        ("overdue=1&unit=u1", [GRAVE.id, "footer"]),
        ("mine=1", []),
    ],
)
def test_the_address_is_the_list(wang: Asker, query: str, expected: list[str]) -> None:
    found = listed(opened(wang, f"/queue?{query}"))
    footer = {one.id for one in FOOTER}
    assert ["footer" if finding in footer else finding for finding in found] == expected


def test_a_decision_reaches_the_group_within_the_filter_and_goes_on(home: DeskHome, wang: Asker) -> None:
    first = wang.get("/queue?unit=u1").location
    assert GRAVE.id in first
    page = wang.get(first)
    after = wang.post(f"/findings/{GRAVE.id}/decide", status="confirmed", filter="tray=review&unit=u1")
    assert "中华人民共合国" in page.text
    footer = next(one for one in FOOTER if one.id in after.location)
    after = wang.post(f"/findings/{footer.id}/decide", status="false-alarm", filter="tray=review&unit=u1")
    assert after.location == "/queue?tray=review&unit=u1"
    assert "这里没有问题了" in opened(wang, after.location)
    assert [status_of(home, one) for one in FOOTER[:3]] == ["false-alarm", "pending", "pending"]
    wang.post(f"/findings/{FOOTER[1].id}/decide", status="other-unit", filter="tray=review", one="1")
    assert [status_of(home, one) for one in FOOTER[:3]] == ["false-alarm", "other-unit", "pending"]


def test_who_saw_something_else_decides_nothing(home: DeskHome, port: int, wang: Asker) -> None:
    opened(wang, "/queue")
    zhao = signed_in(home, port, "zhao")
    zhao.post(f"/findings/{GRAVE.id}/decide", status="confirmed", filter="tray=review", seen="pending")
    answer = wang.post(f"/findings/{GRAVE.id}/decide", status="false-alarm", filter="tray=review", seen="pending")
    assert "已变为“属实”" in opened(wang, answer.location)
    assert status_of(home, GRAVE) == Status.CONFIRMED


def test_a_new_hit_shows_what_was_said_of_its_like(home: DeskHome, wang: Asker) -> None:
    opened(wang, "/queue")
    wang.post(f"/findings/{FOOTER[0].id}/decide", status="false-alarm", filter="tray=review")
    home.flag([Flagged("fresh", "u3", words="版权所友", sentence="版权所友 县政府")])
    fresh = Flagged("fresh", words="版权所友", sentence="版权所友 县政府").id
    assert "同样的命中此前：误报 6 条" in wang.get(f"/findings/{fresh}").text


def test_what_no_check_reports_any_more_can_still_be_looked_up(home: DeskHome, port: int, wang: Asker) -> None:
    opened(wang, "/queue")
    wang.post(f"/findings/{GRAVE.id}/decide", status="confirmed", filter="tray=review")
    store = home.store()
    with store.write() as connection:
        connection.execute("DELETE FROM text_finding WHERE text LIKE 'grave-%'")
    store.close()
    home.flag([])
    assert GRAVE.id in listed(opened(wang, "/queue?tray=closed"))
    page = wang.get(f"/findings/{GRAVE.id}").text
    assert all(told in page for told in ("规则变更关闭", "检查不再报告", "待审 → 属实"))
    assert signed_in(home, port, "yangming").get(f"/findings/{GRAVE.id}").status == 404


def test_a_decision_at_the_command_line_moves_it_in_the_queue(home: DeskHome, wang: Asker) -> None:
    store = home.store()
    decide(store, Decision(GRAVE.id, FindingState.DISMISSED, TODAY, "命令行", "误报"))
    store.close()
    assert GRAVE.id not in listed(opened(wang, "/queue"))
    assert status_of(home, GRAVE) == Status.FALSE_ALARM


def test_bulk_shows_how_many_and_is_undone_at_once(home: DeskHome, wang: Asker) -> None:
    opened(wang, "/queue")
    preview = wang.post("/queue/preview", filter="tray=review", all="1")
    assert "共 8 条" in preview.text
    form = {"filter": "tray=review", "all": "1", "total": "8", "status": "false-alarm"}
    assert wang.post("/queue/bulk", **{**form, "total": "7"}).status == 409
    assert wang.post("/queue/bulk", **form).status == 303
    assert lying(home, Tray.CLOSED) == 8
    assert "撤销最近一次：误报 8 条" in opened(wang, "/queue?tray=closed")
    wang.post("/queue/undo", filter="tray=review", finding=GRAVE.id)
    assert lying(home, Tray.REVIEW) == 8
    assert wang.post("/queue/preview", filter="tray=review", some="1").status == 400


def test_a_named_view_is_kept_for_its_owner(home: DeskHome, port: int, wang: Asker) -> None:
    opened(wang, "/queue?unit=u2")
    wang.post("/views", name="阳明洞", filter="tray=review&unit=u2&evil=1")
    assert '<a href="/queue?tray=review&amp;unit=u2">阳明洞</a>' in wang.get("/mine").text
    assert "阳明洞</a>" not in signed_in(home, port, "zhao").get("/mine").text


def test_a_unit_sees_its_own_answers_and_reads_no_notes_of_the_office(home: DeskHome, port: int, wang: Asker) -> None:
    opened(wang, "/queue")
    for status in ("confirmed", "notified"):
        wang.post(f"/findings/{GRAVE.id}/decide", status=status, filter="tray=review", one="1")
    wang.post(f"/findings/{GRAVE.id}/note", content="内部意见：先电话沟通", filter="tray=mending")
    wang.post(f"/findings/{GRAVE.id}/remind", content="请周五前改好", filter="tray=mending")
    unit = signed_in(home, port, "longchang")
    text = opened(unit, "/queue")
    assert listed(text) == [GRAVE.id]
    assert "请周五前改好" in text
    assert "内部意见" not in text
    assert OTHER.id not in opened(unit, "/queue?tray=review&unit=u2")
    assert unit.post(f"/findings/{GRAVE.id}/answer", content="已于今日改正", filter="").status == 303
    assert status_of(home, GRAVE) == Status.ANSWERED
    assert "已于今日改正" in opened(wang, "/queue?tray=check")
    assert "内部意见" in wang.get(f"/findings/{GRAVE.id}").text


def test_a_units_word_on_what_it_was_not_told_of_changes_no_state(home: DeskHome, port: int) -> None:
    unit = signed_in(home, port, "longchang")
    unit.post(f"/findings/{GRAVE.id}/answer", content="不是我们的", filter="")
    assert status_of(home, GRAVE) == Status.PENDING


def test_a_muted_hit_is_grey_and_its_rule_is_listed_with_its_hits(home: DeskHome, port: int, wang: Asker) -> None:
    wang.get(f"/findings/{FOOTER[0].id}/mute?tray=review")
    after = wang.post(
        f"/findings/{FOOTER[0].id}/mute", reach="sentence", reason="页脚字样", days="30", filter="tray=review"
    )
    assert after.status == 303
    assert lying(home, Tray.MUTED) == 6
    assert "已静默" in opened(wang, "/queue?tray=muted")
    assert re.search(r"页脚字样.*?<td>6</td>", wang.get("/mutes").text, re.DOTALL)
    wide = wang.post(f"/findings/{OTHER.id}/mute", reach="county", reason="全县通用", days="30", filter="tray=review")
    assert wide.status == 303
    assert status_of(home, OTHER) == Status.PENDING
    assert lying(home, Tray.MUTED) == 6
    [pending] = re.findall(r"/mutes/([0-9a-f]+)/approve", signed_in(home, port, "zhao").get("/mutes").text)
    assert wang.post(f"/mutes/{pending}/approve").status == 409
    zhao = signed_in(home, port, "zhao")
    assert zhao.post(f"/mutes/{pending}/approve").status == 303
    assert lying(home, Tray.MUTED) == 7
    assert zhao.post(f"/mutes/{pending}/end").status == 303
    assert lying(home, Tray.MUTED) == 6


@pytest.mark.parametrize("form", [
    {"status": "vanished"}, {"status": "nonsense"}, {"status": ""}, {"status": "deferred"},
    {"status": "deferred", "reason": "x", "approver": "y", "until": "2026-13-40"}, {"status": "passed"},
])  # fmt: skip
def test_what_is_not_allowed_changes_nothing(home: DeskHome, wang: Asker, form: dict[str, str]) -> None:
    wang.get(f"/findings/{GRAVE.id}")
    answer = wang.post(f"/findings/{GRAVE.id}/decide", filter="tray=review", **form)
    assert answer.status in (303, 400, 409)
    assert status_of(home, GRAVE) == Status.PENDING


def test_the_audit_names_who_when_from_where_to_where_why_and_in_which_request(
    home: DeskHome, port: int, wang: Asker
) -> None:
    wang.get(f"/findings/{GRAVE.id}")
    answer = wang.post(f"/findings/{GRAVE.id}/decide", status="false-alarm", reason="引文原文", filter="tray=review")
    request = answer.headers["x-request-id"]
    text = wang.get(f"/findings/{GRAVE.id}").text
    assert "待审 → 误报：引文原文" in text
    assert request in wang.get("/units/u1/history").text
    trail = signed_in(home, port, "auditor").get("/trail").text
    assert all(told in trail for told in (request, "wang", "误报", "待审", "引文原文"))


def test_a_fault_of_ours_tells_the_browser_nothing_of_it(home: DeskHome, wang: Asker) -> None:
    store = home.store()
    with store.write() as connection:
        connection.execute("UPDATE finding_span SET content = '{' WHERE finding = ?", (GRAVE.id,))
    store.close()
    answer = wang.get(f"/findings/{GRAVE.id}")
    assert (answer.status, answer.text) == (500, "这个页面出错了，什么也没有改变；请把时间和网址告诉维护人员。\n")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert wang.get("/trail?before=" + "9" * 40).status == 200


NASTY = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}"


def test_nothing_that_comes_from_the_web_is_markup(home: DeskHome, wang: Asker) -> None:
    evil = Flagged("evil", "u1", column=f"栏{NASTY}", title=f"题{NASTY}", words=NASTY, sentence=f"句{NASTY}",
                   why=f"因{NASTY}", url=f"http://www.example.gov.cn/{NASTY}")  # fmt: skip
    home.flag([evil])
    opened(wang, "/queue")
    wang.post(f"/findings/{evil.id}/note", content=f"记{NASTY}", filter="")
    wang.post("/views", name=NASTY[:30], filter="tray=review")
    wang.post(f"/findings/{evil.id}/mute", reach="page", reason=NASTY, days="9", filter="tray=review")
    pages = [f"/findings/{evil.id}", "/queue?" + urlencode({"q": NASTY}), "/mutes", "/mine", "/trail",
             "/queue?tray=muted", f"/findings/{evil.id}/mute", "/login?next=" + quote(NASTY)]  # fmt: skip
    for path in pages:
        text = opened(wang, path)
        assert "<script>alert" not in text, path
        assert "<img src=x" not in text, path
        assert "49" not in re.findall(r"\{\{7\*7\}\}|>49<", text), path


def test_an_address_of_a_page_that_would_run_is_no_link(home: DeskHome, wang: Asker) -> None:
    evil = Flagged("evil", "u1", url="javascript:alert(1)")
    home.flag([evil])
    assert 'href="javascript:' not in wang.get(f"/findings/{evil.id}").text


@pytest.mark.parametrize("value", ["a\r\nSet-Cookie: evil=1", "a\nLocation: http://evil.example", "a%0d%0aX-Evil: 1"])
def test_no_value_reaches_the_head_of_an_answer(wang: Asker, value: str) -> None:
    opened(wang, "/queue")
    for answer in (
        wang.post("/views", name="名", filter=urlencode({"unit": value})),
        wang.get("/queue?" + urlencode({"q": value})),
        wang.post(f"/findings/{GRAVE.id}/later", filter=urlencode({"q": value})),
    ):
        assert "evil" not in answer.headers.get("set-cookie", "")
        assert "x-evil" not in answer.headers
        assert "evil.example" not in answer.location.partition("?")[0]


def test_a_store_brought_to_a_newer_schema_has_its_queue_when_the_desk_starts(home: DeskHome) -> None:
    home.flag([GRAVE])
    write_county(home.folder / "county.toml", home.county)
    write_units(home.folder / "units.toml", home.county.units)
    store = home.store()
    with store.write() as connection:
        connection.execute("DELETE FROM queue")
        connection.execute("DELETE FROM queue_count")
    store.close()
    assert lying(home, Tray.REVIEW) == 0
    desk_settings(home.home, plain_http=True)
    assert lying(home, Tray.REVIEW) == 1
