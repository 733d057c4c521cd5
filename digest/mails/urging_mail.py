"""Letters about mending (整改通知、催办): what a unit has to mend, and by when."""

from __future__ import annotations

import datetime as dt
from functools import partial

from county.finding import Level
from county.units import Unit
from digest.faults import Fault
from digest.issuing import Issuing
from digest.mails.rendering import render
from digest.mails.unit_mail import SUBJECT, UnitMail
from digest.material import Material
from digest.urging import Urging

_NOTICE_INTRO = (
    "请逐条改正，并在时限前到审核台反馈，或填写附件台账交回。网页撤下的，附件要一并撤下。"
    "是否整改到位，以夜间重新采集和信息科复核的结果为准。"
)
_URGING_INTRO = "已经改好的，夜间复核看到以后自动不再提醒；已经反馈而夜间复核仍看到问题的，请再核对原网页和附件。"
_CLOSING = "有异议的，请在时限前到审核台说明理由，或联系信息科。请勿直接回复本邮件。"


def notice_mail(material: Material, unit: Unit, faults: tuple[Fault, ...], issuing: Issuing) -> UnitMail:
    """The letter that a 整改通知单 goes out with; its limits are those of the paper."""
    last = issuing.deadline(material.calendar)
    serious = sum(fault.level is Level.SERIOUS for fault in faults)
    first = f"有 {len(faults)} 个问题经核实需要整改，请于 {last} 前改正"
    if serious:
        first += f"，其中严重的 {serious} 个请于 {issuing.deadline(material.calendar, Level.SERIOUS)} 前改正"
    return _mail(material, unit, "整改通知", f"{first}。", faults, _NOTICE_INTRO, issuing.made_on)


def urging_mail(material: Material, unit: Unit, urging: Urging, today: dt.date) -> UnitMail:
    """A reminder by rule."""
    how = urging.sentence(today, material.calendar)
    first = f"{len(urging.faults)} 个问题还没有整改到位，{how}。"
    return _mail(material, unit, urging.step.title, first, urging.faults, _URGING_INTRO, today)


def _mail(
    material: Material, unit: Unit, kind: str, first: str, faults: tuple[Fault, ...], intro: str, today: dt.date
) -> UnitMail:
    subject = f"{SUBJECT}{unit.name}{kind}：{len(faults)}个问题"
    body = render(
        "urging",
        subject=subject,
        heading=f"{unit.name}　{kind}",
        first=first,
        intro=intro,
        faults=faults,
        today=today,
        age=partial(material.age_of, today=today),
        desk=material.county.mail.desk,
        county=material.county.name,
        as_of=material.as_of,
        closing=_CLOSING,
    )
    return UnitMail(subject, body)
