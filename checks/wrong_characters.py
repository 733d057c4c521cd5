"""Wrong characters (错别字) by the model: what no list foresees."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from checks.characters import Slip, shipped
from checks.inputs import CheckedText
from checks.passage import quote_at, sentence_at
from checks.registry import RuleInfo, page_check
from county.finding import Finding, Level
from wordlists import Where

INFO = RuleInfo(
    id="wrong-characters",
    title="疑似错别字",
    level=Level.SUSPECTED,
    basis="考核方案（五）3；国办秘函〔2019〕19号（错别字）",
)
COMMON = 3
"""Pages of one site that write the same words before they are taken for the site's own: a name, a local term."""

Frequency = Callable[[str], int]
"""How many pages of the site hold these words."""


@page_check(INFO)
def wrong_characters(text: CheckedText) -> Iterator[Finding]:
    """One finding for each slip and sentence; a title that the body repeats counts once."""
    yield from found(text)


def found(text: CheckedText, frequency: Frequency | None = None) -> Iterator[Finding]:
    """The findings of a text, those left out whose words stand on `COMMON` pages of its site, and those that touch a
    listed word."""
    places = ((Where.TITLE, text.title), (Where.BODY, text.body.text.content))
    kept: dict[tuple[str, str], list[Finding]] = {}
    for where, content in places:
        here: dict[tuple[str, str], list[Finding]] = {}
        listed = text.words.find(content, where, text.day)
        for slip in shipped().find(content):
            if any(hit.start < slip.end and slip.start < hit.end for hit in listed):
                continue
            if frequency is not None and frequency(words_of(content, slip)) >= COMMON:
                continue
            finding = _finding(content, slip, where)
            here.setdefault((finding.words, finding.sentence), []).append(finding)
        kept = here | kept
    for findings in kept.values():
        yield replace(findings[0], count=len(findings))


def words_of(content: str, slip: Slip) -> str:
    """The doubtful characters with one to each side: what a site-wide count asks for."""
    return content[max(slip.start - 1, 0) : slip.end + 1].strip()


def _finding(content: str, slip: Slip, where: Where) -> Finding:
    wrong, words = content[slip.start : slip.end], words_of(content, slip)
    at = slip.start - max(slip.start - 1, 0)
    right = words[:at] + slip.right + words[at + len(wrong) :]
    return Finding(
        rule=INFO.id,
        level=INFO.level,
        words=words,
        why=f"{where.value}中的“{words}”在公文语料中罕见，“{right}”常见，疑为“{slip.right}”误作“{wrong}”，请人工核实",
        sentence=sentence_at(content, slip.start, slip.end),
        quote=quote_at(content, slip.start, slip.end),
        suggestion=f"如确属错别字，请将“{wrong}”改为“{slip.right}”；如系人名、地名或专门用语，请忽略",
        basis=INFO.basis,
        start=slip.start if where is Where.BODY else -1,
        end=slip.end if where is Where.BODY else -1,
    )
