"""Patience with a failing portal (失败容忍): one dead unit must not end the night of all the others."""

from __future__ import annotations

from county.visit import Verdict
from crawler.endings import Failure
from crawler.reading import Effective

GIVE_UP_AFTER = 10
"""Failures in a row, of no answer or of refusal, after which the front page is asked; if that fails too, the portal is
left in peace for the night."""
MOST_PROBES = 10
"""A portal that refuses again and again between good answers is not pressed further."""
BLOCKED, DOWN = "portal-blocked", "portal-down"


class Patience:
    """Counts failures in a row, and judges what the front page then says."""

    def __init__(self) -> None:
        self._streak = 0
        self._probing = False
        self._probes = 0
        self._last_verdict = Verdict.COMPLETE

    def answered(self) -> None:
        """The portal gave what was asked for."""
        self._streak = 0

    def failed(self, failure: Failure) -> None:
        """It did not; only what may be the fault of the whole portal counts."""
        self._streak = self._streak + 1 if failure.general else 0
        self._last_verdict = failure.verdict

    def has_to_probe(self) -> bool:
        """Whether the front page is to be asked for now; true once until it was."""
        if self._streak < GIVE_UP_AFTER or self._probing:
            return False
        self._probing = True
        return True

    def given_up_after(self, front_page: Effective) -> str:
        """Why the portal is left in peace, "" where its front page shows that whatever failed is not the portal."""
        self._probes += 1
        if front_page is Effective.BLOCKED or self._probes > MOST_PROBES:
            return BLOCKED
        if front_page in (Effective.ERROR, Effective.MAINTENANCE):
            return DOWN
        self._probing, self._streak = False, 0
        return ""

    def given_up_without(self) -> str:
        """Why the portal is left in peace that does not answer at all."""
        return BLOCKED if self._last_verdict is Verdict.BLOCKED else DOWN
