"""Numbers that only the words beside them make personal (靠文字说明才能认定的号码): ids of 1989, bank accounts,
passports and permits, social security cards, military papers. The column's name says it, or the words before it do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from county.personal.account_words import is_public_in_row, is_public_in_text
from county.personal.columns import Columns
from county.personal.edges import stands_alone
from county.personal.ids import NumberKind, is_old_id, passes_luhn
from county.personal.sighting import Place, Sighting

_FULL_WIDTH = str.maketrans(
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ",
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
)
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2013\u00ad\u200b-\u200f\u2060\ufeff]")
_D = "[0-9０-９]"
_GAP = "[ \u00a0\u2002-\u200a\u3000\\-\u200b\ufeff]{0,2}"
_LETTER = "[A-Za-zＡ-Ｚ]"
_FIGURES = re.compile(f"{_D}(?:{_GAP}{_D}){{5}}")
"""As many digits as the shortest of them has, a military paper's."""
_OLD_ID = re.compile(f"{_D}(?:{_GAP}{_D}){{14}}")
_ACCOUNT = re.compile(f"{_D}(?:{_GAP}{_D}){{9,27}}")
_PASSPORT = re.compile(
    f"(?:[EＥeGＧgDSPKＤＳＰ][A-HJ-NP-Z]?{_D}{{7,8}}|1[45]{_D}{{7}}|[HMhm]{_D}{{8}}(?:{_D}{{2}})?"
    f"|[CWTcwt][A-Z]?{_D}{{7,8}}"
    f"|(?<=通行证号){_D}{{8}}|(?<=[号码：: \t\n]){_D}{{8}})"
)
_SOCIAL = re.compile(f"{_LETTER}?{_D}(?:{_GAP}{_D}){{6,20}}[XxＸ]?")
_MILITARY = re.compile(f"[\u4e00-\u9fff]{{1,3}}字第?(?P<number>{_D}{{6,8}})号?|(?P<plain>{_D}{{7,8}})")
_ID_WORDS = re.compile(r"身\s*份\s*证|身份号|公民身份|证件号|证件编号|社会保障号|居民证")
_PASSPORT_WORDS = re.compile("护照|(?i:passport)|通行证|台胞证|回乡证|证件号|证件编号")
_PASSPORT_EIGHT = re.compile("台胞证|台湾居民|大陆通行证")
_PASSPORT_AFTER = re.compile("号的?护照")
_SOCIAL_WORDS = re.compile(
    "(?:社会?保障?|医保|医疗保险|养老保险|参保|社会保险|农合|新农合)(?:卡|证|金融)?(?:个人)?(?:卡|账)?(?:编?号"
    "|编码|[账帐]号)"
    "|社会?保障?卡|个人(?:社保|医保|参保)编?号"
)
_NO_PERSON = re.compile("单位|机构|企业|登记证|批次")
_MILITARY_WORDS = re.compile("军官证|士兵证|士官证|警官证|文职干部证|军人证|军人身份|退伍证|军人保障卡|学员证")
_VEHICLE = re.compile("车|道路|出入|货|机动")


@dataclass(frozen=True, slots=True)
class LabelledKind:
    """One kind of labelled number: which `hints` must stand in the text at all, its `pattern`, and what makes a
    candidate it."""

    kind: NumberKind
    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    holds: Callable[[Place], bool]


def _is_old_id(place: Place) -> bool:
    return is_old_id(place.digits) and place.label.says(_ID_WORDS)


def _is_account(place: Place) -> bool:
    if not place.label.names_account:
        return False
    if place.column is None or not place.column.name:
        return not is_public_in_text(place.text, place.start, place.end)
    return not is_public_in_row(place.column.names, place.row)


def _after(place: Place) -> str:
    """ "护照" where it follows the number: "持E12345678号护照"."""
    match = _PASSPORT_AFTER.match(place.text, place.end)
    return match[0] if match else ""


def _is_passport(place: Place) -> bool:
    words = place.label.column + place.label.lead[-14:] + _after(place)
    if not _PASSPORT_WORDS.search(words) or _VEHICLE.search(words):
        return False
    return not place.digits.isdigit() or _PASSPORT_EIGHT.search(words) is not None or place.digits[:2] in ("14", "15")


def _is_social_card(place: Place) -> bool:
    words = place.label.column + place.label.lead[-14:]
    return _SOCIAL_WORDS.search(words) is not None and not _NO_PERSON.search(words)


def _is_military(place: Place) -> bool:
    return _MILITARY_WORDS.search(place.label.column + place.label.lead) is not None


LABELLED = (
    LabelledKind(NumberKind.OLD_ID, ("身份", "证件", "社会保障号", "身 份", "居民证"), _OLD_ID, _is_old_id),
    LabelledKind(
        NumberKind.ACCOUNT,
        (
            "账",
            "帐",
            "卡号",
            "卡 号",
            "一卡通",
            "一折通",
            "存折",
            "折号",
            "银行卡",
            "农卡",
            "记卡",
            "蓄卡",
            "ccount",
            "ard N",
        ),
        _ACCOUNT,
        _is_account,
    ),
    LabelledKind(
        NumberKind.SOCIAL_CARD,
        ("社保", "社会保", "医保", "参保", "医疗保险", "养老保险", "农合"),
        _SOCIAL,
        _is_social_card,
    ),
    LabelledKind(
        NumberKind.PASSPORT,
        ("护照", "assport", "通行证", "台胞证", "回乡证", "证件号", "证件编号"),
        _PASSPORT,
        _is_passport,
    ),
    LabelledKind(
        NumberKind.MILITARY, ("官证", "兵证", "军人", "文职干部证", "退伍证", "学员证"), _MILITARY, _is_military
    ),
)


def labelled(text: str, columns: Columns, taken: Callable[[int, int], bool]) -> Iterator[Iterator[Sighting]]:
    """The numbers of each kind in `text` at places that no other number has `taken`. Figures are asked for first: four
    articles in five have none of that length, and looking for all the words takes ten times as long."""
    if _FIGURES.search(text) is not None:
        for kind in LABELLED:
            if any(hint in text or hint in columns.words for hint in kind.hints):
                yield _seen(kind, text, columns, taken)


def _seen(kind: LabelledKind, text: str, columns: Columns, taken: Callable[[int, int], bool]) -> Iterator[Sighting]:
    for match in kind.pattern.finditer(text):
        start, end = next((match.span(name) for name in kind.pattern.groupindex if match[name]), match.span())
        if taken(start, end) or not (match.start() < start or stands_alone(text, start, end)):
            continue
        digits = _SEPARATORS.sub("", text[start:end]).translate(_FULL_WIDTH).upper()
        place = Place(text, start, end, digits, (len(digits),), columns.at(start))
        if kind.holds(place):
            yield place.seen_as(_kind_of(kind.kind, digits))


_CARD_LENGTHS = range(15, 20)


def _kind_of(kind: NumberKind, digits: str) -> NumberKind:
    """A card is an account too: it is named by its own name where it is one by its head and check."""
    is_card = kind is NumberKind.ACCOUNT and len(digits) in _CARD_LENGTHS and digits[0] in "34569"
    return NumberKind.BANK_CARD if is_card and passes_luhn(digits) else kind
