"""«Личный приём» of a quarter: people received, their questions by outcome, by who received."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.reception.conftest import VISITOR, Booked, Scheduled

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.core.periods import Quarter
from otklik.core.reception import VisitOutcome, VisitState
from otklik.reception.actions.record_visit import Asked, record_visit
from otklik.reception.figures import reception_figures
from otklik.reception.models import Visit
from otklik.reception.queries import history_of, visit_page
from otklik.reception.visit_list import VisitFilter, visit_list

pytestmark = pytest.mark.django_db


def test_people_and_questions_are_counted_apart(schedule: Scheduled, came: Booked, actor: Callable[..., Actor]) -> None:
    head, first, second = actor("coordinator"), schedule(), schedule()
    asked = [
        Asked("Крыша", VisitOutcome.EXPLAINED, "В июне"),
        Asked("Забор", VisitOutcome.WRITTEN_ANSWER),
    ]
    visit = came(first)
    record_visit(actor=head, visit_id=visit.pk, asked=asked, agreed_orally=True)
    came(second, state=VisitState.ABSENT)
    came(second, state=VisitState.CANCELLED)
    came(second, on=date(2020, 1, 10), state=VisitState.ABSENT)
    found = reception_figures(head, Quarter.of(visit.on))
    assert (found.received, found.questions, found.absent) == (1, 2, 1)
    rows = {row.schedule.pk: row for row in found.rows}
    assert rows[first.pk].outcomes[VisitOutcome.EXPLAINED] == 1
    assert (rows[second.pk].absent, rows[second.pk].cancelled, rows[second.pk].received) == (1, 1, 0)
    listed = visit_list(head, VisitFilter.parse(f"quarter={found.quarter}&state=received"))
    assert [one.pk for one in listed.visits] == [visit.pk]


def test_figures_are_not_for_everybody(schedule: Scheduled, actor: Callable[..., Actor]) -> None:
    with pytest.raises(NotFound):
        reception_figures(actor("specialist"), Quarter(2025, 1))


def test_pages_of_the_list_follow_one_another(came: Booked, schedule: Scheduled, actor: Callable[..., Actor]) -> None:
    made, registrar = schedule(), actor("registrar")
    rows = [came(made, on=date(2024, 1, 1 + n // 3), state=VisitState.CANCELLED) for n in range(70)]
    first = visit_list(registrar, VisitFilter.parse(""))
    second = visit_list(registrar, VisitFilter.parse(first.following))
    shown = [visit.pk for visit in (*first.visits, *second.visits)]
    assert len(first.visits) == 50
    assert sorted(shown) == [visit.pk for visit in rows]
    assert second.following == ""


@pytest.mark.parametrize(
    "query", ["after=x", "after=2024-01-01,09:00,99999999999999999999", "schedule=9e9", "name=%00"]
)
def test_odd_filters_are_passed_over(query: str, actor: Callable[..., Actor]) -> None:
    assert visit_list(actor("registrar"), VisitFilter.parse(query)).visits == ()


def test_the_same_person_is_recognised_by_name_or_phone(came: Booked, actor: Callable[..., Actor]) -> None:
    registrar = actor("registrar")
    by_phone = came(visitor=type(VISITOR)("Громова З. Л.", "8 900 000 11 22"), on=date(2024, 5, 6))
    by_name = came(visitor=type(VISITOR)("громова зинаида львовна", ""), on=date(2024, 5, 7))
    came(visitor=type(VISITOR)("Петров Пётр", ""), on=date(2024, 5, 8))
    now = came()
    found = history_of(registrar, visit_page(registrar, now.pk))
    assert [visit.pk for visit in found.visits] == [by_name.pk, by_phone.pk]
    assert Visit.objects.count() == 4
