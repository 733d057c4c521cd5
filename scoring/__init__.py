"""The county's assessment scheme as data, and the engine that turns evidence into a ledger."""

from scoring.engine import score
from scoring.errors import SchemeError, ScoringError
from scoring.explanation import coverage, explain_settings
from scoring.export import sheet_json
from scoring.group import Group
from scoring.ledger import (
    CLAUSE_STATE_NAMES,
    ENTRY_STATE_NAMES,
    ClauseScore,
    ClauseState,
    EntryState,
    LedgerEntry,
    SectionScore,
    Sheet,
    UnitEvidence,
)
from scoring.ranking import Placed, ranked
from scoring.scheme import Clause, Scheme, Section
from scoring.scheme_file import load_scheme, scheme_known_by, scheme_of, scheme_text

__all__ = [
    "CLAUSE_STATE_NAMES",
    "ENTRY_STATE_NAMES",
    "Clause",
    "ClauseScore",
    "ClauseState",
    "EntryState",
    "Group",
    "LedgerEntry",
    "Placed",
    "Scheme",
    "SchemeError",
    "ScoringError",
    "Section",
    "SectionScore",
    "Sheet",
    "UnitEvidence",
    "coverage",
    "explain_settings",
    "load_scheme",
    "ranked",
    "scheme_known_by",
    "scheme_of",
    "scheme_text",
    "score",
    "sheet_json",
]
