"""Reception at the desk: the day, sign-up by phone, the card by keyboard, hours, figures; to each what is his."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.reception.conftest import TEXT, VISITOR, Booked, Scheduled, came, next_day, schedule, sign_up

from otklik.core.reception import VisitState
from otklik.intake.models import FeedbackItem
from otklik.reception.actions.book_visit import VisitReceipt
from otklik.reception.models import Schedule, Visit

__all__ = ["came", "next_day", "schedule", "sign_up"]
pytestmark = pytest.mark.django_db
BASE = "/murashi/staff/reception"
CARD = {f"outcome_{n}": "explained" for n in range(2, 6)} | {
    "kind": "statement",
    "text_1": TEXT,
    "outcome_1": "explained",
    "explanation_1": "В июне починим",
}
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64


@pytest.fixture
def registrar(client_of: Callable[..., Client]) -> Client:
    return client_of("registrar")


def page_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_the_day_shows_who_comes_and_what_is_free(
    registrar: Client, schedule: Scheduled, sign_up: Callable[..., VisitReceipt], next_day: date
) -> None:
    made = schedule()
    sign_up(made)
    shown = page_of(registrar.get(f"{BASE}/?day={next_day.isoformat()}"))
    assert VISITOR.name in shown
    assert VISITOR.phone in shown
    assert shown.count(">свободно<") == 5
    assert "Записать" in shown
    assert next_day.strftime("%d.%m.%Y") in page_of(registrar.get(f"{BASE}/"))


@pytest.mark.parametrize("day", ["1925-01-01", "9999-12-31", "0001-01-01", "2025-02-30", "%00", "x" * 3000])
def test_an_odd_day_is_answered(registrar: Client, schedule: Scheduled, day: str) -> None:
    schedule()
    assert registrar.get(f"{BASE}/?day={day}").status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_day(
    registrar: Client, schedule: Scheduled, sign_up: Callable[..., VisitReceipt], next_day: date
) -> None:
    made, other = schedule(), schedule()
    address = f"{BASE}/?day={next_day.isoformat()}"

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert registrar.get(address).status_code == 200
        return len(captured)

    sign_up(made)
    cost()
    with_one = cost()
    sign_up(made, at=time(9, 20), token="b" * 32)
    sign_up(other, at=time(9, 40), token="c" * 32)
    assert cost() == with_one


def test_who_receives_sees_only_his_own_and_strangers_see_nothing(
    staff: Callable[..., Any], client_of: Callable[..., Client], schedule: Scheduled, came: Booked
) -> None:
    person = staff("specialist")
    mine, others = came(schedule(user=person)), came(schedule())
    receiver = Client()
    receiver.force_login(person)
    assert receiver.get(f"{BASE}/visits/{mine.pk}/").status_code == 200
    assert receiver.get(f"{BASE}/visits/{others.pk}/").status_code == 404
    assert receiver.post(f"{BASE}/visits/{others.pk}/", CARD | {"agreed_orally": "on"}).status_code == 404
    assert client_of("specialist").get(f"{BASE}/").status_code == 404
    for method in ("get", "post"):
        assert getattr(client_of("registrar", of="biysk"), method)(f"{BASE}/visits/{mine.pk}/").status_code == 404


def booked(made: Schedule, on: date, client: Client, **facts: str) -> HttpResponse:
    given = {"at": "09:00", "name": VISITOR.name, "phone": VISITOR.phone, "topic": "Крыша", "token": "f" * 32}
    return client.post(f"{BASE}/book/?schedule={made.pk}&day={on.isoformat()}", given | facts)


def test_the_registrar_signs_up_by_phone_once_and_reads_the_code_aloud(
    registrar: Client, schedule: Scheduled, next_day: date
) -> None:
    made = schedule()
    first, second = booked(made, next_day, registrar), booked(made, next_day, registrar)
    assert first["Location"] == f"{BASE}/visits/{Visit.objects.get().pk}/"
    assert second["Location"] == first["Location"]
    assert "Продиктуйте человеку номер и код" in page_of(registrar.get(first["Location"]))
    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"name": ""}, "Напишите фамилию и имя"),
        ({"phone": "1"}, "не меньше десяти цифр"),
        ({"at": ""}, "Выберите время"),
        ({"topic": "паспорт 4508 123456"}, "номер паспорта"),
        ({"email": "нет"}, "записан с ошибкой"),
        ({"name": "я" * 301}, "300"),
    ],
)
def test_what_is_missing_stands_beside_the_field_and_the_rest_stays(
    registrar: Client, schedule: Scheduled, next_day: date, facts: dict[str, str], message: str
) -> None:
    shown = page_of(booked(schedule(), next_day, registrar, **facts))
    assert message in shown
    assert facts.get("topic", "Крыша") in shown
    assert not Visit.objects.exists()


def test_who_came_without_a_sign_up_is_received(registrar: Client, schedule: Scheduled, next_day: date) -> None:
    booked(schedule(), next_day, registrar, walk_in="1", at="")
    assert Visit.objects.get().state == VisitState.CAME


def test_a_card_is_filled_in_and_leads_to_the_registered_item(registrar: Client, came: Booked) -> None:
    visit = came()
    address = f"{BASE}/visits/{visit.pk}/"
    assert "С чем пришёл" in page_of(registrar.get(address))
    refused = page_of(registrar.post(address, CARD))
    assert "согласия человека" in refused
    assert "В июне починим" in refused
    assert registrar.post(address, CARD | {"agreed_orally": "on", "document_shown": "on"})["Location"] == address
    item = FeedbackItem.objects.get()
    shown = page_of(registrar.get(address))
    assert item.number in shown
    assert "предъявлен" in shown
    assert registrar.post(address, CARD | {"agreed_orally": "on"})["Location"] == address  # a double click
    assert address in page_of(registrar.get(f"/murashi/staff/items/{item.pk}/"))
    paper = page_of(registrar.get(f"{address}paper/"))
    assert "Карточка личного приёма" in paper
    assert "согласен на устный ответ" in paper


def test_the_second_of_two_on_one_card_sees_the_first_and_keeps_the_own_words(
    registrar: Client, client_of: Callable[..., Client], came: Booked
) -> None:
    address = f"{BASE}/visits/{came().pk}/"
    registrar.post(address, CARD | {"agreed_orally": "on"})
    second = CARD | {"agreed_orally": "on", "text_1": "Совсем о другом"}
    shown = page_of(client_of("coordinator").post(address, second))
    assert "уже записал другой сотрудник" in shown
    assert "Совсем о другом" in shown
    assert TEXT in shown
    assert FeedbackItem.objects.count() == 1


def test_more_questions_lose_nothing(registrar: Client, came: Booked) -> None:
    address = f"{BASE}/visits/{came().pk}/"
    two = CARD | {"more_1": "on", "text_2": 'Ещё " остановка 😀', "outcome_2": "appeal"}
    shown = page_of(registrar.post(address, two))
    assert "согласия человека" in shown
    assert "Ещё &quot; остановка 😀" in shown
    assert shown.count(" checked") == 1
    scan = SimpleUploadedFile("скан.png", PNG)
    assert registrar.post(address, two | {"attachments": scan, "agreed_orally": "on"}).status_code == 302
    paper = FeedbackItem.objects.get(form="written")
    assert [attachment.file.name for attachment in paper.attachments.all()] == ["скан.png"]
    assert FeedbackItem.objects.count() == 2


def test_long_and_odd_texts_never_fault(registrar: Client, came: Booked) -> None:
    address = f"{BASE}/visits/{came().pk}/"
    for text in ("я" * 20_001, "Крыша\0", "паспорт 4508 123456"):
        answer = registrar.post(address, CARD | {"text_1": text, "agreed_orally": "on"})
        assert answer.status_code == 200
    assert not FeedbackItem.objects.exists()


def test_marks_from_the_list_are_taken_back(registrar: Client, came: Booked) -> None:
    visit = came()
    address = f"{BASE}/visits/{visit.pk}/mark"
    assert "absent" not in registrar.get(f"{BASE}/").content.decode().split("Не пришёл")[0][-10:]
    shown = page_of(registrar.post(f"{address}/absent/", follow=True))
    assert "не пришёл" in shown
    assert f"{address}/booked/" in shown
    registrar.post(f"{address}/booked/")
    registrar.post(f"{address}/bogus/")
    assert Visit.objects.get().state == VisitState.BOOKED


def test_the_registrar_moves_a_sign_up(
    registrar: Client, schedule: Scheduled, sign_up: Callable[..., VisitReceipt], next_day: date
) -> None:
    receipt = sign_up(schedule())
    address = f"{BASE}/visits/{receipt.visit_id}/move/"
    assert "только что заняли" in page_of(registrar.post(address, {"when": "2025-01-01 09:00"}))
    assert registrar.post(address, {"when": f"{next_day.isoformat()} 10:00"}).status_code == 302
    assert Visit.objects.get().at == time(10)
    registrar.post(f"{BASE}/visits/{receipt.visit_id}/cancel/")
    assert Visit.objects.get().state == VisitState.CANCELLED


def test_figures_open_to_their_visits(registrar: Client, came: Booked, client_of: Callable[..., Client]) -> None:
    visit = came()
    registrar.post(f"{BASE}/visits/{visit.pk}/", CARD | {"agreed_orally": "on"})
    shown = page_of(registrar.get(f"{BASE}/figures/"))
    assert "Принято: 1 человек" in shown
    assert "outcome=explained" in shown
    assert "outcome=explained" not in page_of(client_of("auditor").get(f"{BASE}/figures/"))
    listed = page_of(registrar.get(f"{BASE}/visits/?outcome=explained&name=ГРОМОВА"))
    assert VISITOR.name in listed
    assert VISITOR.name not in page_of(registrar.get(f"{BASE}/visits/?name=Петров"))


def test_a_visitor_is_forgotten_by_the_coordinator_only(
    registrar: Client, client_of: Callable[..., Client], came: Booked
) -> None:
    visit = came()
    address = f"{BASE}/visits/{visit.pk}/erase/"
    assert registrar.post(address).status_code == 404
    client_of("coordinator").post(address)
    assert "Данные стёрты" in page_of(registrar.get(f"{BASE}/visits/{visit.pk}/"))
