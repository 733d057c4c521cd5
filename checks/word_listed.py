"""Wrong and sensitive words by the word lists (错敏词)."""

from __future__ import annotations

from collections.abc import Iterator

from checks.inputs import CheckedText
from checks.passage import quote_at, sentence_at
from checks.registry import RuleInfo, page_check
from checks.title_and_body import once_each
from county.finding import Finding, Level
from wordlists import Entry, Hit, Where

INFO = RuleInfo(
    id="word-listed",
    title="错敏词（词表）",
    level=Level.SERIOUS,
    basis="考核方案（五）3、6；国办秘函〔2019〕19号（严重表述错误）；词条各自的依据",
)


@page_check(INFO)
def word_listed(text: CheckedText) -> Iterator[Finding]:
    """One finding for each word and sentence; a title that the body repeats counts once."""
    return once_each(_found(text, Where.TITLE, text.title), _found(text, Where.BODY, text.body.text.content))


def _found(text: CheckedText, where: Where, content: str) -> Iterator[Finding]:
    return (_finding(content, hit, where) for hit in text.words.find(content, where, text.day))


def _finding(content: str, hit: Hit, where: Where) -> Finding:
    entry = hit.entry
    return Finding(
        rule=INFO.id,
        level=entry.level,
        words=entry.word,
        why=f"{where.value}中出现“{entry.word}”，{_fault(entry)}，依据：{entry.basis}",
        sentence=sentence_at(content, hit.start, hit.end),
        quote=quote_at(content, hit.start, hit.end),
        suggestion=f"请改为“{entry.right}”" if entry.right else "请删去，或改用规范的表述",
        basis=entry.basis,
        start=hit.start if where is Where.BODY else -1,
        end=hit.end if where is Where.BODY else -1,
    )


def _fault(entry: Entry) -> str:
    return f"规范写法是“{entry.right}”" if entry.right else "不宜使用"
