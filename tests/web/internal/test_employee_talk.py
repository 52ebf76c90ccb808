"""The talk with an employee by number and code: no session, no cookie of it, the answer and a further question."""

from collections.abc import Callable

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from otklik.accounts.models import User
from otklik.accounts.queries import actor_of
from otklik.base.visitor_limits import forget_tries
from otklik.catalog.models import Administration
from otklik.core.appeals import ItemStatus, Outcome
from otklik.intake.actions.write_to_leader import reply_to_employee
from otklik.intake.models import EmployeeLetter, FeedbackItem

pytestmark = pytest.mark.django_db
SENT = {"token": "abc", "to": "leader", "kind": "proposal", "text": "Дайте нам календарь.", "named": "no"}


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    forget_tries()


@pytest.fixture
def leader(administration: Administration, staff: Callable[..., User]) -> User:
    person = staff("head")
    person.full_name = "Ковалёва Анна"
    person.save()
    return person


def written(client: Client, leader: User) -> dict[str, str]:
    answer = client.post("/murashi/internal/", SENT | {"person": str(leader.pk)})
    receipt = answer.context["receipt"]
    return {"number": receipt["number"], "code": receipt["code"]}


def test_an_employee_writes_to_a_chosen_leader(leader: User, client: Client) -> None:
    page = client.get("/murashi/internal/").content.decode()
    assert "Ковалёва Анна" in page
    refused = client.post("/murashi/internal/", SENT)
    assert "Выберите руководителя" in refused.content.decode()
    written(client, leader)
    letter = EmployeeLetter.objects.get()
    assert (letter.addressee, letter.item.channel.slug) == (leader, "staff_leader")


def test_the_talk_leaves_nothing_behind(leader: User, client: Client) -> None:
    ticket = written(client, leader)
    actor = actor_of(leader)
    assert actor is not None
    item = FeedbackItem.objects.get()
    reply_to_employee(actor=actor, item_id=item.pk, text="Будет к пятнице.", outcome=Outcome.SUPPORTED)
    shown = client.post("/murashi/internal/answer/", ticket)
    assert "Будет к пятнице." in shown.content.decode()
    more = {"more": "1", "token": "t", "text": "А общий доступ?"}
    again = client.post("/murashi/internal/answer/", ticket | more)
    assert "А общий доступ?" in again.content.decode()
    item.refresh_from_db()
    assert item.status == ItemStatus.IN_WORK
    assert not Session.objects.exists()
    assert set(client.cookies) <= {"csrftoken"}


def test_a_wrong_code_shows_nothing_and_an_empty_word_is_named(leader: User, client: Client) -> None:
    ticket = written(client, leader)
    wrong = client.post("/murashi/internal/answer/", ticket | {"code": "AAAAA-AAAAA"})
    assert "нет. Сверьте оба" in wrong.content.decode()
    empty = client.post("/murashi/internal/answer/", ticket | {"more": "1", "token": "t", "text": " "})
    assert "Напишите, что хотите спросить" in empty.content.decode()


def test_the_public_status_page_keeps_no_employees_letter_open(leader: User, client: Client) -> None:
    ticket = written(client, leader)
    answer = client.post("/murashi/status/", ticket)
    assert (answer.status_code, answer.templates[0].name) == (200, "internal/talk.html")
    assert 'action="/murashi/internal/answer/"' in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert not Session.objects.exists()
    assert "Дайте нам календарь" not in client.get("/murashi/status/").content.decode()
