"""What reaches the units that own services: lists, taking note, the signal, the morning letter, files."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.improvement.maps import Drafted, drafted, line_of, receive

from otklik.accounts.models import User
from otklik.accounts.queries import actor_of
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.models import Department
from otklik.improvement.actions.hand_to_units import hand_to_units, take_note
from otklik.improvement.enums import MapState
from otklik.improvement.models import PainMap, UnitList
from otklik.improvement.queries.unit_lists import digest_part, lists_seen
from otklik.intake.queries import today_of
from otklik.web.staff.signals import Signals

__all__ = ["drafted", "receive"]
pytestmark = pytest.mark.django_db
BASE = "/naryan-mar/staff/pains"
ROAD, DIAL = "Долго ждут автобус", "Не дозвониться"


@pytest.fixture
def units(drafted: Drafted) -> list[Department]:
    """Two units; the first owns both pains of the map."""
    made = drafted(of="naryan-mar", lines={ROAD: 2, DIAL: 1}, left=0)
    own = [
        Department.objects.create(administration=made.administration, slug=f"u{n}", title=f"Отдел {n}") for n in (1, 2)
    ]
    for title in (ROAD, DIAL):
        line = line_of(made, title)
        line.pain.department = own[0]
        line.pain.save()
    return own


@pytest.fixture
def pain_map(units: list[Department]) -> PainMap:
    return PainMap.objects.get(administration=units[0].administration)


@pytest.fixture
def coordinator(actor: Callable[..., Actor]) -> Actor:
    return actor("coordinator", of="naryan-mar")


def member(staff: Callable[..., User], unit: Department) -> User:
    return staff("specialist", of="naryan-mar", department=unit)


def acting(person: User) -> Actor:
    found = actor_of(person)
    assert found is not None
    return found


def page_of(answer: HttpResponse) -> str:
    return answer.content.decode()


def test_each_owning_unit_gets_one_list(pain_map: PainMap, coordinator: Actor, units: list[Department]) -> None:
    assert hand_to_units(actor=coordinator, pain_map=pain_map) == 1
    hand_to_units(actor=coordinator, pain_map=pain_map)
    row = UnitList.objects.get()
    assert (row.department, row.line_count, row.internal_count, row.read_at) == (units[0], 2, 0, None)


def test_only_the_unit_takes_note_and_only_once(
    pain_map: PainMap, coordinator: Actor, units: list[Department], staff: Callable[..., User]
) -> None:
    hand_to_units(actor=coordinator, pain_map=pain_map)
    row = UnitList.objects.get()
    own, stranger = (acting(member(staff, unit)) for unit in units)
    with pytest.raises(NotFound):
        take_note(actor=stranger, list_id=row.pk)
    with pytest.raises(RuleBroken, match="сотрудник подразделения"):
        take_note(actor=coordinator, list_id=row.pk)
    assert "НАПРАВЛЕНО: 1" in digest_part(own, today_of(own)).replace("\N{NO-BREAK SPACE}", " ")
    take_note(actor=own, list_id=row.pk)
    assert digest_part(own, today_of(own)) == ""
    with pytest.raises(RuleBroken, match="уже ознакомились"):
        take_note(actor=own, list_id=row.pk)
    assert AuditEntry.objects.filter(verb="take_note_of_list").count() == 1


def test_the_next_edition_takes_the_place_of_what_is_unread(
    pain_map: PainMap, coordinator: Actor, units: list[Department], drafted: Drafted
) -> None:
    hand_to_units(actor=coordinator, pain_map=pain_map)
    PainMap.objects.filter(pk=pain_map.pk).update(edition=2)
    later = drafted(of="naryan-mar", lines={ROAD: 1}, left=0)
    line = line_of(later, ROAD)
    line.pain.department = units[1]
    line.pain.save()
    hand_to_units(actor=coordinator, pain_map=later)
    assert [row.pain_map_id for row in UnitList.objects.all()] == [later.pk]


def test_lists_of_employees_pains_are_not_for_everybody(
    drafted: Drafted, coordinator: Actor, units: list[Department], staff: Callable[..., User]
) -> None:
    made = drafted(of="naryan-mar", lines={"Нет бумаги": 1}, left=0, audience="internal", quarter=20252)
    line = line_of(made, "Нет бумаги")
    line.pain.department = units[0]
    line.pain.save()
    hand_to_units(actor=coordinator, pain_map=made)
    assert [one.line_count for one in lists_seen(coordinator)] == [1]
    assert lists_seen(acting(member(staff, units[0]))) == []


def test_a_specialist_reads_the_list_of_his_unit_and_takes_it_as_a_file(
    pain_map: PainMap,
    coordinator: Actor,
    units: list[Department],
    staff: Callable[..., User],
    client: Client,
) -> None:
    hand_to_units(actor=coordinator, pain_map=pain_map)
    row = UnitList.objects.get()
    client.force_login(member(staff, units[0]))
    listed = page_of(client.get(f"{BASE}/units/"))
    assert "Отдел 1" in listed
    told = Signals(acting(member(staff, units[0]))).unit_lists
    assert told is not None
    assert told.count == "1"
    shown = page_of(client.get(f"{BASE}/units/{row.pk}/"))
    assert ROAD in shown
    assert "мероприятия пока нет" in shown
    assert client.get(f"{BASE}/units/{row.pk}/file/docx/").content.startswith(b"PK")
    assert client.get(f"{BASE}/units/{row.pk}/file/doc/").status_code == 404
    noted = client.post(f"{BASE}/units/{row.pk}/note/", follow=True)
    assert "подразделение ознакомлено" in page_of(noted)
    assert Signals(acting(member(staff, units[0]))).unit_lists is None
    client.force_login(member(staff, units[1]))
    assert client.get(f"{BASE}/units/{row.pk}/").status_code == 404
    assert client.get(f"{BASE}/units/{row.pk}/file/docx/").status_code == 404


def test_the_list_of_lists_costs_the_same_for_more(
    pain_map: PainMap, coordinator: Actor, units: list[Department], staff: Callable[..., User], client: Client
) -> None:
    hand_to_units(actor=coordinator, pain_map=pain_map)
    client.force_login(staff("coordinator", of="naryan-mar"))
    costs = []
    for round_number in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{BASE}/units/")
        costs.append(len(queries))
        for number in range(2):
            unit = Department.objects.create(
                administration=pain_map.administration, slug=f"more{round_number}{number}", title=f"Ещё {number}"
            )
            UnitList.objects.create(pain_map=pain_map, department=unit, line_count=1, sent_at="2025-10-09T00:00Z")
    assert costs[0] == costs[1]


def test_a_map_is_downloaded_by_those_who_see_maps(
    pain_map: PainMap, units: list[Department], staff: Callable[..., User], client: Client
) -> None:
    PainMap.objects.filter(pk=pain_map.pk).update(state=MapState.DRAFT)
    client.force_login(staff("coordinator", of="naryan-mar"))
    taken = client.get(f"{BASE}/maps/{pain_map.pk}/file/xlsx/?by=touchpoint")
    assert taken["Content-Disposition"] == 'attachment; filename="naryan-mar-pain-map-2025Q3.xlsx"'
    assert client.get(f"{BASE}/maps/{pain_map.pk}/file/exe/").status_code == 404
    client.force_login(member(staff, units[0]))
    assert client.get(f"{BASE}/maps/{pain_map.pk}/file/xlsx/").status_code in {403, 404}
