"""What a page hides: hosts by name, one finding a host, a possible veto that a person decides."""

from __future__ import annotations

import pytest

from checks import check_traces
from checks.hosts import service_hosts
from county.finding import Finding, Level
from county.trace import Trace, TracedPage, TraceKind

OWN = ("www.xiuwen.gov.cn",)
SPAM = "www.yule.example"


def _found(*traces: Trace, new_hosts: tuple[str, ...] = (), allowed: tuple[str, ...] = ()) -> list[Finding]:
    return check_traces(TracedPage(traces, new_hosts, OWN, allowed))


def _trace(kind: TraceKind, host: str = SPAM, how: str = "display:none", count: int = 1) -> Trace:
    return Trace(kind, host, how, "原文", count)


@pytest.mark.parametrize(
    ("trace", "rule", "words"),
    [
        (_trace(TraceKind.HIDDEN_LINK), "hidden-link", SPAM),
        (_trace(TraceKind.REDIRECT), "page-hijacked", SPAM),
        (_trace(TraceKind.FOREIGN_PART, how="script"), "unclean-paste", SPAM),
        (_trace(TraceKind.OFFICE, "", "mso- 样式", 3), "unclean-paste", "Word格式"),
        (_trace(TraceKind.LOCAL_PATH, "", "本机路径"), "unclean-paste", "本机路径"),
    ],
)
def test_each_trace_is_a_possible_veto(trace: Trace, rule: str, words: str) -> None:
    [finding] = _found(trace)
    assert (finding.rule, finding.level, finding.words, finding.count) == (rule, Level.SUSPECTED, words, trace.count)
    assert "（五）2" in finding.why
    assert "疑似否决" in finding.why
    assert "自动消除" in finding.suggestion


@pytest.mark.parametrize("how", ["img", "iframe", "link"])
def test_what_only_shows_something_is_a_notice(how: str) -> None:
    [finding] = _found(_trace(TraceKind.FOREIGN_PART, how=how))
    assert finding.level is Level.NOTICE
    assert "否决" not in finding.why


def test_a_script_among_pictures_counts_as_one() -> None:
    [finding] = _found(_trace(TraceKind.FOREIGN_PART, how="img"), _trace(TraceKind.FOREIGN_PART, how="script"))
    assert (finding.level, finding.count) == (Level.SUSPECTED, 2)


@pytest.mark.parametrize("kind", [TraceKind.HIDDEN_LINK, TraceKind.FOREIGN_PART, TraceKind.REDIRECT])
@pytest.mark.parametrize(
    "host",
    ["www.gov.cn", "xiuwen.guiyang.gov.cn", "m.www.xiuwen.gov.cn", "www.news.cn", "hm.baidu.com", "cdn.ours.example"],
)
def test_hosts_that_need_no_question(kind: TraceKind, host: str) -> None:
    assert _found(_trace(kind, host), new_hosts=(host,), allowed=("ours.example",)) == []


@pytest.mark.parametrize("host", ["www.gov.cn.evil.example", "baidu.com.evil.example", "xiuwen-gov.cn"])
def test_hosts_that_only_look_like_it(host: str) -> None:
    rules = {finding.rule for finding in _found(_trace(TraceKind.HIDDEN_LINK, host), new_hosts=(host,))}
    assert rules == {"hidden-link", "script-injected"}


def test_one_finding_a_host_and_page() -> None:
    found = _found(*(_trace(TraceKind.HIDDEN_LINK) for _ in range(9)), _trace(TraceKind.HIDDEN_LINK, "b.example"))
    assert [(finding.words, finding.count) for finding in found] == [(SPAM, 9), ("b.example", 1)]


def test_a_new_script_of_the_body_is_a_matter_of_its_paste() -> None:
    found = _found(_trace(TraceKind.FOREIGN_PART, how="script"), new_hosts=(SPAM,))
    assert [finding.rule for finding in found] == ["unclean-paste"]


def test_every_service_has_its_use_and_none_is_doubled() -> None:
    hosts = [entry.host for entry in service_hosts()]
    assert len(hosts) == len(set(hosts)) >= 20
    assert all(entry.name and entry.basis for entry in service_hosts())
