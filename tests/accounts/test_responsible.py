"""Responsible people by act, stand-ins for a leave, recommendations on the system itself."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from otklik.accounts.actions.delegate import call_off, delegate
from otklik.accounts.actions.recommend import decide_recommendation, recommend
from otklik.accounts.models import Delegation, Recommendation, User
from otklik.accounts.queries import actor_of
from otklik.accounts.responsible import recommendations, responsible_units, taker_of
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration, Department, Process
from otklik.core.appeals import ItemKind
from otklik.core.incoming import IncomingFeedback
from otklik.core.periods import Quarter
from otklik.intake.actions.receive_feedback import receive_feedback
from otklik.intake.models import FeedbackItem
from otklik.intake.queries import today_of

pytestmark = pytest.mark.django_db
Act = Callable[..., Actor]
Hire = Callable[..., User]


@pytest.fixture
def unit(administration: Administration) -> Department:
    return Department.objects.create(administration=administration, slug="roads", title="Отдел дорог")


def as_actor(person: User) -> Actor:
    found = actor_of(person)
    assert found is not None
    return found


def stand_in(giver: User, taker: User, start: int = 0, end: int = 7, by: User | None = None) -> Delegation:
    actor = as_actor(by or giver)
    today = today_of(actor)
    return delegate(
        actor=actor, giver_id=giver.pk, taker_id=taker.pk, valid_from=today + timedelta(start),
        valid_to=today + timedelta(end), ground="отпуск",
    )  # fmt: skip


def test_a_stand_in_gets_roles_and_desk_for_the_days_only(staff: Hire, unit: Department, system: Actor) -> None:
    giver, taker = staff("specialist", department=unit), staff(department=unit)
    message = IncomingFeedback("Яма", "web_form", datetime(2025, 3, 3, 9, tzinfo=UTC), kind=ItemKind.COMPLAINT)
    item = FeedbackItem.objects.get(pk=receive_feedback(actor=system, incoming=message).item_id)
    FeedbackItem.objects.filter(pk=item.pk).update(assignee=giver, department=None, status="in_work")
    FeedbackItem.objects.filter(pk=item.pk).update(department=Department.objects.exclude(pk=unit.pk).first())
    assert as_actor(taker).roles == frozenset()
    made = stand_in(giver, taker)
    actor = as_actor(taker)
    assert actor.roles == {"specialist"}
    assert actor.desks == [taker.pk, giver.pk]
    assert item in FeedbackItem.objects.visible_to(actor)
    assert taker_of(giver.pk, today_of(actor)) == taker.pk
    call_off(actor=as_actor(giver), delegation_id=made.pk)
    assert as_actor(taker).roles == frozenset()
    assert item not in FeedbackItem.objects.visible_to(as_actor(taker))
    assert list(AuditEntry.objects.filter(verb__contains="deleg").values_list("verb", flat=True)) == [
        "delegate", "call_off_delegation",
    ]  # fmt: skip


def test_tomorrows_leave_gives_nothing_today(staff: Hire, unit: Department) -> None:
    giver, taker = staff("specialist", department=unit), staff(department=unit)
    stand_in(giver, taker, start=1)
    assert as_actor(taker).stands_for == frozenset()


@pytest.mark.parametrize(("start", "end", "code"), [(3, 1, "dates"), (0, 400, "dates")])
def test_impossible_days_are_refused(staff: Hire, unit: Department, start: int, end: int, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        stand_in(staff("specialist", department=unit), staff(department=unit), start, end)
    assert refused.value.code == code


def test_impossible_people_are_refused(staff: Hire, unit: Department) -> None:
    giver, other = staff("specialist", department=unit), staff("registrar")
    for taker, code in ((giver, "same_person"), (other, "other_unit")):
        with pytest.raises(RuleBroken) as refused:
            stand_in(giver, taker)
        assert refused.value.code == code
    neighbour, third = staff("specialist", department=unit), staff(department=unit)
    stand_in(giver, neighbour)
    coordinator = staff("coordinator")
    for one, taker, code in ((giver, third, "twice"), (third, neighbour, "no_roles"), (neighbour, giver, "taker_away")):
        with pytest.raises(RuleBroken) as refused:
            stand_in(one, taker, by=coordinator)
        assert refused.value.code == code


def test_nobody_gives_away_anothers_desk(staff: Hire, unit: Department) -> None:
    giver, taker, stranger = staff("specialist", department=unit), staff(department=unit), staff("registrar")
    for by in (stranger, staff("coordinator", of="biysk")):
        with pytest.raises(NotFound):
            stand_in(giver, taker, by=by)
    assert stand_in(giver, taker, by=staff("coordinator")).taker == taker


def test_a_unit_without_a_person_comes_first(
    staff: Hire, administration: Administration, unit: Department, actor: Act
) -> None:
    other = Department.objects.create(administration=administration, slug="culture", title="Отдел культуры")
    for number, owner in enumerate((unit, unit, other)):
        Process.objects.create(
            administration=administration, slug=f"p{number}", title=f"Процесс {number}", subject="s", organizer=owner
        )
    staff("organizer", department=other)
    viewer = actor("coordinator")
    rows = {row.unit: row for row in responsible_units(viewer, today_of(viewer))}
    assert (rows[unit].process_count, rows[unit].is_gap) == (2, True)
    assert (rows[other].is_gap, len(rows[other].appointments)) == (False, 1)
    assert next(iter(rows)).pk == unit.pk
    with pytest.raises(NotFound):
        responsible_units(actor("specialist"), today_of(viewer))


def test_a_recommendation_goes_from_the_unit_to_a_decision(actor: Act, unit: Department) -> None:
    author, coordinator = actor("organizer", department=unit), actor("coordinator")
    made = recommend(actor=author, text="Добавить окно приёма\0", quarter=Quarter.parse("2025Q3"))
    assert (made.text, made.department_id, made.state) == ("Добавить окно приёма", unit.pk, "new")
    with pytest.raises(NotFound):
        decide_recommendation(actor=author, recommendation_id=made.pk, state="accepted", decision="")
    with pytest.raises(RuleBroken):
        decide_recommendation(actor=coordinator, recommendation_id=made.pk, state="declined", decision=" ")
    decide_recommendation(actor=coordinator, recommendation_id=made.pk, state="declined", decision="Нет помещения")
    assert Recommendation.objects.get().decision == "Нет помещения"
    assert list(recommendations(actor("organizer"))) == []
    assert list(recommendations(author)) == [made]


def test_the_pages_work_and_keep_what_was_typed(client_of: Callable[..., Client], unit: Department) -> None:
    organizer, coordinator = client_of("organizer", department=unit), client_of("coordinator")
    assert "Никто не назначен" in coordinator.get("/murashi/staff/responsible/").content.decode()
    page = organizer.post("/murashi/staff/recommendations/", {"text": "я" * 4001}).content.decode()
    assert "4 000 знаков" in page
    assert "я" * 4001 in page
    assert organizer.post("/murashi/staff/recommendations/", {"text": "Короче анкету"}).status_code == 302
    one = Recommendation.objects.get()
    assert organizer.get(f"/murashi/staff/recommendations/{one.pk}/").status_code == 404
    coordinator.post(f"/murashi/staff/recommendations/{one.pk}/", {"state": "done", "decision": "Сократили"})
    assert "Сократили" in organizer.get("/murashi/staff/recommendations/").content.decode()
    days = {"valid_from": "1925-01-01", "valid_to": "1924-01-01", "giver": "", "taker": "x"}
    assert organizer.post("/murashi/staff/standins/", days).status_code == 200
    today = timezone.localdate()
    people = User.objects.filter(administration__slug="murashi")
    giver = people.get(appointments__role="organizer")
    said = {"giver": giver.pk, "taker": giver.pk, "valid_from": today.isoformat(), "valid_to": today.isoformat()}
    assert "Выберите другого человека" in organizer.post("/murashi/staff/standins/", said).content.decode()
