"""From a line of a word list to what it says (词条的解析)."""

from __future__ import annotations

import datetime as dt

from county.configuration.errors import quoted
from county.finding import Level
from county.normal import normalise
from wordlists.entry import Entry, Phrase, Where
from wordlists.lines import Line
from wordlists.protected import SHORTEST_PHRASE, ProtectedPhrase

SHORTEST_WORD = 2
"""One character is part of too many words."""
FIELDS = ("错误词", "级别", "正确写法", "依据", "起", "止", "适用", "说明")
_REQUIRED = 4
_PROTECTED_FIELDS = ("短语", "级别", "依据", "并存写法", "说明")
_PROTECTED_REQUIRED = 3
_GAP_SIGN = "…"


def parse_entry(line: Line) -> Entry:
    """An entry. Raises ConfigurationError with file and line."""
    if not _REQUIRED <= len(line.fields) <= len(FIELDS):
        order = "｜".join(FIELDS)
        raise line.wrong(f"有 {len(line.fields)} 栏", f"请按“{order}”的次序填写，前四栏不能少，用 Tab 或 ｜ 分隔")
    word = _word(line, line.field(0))
    right = line.field(2)
    if right and normalise(right).text == word:
        raise line.wrong(f"正确写法与错误词{quoted(word)}相同", "请改正其中一个，或删除本行")
    if not line.field(3):
        raise line.wrong(f"{quoted(word)}没有写依据", "请写明出处，如《现代汉语词典》（第7版）")
    since, until = _date(line, 4), _date(line, 5)
    if since and until and until < since:
        raise line.wrong(f"止日 {until} 早于起日 {since}", "请对调或改正")
    return Entry(word, _level(line), right, line.field(3), since, until, _where(line), line.field(7), line.source)


def parse_phrase(line: Line) -> Phrase:
    """An allowed phrase. Raises ConfigurationError with file and line."""
    head, gap, tail = line.field(0).replace("……", _GAP_SIGN).partition(_GAP_SIGN)
    if gap and not tail.strip():
        raise line.wrong("“…”后面没有字", "请补上后半部分，或去掉“…”")
    return Phrase(_word(line, head), normalise(tail.strip()).text, line.field(1), line.source)


def parse_protected(line: Line) -> ProtectedPhrase:
    """A protected phrase. Raises ConfigurationError with file and line."""
    if not _PROTECTED_REQUIRED <= len(line.fields) <= len(_PROTECTED_FIELDS):
        order = "｜".join(_PROTECTED_FIELDS)
        raise line.wrong(f"有 {len(line.fields)} 栏", f"请按“{order}”的次序填写，前三栏不能少，用 Tab 或 ｜ 分隔")
    text = normalise(line.field(0)).text
    if len(text) < SHORTEST_PHRASE:
        raise line.wrong(f"{quoted(text)}不足 {SHORTEST_PHRASE} 个字", "短语太短会牵连大量正常词语，请改列入错敏词表")
    if not line.field(2):
        raise line.wrong(f"{quoted(text)}没有写依据", "请写明出处，如《中国共产党章程》")
    siblings = tuple(normalise(one.strip()).text for one in line.field(3).split("、") if one.strip())
    return ProtectedPhrase(text, _level(line), line.field(2), siblings, line.field(4), line.source)


def _word(line: Line, word: str) -> str:
    normal = normalise(word.strip()).text
    if len(normal) < SHORTEST_WORD:
        raise line.wrong(f"{quoted(word)}不足两个字", "单字会牵连大量正常词语，请写成两个字以上的词")
    return normal


def _level(line: Line) -> Level:
    try:
        return Level(line.field(1))
    except ValueError:
        known = "、".join(Level)
        raise line.wrong(f"级别{quoted(line.field(1))}不认识", f"请写 {known} 之一") from None


def _where(line: Line) -> Where:
    if not line.field(6):
        return Where.ANY
    try:
        return Where(line.field(6))
    except ValueError:
        known = "、".join(Where)
        raise line.wrong(f"适用{quoted(line.field(6))}不认识", f"请写 {known} 之一，或留空") from None


def _date(line: Line, index: int) -> dt.date | None:
    if not line.field(index):
        return None
    try:
        return dt.date.fromisoformat(line.field(index))
    except ValueError:
        name = FIELDS[index]
        raise line.wrong(f"{name}日{quoted(line.field(index))}不是日期", "请写成 2026-01-31 的样子，或留空") from None
