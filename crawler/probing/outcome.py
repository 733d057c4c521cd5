"""What an answer, or its absence, means for the reachability of a site (探测结果): a failure must have been seen."""

from __future__ import annotations

from typing import NamedTuple

from scrapy.exceptions import CannotResolveHostError, DownloadConnectionRefusedError, DownloadTimeoutError

from county.probe import Outcome
from county.visit import Verdict
from crawler import failures
from crawler.reading import Effective, Judgement
from crawler.wire.resolver import GuardedResolver


class Meaning(NamedTuple):
    """What a visit showed, with one Chinese sentence, "" where the page opened."""

    outcome: Outcome
    reason: str


_OF_EFFECTIVE: dict[Effective, Outcome] = {
    Effective.OK: Outcome.OPENED,
    Effective.STUB: Outcome.OPENED,
    Effective.EMPTY_SHELL: Outcome.OPENED,
    Effective.BLOCKED: Outcome.BLOCKED,
    Effective.LOGIN: Outcome.BLOCKED,
    Effective.MISSING: Outcome.FAILED,
    Effective.ERROR: Outcome.FAILED,
    Effective.MAINTENANCE: Outcome.FAILED,
}
"""A page that a script draws or that leads on has opened: what it shows is a matter of the columns."""
_SEEN_TO_FAIL = (DownloadTimeoutError, CannotResolveHostError, DownloadConnectionRefusedError)
"""What befalls any visitor. A broken connection or a failed handshake may be meant for us."""
_FIRST_SERVER_FAULT = 500


def of_judgement(status: int, judgement: Judgement) -> Meaning:
    """What an answer means."""
    outcome = _OF_EFFECTIVE[judgement.effective]
    # 400, 406, 417 and their like refuse our request, not a visitor's
    if judgement.effective is Effective.ERROR and 400 <= status < _FIRST_SERVER_FAULT:
        outcome = Outcome.BLOCKED
    return Meaning(outcome, "" if outcome is Outcome.OPENED else judgement.reason)


def of_exception(error: BaseException, limit: float, host: str) -> Meaning:
    """What it means that no answer came; `host` is the name that was asked for."""
    failure = failures.of_exception(error, limit, host)
    if host not in GuardedResolver.refused and isinstance(error, _SEEN_TO_FAIL):
        return Meaning(Outcome.FAILED, failure.reason)
    outcome = Outcome.BLOCKED if failure.verdict is Verdict.BLOCKED else Outcome.UNMEASURED
    return Meaning(outcome, failure.reason)
