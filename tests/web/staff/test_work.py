"""The work at a glance: scopes by role, figures that agree with their lists, units compared."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from otklik.accounts.models import User
from otklik.catalog.models import Administration, Department
from otklik.intake.models import FeedbackItem

pytestmark = pytest.mark.django_db
PAGE = "/murashi/staff/my-work/"


def figures(page: str) -> dict[str, tuple[str, str]]:
    """Title -> (address of the list, number)."""
    found = re.findall(r'<a href="([^"]+)">([^<]+)</a></p><p><span class="figure-big[^"]*">([^<]+)</span>', page)
    return {title: (address.replace("&amp;", "&"), number) for address, title, number in found}


@pytest.fixture
def unit(administrations: Callable[..., Administration]) -> Department:
    return Department.objects.create(administration=administrations("murashi"), slug="roads", title="Отдел дорог")


def test_each_role_sees_its_own_scopes(client_of: Callable[..., Client], unit: Department) -> None:
    for role, wanted in (("specialist", {"mine", "unit"}), ("head", {"unit", "all"}), ("registrar", {"all"})):
        page = client_of(role, department=unit).get(PAGE).content.decode()
        shown = set(re.findall(r'href="\?scope=(\w+)"', page))
        assert shown == (wanted if len(wanted) > 1 else set()), role
    assert client_of("administrator").get(PAGE).status_code == 404


def test_figures_agree_with_the_lists_behind_them(
    client_of: Callable[..., Client], staff: Callable[..., User], receive: Callable[..., FeedbackItem], unit: Department
) -> None:
    today = timezone.localdate()
    for shift in (-2, 0, 2, 30):
        one = receive(department_id=unit.pk)
        FeedbackItem.objects.filter(pk=one.pk).update(due_on=today + timedelta(shift), status="in_work")
    client = client_of("specialist", department=unit)
    me = User.objects.get(appointments__role="specialist")
    FeedbackItem.objects.filter(due_on__lte=today).update(assignee=me)
    for scope, wanted in (("mine", ("2", "1", "1")), ("unit", ("4", "1", "1"))):
        found = figures(client.get(PAGE, {"scope": scope}).content.decode())
        assert tuple(found[title][1] for title in ("Ждут ответа", "Горит сегодня", "Просрочено")) == wanted
        for address, number in found.values():
            rows = client.get(address).content.decode().count("data-row")
            assert rows == int(number), address


def test_a_foreign_scope_falls_back_to_ones_own(client_of: Callable[..., Client], unit: Department) -> None:
    page = client_of("specialist", department=unit).get(PAGE, {"scope": "all"}).content.decode()
    assert "Без ответственного" not in page


def test_units_are_compared_by_like_work(
    client_of: Callable[..., Client], receive: Callable[..., FeedbackItem], unit: Department
) -> None:
    day = timezone.localdate()
    for number in range(8):
        one = receive(department_id=unit.pk)
        FeedbackItem.objects.filter(pk=one.pk).update(answered_on=day, status="answered", is_late=number < 2)
    quarter = f"{day.year}Q{(day.month - 1) // 3 + 1}"
    head = client_of("head")
    page = head.get(f"{PAGE}units/", {"quarter": quarter}).content.decode()
    assert "25,0" in page
    assert "2 из 8" in page
    assert client_of("specialist").get(f"{PAGE}units/").status_code == 404
