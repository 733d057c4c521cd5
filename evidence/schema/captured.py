"""What the crawls saw, what the checks found and what people decided of it: tables of the evidence."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("evidence")


@migrations()
def m001_runs(db: Database) -> None:
    """The ledger of runs and the packs taken in."""
    db["portal_run"].create(  # type: ignore[union-attr]
        {
            "run": str,
            "portal": str,
            "night": str,
            "attempt": int,
            "state": str,
            "reason": str,
            "planned_at": str,
            "ended_at": str,
        },
        pk="run",
        not_null={"portal", "night", "attempt", "state", "reason", "planned_at", "ended_at"},
        strict=True,
    )
    db["portal_run"].create_index(["portal", "night", "attempt"])  # type: ignore[union-attr]
    db["pack"].create(  # type: ignore[union-attr]
        {"run": str, "portal": str, "night": str, "attempt": int, "manifest_sha256": str, "ended_at": str},
        pk="run",
        not_null={"portal", "night", "attempt", "manifest_sha256", "ended_at"},
        strict=True,
    )


_EVIDENCE = """
CREATE TABLE capture (
    id TEXT PRIMARY KEY, run TEXT NOT NULL, night TEXT NOT NULL, page TEXT NOT NULL, url TEXT NOT NULL,
    final_url TEXT NOT NULL, kind TEXT NOT NULL, status INTEGER NOT NULL, effective TEXT NOT NULL,
    quality REAL NOT NULL, reason TEXT NOT NULL, fetched_at TEXT NOT NULL, body_sha256 TEXT NOT NULL,
    body_bytes INTEGER NOT NULL, wire_sha256 TEXT NOT NULL, encoding TEXT NOT NULL, text TEXT NOT NULL,
    etag TEXT NOT NULL,
    last_modified TEXT NOT NULL, warc TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL
) STRICT;
CREATE INDEX capture_page ON capture (page, night, fetched_at);
CREATE INDEX capture_text ON capture (text);
CREATE TABLE sighting (
    run TEXT NOT NULL, night TEXT NOT NULL, page TEXT NOT NULL, seen_at TEXT NOT NULL, how TEXT NOT NULL,
    full INTEGER NOT NULL, PRIMARY KEY (page, run)
) STRICT, WITHOUT ROWID;
CREATE TABLE text (
    id TEXT PRIMARY KEY, title TEXT NOT NULL, content TEXT NOT NULL, tables TEXT NOT NULL, numbers TEXT NOT NULL,
    fingerprint TEXT NOT NULL
) STRICT;
CREATE TABLE article (
    capture TEXT PRIMARY KEY, title TEXT NOT NULL, displayed TEXT NOT NULL, meta TEXT NOT NULL, in_url TEXT NOT NULL,
    source TEXT NOT NULL, source_origin TEXT NOT NULL
) STRICT;
CREATE TABLE document (
    capture TEXT PRIMARY KEY, name TEXT NOT NULL, format TEXT NOT NULL, readable INTEGER NOT NULL, reason TEXT NOT NULL
) STRICT;
CREATE TABLE attachment (
    page TEXT NOT NULL, target TEXT NOT NULL, url TEXT NOT NULL, name TEXT NOT NULL, first_night TEXT NOT NULL,
    last_night TEXT NOT NULL, PRIMARY KEY (page, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_target ON attachment (target);
CREATE TABLE visit (
    run TEXT NOT NULL, night TEXT NOT NULL, "column" TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT NOT NULL,
    entries INTEGER NOT NULL, newest TEXT NOT NULL, window_covered_from TEXT NOT NULL, empty_because TEXT NOT NULL,
    dated INTEGER NOT NULL, pages INTEGER NOT NULL, full INTEGER NOT NULL, ended_at TEXT NOT NULL,
    PRIMARY KEY ("column", night, run)
) STRICT, WITHOUT ROWID;
CREATE TABLE visit_page (
    run TEXT NOT NULL, "column" TEXT NOT NULL, number INTEGER NOT NULL, page TEXT NOT NULL, capture TEXT NOT NULL,
    PRIMARY KEY (run, "column", number)
) STRICT, WITHOUT ROWID;
CREATE INDEX visit_page_page ON visit_page (page);
CREATE TABLE entry (
    "column" TEXT NOT NULL, page TEXT NOT NULL, first_night TEXT NOT NULL, first_run TEXT NOT NULL,
    first_title TEXT NOT NULL, first_listed TEXT NOT NULL, last_night TEXT NOT NULL, last_run TEXT NOT NULL,
    url TEXT NOT NULL, title TEXT NOT NULL, listed TEXT NOT NULL, PRIMARY KEY ("column", page)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_page ON entry (page);
"""


@migrations()
def m002_evidence(db: Database) -> None:
    """What the crawls saw. Captures, texts, visits and sightings are never changed once written."""
    for statement in filter(str.strip, _EVIDENCE.split(";")):
        db.execute(statement)


_FINDINGS = """
CREATE TABLE text_check (
    text TEXT PRIMARY KEY, rule_set TEXT NOT NULL, day TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE text_finding (
    text TEXT NOT NULL, position INTEGER NOT NULL, finding TEXT NOT NULL, PRIMARY KEY (text, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE night_check (night TEXT PRIMARY KEY, basis TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE night_finding (
    night TEXT NOT NULL, id TEXT NOT NULL, unit TEXT NOT NULL, "column" TEXT NOT NULL, subject TEXT NOT NULL,
    url TEXT NOT NULL, finding TEXT NOT NULL, PRIMARY KEY (night, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE finding (
    id TEXT PRIMARY KEY, rule TEXT NOT NULL, level TEXT NOT NULL, unit TEXT NOT NULL, "column" TEXT NOT NULL,
    subject TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, gone_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE finding_span (
    finding TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, gone_on TEXT NOT NULL, url TEXT NOT NULL,
    content TEXT NOT NULL, capture TEXT NOT NULL, PRIMARY KEY (finding, first_seen)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_subject ON finding (subject);
CREATE INDEX finding_unit ON finding (unit, rule);
CREATE TABLE finding_capture (
    finding TEXT NOT NULL, capture TEXT NOT NULL, PRIMARY KEY (finding, capture)
) STRICT, WITHOUT ROWID;
"""


@migrations()
def m003_findings(db: Database) -> None:
    """What the checks found; every table here can be made again from the evidence."""
    for statement in filter(str.strip, _FINDINGS.split(";")):
        db.execute(statement)


_DECISIONS = """
CREATE TABLE decision (
    id INTEGER PRIMARY KEY, finding TEXT NOT NULL, state TEXT NOT NULL, made_on TEXT NOT NULL, author TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE INDEX decision_finding ON decision (finding, id);
CREATE TABLE audit (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
"""
APPEND_ONLY = """
CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""


@migrations()
def m004_decisions(db: Database) -> None:
    """What people decided, and the audit chain: both only ever grow."""
    for statement in filter(str.strip, _DECISIONS.split(";")):
        db.execute(statement)
    for table in ("decision", "audit"):
        for event in ("UPDATE", "DELETE"):
            db.execute(APPEND_ONLY.format(table=table, event=event))


_LINKS = """
CREATE TABLE link (
    capture TEXT NOT NULL, target TEXT NOT NULL, url TEXT NOT NULL, text TEXT NOT NULL, kind TEXT NOT NULL,
    outside INTEGER NOT NULL, PRIMARY KEY (capture, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_target ON link (target);
CREATE INDEX link_outside ON link (capture) WHERE outside = 1;
CREATE TABLE link_answer (
    run TEXT NOT NULL, night TEXT NOT NULL, target TEXT NOT NULL, url TEXT NOT NULL, at TEXT NOT NULL,
    status INTEGER NOT NULL, effective TEXT NOT NULL, reason TEXT NOT NULL, warc TEXT NOT NULL,
    offset INTEGER NOT NULL, length INTEGER NOT NULL, PRIMARY KEY (target, run)
) STRICT, WITHOUT ROWID;
"""


@migrations()
def m005_links(db: Database) -> None:
    """What the bodies of articles link to, and what answered there. Like all evidence never changed once written."""
    for statement in filter(str.strip, _LINKS.split(";")):
        db.execute(statement)


_PROBES = """
CREATE TABLE probe_visit (
    round TEXT NOT NULL, portal TEXT NOT NULL, home TEXT NOT NULL, unit TEXT NOT NULL, at TEXT NOT NULL,
    day TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, seconds REAL NOT NULL, PRIMARY KEY (day, home, at)
) STRICT, WITHOUT ROWID;
CREATE TABLE certificate_look (
    portal TEXT NOT NULL, host TEXT NOT NULL, at TEXT NOT NULL, day TEXT NOT NULL, measured INTEGER NOT NULL,
    reason TEXT NOT NULL, faults TEXT NOT NULL, subject TEXT NOT NULL, issuer TEXT NOT NULL, expires TEXT NOT NULL,
    protocol TEXT NOT NULL, PRIMARY KEY (day, portal, host, at)
) STRICT, WITHOUT ROWID;
CREATE TABLE probe_journal (file TEXT PRIMARY KEY, bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE site_check (day TEXT PRIMARY KEY, basis TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE site_finding (
    subject TEXT NOT NULL, day TEXT NOT NULL, whole INTEGER NOT NULL, id TEXT NOT NULL, unit TEXT NOT NULL,
    url TEXT NOT NULL, finding TEXT NOT NULL, PRIMARY KEY (subject, day, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX site_finding_day ON site_finding (day);
"""


@migrations()
def m006_probes(db: Database) -> None:
    """Visits of home pages and looks at certificates, as their journal has them, and what was made of them."""
    for statement in filter(str.strip, _PROBES.split(";")):
        db.execute(statement)


_TRACES = """
CREATE TABLE trace (
    capture TEXT NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, host TEXT NOT NULL, how TEXT NOT NULL,
    quote TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY (capture, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE page_scripts (capture TEXT PRIMARY KEY, hosts TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""


@migrations()
def m007_traces(db: Database) -> None:
    """What pages hold that their visitors do not see. Like all evidence never changed once written."""
    for statement in filter(str.strip, _TRACES.split(";")):
        db.execute(statement)


_CLAIMS = """
CREATE TABLE head (capture TEXT PRIMARY KEY, tags INTEGER NOT NULL, written TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE listed_date (
    "column" TEXT NOT NULL, page TEXT NOT NULL, listed TEXT NOT NULL, first_night TEXT NOT NULL,
    last_night TEXT NOT NULL, PRIMARY KEY ("column", page, listed)
) STRICT, WITHOUT ROWID;
INSERT INTO listed_date SELECT "column", page, first_listed, first_night, first_night FROM entry
WHERE first_listed <> '';
INSERT INTO listed_date SELECT "column", page, listed, last_night, last_night FROM entry
WHERE listed <> '' AND listed <> first_listed
"""


@migrations()
def m008_claims(db: Database) -> None:
    """What the head of a page tells (网页标签、成文日期), and every date that a row of a list ever bore."""
    for statement in filter(str.strip, _CLAIMS.split(";")):
        db.execute(statement)


@migrations()
def m009_nights_of_visits(db: Database) -> None:
    """A night's verdicts are asked for by each page that tells of the last one."""
    db.execute("CREATE INDEX visit_night ON visit (night)")


_NIGHT_FINDINGS = """
CREATE TABLE night_finding_spans (
    id TEXT NOT NULL, first_night TEXT NOT NULL, last_night TEXT NOT NULL, unit TEXT NOT NULL, "column" TEXT NOT NULL,
    subject TEXT NOT NULL, url TEXT NOT NULL, finding TEXT NOT NULL, PRIMARY KEY (id, first_night)
) STRICT, WITHOUT ROWID;
INSERT INTO night_finding_spans
SELECT id, min(night), max(night), unit, "column", subject, url, finding FROM (
    SELECT night_finding.*, number - row_number() OVER (
        PARTITION BY id, unit, "column", subject, url, finding ORDER BY night
    ) AS stretch FROM night_finding JOIN (
        SELECT night, row_number() OVER (ORDER BY night) AS number FROM night_check
    ) USING (night)
) GROUP BY id, unit, "column", subject, url, finding, stretch;
DROP TABLE night_finding;
ALTER TABLE night_finding_spans RENAME TO night_finding;
CREATE INDEX night_finding_last ON night_finding (last_night)
"""


@migrations()
def m010_lasting_findings(db: Database) -> None:
    """What a column's checks find night after night is one row from its first night to its last: what does not change
    takes no room."""
    for statement in filter(str.strip, _NIGHT_FINDINGS.split(";")):
        db.execute(statement)
