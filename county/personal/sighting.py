"""A number that was seen (号码), and the place where a candidate stands."""

from __future__ import annotations

from dataclasses import dataclass

from county.personal.columns import Column
from county.personal.ids import NumberKind
from county.personal.labels import Label, lead_of, line_of, previous_words


@dataclass(frozen=True, slots=True, repr=False)
class Sighting:
    """A whole number at `start:end`; `digits` without separators. It has no repr, lest it end in a log."""

    kind: NumberKind
    start: int
    end: int
    digits: str
    certain: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """A candidate `digits` at `start:end` of the text, parted into groups of the lengths `shape`."""

    text: str
    start: int
    end: int
    digits: str
    shape: tuple[int, ...]
    column: Column | None

    @property
    def label(self) -> Label:
        """The words that name the candidate. Outside of a named column a cell or a line of its own is named by the cell
        or the line before: that is how forms are written."""
        lead = lead_of(self.text, self.start)
        if self.column is None and not lead.strip():
            lead = previous_words(self.text, self.start - len(lead))
        return Label(self.column.name if self.column else "", lead)

    @property
    def line(self) -> str:
        """What may speak of the number: its line, or in a table with named columns its own column only."""
        if self.column is None:
            label = previous_words(self.text, self.text.rfind("\n", 0, self.start) + 1)
            return label + line_of(self.text, self.start, self.end)
        return self.column.name + lead_of(self.text, self.start)

    @property
    def row(self) -> list[str]:
        """The cells of its row."""
        start = self.text.rfind("\n", 0, self.start) + 1
        end = self.text.find("\n", self.end)
        return self.text[start : end if end >= 0 else len(self.text)].split("\t")

    def seen_as(self, kind: NumberKind, *, certain: bool = True) -> Sighting:
        """The candidate recognised."""
        return Sighting(kind, self.start, self.end, self.digits, certain)
