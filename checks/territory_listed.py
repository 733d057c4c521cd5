"""Taiwan, Hong Kong or Macao in a list that is then called countries (把港澳台列为国家): “台湾、韩国等国”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.inputs import CheckedText
from checks.passage import quote_at, sentence_at
from checks.registry import RuleInfo, page_check
from checks.title_and_body import once_each
from county.finding import Finding, Level
from wordlists import Where

INFO = RuleInfo(
    id="territory-listed",
    title="把港澳台与国家并列",
    level=Level.SUSPECTED,
    basis="《新华社新闻信息报道中的禁用词和慎用词》（2016年7月修订）；《反分裂国家法》；考核方案（五）6 经人确认后计分",
    version=3,
)
_REGION = "台湾|香港|澳门"
_MORE = "(?:、|以及|和|与|及)[\u4e00-\u9fff]{2,6}?"
_NUMBER = "[两二三四五六七八九十几数多0-9]{1,3}个?"
_NO_COUNTRY = "[内际有企道土资标防民外产债务库画庆营事会门立税安界货君王旗歌徽]|学(?!习)|家(?:级|重点|标准|安全|机关)"
_COUNTRIES = (
    f"(?:等(?:{_NUMBER})?国(?!{_NO_COUNTRY})(?!家?[（(、和与及或]{{1,2}}地区)"
    f"|[两二三四五六七八九十]国(?!{_NO_COUNTRY}))"
)
_LISTED = re.compile(
    f"(?:(?<=[、和与及])(?:{_REGION})(?:地区|省)?(?:{_MORE}){{0,6}}"
    f"|(?:{_REGION})(?:地区|省)?(?:{_MORE}){{1,6}}){_COUNTRIES}"
)
_APART = re.compile(f"(?:{_REGION})地区(?:和|与|以及|及)[^、]*(?:、[^、]*)*等")
"""Regions, closed by that word, and then the countries: "台湾地区和日本、韩国等国家"."""
_IN_WORD_LIST = re.compile(f"(?:{_REGION})等国家")
"""Stands in the word list."""
_HINTS = ("台湾", "香港", "澳门")


@page_check(INFO)
def territory_listed(text: CheckedText) -> Iterator[Finding]:
    """One finding for each list and sentence; a title that the body repeats counts once."""
    return once_each(_found(Where.TITLE, text.title), _found(Where.BODY, text.body.text.content))


def _found(where: Where, content: str) -> Iterator[Finding]:
    if not any(hint in content for hint in _HINTS):
        return
    for match in _LISTED.finditer(content):
        if not (_IN_WORD_LIST.search(content, match.start(), match.end() + 1) or _APART.search(match[0])):
            yield _finding(where, content, *match.span())


def _finding(where: Where, content: str, start: int, end: int) -> Finding:
    return Finding(
        rule=INFO.id,
        level=INFO.level,
        words=content[start:end],
        why=f"{where.value}中的“{content[start:end]}”把港澳台与国家并列后统称为国家，请人工核实",
        sentence=sentence_at(content, start, end),
        quote=quote_at(content, start, end),
        suggestion="与国家并列时写“……等国家和地区”；大陆与台湾写“两岸”，内地与香港、澳门写“内地和香港、澳门”",
        basis=INFO.basis,
        start=start if where is Where.BODY else -1,
        end=end if where is Where.BODY else -1,
    )
