"""Findings in a title and in its text, gathered as a person would report them (标题和正文)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from county.finding import Finding

_Key = tuple[str, str]


def once_each(in_title: Iterable[Finding], in_body: Iterable[Finding]) -> Iterator[Finding]:
    """One finding for each words and sentence, counted; what the body repeats of the title counts once, as the
    title's."""
    for findings in (_grouped(in_body) | _grouped(in_title)).values():
        yield replace(findings[0], count=len(findings))


def _grouped(found: Iterable[Finding]) -> dict[_Key, list[Finding]]:
    groups: dict[_Key, list[Finding]] = {}
    for finding in found:
        groups.setdefault((finding.words, finding.sentence), []).append(finding)
    return groups
