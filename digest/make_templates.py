"""The templates of the papers (文书模板), made anew: `python -m digest.make_templates`.

The office restyles copies of them in Word or WPS (`xuncha papers templates`); here they only begin."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from docx.document import Document

from digest.official import Style, landscape_annex, official_document, portrait_annex
from digest.template_parts import table, write, write_each, write_if
from digest.word_paper import BULLETIN, NOTICE, REMINDER, TEMPLATES, UNIT_SCORE

_SIGNED = ((Style.SIGNATURE, "{{ office }}"), (Style.DATE, "{{ made_on }}"))


def notice() -> Document:
    """整改通知单: what a reviewer confirmed, to be mended by a day."""
    document = official_document("政务公开整改通知单")
    write(document, Style.TITLE, "政务公开整改通知单")
    write(document, Style.NUMBER, "{{ number }}", "")
    write(document, Style.RECEIVER, "{{ unit }}：")
    write(
        document,
        Style.TEXT,
        "根据《{{ scheme }}》，经对你单位在政府门户网站公开的信息进行巡查，截至{{ as_of }}，"
        "有 {{ count }} 个问题已经核实（清单附后）{% if kinds %}：{{ kinds }}{% endif %}。请按以下要求整改：",
        "（一）请于{{ deadline }}前（{{ days }} 个工作日内）完成整改{% if serious %}，其中 {{ serious }} 个严重问题请"
        "立即处理，最迟于{{ serious_deadline }}前改正{% endif %}。",
        "（二）请自查其他页面和附件有无同样的问题；撤下页面的，附件一并撤下。",
        "（三）整改情况请填入《整改台账》反馈我们，以重新采集后的复核结果为准；有不同意见的，请在期限前书面说明理由。",
    )
    write_if(document, Style.TEXT, "doubt", "注：{{ doubt }}")
    write(document, Style.ENCLOSED, "", "附件：需要整改的问题清单", "")
    _sign(document)
    landscape_annex(document)
    _fault_table(document, "附件", "需要整改的问题清单", "faults")
    return document


def reminder() -> Document:
    """提示单: what stands, and what the unit should look at before anybody has to confirm it."""
    document = official_document("政务公开工作提示单")
    write(document, Style.TITLE, "政务公开工作提示单")
    write(document, Style.NUMBER, "{{ number }}", "")
    write(document, Style.RECEIVER, "{{ unit }}：")
    write(
        document,
        Style.TEXT,
        "截至{{ as_of }}，对你单位在政府门户网站公开的信息进行巡查，有以下情况（清单附后），提请注意。",
    )
    write_if(document, Style.TEXT, "faults", "已核实的问题 {{ count }} 个：{{ kinds }}。")
    write_if(
        document,
        Style.TEXT,
        "pending",
        "待核的疑似问题 {{ pending_count }} 个：{{ pending_kinds }}。疑似问题由系统提示，尚未经人工核实，"
        "不作为扣分依据，是否成立以核实结果为准。",
    )
    write_if(document, Style.TEXT, "not faults and not pending", "没有需要提示的问题。")
    write(
        document,
        Style.TEXT,
        "请于{{ deadline }}前（{{ days }} 个工作日内）改正已核实的问题，并自查疑似问题；确属误报的请说明情况。",
    )
    write_if(document, Style.TEXT, "doubt", "注：{{ doubt }}")
    write(document, Style.ENCLOSED, "", "附件：问题清单", "")
    _sign(document)
    landscape_annex(document)
    _fault_table(document, "附件", "问题清单", "every")
    return document


def _fault_table(document: Document, annex: str, title: str, rows: str) -> None:
    write(document, Style.ANNEX, annex)
    write(document, Style.TITLE, title)
    table(
        document,
        (10, 18, 49, 21, 64, 42, 21),
        ("序号", "栏目", "页面标题和网址", "发现日期", "问题表述", "规范表述及依据", "整改时限"),
        f"fault in {rows}",
        (
            "{{ fault.number }}",
            "{{ fault.column }}",
            ("{{ fault.title }}", "{{ fault.url }}"),
            "{{ fault.found_on }}",
            ("{{ fault.kind }}（{{ fault.grade }}）：", "!fault.said"),
            ("{{ fault.right }}", "依据：{{ fault.basis }}"),
            "{{ fault.deadline }}",
        ),
        "xx.x..x",
        (Style.SMALL, Style.SMALL_CENTRED),
    )


def unit_score() -> Document:
    """单位考核明细: one unit's points, clause by clause and entry by entry."""
    document = official_document("单位考核明细")
    write(document, Style.TITLE, "{{ unit }}", "政务公开工作考核明细")
    write(document, Style.NUMBER, "（截至{{ as_of }}）", "")
    write(
        document,
        Style.TEXT,
        "根据《{{ scheme }}》，{{ unit }}为{{ unit_class }}考核单位，截至{{ as_of }}考核得分 {{ total }} 分"
        "（{{ sums }}），在 {{ among }} 个{{ unit_class }}单位中列第 {{ place }} 名。",
        "{{ pending }}",
        "{{ unseen }}",
    )
    write(document, Style.HEADING, "一、各条得分")
    table(
        document,
        (18, 88, 30, 20),
        ("条款", "考核内容", "得分情况", "依据"),
        "clause in clauses",
        ("{{ clause.id }}", "{{ clause.words }}", "{{ clause.standing }}", "{{ clause.state }}"),
        "x.xx",
    )
    write(document, Style.HEADING, "二、计分明细")
    write_if(document, Style.TEXT, "not entries", "没有计分事项。")
    write_if(
        document,
        Style.TEXT,
        "left_out",
        "以下列出前 {{ entries|length }} 笔，另有 {{ left_out }} 笔见《考核评分表》中本单位的工作表。",
    )
    table(
        document,
        (12, 18, 18, 20, 88),
        ("序号", "条款", "状态", "计分", "理由和网址"),
        "entry in entries",
        (
            "{{ entry.number }}",
            "{{ entry.clause }}",
            "{{ entry.state }}",
            "{{ entry.points }}",
            ("{{ entry.why }}", "{{ entry.urls }}"),
        ),
        "xxxx.",
    )
    write(document, Style.ENCLOSED, "", "附件：口径说明", "")
    _sign(document)
    portrait_annex(document)
    write(document, Style.ANNEX, "附件")
    write(document, Style.TITLE, "口径说明")
    write_each(document, Style.TEXT, "line", "explanation", "{{ loop.index }}. {{ line }}")
    return document


def bulletin() -> Document:
    """通报: a week or a month of all units."""
    document = official_document("政务公开工作通报")
    write(document, Style.TITLE, "{{ county }}政务公开工作{{ kind }}", "（{{ name }}）")
    write(document, Style.NUMBER, "{{ number }}", "")
    write(document, Style.RECEIVER, "各考核单位：")
    write(
        document,
        Style.TEXT,
        "现将{{ period }}政务公开工作情况通报如下。得分和整改情况截至{{ as_of }}。",
    )
    write(document, Style.HEADING, "一、总体情况")
    write_each(document, Style.TEXT, "line", "overview", "{{ line }}")
    write(document, Style.HEADING, "二、存在的问题")
    write_if(document, Style.TEXT, "not problems", "{{ nothing }}")
    write(document, Style.TEXT, "{%p for problem in problems %}")
    write(document, Style.SUBHEADING, "（{{ problem.number }}）{{ problem.kind }}")
    write(document, Style.TEXT, "{{ problem.text }}", "{%p endfor %}")
    write(document, Style.HEADING, "三、工作要求")
    write(
        document,
        Style.TEXT,
        "（一）限期整改。有关单位请于{{ deadline }}前（自本通报印发次日起 {{ days }} 个工作日）完成整改，"
        "并将整改情况填入《整改台账》反馈{{ office }}；严重问题请立即处理。",
        "（二）举一反三。各单位请对照本期问题自查栏目、页面和附件，防止同类问题再次出现。",
        "（三）按时更新。各单位请按考核要求按周发布工作动态，及时更新各栏目。",
    )
    write_if(document, Style.TEXT, "doubt", "注：{{ doubt }}")
    write(
        document,
        Style.ENCLOSED,
        "",
        "附件：1. 考核得分情况",
        "　　　2. 工作动态发布情况",
        "　　　3. 问题和整改情况",
        "　　　4. 未观测情况",
        "",
    )
    _sign(document)
    portrait_annex(document)
    _bulletin_tables(document)
    return document


def _bulletin_tables(document: Document) -> None:
    write(document, Style.ANNEX, "附件1")
    write(document, Style.TITLE, "考核得分情况")
    write(document, Style.TEXT, "{%p for group in ranking %}")
    write(document, Style.SUBHEADING, "{{ group.name }}")
    table(
        document,
        (26, 58, 24, 24, 24),
        ("名次", "单位", "总分", "本期增减", "待核分值"),
        "row in group.rows",
        ("{{ row.place }}", "{{ row.unit }}", "{{ row.total }}", "{{ row.change }}", "{{ row.at_stake }}"),
        "x.xxx",
    )
    write(document, Style.TEXT, "{%p endfor %}", "名次在同类单位中排，得分相同的并列；待核分值经复核确认后才计入。")
    _annex(document, "附件2", "工作动态发布情况")
    table(
        document,
        (50, 14, 14, 14, 64),
        ("单位", "应发", "实发", "缺", "说明"),
        "row in news",
        ("{{ row.unit }}", "{{ row.due }}", "{{ row.have }}", "{{ row.missing }}", "{{ row.note }}"),
        ".xxx.",
    )
    _annex(document, "附件3", "问题和整改情况")
    table(
        document,
        (62, 23, 23, 24, 24),
        ("单位", "本期新发现", "本期已整改", "尚未整改", "待核疑似"),
        "row in mending",
        ("{{ row.unit }}", "{{ row.found }}", "{{ row.mended }}", "{{ row.standing }}", "{{ row.pending }}"),
        ".xxxx",
    )
    _annex(document, "附件4", "未观测情况")
    write_if(document, Style.TEXT, "not unseen", "本期各门户每夜都已巡查，各栏目都至少完整读取过一次。")
    table(
        document,
        (46, 40, 70),
        ("门户或单位", "日期或栏目", "情况"),
        "row in unseen",
        ("{{ row.place }}", "{{ row.what }}", "{{ row.why }}"),
    )
    write(document, Style.TEXT, "没有观测到的栏目和日期不作为扣分依据。")


def _annex(document: Document, annex: str, title: str) -> None:
    portrait_annex(document)
    write(document, Style.ANNEX, annex)
    write(document, Style.TITLE, title)


def _sign(document: Document) -> None:
    for style, line in _SIGNED:
        write(document, style, line)


MAKERS: dict[str, Callable[[], Document]] = {
    NOTICE: notice,
    REMINDER: reminder,
    BULLETIN: bulletin,
    UNIT_SCORE: unit_score,
}


def make_templates(folder: Path) -> None:
    """Writes every template into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in MAKERS.items():
        make().save(str(folder / name))


if __name__ == "__main__":
    make_templates(Path(sys.argv[1]) if len(sys.argv) > 1 else TEMPLATES)
