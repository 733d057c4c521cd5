"""Wrong characters (错别字) by the model: what no list foresees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.characters import Slip, shipped
from checks.inputs import CheckedText
from checks.passage import quote_at, sentence_at
from checks.registry import RuleInfo, batch_check
from checks.title_and_body import once_each
from county.finding import Finding, Level
from wordlists import Where
from wordlists.cover import Cover

INFO = RuleInfo(
    id="wrong-characters",
    title="疑似错别字",
    level=Level.SUSPECTED,
    basis="考核方案（五）3；国办秘函〔2019〕19号（错别字）",
    version=3,
    common=3,
)


@batch_check(INFO)
def wrong_characters(texts: Sequence[CheckedText]) -> list[list[Finding]]:
    """One finding for each slip and sentence that touches neither a listed word nor the near miss of a protected
    phrase, and stands in no allowed phrase; a title that the body repeats counts once. The model costs by the call, so
    it is asked for all at once; all texts of one call share the second opinion of the first."""
    contents = [content for text in texts for content in (text.title, text.body.text.content)]
    slips = shipped().find_all(contents, texts[0].second) if texts else []
    return [
        list(
            once_each(
                _found(text, Where.TITLE, text.title, in_title),
                _found(text, Where.BODY, text.body.text.content, in_body),
            )
        )
        for text, in_title, in_body in zip(texts, slips[::2], slips[1::2], strict=True)
    ]


def _found(text: CheckedText, where: Where, content: str, slips: list[Slip]) -> Iterator[Finding]:
    return (_finding(content, slip, where) for slip in _unlisted(text, where, content, slips))


def _unlisted(text: CheckedText, where: Where, content: str, slips: list[Slip]) -> Iterator[Slip]:
    if not slips:
        return
    known = [(hit.start, hit.end) for hit in text.words.find(content, where, text.day)]
    known += [(miss.start, miss.end) for miss in text.words.protected.find(content)]
    right = Cover(text.words.allows(content))
    for slip in slips:
        if not right.holds(slip.start, slip.end) and all(
            end <= slip.start or slip.end <= start for start, end in known
        ):
            yield slip


def words_of(content: str, slip: Slip) -> str:
    """The doubtful characters with one to each side: by these words the site's own expressions are known."""
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
