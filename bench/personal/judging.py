"""What the checks say of a case (判定), and the figures of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random

from bench.personal.case import FORMATS, Case, Placed
from bench.personal.later import later_cases
from bench.personal.look_alikes import look_alikes
from bench.personal.numbers import NUMBERS
from bench.personal.telling import TELLING
from bench.personal.writers import Files
from checks import CheckedText, PlaceKind, check_page
from county.finding import Finding, Level
from county.personal import Redactor
from county.text import EMPTY, Text
from crawler.documents import read_document
from crawler.reading import Page, read_article
from wordlists import WordLists

SEED = 20260401
_FEW = 8
"""The quick form takes every eighth case."""
_WORDS = WordLists([])
_REDACTOR = Redactor(b"bench")


@dataclass(slots=True)
class Figures:
    """Counts by kind and by format, and a line for each miss and each false alarm."""

    found: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    harmless: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    extra: int = 0

    @property
    def recall(self) -> float:
        """Share of the positive cases that were found."""
        return sum(self.found[key] for key in FORMATS) / max(1, self.positives)

    @property
    def precision(self) -> float:
        """Share of the cases with an alarm that deserve one."""
        hits = sum(self.found[key] for key in FORMATS)
        return hits / max(1, hits + self.false_alarms)

    @property
    def positives(self) -> int:
        """Cases that deserve a finding."""
        return sum(self.total[key] for key in FORMATS)

    @property
    def look_alikes(self) -> int:
        """Cases that deserve none."""
        return sum(self.harmless[key] for key in FORMATS)

    @property
    def false_alarms(self) -> int:
        """Cases with a finding that they do not deserve."""
        return self.look_alikes - sum(self.silent[key] for key in FORMATS) + self.extra


def placed_cases() -> list[Placed]:
    """Every case in its format: formats take turns within a kind."""
    chance = Random(SEED)
    cases = [make(chance) for make, count in (*NUMBERS, *TELLING) for _ in range(count)] + look_alikes(chance)
    cases += later_cases(SEED + 1)
    turns: Counter[str] = Counter()
    placed = []
    for number, case in enumerate(cases):
        formats: Sequence[str] = case.formats or FORMATS
        turn = turns[case.kind]
        kind = formats[turn % len(formats)]
        # old Word files lie in the repository: every second one becomes a new one
        placed.append(Placed(number, case, "docx" if kind == "doc" and turn >= len(formats) and turn % 2 else kind))
        turns[case.kind] += 1
    return placed


def judge(cases: Iterable[Placed]) -> Figures:
    """Writes, reads and checks every case."""
    files, figures = Files(), Figures()
    for placed in cases:
        _count(figures, placed, findings_of(placed.case, _text(files.body(placed), placed.format)))
    return figures


def quick(cases: Sequence[Placed]) -> list[Placed]:
    """A sample that knows all kinds and formats."""
    return [placed for placed in cases if placed.number % _FEW == 0]


def _text(body: bytes, kind: str) -> Text:
    if kind == "html":
        article = read_article(Page.parse(body, "http://localhost/a.html"))
        return article.text if article else EMPTY
    document = read_document(body, f"名单.{kind}")
    return document.text if document.readable else EMPTY


def findings_of(case: Case, text: Text) -> list[Finding]:
    """Findings of the personal rules."""
    checked = CheckedText(case.title, _REDACTOR.redact(text), PlaceKind.DOCUMENT, _WORDS)
    return [finding for finding in check_page(checked) if finding.rule.startswith("personal-")]


def _count(figures: Figures, placed: Placed, found: Sequence[Finding]) -> None:
    case = placed.case
    keys = (case.kind, placed.format)
    alarms = [finding for finding in found if not (case.notice and finding.level is Level.NOTICE)]
    shown = "；".join(f"{finding.rule} {finding.words}" for finding in found)
    if case.rules:
        hit = any(finding.rule in case.rules and finding.level is not Level.NOTICE for finding in found)
        extra = [finding for finding in alarms if finding.rule not in case.rules]
        for key in keys:
            figures.total[key] += 1
            figures.found[key] += hit
        if not hit:
            figures.faults.append(f"漏报 #{placed.number} {case.kind} {placed.format}：{shown}")
        if extra:
            figures.extra += 1
            figures.faults.append(f"另报 #{placed.number} {case.kind} {placed.format}：{shown}")
        return
    for key in keys:
        figures.harmless[key] += 1
        figures.silent[key] += not alarms
    if alarms:
        figures.faults.append(f"误报 #{placed.number} {case.kind} {placed.format}：{shown}")
