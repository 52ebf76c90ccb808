"""Pages of routing: rules kept and tried, the rule on the item, «не наше» with its letters, the load of people."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.test import Client
from docx import Document
from tests.intake.conftest import Receive

from otklik.accounts.models import User
from otklik.accounts.queries import actor_of
from otklik.base.actor import Actor
from otklik.catalog.models import Administration, Department, OutsideBody
from otklik.core.appeals import ItemStatus
from otklik.intake.actions.edit_routing_rule import RuleFacts, save_routing_rule
from otklik.intake.models import FeedbackItem, Forwarding, ForwardingMark, RoutingRule

pytestmark = pytest.mark.django_db
BASE = "/murashi/staff/"


@pytest.fixture
def unit(administration: Administration) -> Department:
    return Department.objects.create(administration=administration, slug="roads", title="Отдел дорог")


@pytest.fixture
def body(administration: Administration) -> OutsideBody:
    return OutsideBody.objects.create(administration=administration, slug="gas", title="Газовая служба")


@pytest.fixture
def coordinator(client_of: Callable[..., Client]) -> Client:
    return client_of("coordinator", "registrar", "specialist")


def text(client: Client, path: str) -> str:
    answer = client.get(BASE + path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_rule_is_added_ordered_switched_and_deleted(coordinator: Client, unit: Department) -> None:
    assert "Правил пока нет" in text(coordinator, "routing/")
    given = {"title": "Дороги", "words": "яма\nасфальт", "kinds": ["complaint"], "department": unit.pk}
    assert coordinator.post(BASE + "routing/new/", given).status_code == 302
    rule = RoutingRule.objects.get()
    page = text(coordinator, "routing/")
    for words in ("Дороги", "слова: яма; асфальт", "вид: жалоба", "Отдел дорог"):
        assert words in page
    coordinator.post(f"{BASE}routing/{rule.pk}/off/")
    assert "(отключено)" in text(coordinator, "routing/")
    coordinator.post(f"{BASE}routing/{rule.pk}/delete/")
    assert not RoutingRule.objects.exists()


def test_a_wrong_rule_keeps_what_was_typed(coordinator: Client, unit: Department) -> None:
    page = coordinator.post(BASE + "routing/new/", {"title": "Дороги", "words": "яма ||", "department": unit.pk})
    shown = page.content.decode()
    assert "Не понято" in shown
    assert "яма ||" in shown
    for bad in ("\0", "я" * 20_000, "😀" * 50, "'; DROP TABLE"):
        given = {"title": "Т", "words": bad, "department": unit.pk}
        assert coordinator.post(BASE + "routing/new/", given).status_code in {200, 302}


def test_the_rules_are_tried_on_a_text(coordinator: Client, unit: Department, actor: Callable[..., Actor]) -> None:
    save_routing_rule(actor=actor("coordinator"), facts=RuleFacts("Дороги", words="яма", department_id=unit.pk))
    save_routing_rule(actor=actor("coordinator"), facts=RuleFacts("Фонари", words="фонарь", department_id=unit.pk))
    shown = coordinator.post(BASE + "routing/", {"text": "Ямы на Лесной"}).content.decode()
    assert "направит" in shown
    assert "слово «ямы»" in shown
    assert "не подходит: слов правила в тексте нет" in shown
    assert "Вставьте текст" in coordinator.post(BASE + "routing/", {"text": ""}).content.decode()


def test_a_dry_run_of_any_address(coordinator: Client, receive: Receive) -> None:
    receive()
    assert "сравнивать не с чем" in text(coordinator, "routing/trial/?quarter=2020Q1")
    assert "Как правила сработали бы" in text(coordinator, "routing/trial/?quarter=чепуха")


def test_the_item_says_which_rule_sent_it_and_what_became_of_that(
    coordinator: Client, receive: Receive, unit: Department, actor: Callable[..., Actor]
) -> None:
    save_routing_rule(actor=actor("coordinator"), facts=RuleFacts("Дороги", words="яма", department_id=unit.pk))
    item = receive("Яма на Лесной")
    page = text(coordinator, f"items/{item.pk}/")
    assert "Направлено правилом «Дороги»: слово «яма»" in page
    assert "Потом человек передал" not in page
    other = Department.objects.create(administration=unit.administration, slug="other", title="Общий отдел")
    coordinator.post(f"{BASE}items/{item.pk}/moves/assign/", {"department": other.pk})
    assert "Потом человек передал: Общий отдел" in text(coordinator, f"items/{item.pk}/")


def test_forwarding_from_the_card_makes_letters_to_download(
    coordinator: Client, receive: Receive, body: OutsideBody
) -> None:
    item = receive("Нет газа", channel="post", name="Сидорова Нина Ивановна", address="ул. Мира, 5")
    page = text(coordinator, f"items/{item.pk}/")
    assert "Направить по закону: до" in page
    coordinator.post(f"{BASE}items/{item.pk}/moves/mark_forward/", {"body": body.pk})
    assert "Решать не нам: Газовая служба" in text(coordinator, f"items/{item.pk}/")
    assert "Газовая служба" in text(coordinator, "not-ours/")
    coordinator.post(f"{BASE}items/{item.pk}/moves/forward/", {"body": body.pk, "note": "Просим ответить."})
    item.refresh_from_db()
    assert item.status == ItemStatus.FORWARDED
    forwarding = Forwarding.objects.get()
    address = f"{BASE}items/{item.pk}/forwarding/{forwarding.pk}/"
    words = coordinator.get(address + "cover/docx/")
    assert words.status_code == 200
    paragraphs = "\n".join(one.text for one in Document(BytesIO(words.content)).paragraphs)
    assert "Сидорова Нина Ивановна" in paragraphs
    assert "Просим ответить." in paragraphs
    assert coordinator.get(address + "notice/pdf/").content.startswith(b"%PDF")
    assert coordinator.get(address + "notice/exe/").status_code == 404
    assert coordinator.get(address + "other/pdf/").status_code == 404
    page = text(coordinator, f"items/{item.pk}/")
    assert page.count(address) == 4
    assert page.index(address) < page.index("Нет газа</div>"), "the letters stand above the text, not far below"
    assert "ответит другая организация" in page
    assert "Маршрут" not in page


def test_a_mark_is_taken_off_from_the_card(coordinator: Client, receive: Receive, body: OutsideBody) -> None:
    item = receive("Нет газа", channel="post")
    empty = coordinator.post(f"{BASE}items/{item.pk}/moves/mark_forward/", {"body": ""}).content.decode()
    assert "Выберите орган" in empty
    coordinator.post(f"{BASE}items/{item.pk}/moves/mark_forward/", {"body": body.pk})
    coordinator.post(f"{BASE}items/{item.pk}/moves/unmark_forward/")
    assert not ForwardingMark.objects.exists()


def test_a_clerk_gives_back_what_is_not_his(
    client_of: Callable[..., Client], receive: Receive, unit: Department, coordinator: Client
) -> None:
    clerk = client_of("specialist", department=unit)
    item = receive(department_id=unit.pk)
    clerk.post(f"{BASE}items/{item.pk}/moves/return/", {"reason": "Дорога областная"})
    item.refresh_from_db()
    assert item.department is None
    page = text(coordinator, "not-ours/")
    assert "Дорога областная" in page
    assert "Не пропустить" in page


def test_bodies_are_a_list_of_the_settings(coordinator: Client) -> None:
    given = {
        "title": "Почта России",
        "addressee": "Начальнику",
        "address": "ул. Мира, 2",
        "email": "",
        "competence": "",
    }
    assert coordinator.post(BASE + "settings/lists/bodies/", given).status_code == 302
    assert "Почта России" in text(coordinator, "settings/lists/bodies/")
    bad = {**given, "title": "Ещё", "email": "не адрес"}
    assert coordinator.post(BASE + "settings/lists/bodies/", bad).status_code == 200


def test_the_head_sees_the_load_and_sends_on(
    client_of: Callable[..., Client], staff: Callable[..., User], receive: Receive, unit: Department
) -> None:
    head, busy, free = client_of("head"), staff("specialist", department=unit), staff("specialist", department=unit)
    items = [receive() for _ in range(3)]
    FeedbackItem.objects.filter(pk__in=[one.pk for one in items]).update(assignee=busy, department=unit)
    page = text(head, "load/")
    assert "Отдел дорог" in page
    assert "Открыто" in page
    assert all(one.number in text(head, f"load/{busy.pk}/") for one in items)
    ticked = [items[0].pk, items[1].pk]
    head.post(f"{BASE}load/{busy.pk}/reassign/", {"items": ticked, "assignee": free.pk})
    assert FeedbackItem.objects.filter(assignee=free).count() == 2
    nothing = head.post(f"{BASE}load/{busy.pk}/reassign/", {"assignee": free.pk}).content.decode()
    assert "Отметьте строки" in nothing
    assert client_of("specialist").get(BASE + "load/").status_code == 404
    assert actor_of(busy) is not None


@pytest.mark.parametrize("query", ["?department=all", "?department=999999", "?department=чепуха", "?department=1'"])
def test_any_address_of_the_load_is_answered(query: str, coordinator: Client, receive: Receive) -> None:
    receive()
    assert coordinator.get(BASE + "load/" + query).status_code == 200
