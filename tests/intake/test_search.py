"""One box for words, numbers and authors: what it finds, and for whom."""

from collections.abc import Callable

import pytest
from tests.intake.conftest import Receive

from otklik.base.actor import Actor
from otklik.intake import text_index
from otklik.intake.models import FeedbackItem
from otklik.intake.search import found, search_of
from otklik.intake.search_shown import hits_of

pytestmark = pytest.mark.django_db
AUTHOR = {
    "name": "Сидорова Нина Ивановна", "address": "г. Киров, ул. Ленина, д. 12а, кв. 5", "phone": "8 (912) 000-00-01",
    "email": "sidorova@example.ru", "organization": "ООО «Ромашка»", "inn": "4345000000",
}  # fmt: skip


@pytest.fixture(params=[False, True], ids=["just come in", "indexed"])
def items(request: pytest.FixtureRequest, receive: Receive) -> dict[str, int]:
    made = {
        "road": receive("Ямы на дороге у школы", source_number="ВХ-17/305", **AUTHOR),
        "people": receive("Люди шли по льду. Звоните 8 912 000-00-02", place="Набережная, 7"),
        "tree": receive("Уберите дерево у дома 12-А", name="Королёв Семён"),
    }
    if request.param:
        text_index.catch_up()
    return {name: item.pk for name, item in made.items()}


def names(actor: Actor, items: dict[str, int], typed: str) -> set[str]:
    ids = set(
        found(FeedbackItem.objects.visible_to(actor), actor, search_of(actor, typed)).values_list("pk", flat=True)
    )
    return {name for name, pk in items.items() if pk in ids}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("дорога", {"road"}), ("дорогу яма", {"road"}), ("дорога дерево", set()), ("человек", {"people"}),
        ("идти", {"people"}), ("набережной", {"people"}), ("дерев", {"tree"}), ("12 а", {"road", "tree"}),
        ("Сидоровой", {"road"}), ("сидорова нина", {"road"}), ("Сидор", {"road"}), ("яма Сидорова", {"road"}),
        ("дерево Сидорова", set()), ("королев", {"tree"}), ("улица Ленина 12а", {"road"}), ("+79120000001", {"road"}),
        ("912 000 00 01", {"road"}), ("000-00-02", {"people"}), ("Sidorova@example.ru", {"road"}),
        ("4345000000", {"road"}), ("Ромашка", {"road"}), ("17/305", {"road"}), ("вх-17/305", {"road"}),
        ("автор: дерево", set()), ("автор: Сидорова", {"road"}), ("адрес: Ленина", {"road"}),
        ("слова: Сидорова", set()), ("адрес: набережная 7", {"people"}), ("и", set()), ("\"'*:&|!()", set()),
        ("дорога' OR 1=1", set()), ("NEAR(", set()),
    ],
)  # fmt: skip
def test_what_is_found(actor: Callable[..., Actor], items: dict[str, int], typed: str, expected: set[str]) -> None:
    assert names(actor("registrar"), items, typed) == expected


@pytest.mark.parametrize("typed", ["Сидорова", "улица Ленина", "+79120000001", "Sidorova@example.ru", "4345000000",
                                   "Ромашка", "000-00-02", "8 912 000-00-02", "автор: Сидорова"])  # fmt: skip
def test_who_sees_no_contacts_finds_nobody_by_them(
    actor: Callable[..., Actor], items: dict[str, int], typed: str
) -> None:
    head = actor("head")
    assert names(head, items, typed) == set()
    assert names(head, items, "дороги") == {"road"}


def test_parts_of_a_registration_number(actor: Callable[..., Actor], receive: Receive) -> None:
    item = receive()
    clerk, kept = actor("registrar"), {"item": item.pk}
    letter, _, rest = item.number.partition("-")
    digits, year = rest.split("/")
    for typed in (item.number, item.number.lower(), f"№ {item.number}", rest, f"{int(digits)}/{year}", str(int(digits)),
                  f"{letter}-{int(digits)}/{year}", f"номер: {rest}"):  # fmt: skip
        assert names(clerk, kept, typed) == {"item"}, typed
    assert names(clerk, kept, f"{int(digits) + 1}/{year}") == set()


def test_a_number_is_told_as_a_number(actor: Callable[..., Actor], receive: Receive) -> None:
    number, clerk = receive().number, actor("registrar")
    assert search_of(clerk, number).told == [("номер", number)]
    assert search_of(clerk, "ямы Сидорова").told == [("слова", "ямы"), ("человек", "Сидорова")]


def test_excerpts_show_the_hit_and_no_name(actor: Callable[..., Actor], receive: Receive) -> None:
    text = "Прошу принять меры. " * 30 + "Пишет Сидорова Нина Ивановна: у школы яма."
    item = receive(text, name="Сидорова Нина Ивановна")
    search = search_of(actor("registrar"), "ямы Сидорова")
    hit = hits_of(search, [item])[item.pk]
    assert hit.title == ()
    assert [piece.text for piece in hit.excerpt if piece.is_hit] == ["яма"]
    assert "Сидорова" not in "".join(piece.text for piece in hit.excerpt)
    assert hit.found_in == ("имя автора",)


def test_nothing_is_shown_of_contacts_to_who_may_not_see_them(actor: Callable[..., Actor], receive: Receive) -> None:
    item = receive("Яма у дома Сидоровой", **AUTHOR)
    head = actor("head")
    assert hits_of(search_of(head, "Сидорова яма"), [item])[item.pk].found_in == ()
    assert search_of(head, "Сидорова").needs_contacts
    assert not search_of(head, "яма").needs_contacts
