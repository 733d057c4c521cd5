"""What the targets of links answered (链接应答), night by night: the answers of the link checker, and those of pages
and files that were asked for anyway."""

from __future__ import annotations

GOOD = ("ok", "same")
"""The target is there."""
MISSING = ("missing", "unresolved", "no-file")
"""The target is not there, by its own word or by that of the name servers. Whatever else was answered, or not, proves
neither: a refusal, a fault of the server, a log-in, a time-out."""

ANSWERS = """
    SELECT target, run, night, effective, reason FROM link_answer
    UNION ALL SELECT page, run, night, effective, reason FROM capture
    WHERE page IN (SELECT target FROM link) AND (kind <> 'list' OR effective = 'ok') AND (page, run) NOT IN (
        SELECT target, run FROM link_answer
    )
    UNION ALL SELECT page, run, night, 'same', '' FROM sighting
    WHERE page IN (SELECT target FROM link) AND (page, run) NOT IN (SELECT target, run FROM link_answer)
"""
"""A list that leads elsewhere is `missing` as a column and may well be there as a page. Where a run has two answers the
link checker's wins: it knows that a file was expected."""
