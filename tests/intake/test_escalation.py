"""«Контроль сроков»: who is told of what, the queues of the rail, and the registry behind every list."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from otklik.accounts.heads import units_headed
from otklik.accounts.models import User
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.actions.edit_list import change_entry
from otklik.catalog.actions.edit_time_settings import change_digest, change_escalation
from otklik.catalog.models import Administration, Department
from otklik.catalog.queries import administration_by_slug, work_calendar
from otklik.core.appeals import ItemStatus
from otklik.core.deadlines import registration_due
from otklik.intake.escalation import DueList, Scope, due_lists, scopes
from otklik.intake.models import Appeal, FeedbackItem
from otklik.intake.queries import QUEUE_LIMIT, QUEUE_TITLES, queue, queue_counts, today_of
from otklik.intake.registration_terms import first_day_due_from
from otklik.intake.registry_rows import registry_rows

pytestmark = pytest.mark.django_db
Act = Callable[..., Actor]
Receive = Callable[..., FeedbackItem]
Hire = Callable[..., User]


@pytest.fixture
def unit(administration: Administration) -> Department:
    return Department.objects.create(administration=administration, slug="roads", title="Отдел дорог")


def due_in(item: FeedbackItem, days: int, actor: Actor, **facts: object) -> FeedbackItem:
    FeedbackItem.objects.filter(pk=item.pk).update(due_on=today_of(actor) + timedelta(days=days), **facts)
    return item


def lists(actor: Actor, scope: Scope) -> dict[str, DueList]:
    return {one.slug: one for one in due_lists(actor, scope)}


def shown(one: DueList) -> set[int]:
    return {item.pk for item in one.items}


def test_the_assignee_is_told_first_then_the_unit_then_the_administration(
    actor: Act, receive: Receive, unit: Department
) -> None:
    person, chief = actor("specialist", department=unit), actor("specialist", department=unit)
    Department.objects.filter(pk=unit.pk).update(head_id=chief.user_id)
    coordinator = actor("coordinator")
    place = {"department": unit.pk, "assignee": person.user_id}
    soon, today, late = (due_in(receive(f"Яма номер {days}"), days, coordinator, **place).pk for days in (2, 0, -1))
    far = due_in(receive("Ещё не скоро"), 9, coordinator, **place).pk
    own, of_unit, of_all = lists(person, Scope.OWN), lists(chief, Scope.UNIT), lists(coordinator, Scope.ALL)
    assert (shown(own["soon"]), shown(own["today"]), shown(own["overdue"])) == ({soon}, {today}, {late})
    assert ("soon" in of_unit, shown(of_unit["today"]), shown(of_unit["overdue"])) == (False, {today}, {late})
    assert ("today" in of_all, shown(of_all["overdue"])) == (False, {late})
    assert far not in {pk for one in own.values() for pk in shown(one)}


def test_levels_are_the_administrations_choice(actor: Act, receive: Receive) -> None:
    coordinator = actor("coordinator")
    change_escalation(actor=coordinator, assignee_days=10, unit_days=2, top_days=-5)
    late, later = (due_in(receive(f"Просрочено {days}"), days, coordinator).pk for days in (-2, -6))
    overdue = lists(coordinator, Scope.ALL)["overdue"]
    assert (shown(overdue), overdue.title) == ({later}, "Просрочено на 5 дней и больше")
    mine = due_in(receive("Моё"), 9, coordinator, assignee=coordinator.user_id).pk
    assert shown(lists(coordinator, Scope.OWN)["soon"]) == {mine}
    assert late not in shown(overdue)
    with pytest.raises(RuleBroken, match="ступеней"):
        change_escalation(actor=coordinator, assignee_days=1, unit_days=2, top_days=0)
    with pytest.raises(NotFound):
        change_escalation(actor=actor("specialist"), assignee_days=3, unit_days=0, top_days=-1)
    with pytest.raises(RuleBroken, match="Час"):
        change_digest(actor=coordinator, is_on=True, hour=24)


def test_scopes_follow_roles_and_headed_units(actor: Act, unit: Department) -> None:
    assert scopes(actor("auditor")) == []
    assert scopes(actor("registrar")) == [Scope.OWN]
    assert scopes(actor("head")) == [Scope.ALL]
    chief = actor("organizer")
    Department.objects.filter(pk=unit.pk).update(head_id=chief.user_id)
    assert scopes(chief) == [Scope.UNIT]
    assert list(units_headed(chief)) == [unit]


def test_a_head_sees_the_unit_and_nothing_of_others(actor: Act, receive: Receive, unit: Department) -> None:
    chief = actor("organizer")
    other = Department.objects.create(administration=unit.administration, slug="park", title="Отдел парков")
    Department.objects.filter(pk=unit.pk).update(head_id=chief.user_id)
    inside, outside = receive("В отделе", department_id=unit.pk), receive("Не в отделе", department_id=other.pk)
    assert shown(lists(chief, Scope.UNIT)["nobody"]) == {inside.pk}
    visible = set(FeedbackItem.objects.visible_to(chief).values_list("pk", flat=True))
    assert (inside.pk in visible, outside.pk in visible) == (True, False)


def test_the_head_of_a_unit_is_kept_in_the_list_of_units(actor: Act, staff: Hire, unit: Department) -> None:
    coordinator, person, stranger = actor("coordinator"), staff("specialist"), staff("specialist", of="biysk")
    facts = {"kind": "unit", "code": "", "parent": None}
    change_entry(
        actor=coordinator,
        list_slug="departments",
        entry_id=unit.pk,
        title=unit.title,
        facts={**facts, "head": person.pk},
    )
    unit.refresh_from_db()
    assert unit.head == person
    with pytest.raises(NotFound):
        change_entry(
            actor=coordinator, list_slug="departments", entry_id=unit.pk, title=unit.title, facts={"head": stranger.pk}
        )


def test_every_list_is_the_registry_behind_its_link(actor: Act, receive: Receive, unit: Department) -> None:
    person = actor("coordinator", "registrar", department=unit)
    Department.objects.filter(pk=unit.pk).update(head_id=person.user_id)
    for days in (-9, -1, 0, 1, 3, 8):
        due_in(receive(f"Срок {days}", department_id=unit.pk), days, person, assignee=person.user_id)
        due_in(receive(f"Ничей срок {days}", department_id=unit.pk), days, person)
    for number in range(3):
        not_registered(receive(f"Новое {number}", department_id=unit.pk), days_ago=number * 5)
    for scope in scopes(person):
        for one in due_lists(person, scope):
            rows = registry_rows(person, one.chosen)
            assert one.count == rows.count(), one.title
            assert shown(one) <= set(rows.values_list("pk", flat=True))


def not_registered(item: FeedbackItem, days_ago: int) -> FeedbackItem:
    Appeal.objects.filter(item=item).delete()
    moment = timezone.now() - timedelta(days=days_ago)
    FeedbackItem.objects.filter(pk=item.pk).update(
        status=ItemStatus.NEW, registered_on=None, due_on=None, received_at=moment
    )
    return item


def test_what_nobody_registered_in_time_is_named(actor: Act, receive: Receive) -> None:
    registrar = actor("registrar")
    fresh, old = not_registered(receive("Сегодня"), 0), not_registered(receive("Давно"), 20)
    assert set(queue(registrar, "unregistered").values_list("pk", flat=True)) == {old.pk}
    assert shown(lists(registrar, Scope.OWN)["unregistered"]) == {old.pk}
    assert fresh.pk not in shown(lists(registrar, Scope.OWN)["unregistered"])


def test_the_first_day_that_is_not_late_agrees_with_the_term(actor: Act) -> None:
    calendar, today = work_calendar(actor("registrar").administration_id), today_of(actor("registrar"))
    for ahead in range(400):
        day = today + timedelta(days=ahead)
        first = first_day_due_from(calendar, day)
        assert registration_due(first, calendar) >= day
        assert registration_due(first - timedelta(days=1), calendar) < day


def test_the_rail_counts_all_queues_in_one_query(actor: Act, receive: Receive) -> None:
    person = actor("coordinator", "specialist")
    for days in (-1, 0, 2, 20):
        due_in(receive(f"Срок {days}"), days, person, assignee=person.user_id)
    not_registered(receive("Давно"), 20)
    administration = administration_by_slug(person.administration_slug)
    queue_counts(person, administration)
    with CaptureQueriesContext(connection) as captured:
        counts = {one.slug: one.count for one in queue_counts(person, administration)}
    assert len([query for query in captured if "counted" in query["sql"]]) == 1
    assert len(captured) <= 2  # the other reads the calendar
    assert counts == {slug: queue(person, slug).count() for slug in QUEUE_TITLES}


def test_a_long_queue_is_not_counted_to_its_end(actor: Act, receive: Receive) -> None:
    first, person = receive(), actor("coordinator")
    for _ in range(QUEUE_LIMIT + 5):
        first.pk, first.number, first.tracking_digest = None, "", ""
        first.save(force_insert=True)
    nobody = next(one for one in queue_counts(person, first.administration) if one.slug == "nobody")
    assert (nobody.count, nobody.shown) == (QUEUE_LIMIT, "99+")


@pytest.mark.parametrize("slug", ["overdue", "nobody", "mine"])
def test_queues_use_the_indexes_of_open_cases(actor: Act, receive: Receive, slug: str) -> None:
    receive()
    items = queue(actor("coordinator"), slug).order_by("-received_at", "-id") if slug == "nobody" else None
    plan = (items if items is not None else queue(actor("coordinator"), slug).order_by("due_on")).explain()
    expected = {"overdue": "item_waiting_due", "nobody": "item_open_nobody", "mine": "item_open_assignee"}[slug]
    if connection.vendor == "sqlite":
        assert expected in plan
