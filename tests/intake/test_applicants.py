"""People who wrote before, found as one types: one person in many spellings, neighbours, firms; nothing foreign."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.intake.conftest import Receive

from otklik.base.actor import Actor
from otklik.core.appeals import Audience
from otklik.intake import name_index
from otklik.intake.actions.erase_contact import erase_contact
from otklik.intake.applicants import Typed, applicant_of_item, find_applicants, items_of_name, show_applicants
from otklik.intake.models import OriginalLook

pytestmark = pytest.mark.django_db
NINA = {"name": "Сидорова Нина Ивановна", "address": "ул. Лесная, д. 3, кв. 12", "phone": "8 (912) 345-67-89"}


@pytest.fixture
def registrar(actor: Callable[..., Actor]) -> Actor:
    return actor("registrar")


@pytest.mark.parametrize(
    "typed",
    [
        Typed(name="сидор"),
        Typed(name="Сидорова Н"),
        Typed(name="нина сидорова"),
        Typed(phone="+7 912 345 67 89"),
        Typed(phone="89123456789"),
        Typed(address="Лесная 3-12"),
        Typed(address="г. Мураши, улица Лесная, дом 3, квартира 12"),
    ],
)
def test_a_person_is_found_by_what_is_typed(receive: Receive, registrar: Actor, typed: Typed) -> None:
    receive(**NINA)
    receive(name="Петров Пётр Петрович", address="ул. Полевая, 3-12", phone="89120000000")
    assert [one.name for one in find_applicants(registrar, typed)] == ["Сидорова Нина Ивановна"]


@pytest.mark.parametrize(
    "typed", [Typed(), Typed(name="Си"), Typed(name="Сидоренко"), Typed(phone="345"), Typed("%_'\"")]
)
def test_too_little_or_another_name_finds_nobody(receive: Receive, registrar: Actor, typed: Typed) -> None:
    receive(**NINA)
    assert find_applicants(registrar, typed) == []


def test_messages_of_one_person_are_one_line_with_their_count(receive: Receive, registrar: Actor) -> None:
    receive(**NINA)
    receive(name="Нина Ивановна Сидорова", phone="+79123456789", email="nina@example.ru")
    newest = receive(name="СИДОРОВА Нина Ивановна", email="NINA@example.ru")
    receive(name="Сидорова Нина Ивановна", address="ул. Мира, 40")
    people = find_applicants(registrar, Typed(name="Сидорова Нина", phone="89123456789"))
    assert [(one.count, one.address) for one in people] == [(3, "ул. Лесная, д. 3, кв. 12"), (1, "ул. Мира, 40")]
    assert people[0].newest.pk == newest.pk
    assert (people[0].email, people[0].phone) == ("NINA@example.ru", "+79123456789")
    assert people[0].reasons == ("имя", "телефон")


@pytest.mark.parametrize("stored", ["ул. Мира, д. 12 а, корп. 2", "Мира, 12А корпус 2", "г. Киров, ул. Мира, 12а к.2"])
def test_a_house_with_letter_and_block_is_found(receive: Receive, registrar: Actor, stored: str) -> None:
    receive(name="Орлов", address=stored)
    receive(name="Сосед", address="ул. Мира, д. 12")
    found = find_applicants(registrar, Typed(address="ул. Мира, дом 12а, корпус 2"))
    assert [(one.name, one.reasons) for one in found] == [("Орлов", ("адрес",))]


def test_a_surname_is_not_crowded_out_by_patronymics(
    receive: Receive, registrar: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("otklik.intake.applicants.MOST_ITEMS", 3)
    receive(name="Иванов Пётр Ильич")
    for number in range(5):
        receive(name=f"Лаптев Борис Иванович {number}")
    for typed in ("Иванов", "Иванов ", "Иванов П", "иванов петр и"):
        assert find_applicants(registrar, Typed(name=typed))[0].name == "Иванов Пётр Ильич", typed
    assert [one.name for one in find_applicants(registrar, Typed(name="Иванов "))] == ["Иванов Пётр Ильич"]


def test_neighbours_stand_after_the_person(receive: Receive, registrar: Actor) -> None:
    receive(name="Орлов Олег", address="ул. Лесная, д. 3, кв. 40")
    receive(name="Сидоров Иван", address="ул. Лесная, д. 3, кв. 12")
    receive(**NINA)
    found = find_applicants(registrar, Typed(name="Сидорова Нина", address="Лесная, 3, 12"))
    assert [(one.name, one.reasons) for one in found] == [
        ("Сидорова Нина Ивановна", ("имя", "адрес")),
        ("Сидоров Иван", ("адрес",)),
        ("Орлов Олег", ("дом",)),
    ]


def test_a_firm_is_found_by_a_right_inn_only(receive: Receive, registrar: Actor) -> None:
    receive(organization="ООО «Ромашка»", inn="7707083893")
    assert [one.organization for one in find_applicants(registrar, Typed(inn="77 07 083893"))] == ["ООО «Ромашка»"]
    assert [one.organization for one in find_applicants(registrar, Typed(organization="ромаш"))] == ["ООО «Ромашка»"]
    assert find_applicants(registrar, Typed(inn="7707083894")) == []


def test_nothing_of_others_is_seen(receive: Receive, registrar: Actor, actor: Callable[..., Actor]) -> None:
    receive(**NINA, of="biysk")
    hidden = receive(**NINA, audience=Audience.INTERNAL)
    assert find_applicants(registrar, Typed(**NINA)) == []
    assert applicant_of_item(registrar, hidden.pk) is None
    assert [one.newest.pk for one in find_applicants(actor("internal_officer"), Typed(**NINA))] == [hidden.pk]


def test_other_administrations_do_not_crowd_out_ours(
    receive: Receive, registrar: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index gives the newest rows: those that the person may not see must not use up the limit."""
    monkeypatch.setattr("otklik.intake.applicants.PAGE", 2)
    own = receive(**NINA)
    for _ in range(3):
        receive(**NINA, of="biysk")
        receive(**NINA, audience=Audience.INTERNAL)
    assert [item.pk for item in items_of_name(registrar, "Сидорова Нина", 5)] == [own.pk]
    assert [one.count for one in find_applicants(registrar, Typed(name="Сидорова"))] == [1]


def test_an_erased_contact_is_nobody(receive: Receive, registrar: Actor, actor: Callable[..., Actor]) -> None:
    item = receive(**NINA)
    erase_contact(actor=actor("coordinator"), item_id=item.pk)
    assert find_applicants(registrar, Typed(**NINA)) == []
    assert applicant_of_item(registrar, item.pk) is None
    assert name_index.found(item.administration_id, [name_index.Wanted(("name",), ("сидорова",))], limit=5) == []


def test_the_person_of_an_item_brings_the_other_items(receive: Receive, registrar: Actor) -> None:
    first, second = receive(**NINA), receive(**NINA)
    person = applicant_of_item(registrar, first.pk)
    assert person is not None
    assert [item.pk for item in person.earlier] == [second.pk, first.pk]
    assert applicant_of_item(registrar, receive(name="").pk) is None


def test_who_looked_at_contacts_is_written_down(receive: Receive, registrar: Actor) -> None:
    item = receive(**NINA)
    show_applicants(registrar, Typed(name="Сидорова"))
    show_applicants(registrar, Typed(name="Сидорова Н"))
    assert [(look.item_id, look.user_id) for look in OriginalLook.objects.all()] == [(item.pk, registrar.user_id)]


def test_more_people_cost_no_more_queries(receive: Receive, registrar: Actor) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            find_applicants(registrar, Typed(**NINA))
        return len(captured)

    receive(**NINA)
    once = cost()
    for number in range(5):
        receive(name=f"Сидорова Нина {number}", address="ул. Лесная, 3")
    assert cost() == once
