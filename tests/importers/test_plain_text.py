import pytest
from hypothesis import given
from hypothesis import strategies as st

from otklik.importers.plain_text import clean_line, clean_text


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Первая<br>вторая<br />третья", "Первая\nвторая\nтретья"),
        ("<p style='x'>Абзац</p><p>Второй &laquo;дом&raquo;</p>", "Абзац\nВторой «дом»"),
        ("<style>p {color: red}</style>Текст<!-- скрыто --><script>x()</script>", "Текст"),
        ("температура <15 и > 3, пишите <anna@example.ru>", "температура <15 и > 3, пишите <anna@example.ru>"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\n\n \n\nb", "a\n\nb"),
        ("нуль\x00, метка\ufeff", "нуль, метка"),
        ("AT&T", "AT&T"),
    ],
)
def test_clean_text(raw: str, clean: str) -> None:
    assert clean_text(raw) == clean


def test_a_line_has_no_breaks() -> None:
    assert clean_line(" Дом\xa05,\n кв.&nbsp;7\u200b ") == "Дом 5, кв. 7"


@given(st.text())
def test_what_is_stored_has_no_control_signs_and_is_stable(text: str) -> None:
    found = clean_text(text.replace("&", "").replace("<", ""))
    assert "\x00" not in found
    assert "\r" not in found
    assert clean_text(found) == found
    found.encode()


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    assert "\n" not in clean_line(text)
    assert clean_line(text) == clean_line(text).strip()
