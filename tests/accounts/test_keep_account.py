"""Accounts: a one-time password that must be changed, closing the way in, gaps of the roles."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from otklik.accounts.actions.appoint import add_person
from otklik.accounts.actions.keep_account import reset_password, set_account_active
from otklik.accounts.gaps import role_gaps
from otklik.accounts.models import Appointment, User
from otklik.accounts.passwords import one_time_password
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration, Department, Process

pytestmark = pytest.mark.django_db
Act = Callable[..., Actor]


def test_a_one_time_password_passes_the_rules_and_never_repeats(actor: Act) -> None:
    passwords = {one_time_password() for _ in range(50)}
    assert len(passwords) == 50
    person = add_person(
        actor=actor("administrator"), username="novikova", password=passwords.pop(), full_name="Новикова Ольга"
    )
    assert person.password_is_temporary


def test_nothing_opens_until_the_password_is_changed(staff: Callable[..., User], client: Client) -> None:
    person = staff("coordinator")
    User.objects.filter(pk=person.pk).update(password_is_temporary=True)
    client.force_login(person)
    assert client.get("/murashi/staff/settings/")["Location"] == "/account/password/change/"
    assert client.get("/api/v1/murashi/items").status_code == 401
    given = {"oldpassword": "spokoynaya-reka-17", "password1": "tikhiy-bereg-42", "password2": "tikhiy-bereg-42"}
    client.post("/account/password/change/", given)
    assert client.get("/murashi/staff/settings/").status_code == 200


def test_a_reset_password_works_once_given(staff: Callable[..., User], actor: Act) -> None:
    person = staff("specialist")
    password = reset_password(actor=actor("administrator"), user_id=person.pk)
    person.refresh_from_db()
    assert person.check_password(password)
    assert person.password_is_temporary


def test_one_does_not_lock_oneself_out_nor_touch_strangers(staff: Callable[..., User], actor: Act) -> None:
    administrator = actor("administrator")
    with pytest.raises(RuleBroken):
        set_account_active(actor=administrator, user_id=administrator.user_id or 0, is_active=False)
    for who, whom in ((administrator, staff("specialist", of="biysk")), (actor("coordinator"), staff("specialist"))):
        with pytest.raises(NotFound):
            set_account_active(actor=who, user_id=whom.pk, is_active=False)


def test_gaps_name_roles_and_processes_without_anybody(
    administration: Administration, actor: Act, staff: Callable[..., User]
) -> None:
    today, administrator = date(2026, 1, 12), actor("administrator")
    assert "Никто не назначен: регистратор." in role_gaps(administrator, today)
    staff("registrar")
    assert "Никто не назначен: регистратор." not in role_gaps(administrator, today)
    unit = Department.objects.create(administration=administration, slug="roads", title="Отдел дорог")
    own = {"administration": administration, "subject": "functions"}
    Process.objects.create(slug="repair", title="Ремонт дорог", organizer=unit, **own)
    Process.objects.create(slug="archive", title="Справки", **own)
    gaps = " ".join(role_gaps(administrator, today))
    assert "Нет организатора оценки у процесса «Справки»" in gaps
    assert "Отдел дорог: процессов 1" in gaps
    organizer = staff("organizer", department=unit)
    assert "Отдел дорог" not in " ".join(role_gaps(administrator, today))
    Appointment.objects.filter(user=organizer).update(valid_to=date(2026, 1, 11))
    assert "Отдел дорог" in " ".join(role_gaps(administrator, today))
