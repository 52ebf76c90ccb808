"""Rules of routing: every condition, the order, and the reasons in words."""

import pytest

from otklik.core.phrases import parse_phrases
from otklik.core.routing import Facts, Router, Rule, within_topic

ROADS = Rule(1, "Дороги", words=parse_phrases("яма\nасфальт"), channels={"phone": "Телефон"})
PLACE = Rule(2, "Заречье", places=parse_phrases("заречье"))
TOPIC = Rule(3, "Тема", topic_code="0003.0009")
KIND = Rule(4, "Жалобы", kinds=frozenset({"complaint"}), processes={"heating": "Отопление"})


def test_the_first_rule_that_fits_fires() -> None:
    router = Router([ROADS, PLACE])
    fired = router.first(Facts("Яма в Заречье", channel="phone"))
    assert fired is not None
    assert fired.rule.title == "Дороги"
    assert fired.why == ("слово «яма»", "канал «Телефон»")
    other = router.first(Facts("Яма в Заречье", channel="post"))
    assert other is not None
    assert other.rule.title == "Заречье"


def test_every_condition_must_hold() -> None:
    trials = Router([ROADS, PLACE, TOPIC, KIND]).trials(Facts("Фонарь", channel="post", kind="review"))
    assert [trial.fires for trial in trials] == [False] * 4
    assert trials[0].why == ("слов правила в тексте нет", "канал другой")
    assert trials[2].why == ("тема ещё не указана",)
    assert trials[3].why == ("процесс ещё не указан", "вид другой")


def test_place_is_sought_in_its_field_and_in_the_text() -> None:
    router = Router([PLACE])
    assert router.first(Facts("Темно", place="ул. Мира, Заречье"))
    assert router.first(Facts("В Заречье темно"))
    assert not router.first(Facts("Темно", place="Центр"))


def test_a_rule_without_conditions_never_fires() -> None:
    assert not Rule(9, "Пустое").has_conditions
    assert Router([Rule(9, "Пустое")]).first(Facts("Что угодно")) is None


@pytest.mark.parametrize(
    ("code", "heading", "inside"),
    [
        ("0003.0009.0097.0001", "0003.0009", True),
        ("0003.0009.0097.0001", "0003.0009.0000.0000", True),
        ("0003.0090.0097.0001", "0003.0009", False),
        ("0003.0009", "0003.0009.0097", False),
        ("0003.0009.0097.0000", "0003.0009.0097.0000", True),
    ],
)
def test_a_heading_stands_for_what_is_under_it(code: str, heading: str, inside: bool) -> None:
    assert within_topic(code, heading) is inside
