"""Wrong and sensitive words by the word lists (错敏词)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.inputs import CheckedText
from checks.passage import quote_at, sentence_at, sentence_before
from checks.registry import RuleInfo, page_check
from checks.title_and_body import once_each
from county.finding import Finding, Level
from wordlists import Entry, Hit, Where

INFO = RuleInfo(
    id="word-listed",
    title="错敏词（词表）",
    level=Level.SERIOUS,
    basis="考核方案（五）3、6；国办秘函〔2019〕19号（严重表述错误）；词条各自的依据",
    version=2,
)

_FORMER = re.compile(
    "历任|曾任|时任|先后任|(?<![平太中草高还复五开清固荒雪])原(?!则|因|来|本|料|始|件|告|理|籍)[\u3400-\u9fff]{0,4}\\Z"
)
"""A former post, or a body that was (原修文县农业局)."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=[.年/—–-])")


@page_check(INFO)
def word_listed(text: CheckedText) -> Iterator[Finding]:
    """One finding for each word and sentence; a title that the body repeats counts once."""
    return once_each(_found(text, Where.TITLE, text.title), _found(text, Where.BODY, text.body.text.content))


def _found(text: CheckedText, where: Where, content: str) -> Iterator[Finding]:
    hits = text.words.find(content, where, text.day)
    return (_finding(content, hit, where) for hit in hits if not _tells_of_before(content, hit))


def _tells_of_before(content: str, hit: Hit) -> bool:
    """Whether the sentence tells of a time before a change of names that is only noticed, so that the old name is the
    right one: in a life (历任), of a year before it."""
    since = hit.entry.since
    if since is None or hit.entry.level is not Level.NOTICE:
        return False
    before = sentence_before(content, hit.start)
    return _FORMER.search(before) is not None or any(int(year) < since.year for year in _YEAR.findall(before))


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
