"""The status page opens with number and code only, and says who does what until when."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.files import store_file
from otklik.catalog.models import Administration, Department
from otklik.core.appeals import ItemKind, Outcome
from otklik.core.incoming import IncomingFeedback
from otklik.core.russian import date_long
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.actions.receive_feedback import Receipt, receive_feedback
from otklik.intake.models import FeedbackItem

pytestmark = pytest.mark.django_db
Open = Callable[..., str]


@pytest.fixture
def receipt(visitor: Actor) -> Receipt:
    incoming = IncomingFeedback(
        text="Не горит фонарь", channel="web_form", received_at=timezone.now(), kind=ItemKind.STATEMENT
    )
    return receive_feedback(actor=visitor, incoming=incoming)


@pytest.fixture
def opened(receipt: Receipt, client: Client) -> Open:
    """The page after the number and the code were typed."""

    def go(code: str = "") -> str:
        given = {"number": receipt.number, "code": code or receipt.tracking_code}
        return client.post("/murashi/status/", given, follow=True).content.decode()

    return go


def test_says_where_the_case_is_and_until_when(opened: Open, receipt: Receipt) -> None:
    page = opened()
    assert f"№ {receipt.number}" in page
    assert receipt.due_on is not None
    assert f"не позднее {date_long(receipt.due_on)}" in page
    assert "Как посчитан срок ответа" in page


def test_names_the_unit_that_works_on_it(opened: Open, receipt: Receipt, administration: Administration) -> None:
    unit = Department.objects.create(administration=administration, slug="lights", title="Отдел благоустройства")
    FeedbackItem.objects.filter(pk=receipt.item_id).update(department=unit)
    assert "рассматривает: Отдел благоустройства" in opened()


def test_the_code_is_taken_in_any_spelling(opened: Open, receipt: Receipt) -> None:
    assert f"№ {receipt.number}" in opened(receipt.tracking_code.lower().replace("-", " "))


def test_a_wrong_code_shows_nothing(opened: Open, receipt: Receipt) -> None:
    page = opened("00000-00000")
    assert "Не горит фонарь" not in page
    assert "Такого номера с таким кодом у нас нет" in page


def test_guessing_is_stopped(client: Client, receipt: Receipt) -> None:
    answers = [client.post("/murashi/status/", {"number": receipt.number, "code": "00000-00000"}) for _ in range(21)]
    assert {answer.status_code for answer in answers[:20]} == {200}
    assert answers[20].status_code == 429


def test_the_code_of_one_administration_opens_nothing_in_another(
    client: Client, receipt: Receipt, administrations: Callable[[str], Administration]
) -> None:
    administrations("biysk")
    answer = client.post("/biysk/status/", {"number": receipt.number, "code": receipt.tracking_code})
    assert answer.status_code == 200


def test_an_overdue_case_admits_it(opened: Open, receipt: Receipt) -> None:
    FeedbackItem.objects.filter(pk=receipt.item_id).update(due_on=timezone.localdate() - timedelta(days=3))
    assert "Срок прошёл" in opened()


def test_the_answer_and_its_file_are_for_the_author_only(
    opened: Open, receipt: Receipt, actor: Callable[..., Actor], administration: Administration, client: Client
) -> None:
    item = FeedbackItem.objects.get(pk=receipt.item_id)
    answer_appeal(
        actor=actor("registrar", "specialist", "coordinator"),
        item_id=item.pk,
        text="Фонарь включили.",
        outcomes={question.pk: Outcome.SUPPORTED for question in item.questions.all()},
        way="status",
        files=(store_file(administration.pk, BytesIO(b"act"), "акт.txt"),),
    )
    page = opened()
    assert "Фонарь включили." in page
    address = f"/murashi/status/files/{item.attachments.get().pk}/"
    assert address in page
    assert b"".join(client.get(address)) == b"act"
    assert Client().get(address).status_code == 404


def test_closing_hides_the_case(opened: Open, client: Client) -> None:
    opened()
    client.post("/murashi/status/close/")
    assert "Не горит фонарь" not in client.get("/murashi/status/").content.decode()
