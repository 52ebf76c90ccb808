"""The table of the staff through its pages; a sheet of passwords; mended accounts and appointments."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client

from otklik.accounts.models import Appointment, User
from otklik.base.models import AuditEntry
from otklik.catalog.models import Department

pytestmark = pytest.mark.django_db
PEOPLE = "/murashi/staff/people/"
GOOD = "Отдел;ФИО;Роль;Акт;Дата акта\nАрхив;Ким Анна Ли;регистратор;Приказ;12.01.2026\n"
BAD = "Отдел;ФИО;Роль\nАрхив;Ким;босс\n"


@pytest.fixture
def boss(client_of: Callable[..., Client]) -> Client:
    return client_of("administrator")


def load(boss: Client, text: str) -> str:
    """The page of the check."""
    file = BytesIO(text.encode("utf-8-sig"))
    file.name = "люди.csv"
    return boss.post(f"{PEOPLE}import/", {"file": file}, follow=True).content.decode()


def test_a_table_is_checked_written_and_its_people_enter(boss: Client) -> None:
    page = load(boss, GOOD)
    assert "Новых людей: <b>1</b>" in page
    assert not User.objects.filter(username="kim").exists()
    assert boss.post(f"{PEOPLE}import/check/")["Location"] == f"{PEOPLE}passwords/"
    person = User.objects.get(username="kim")
    sheet = boss.post(f"{PEOPLE}passwords/", {"people": [person.pk]})
    password = sheet.context["issued"][0].password
    assert password in sheet.content.decode()
    assert "no-store" in sheet["Cache-Control"]
    guest = Client()
    entered = guest.post("/account/login/", {"login": "kim", "password": password}, follow=True)
    assert entered.redirect_chain[-1][0].startswith("/account/password/")
    assert boss.post(f"{PEOPLE}import/check/", follow=True).redirect_chain[-1][0] == f"{PEOPLE}import/"


def test_faults_are_listed_and_nothing_is_written(boss: Client) -> None:
    page = load(boss, BAD)
    assert "строка 2" in page
    assert "Роли «босс» нет" in page
    boss.post(f"{PEOPLE}import/check/")
    assert not Department.objects.filter(title="Архив").exists()


@pytest.mark.parametrize("text", ["", "Цвет;Вкус\nсиний;кислый\n", "ФИО\n"])
def test_a_file_of_something_else_is_told(boss: Client, text: str) -> None:
    assert "Не получилось" in load(boss, text)


def test_what_is_downloaded_changes_nothing_when_loaded(boss: Client) -> None:
    load(boss, GOOD)
    boss.post(f"{PEOPLE}import/check/")
    file = BytesIO(boss.get(f"{PEOPLE}import/sample/").content)
    file.name = "sotrudniki.xlsx"
    assert "Менять нечего" in boss.post(f"{PEOPLE}import/", {"file": file}, follow=True).content.decode()


def test_an_account_is_mended(boss: Client, staff: Callable[..., User]) -> None:
    person = staff("specialist")
    given = {"full_name": "Смирнова Анна Ильинична", "position": "ведущий специалист", "email": "s@example.ru"}
    assert boss.post(f"{PEOPLE}{person.pk}/facts/", given).status_code == 302
    person.refresh_from_db()
    assert (person.full_name, person.position, person.email) == tuple(given.values())
    told = AuditEntry.objects.filter(verb="change_person").latest("pk")
    assert "s@example.ru" not in f"{told.summary}{told.details}"
    assert "Пример" in boss.post(f"{PEOPLE}{person.pk}/facts/", {**given, "email": "нет"}).content.decode()


def test_a_slip_in_an_act_is_mended_with_its_trace(boss: Client, staff: Callable[..., User]) -> None:
    person = staff("specialist")
    one = person.appointments.get()
    given = {"act_title": "Приказ", "act_number": "12", "act_on": "2024-01-10", "valid_from": "2024-01-10"}
    assert boss.post(f"{PEOPLE}{person.pk}/appointments/{one.pk}/", given).status_code == 302
    one.refresh_from_db()
    assert (one.role, one.act_title, one.valid_from, one.valid_to) == ("specialist", "Приказ", date(2024, 1, 10), None)
    before = AuditEntry.objects.filter(verb="correct_appointment").latest("pk").details["before"]
    assert before["valid_from"] == "2024-01-09"
    other = staff("registrar")
    assert boss.get(f"{PEOPLE}{other.pk}/appointments/{one.pk}/").status_code == 404


def test_the_last_administrator_stays(boss: Client, staff: Callable[..., User]) -> None:
    own = Appointment.objects.get(role="administrator")
    address = f"{PEOPLE}{own.user_id}/appointments/{own.pk}/end/"
    assert "Других администраторов нет" in boss.post(address, {"on": "2026-01-12"}, follow=True).content.decode()
    staff("administrator")
    boss.post(address, {"on": "2026-01-12"})
    own.refresh_from_db()
    assert own.valid_to == date(2026, 1, 12)


def test_units_stand_in_no_circle(boss: Client) -> None:
    whose = {"administration_id": User.objects.filter(appointments__role="administrator").get().administration_id}
    upper = Department.objects.create(title="Управление", slug="upper", **whose)
    lower = Department.objects.create(title="Отдел", slug="lower", parent=upper, **whose)
    given = {"title": "Управление", "kind": "unit", "parent": lower.pk}
    page = boss.post(f"/murashi/staff/settings/lists/departments/{upper.pk}/", given).content.decode()
    assert "само себя" in page
