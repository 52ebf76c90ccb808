"""The item's page: what it shows, to whom, and the moves."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from tests.intake.conftest import Receive

from otklik.base.files import store_file
from otklik.catalog.models import Department
from otklik.core.appeals import Audience, ItemKind, ItemStatus
from otklik.intake.models import Attachment, FeedbackItem

pytestmark = pytest.mark.django_db


def url(item: FeedbackItem, rest: str = "", of: str = "murashi") -> str:
    return f"/{of}/staff/items/{item.pk}/{rest}"


@pytest.fixture
def clerk(client_of: Callable[..., Client]) -> Client:
    return client_of("registrar", "specialist", "coordinator")


def test_the_page_shows_the_case(clerk: Client, receive: Receive) -> None:
    item = receive("Яма на дороге", name="Сидорова Нина Ивановна", email="nina@example.ru", place="улица Лесная")
    page = clerk.get(url(item)).content.decode()
    for words in (item.number, "Яма на дороге", "Сидорова Нина Ивановна", "nina@example.ru", "улица Лесная",
                  "Как посчитано", "срок считается", "Что происходило"):  # fmt: skip
        assert words in page, words


def test_the_registry_stays_beside_the_item(clerk: Client, receive: Receive) -> None:
    item, other = receive(), receive("Сломана скамейка")
    page = clerk.get(url(item, "?list=kind%3Dcomplaint")).content.decode()
    assert other.number in page
    assert 'aria-current="true"' in page
    assert other.number not in clerk.get(url(item)).content.decode()


def test_only_permitted_moves_are_offered(clerk: Client, client_of: Callable[..., Client], receive: Receive) -> None:
    item = receive()
    page = clerk.get(url(item)).content.decode()
    assert "moves/prolong/" in page
    assert "moves/reopen/" not in page
    FeedbackItem.objects.filter(pk=item.pk).update(status=ItemStatus.ANSWERED)
    ended = clerk.get(url(item)).content.decode()
    assert "moves/prolong/" not in ended
    assert "moves/reopen/" in ended
    assert "moves/" not in client_of("auditor").get(url(item)).content.decode()


def test_prolonging_keeps_the_earlier_day(clerk: Client, receive: Receive) -> None:
    item = receive(channel="post")
    before = item.due_on
    clerk.post(url(item, "moves/prolong/"), {"reason": "ждём ответа района"})
    item.refresh_from_db()
    assert item.status == ItemStatus.PROLONGED
    assert item.due_on > before
    page = clerk.get(url(item)).content.decode()
    assert "Прежний срок" in page
    assert "ждём ответа района" in page


@pytest.mark.parametrize(
    ("move", "given", "message"),
    [
        ("prolong", {"reason": " "}, "Напишите причину продления"),
        ("forward", {"to": ""}, "Укажите, куда направлено"),
        ("close", {"reason": ""}, "Напишите, почему ответ не даётся"),
        ("kind", {"kind": "complaint", "reason": "x"}, "Вид уже такой"),
        ("legal_class", {"legal_class": "pos_fast", "reason": ""}, "Напишите основание"),
        ("assign", {}, "Выберите подразделение"),
        ("add_question", {"text": ""}, "Напишите, в чём вопрос"),
    ],
)
def test_a_broken_rule_stands_beside_its_field(
    clerk: Client, receive: Receive, move: str, given: dict[str, str], message: str
) -> None:
    answer = clerk.post(url(receive(), f"moves/{move}/"), given)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="field field-bad"' in page
    assert message in page


@pytest.mark.parametrize(
    ("move", "given", "status"),
    [
        ("take", {}, "in_work"),
        ("forward", {"to": "Министерство транспорта"}, "forwarded"),
        ("close", {"reason": "нет имени и адреса"}, "closed"),
        ("kind", {"kind": "proposal", "reason": "предлагает"}, "registered"),
        ("legal_class", {"legal_class": "pos_fast", "reason": "пришло через ПОС"}, "registered"),
    ],
)
def test_moves_are_made(clerk: Client, receive: Receive, move: str, given: dict[str, str], status: str) -> None:
    item = receive()
    assert clerk.post(url(item, f"moves/{move}/"), given).status_code == 302
    item.refresh_from_db()
    assert item.status == status


def test_a_move_that_is_over_is_refused_in_words(clerk: Client, receive: Receive) -> None:
    item = receive()
    clerk.post(url(item, "moves/close/"), {"reason": "нет имени"})
    page = clerk.post(url(item, "moves/prolong/"), {"reason": "поздно"}).content.decode()
    assert "недоступно" in page


def test_questions_come_and_go(clerk: Client, receive: Receive) -> None:
    item = receive()
    clerk.post(url(item, "moves/add_question/"), {"text": "И про освещение"})
    second = item.questions.get(position=2)
    assert "И про освещение" in clerk.get(url(item)).content.decode()
    clerk.post(url(item, "moves/remove_question/"), {"question": second.pk})
    assert item.questions.count() == 1


def test_a_contact_is_erased(clerk: Client, receive: Receive) -> None:
    item = receive(name="Сидорова Нина Ивановна")
    clerk.post(url(item, "moves/erase_contact/"))
    page = clerk.get(url(item)).content.decode()
    assert "Сидорова" not in page
    assert "Контактные данные стёрты" in page


def test_what_one_may_not_see_is_not_there(
    client_of: Callable[..., Client], receive: Receive, administration: object
) -> None:
    roads, parks = (
        Department.objects.create(administration=administration, slug=slug, title=slug) for slug in ("roads", "parks")
    )
    item, internal = receive(department_id=parks.pk), receive("Не хватает бумаги", audience=Audience.INTERNAL)
    assert client_of("specialist", department=roads).get(url(item)).status_code == 404
    assert client_of("specialist", department=parks).get(url(item)).status_code == 200
    assert client_of("registrar", of="biysk").get(url(item, of="biysk")).status_code == 404
    assert client_of("registrar", "head").get(url(internal)).status_code == 404
    assert client_of("internal_officer").get(url(internal)).status_code == 200
    specialist = client_of("specialist", department=roads)
    assert specialist.post(url(item, "moves/take/")).status_code == 404
    assert Client().get(url(item)).status_code == 302


def attach(item: FeedbackItem, name: str = "скан «ямы».txt") -> Attachment:
    stored = store_file(item.administration_id, BytesIO(b"<script>alert(1)</script>"), name)
    return Attachment.objects.create(item=item, file=stored)


def test_a_file_is_a_download_for_those_who_see_the_item(
    clerk: Client, client_of: Callable[..., Client], receive: Receive
) -> None:
    item, other = receive(), receive()
    attachment = attach(item)
    answer = clerk.get(url(item, f"files/{attachment.pk}/"))
    assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/octet-stream"
    assert clerk.get(url(other, f"files/{attachment.pk}/")).status_code == 404
    foreign = client_of("registrar", of="biysk")
    assert foreign.get(url(item, f"files/{attachment.pk}/", of="biysk")).status_code == 404


def test_a_review_has_no_clock_and_no_number_of_days(clerk: Client, receive: Receive) -> None:
    page = clerk.get(url(receive("Спасибо", kind=ItemKind.REVIEW))).content.decode()
    assert "Это не обращение" in page
