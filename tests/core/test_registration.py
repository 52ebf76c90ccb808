from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.core.appeals import ItemKind
from otklik.core.registration import (
    format_number,
    format_tracking_code,
    normalize_tracking_code,
    numbering,
    validate_template,
)


def test_a_number_by_template() -> None:
    number = format_number(
        "{kind_letter}-{department_code}-{sequence:05d}/{year}",
        sequence=42,
        on=date(2025, 3, 3),
        kind=ItemKind.COMPLAINT,
        department_code="07",
    )
    assert number == "Ж-07-00042/2025"


@pytest.mark.parametrize("template", ["{sequence}", "{kind_letter}-{sequence:05d}/{year}", "{month:02d}.{sequence}"])
def test_good_templates(template: str) -> None:
    validate_template(template)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{kind_letter}/{year}", "нет порядкового номера"),
        ("{sequence}-{city}", "неизвестное поле «city»"),
        ("{sequence.__class__}", "неизвестное поле"),
        ("{sequence}{", "фигурные скобки"),
        ("{sequence:q}", "после двоеточия"),
        ("{sequence:0100d}", "до 60 знаков"),
        ("{sequence:999999999}", "до 60 знаков"),
        ("{sequence:9{year}{year}}", "только цифры"),
        ("{}{sequence}", "неизвестное поле"),
    ],
)
def test_bad_templates_are_told_in_russian(template: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        validate_template(template)


@pytest.mark.parametrize(
    "template",
    [
        "{sequence}",
        "{kind_letter}-{sequence:05d}/{year}",
        "{{{sequence}}}",
        "{sequence!r}-{month:02d}",
        "{sequence:0{month}d}",
    ],
)
def test_many_numbers_of_a_day_are_those_made_one_by_one(template: str) -> None:
    on, kind, sequences = date(2025, 7, 3), ItemKind.INQUIRY, (1, 42, 123_456)
    alone = [format_number(template, sequence=n, on=on, kind=kind) for n in sequences]
    assert [numbering(template, on=on, kind=kind)(n) for n in sequences] == alone


@given(st.integers(1, 99_999), st.integers(1, 99_999))
def test_numbers_differ_when_sequences_do(first: int, second: int) -> None:
    numbers = {
        format_number("{sequence:05d}/{year}", sequence=n, on=date(2025, 1, 1), kind=ItemKind.INQUIRY)
        for n in (first, second)
    }
    assert len(numbers) == len({first, second})


@given(st.binary(min_size=7, max_size=16))
def test_a_code_is_read_back_as_typed(raw: bytes) -> None:
    code = format_tracking_code(raw)
    assert len(code) == 11
    assert normalize_tracking_code(code) == code
    assert normalize_tracking_code(f"  {code.lower().replace('-', ' ')} ") == code


@given(st.integers(0, 2**50 - 1), st.integers(0, 2**50 - 1))
def test_different_bits_make_different_codes(first: int, second: int) -> None:
    codes = {format_tracking_code(number.to_bytes(7, "big")) for number in (first, second)}
    assert len(codes) == len({first, second})


def test_look_alikes_are_forgiven() -> None:
    assert normalize_tracking_code("oil2345678") == "01123-45678"
    assert normalize_tracking_code("МНРСТ ХАВЕК") == "MHPCT-XABEK"


@pytest.mark.parametrize("text", ["", "12345", "12345-6789U", "12345-67890-1", "ЖЖЖЖЖ-ЖЖЖЖЖ"])
def test_a_wrong_code_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="10 букв и цифр"):
        normalize_tracking_code(text)


def test_too_little_randomness_is_refused() -> None:
    with pytest.raises(ValueError, match="не меньше 7"):
        format_tracking_code(b"123456")
