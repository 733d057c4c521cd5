"""Near misses of fixed expressions (保护短语): one character replaced, lost, doubled or two swapped."""

from __future__ import annotations

from collections.abc import Iterator

from checks.inputs import CheckedText
from checks.passage import quote_at, sentence_at
from checks.registry import RuleInfo, page_check
from checks.title_and_body import once_each
from county.finding import Finding, Level
from wordlists import Where
from wordlists.protected import NearMiss

INFO = RuleInfo(
    id="protected-phrase",
    title="固定提法错写（保护短语）",
    level=Level.SERIOUS,
    basis="考核方案（五）3、6；国办秘函〔2019〕19号（严重表述错误）；短语各自的依据",
    version=2,
)


@page_check(INFO)
def protected_phrase(text: CheckedText) -> Iterator[Finding]:
    """One finding for each near miss and sentence that no entry of the word lists covers; a title that the body repeats
    counts once."""
    return once_each(_found(text, Where.TITLE, text.title), _found(text, Where.BODY, text.body.text.content))


def _found(text: CheckedText, where: Where, content: str) -> Iterator[Finding]:
    return (_finding(content, miss, where) for miss in _unlisted(text, where, content))


def _unlisted(text: CheckedText, where: Where, content: str) -> Iterator[NearMiss]:
    misses = text.words.protected.find(content)
    listed = text.words.find(content, where, text.day) if misses else []
    for miss in misses:
        if all(hit.end <= miss.start or miss.end <= hit.start for hit in listed):
            yield miss


def _finding(content: str, miss: NearMiss, where: Where) -> Finding:
    phrase = miss.phrase
    return Finding(
        rule=INFO.id,
        level=phrase.level if miss.alike else Level.SUSPECTED,
        words=miss.written,
        why=f"{where.value}中的“{miss.written}”与固定写法“{miss.right}”只差一处（{miss.slip}），依据：{phrase.basis}",
        sentence=sentence_at(content, miss.start, miss.end),
        quote=quote_at(content, miss.start, miss.end),
        suggestion=f"请改为“{miss.right}”；确为另一种正确写法的，请列入该短语的并存写法",
        basis=phrase.basis,
        start=miss.start if where is Where.BODY else -1,
        end=miss.end if where is Where.BODY else -1,
    )
