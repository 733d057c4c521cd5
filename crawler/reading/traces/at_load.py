"""Whether a place in a script runs when the page is loaded, and not only when a visitor does something."""

from __future__ import annotations

import re

_STEP = re.compile(
    r"""//[^\n]{0,2000}|/\*.{0,4000}?\*/|"(?:\\.|[^"\\\n]){0,4000}"|'(?:\\.|[^'\\\n]){0,4000}'|[{}]""", re.S
)
_FUNCTION = re.compile(r"(?:\bfunction\b[^{}()]{0,80}\([^(){}]{0,200}\)|=>)\s*$")
_RUN = re.compile(
    r"(?:[(!+~]\s*|\bonload\s*=\s*|\$\s*\(\s*(?:document\s*\)\s*\.\s*ready\s*\(\s*)?|\.ready\s*\(\s*|setTimeout\s*\(\s*|setInterval\s*\(\s*"
    r"|addEventListener\s*\(\s*[\"'](?:load|DOMContentLoaded|pageshow)[\"']\s*,\s*)"
    r"(?:async\s+)?(?:function\b[^{}()]{0,80}\([^(){}]{0,200}\)|\(?[\w,\s]{0,80}\)?\s*=>)\s*$"
)
_LISTENS = re.compile(
    r"(?:\.(?:on|click|bind|live|delegate|change|submit|hover|then|done)|addEventListener|attachEvent)\s*\([^{}]{0,200}$"
)
_LOADS = re.compile(r"addEventListener\s*\(\s*[\"'](?:load|DOMContentLoaded|pageshow)[\"']\s*,[^{}]{0,200}$")
_HEAD = 300
"""Characters before a brace that tell what it opens."""


def runs_at_load(script: str, place: int) -> bool:
    """Whether no function that waits for a visitor is open round `place`: a function that the script calls at once, or
    on load, waits for nobody."""
    heads: list[str] = []
    for step in _STEP.finditer(script, 0, place):
        if step[0] == "{":
            heads.append(script[max(0, step.start() - _HEAD) : step.start()])
        elif step[0] == "}" and heads:
            heads.pop()
    return not any(map(_waits, heads))


def _waits(head: str) -> bool:
    if _FUNCTION.search(head) is None:
        return False
    if _LISTENS.search(head) and not _LOADS.search(head):
        return True
    return _RUN.search(head) is None
