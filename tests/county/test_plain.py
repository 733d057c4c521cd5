"""Frozen values as JSON and back."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import pytest

from county.plain import as_json, restored


class _Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class _Leaf:
    day: dt.date | None
    points: Decimal
    colour: _Colour


@dataclass(frozen=True)
class _Tree:
    name: str
    leaves: tuple[_Leaf, ...]
    first: _Leaf | None = None
    tall: bool = True


LEAF = _Leaf(dt.date(2026, 3, 1), Decimal("-0.20"), _Colour.RED)


@pytest.mark.parametrize(
    "tree", [_Tree("一", ()), _Tree("二", (LEAF, _Leaf(None, Decimal(3), _Colour.RED)), LEAF, False)]
)
def test_a_value_comes_back_equal(tree: _Tree) -> None:
    assert restored(_Tree, json.loads(as_json(tree))) == tree


def test_a_missing_field_has_its_default_and_a_wrong_value_is_told() -> None:
    assert restored(_Tree, {"name": "一", "leaves": []}) == _Tree("一", ())
    for wrong in ({"leaves": []}, {"name": "一", "leaves": [{"day": "2026-13-01", "points": "1", "colour": "red"}]}):
        with pytest.raises((TypeError, ValueError)):
            restored(_Tree, wrong)
