import pytest

from otklik.core.place_marks import place_marks


@pytest.mark.parametrize(
    ("text", "names", "numbers"),
    [
        ("Не горит фонарь на ул. Лесной, д. 12а, кв. 7", {"лесной"}, {"12а"}),
        ("На Лесной улице 12 у школы № 3 третий день с 5 марта нет света 5 дней", {"лесной"}, {"12", "3"}),
        ("Дом 12-А по улице Карла Маркса", {"маркс"}, {"12а"}),
        ("на крыше дома по адресу микрорайон В, 16 оторвался лист", {"в"}, {"16"}),
        ("Автобус № 5 опоздал на 20 минут 12.03.2025 в 18:30", set(), {"5"}),
        ("Центральная 30, дома не освещены 24/7", {"центральный"}, {"30"}),
        ("Позвоните: 8 (912) 000-00-01, по 59-ФЗ за 30 дней", set(), set()),
        ("Ямы на дороге", set(), set()),
    ],
)
def test_streets_and_numbers(text: str, names: set[str], numbers: set[str]) -> None:
    marks = place_marks(text)
    assert names <= marks.names
    assert bool(names) == bool(marks.names)
    assert marks.numbers == numbers


def test_flats_and_entrances_stand_apart() -> None:
    marks = place_marks("Лесная 5, подъезд 2, кв. 17; во 2 подъезде темно")
    assert (marks.numbers, marks.flats, marks.entrances) == ({"5"}, {"17"}, {"2"})


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Лесная 12", "ул. Лесная, д. 12", True),
        ("Лесная 12", "Лесная 12, у школы № 3", True),
        ("Лесная 12", "Лесная 14", False),
        ("Лесная 12", "Полевая 12", False),
        ("Лесная 12", "улица Лесная", False),
        ("Лесная 12, кв. 5", "Лесная 12", True),
        ("Лесная 12, кв. 5", "Лесная 12, кв. 6", False),
        ("темно", "холодно", True),
    ],
)
def test_the_same_place(first: str, second: str, same: bool) -> None:
    assert place_marks(first).is_same_place(place_marks(second)) is same
    assert place_marks(second).is_same_place(place_marks(first)) is same
