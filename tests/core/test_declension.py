"""Names of addressees."""

import pytest

from otklik.core.declension import dative_name


@pytest.mark.parametrize(
    ("name", "dative"),
    [
        ("Сидорова Нина Ивановна", "Сидоровой Нине Ивановне"),
        ("Орлов Пётр Сергеевич", "Орлову Петру Сергеевичу"),
        ("Рябинин Степан Ильич", "Рябинину Степану Ильичу"),
        ("Достоевская Анна Григорьевна", "Достоевской Анне Григорьевне"),
        ("Иванов", "Иванов"),
        ("Иванов Иван", "Иванов Иван"),
        ("Ким Чен Ир", "Ким Чен Ир"),
        ("ООО «Ромашка» Плюс", "ООО «Ромашка» Плюс"),
        ("", ""),
    ],
)
def test_dative(name: str, dative: str) -> None:
    assert dative_name(name) == dative
