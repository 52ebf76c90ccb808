"""Pages of the calendar of duties: who may, what is told beside the field, steady queries."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.duties.actions.keep_feed import renew_feed
from otklik.duties.actions.keep_task import TaskPlan, give_task
from otklik.duties.models import CalendarFeed, DutyMark, OwnTask
from otklik.intake.queries import today_of

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
ONE = ("materials", "2025-07-01", "2025-09-30", 0)
PAGES = {
    "duties": {"coordinator", "specialist", "registrar", "head", "auditor"},
    "duty_feed": {"coordinator", "specialist", "registrar", "head", "auditor"},
    "duty_board": {"coordinator", "head", "auditor"},
    "duty_rules": {"coordinator"},
    "own_task_new": {"coordinator"},
}


def url(name: str, *args: object, slug: str = "murashi") -> str:
    return reverse(f"staff:{name}", args=[slug, *args])


@pytest.mark.parametrize("role", ["coordinator", "specialist", "registrar", "head", "auditor"])
def test_who_opens_what(client_of: SignIn, role: str) -> None:
    client = client_of(role)
    opened = {name for name in PAGES if client.get(url(name)).status_code == 200}
    assert opened == {name for name, roles in PAGES.items() if role in roles}


@pytest.mark.parametrize("slug", ["biysk", "gatchina", "livny", "naryan-mar"])
def test_every_decree_has_its_calendar(client_of: SignIn, slug: str) -> None:
    page = client_of("coordinator", of=slug).get(url("duties", slug=slug) + "?whose=all&year=2026")
    assert "30.12.2026" in page.content.decode()
    assert "перенесён с 31.12" in page.content.decode()


def test_a_duty_tells_its_day_and_is_ticked_off_with_a_file(client_of: SignIn) -> None:
    client = client_of("coordinator")
    page = client.get(url("duty", *ONE)).content.decode()
    assert "Порядок называет период, но не день" in page
    assert "готовятся новые инструктивные материалы" in page
    empty = client.post(url("duty", *ONE), {"done_on": "2025-10-03", "document": "", "note": "Всем разослано"})
    assert empty.status_code == 422
    assert "Назовите документ" in empty.content.decode()
    assert "Всем разослано" in empty.content.decode()
    paper = SimpleUploadedFile("записка.pdf", b"%PDF-1.4 paper")
    said = {"done_on": "2025-10-03", "document": "Записка № 14 от 03.10.2025", "attachments": paper}
    assert client.post(url("duty", *ONE), said).status_code == 302
    assert DutyMark.objects.get().file is not None
    got = client.get(url("duty_document", *ONE))
    assert b"".join(got.streaming_content) == b"%PDF-1.4 paper"  # type: ignore[attr-defined]
    assert client_of("specialist").get(url("duty_document", *ONE)).status_code == 404
    late = client.post(url("duty", *ONE), {"done_on": "2025-10-03", "document": "Письмо второго человека"})
    assert late.status_code == 422
    assert "Не записано: страница успела измениться" in late.content.decode()
    assert "Письмо второго человека" in late.content.decode()
    assert client.post(url("duty_unmark", *ONE), {"why": ""}).status_code == 422
    assert client.post(url("duty_unmark", *ONE), {"why": "Не тот документ"}).status_code == 302
    again = client.post(url("duty_unmark", *ONE), {"why": "Второй раз"})
    assert "Не записано" in again.content.decode()
    assert "Второй раз" in again.content.decode()


@pytest.mark.parametrize(
    "key",
    [
        ("materials", "2025-07-01", "x", 0),
        ("nothing", "2025-07-01", "2025-09-30", 0),
        ("materials", "9999-01-01", "9999-12-31", 0),
    ],
)
def test_an_address_of_no_duty_is_not_there(client_of: SignIn, key: tuple[object, ...]) -> None:
    assert client_of("coordinator").get(url("duty", *key)).status_code == 404


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"title": "", "person": "own", "due_on": "2099-01-01"}, "Напишите, что сделать."),
        ({"title": "Дело", "person": "", "due_on": "2099-01-01"}, "Выберите, кому поручить."),
        ({"title": "Дело", "person": "own", "due_on": "31.02.2026"}, "Дата записывается так"),
        ({"title": "Дело", "person": "own", "due_on": "2020-01-01"}, "Этот день уже прошёл."),
        ({"title": "Дело", "person": "own", "due_on": "9999-12-31"}, "Календарь показывает дни по 31 декабря"),
        ({"title": "Д" * 301, "person": "own", "due_on": "2099-01-01"}, "Слишком длинно"),
    ],
)
def test_a_wrong_task_is_told_beside_the_field(client_of: SignIn, said: dict[str, str], told: str) -> None:
    client = client_of("coordinator")
    own = client.session["_auth_user_id"]
    answer = client.post(url("own_task_new"), {**said, "person": own if said["person"] == "own" else ""})
    assert (answer.status_code, OwnTask.objects.count()) == (422, 0)
    assert told in answer.content.decode()


def test_a_task_is_seen_by_its_person_only_and_done_by_it(client_of: SignIn, actor: Callable[..., Actor]) -> None:
    coordinator = actor("coordinator")
    client = client_of("specialist")
    own = int(client.session["_auth_user_id"])
    due_on = today_of(coordinator) + timedelta(2)
    task = give_task(actor=coordinator, plan=TaskPlan("Собрать замечания", "", own, due_on))
    assert client_of("registrar").get(url("own_task", task.pk)).status_code == 404
    assert "Собрать замечания" in client.get(reverse("staff:desk", args=["murashi"])).content.decode()
    assert client.post(url("own_task_cancel", task.pk)).status_code == 404
    assert client.post(url("own_task", task.pk), {"result": "Готово"}).status_code == 302
    assert OwnTask.objects.get().result == "Готово"
    again = client.post(url("own_task", task.pk), {"result": "Дописано позже"}).content.decode()
    assert "Задача уже закрыта" in again
    assert "Дописано позже" in again


def test_the_rules_name_the_units_of_the_decree(client_of: SignIn) -> None:
    client = client_of("coordinator", of="biysk")
    assert (
        "Управление делами Администрации города Бийска" in client.get(url("duty_rules", slug="biysk")).content.decode()
    )
    answer = client.post(url("duty_rules", slug="biysk"), {"day_off": "next", "basis": ""})
    assert answer.status_code == 422
    assert "Назовите распоряжение" in answer.content.decode()
    assert (
        client.post(url("duty_rules", slug="biysk"), {"day_off": "previous", "since": "2026-01-01"}).status_code == 302
    )
    assert Administration.objects.get(slug="biysk").options["duties"]["since"] == "2026-01-01"


def test_the_address_is_shown_once_and_works_without_signing_in(client_of: SignIn) -> None:
    client = client_of("coordinator")
    page = client.post(url("duty_feed")).content.decode()
    path = page[page.index("/murashi/calendar/") :].partition('"')[0]
    answer = Client().get(path)
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    assert CalendarFeed.objects.get().read_on is not None
    assert "/murashi/calendar/" not in client.get(url("duty_feed")).content.decode()
    assert client.post(url("duty_feed_drop")).status_code == 302
    assert client.post(url("duty_feed_drop")).status_code == 302
    assert Client().get(path).status_code == 404
    assert client.get(url("duty_file")).content.startswith(b"BEGIN:VCALENDAR")


def test_an_address_serves_nobody_who_left(client_of: SignIn, actor: Callable[..., Actor]) -> None:
    person = actor("coordinator")
    path = reverse("public:duty_feed", args=["murashi", renew_feed(actor=person)])
    assert Client().get(path).status_code == 200
    CalendarFeed.objects.get().person.appointments.update(valid_to=date(2025, 1, 1))
    assert Client().get(path).status_code == 404


def test_the_board_asks_as_much_for_three_marks_as_for_one(client_of: SignIn, administration: Administration) -> None:
    client, counts = client_of("coordinator"), []
    for slug in ("materials", "client_journey", "monitoring"):
        DutyMark.objects.create(
            administration=administration, duty=slug, starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30),
            done_on=date(2026, 7, 3), document="Записка", marked_at=timezone.now(),
        )  # fmt: skip
        with CaptureQueriesContext(connection) as told:
            assert client.get(url("duty_board")).status_code == 200
        counts.append(len(told))
    assert counts[0] == counts[2]
