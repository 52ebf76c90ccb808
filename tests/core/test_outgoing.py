"""Outgoing numbers."""

from datetime import date

import pytest

from otklik.core.outgoing import DEFAULT_TEMPLATE, format_outgoing, validate_outgoing


def test_numbers() -> None:
    on = date(2025, 3, 28)
    assert format_outgoing(DEFAULT_TEMPLATE, sequence=12, on=on, incoming="Ж-1") == "исх-12/2025"
    assert format_outgoing("{incoming}-{sequence:03d}", sequence=12, on=on, incoming="Ж-1") == "Ж-1-012"


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{sequence", "скобки"),
        ("{sequence}/{mayor}", "«mayor»"),
        ("исх/{year}", "порядкового номера"),
        ("{sequence:zz}", "после двоеточия"),
        ("{sequence}" + "x" * 70, "не длиннее"),
        ("исх-{sequence:999999999}", "до 60 знаков"),
    ],
)
def test_wrong_templates(template: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        validate_outgoing(template)


def test_the_default_is_right() -> None:
    validate_outgoing(DEFAULT_TEMPLATE)
