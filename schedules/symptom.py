"""What one check of an installation found (体检结果)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Symptom:
    """`check` names what was looked at; the sentence says what was found and, where it is not `ok`, what to do."""

    check: str
    ok: bool
    sentence: str
