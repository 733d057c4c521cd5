"""Personal numbers (个人信息号码): recognised, masked at capture, known from then on by mask and keyed hash only."""

from county.personal.ids import NumberKind
from county.personal.redaction import PersonalNumber, Redacted, Redactor, identity, mask_line, mask_numbers, mask_typed

__all__ = [
    "NumberKind",
    "PersonalNumber",
    "Redacted",
    "Redactor",
    "identity",
    "mask_line",
    "mask_numbers",
    "mask_typed",
]
