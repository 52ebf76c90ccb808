"""Enumerations with Russian labels."""

from enum import StrEnum
from typing import Self


class Labelled(StrEnum):
    """Enumeration whose members carry a Russian label: `NAME = "value", "Название"`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
