"""Whole numbers as findings (号码问题的表述): one for each number in running text, one for each column of a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from checks.leaks import REPORTED_ONE_BY_ONE, Leaks, TableColumn
from checks.passage import quote_at, sentence_at
from checks.registry import RuleInfo
from county.finding import Finding, Level
from county.personal import PersonalNumber
from county.text import Text


@dataclass(frozen=True, slots=True)
class Wording:
    """How one rule speaks of its numbers: `noun` names all it looks for, `doubt` is added where one may be none."""

    info: RuleInfo
    noun: str
    suggestion: str
    level: Callable[[Iterable[PersonalNumber]], Level]
    doubt: Callable[[Iterable[PersonalNumber]], str]

    def findings(self, text: Text, found: Leaks) -> Iterator[Finding]:
        """The findings for what `found` holds of `text`."""
        for number in found.running[:REPORTED_ONE_BY_ONE]:
            why = f"正文中有完整的{number.kind}{self.doubt([number])}"
            yield self._finding(text, [number], number.masked, why, sentence_at(text.content, number.start, number.end))
        if rest := found.running[REPORTED_ONE_BY_ONE:]:
            why = f"正文中另有 {len(rest)} 个完整的{self.noun}，前 {REPORTED_ONE_BY_ONE} 个已逐条列出"
            yield self._finding(text, rest, "其余号码", why, "", len(rest))
        for column in found.columns:
            yield self._column(text, column)

    def _column(self, text: Text, column: TableColumn) -> Finding:
        kinds = "、".join(dict.fromkeys(number.kind for number in column.numbers))
        why = f"{column.place}的“{column.name}”一列有 {column.rows} 行是完整的{kinds}{self.doubt(column.numbers)}"
        return self._finding(text, column.numbers, column.name, why, f"{column.place} {column.name}", column.rows)

    def _finding(
        self, text: Text, numbers: Sequence[PersonalNumber], words: str, why: str, sentence: str, count: int = 1
    ) -> Finding:
        first = numbers[0]
        return Finding(
            rule=self.info.id,
            level=self.level(numbers),
            words=words,
            why=why,
            sentence=sentence,
            quote=quote_at(text.content, first.start, first.end),
            suggestion=self.suggestion,
            count=count,
            start=first.start,
            end=first.end,
        )
