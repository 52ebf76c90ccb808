"""Measures of the road map: planned, carried out, moved, told of."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from tests.improvement.measures import made_measure, made_pain

from otklik.base import events
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.events import MeasureDone
from otklik.base.files import store_file
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration, Department
from otklik.catalog.queries import procedure_of
from otklik.improvement.actions.carry_out_measure import (
    cancel_measure,
    finish_measure,
    resume_measure,
    start_measure,
)
from otklik.improvement.actions.keep_measure_files import attach_file, drop_file
from otklik.improvement.actions.link_pains import link_pain, unlink_pain
from otklik.improvement.actions.move_term import move_term
from otklik.improvement.actions.plan_measure import change_measure, plan_measure
from otklik.improvement.actions.step_measure import add_step, drop_step, tick_step
from otklik.improvement.measure_plan import MeasurePlan
from otklik.improvement.measure_types import is_to_others, measure_types, proposed_term
from otklik.improvement.models import Measure, TermMove
from otklik.improvement.queries.measure import measure_shown
from otklik.improvement.queries.roadmap import (
    lines_of,
)
from otklik.intake.queries import today_of

pytestmark = pytest.mark.django_db
Hire = Callable[..., Actor]
PLAN = MeasurePlan(title="Завести многоканальную линию", due_on=date(2025, 9, 30))


@pytest.fixture
def organizer(actor: Hire) -> Actor:
    return actor("organizer")


@pytest.fixture
def unit(administration: Administration) -> Department:
    return Department.objects.create(administration=administration, slug="reception", title="Приёмная")


def broken(action: Callable[..., Any], **arguments: Any) -> str:
    with pytest.raises(RuleBroken) as found:
        action(**arguments)
    return found.value.code


def test_a_measure_is_planned_against_pains_by_those_who_draw_the_map(
    administration: Administration, organizer: Actor, actor: Hire
) -> None:
    pain = made_pain(administration)
    made = plan_measure(actor=organizer, plan=PLAN, pain_ids=[pain.pk, pain.pk])
    assert [one.pk for one in made.pains.all()] == [pain.pk]
    assert AuditEntry.objects.filter(verb="plan_measure", target=f"improvement.measure:{made.pk}").count() == 1
    with pytest.raises(NotFound):
        plan_measure(actor=actor("specialist"), plan=PLAN)


def test_another_administrations_pain_is_not_there(
    administrations: Callable[..., Administration], organizer: Actor
) -> None:
    foreign = made_pain(administrations("biysk"))
    with pytest.raises(NotFound):
        plan_measure(actor=organizer, plan=PLAN, pain_ids=[foreign.pk])
    assert not Measure.objects.exists()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": " \0 "}, "title"),
        ({"title": "я" * 501}, "long"),
        ({"kind": "Созвать совещание"}, "kind"),
        ({"due_on": date(1025, 9, 30)}, "year"),
        ({"starts_on": date(2025, 10, 1)}, "days"),
        ({"cost": Decimal(-1)}, "cost"),
        ({"department_id": 10**9}, "absent"),
        ({"owner_id": 10**9}, "owner"),
    ],
)
def test_what_cannot_be_is_refused_in_words(organizer: Actor, changed: dict[str, Any], code: str) -> None:
    assert broken(plan_measure, actor=organizer, plan=replace(PLAN, **changed)) == code


def test_the_owner_works_in_the_unit(organizer: Actor, unit: Department, staff: Callable[..., Any]) -> None:
    inside, outside = staff("specialist", department=unit), staff("specialist")
    named = replace(PLAN, department_id=unit.pk)
    assert broken(plan_measure, actor=organizer, plan=replace(named, owner_id=outside.pk)) == "owner"
    assert plan_measure(actor=organizer, plan=replace(named, owner_id=inside.pk)).owner == inside


def test_of_two_people_at_once_the_second_is_told(organizer: Actor) -> None:
    made = plan_measure(actor=organizer, plan=PLAN)
    change_measure(actor=organizer, measure_id=made.pk, plan=replace(PLAN, title="Иначе"), version=1)
    late = {"measure_id": made.pk, "plan": replace(PLAN, title="По-моему"), "version": 1}
    assert broken(change_measure, actor=organizer, **late) == "changed_meanwhile"
    made.refresh_from_db()
    assert (made.title, made.version) == ("Иначе", 2)


def test_a_term_is_moved_with_a_reason_and_never_by_editing(organizer: Actor) -> None:
    made = plan_measure(actor=organizer, plan=PLAN)
    later = date(2025, 12, 15)
    change_measure(actor=organizer, measure_id=made.pk, plan=replace(PLAN, due_on=later), version=1)
    made.refresh_from_db()
    assert made.due_on == PLAN.due_on
    assert broken(move_term, actor=organizer, measure_id=made.pk, due_on=later, reason=" ") == "reason"
    move_term(actor=organizer, measure_id=made.pk, due_on=later, reason="Нет подрядчика")
    kept = TermMove.objects.get()
    assert (kept.was_on, kept.became_on, kept.reason) == (PLAN.due_on, later, "Нет подрядчика")


def test_it_is_begun_and_carried_out_by_its_owner_and_that_is_told(
    administration: Administration, actor: Hire, unit: Department, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, stranger = actor("specialist", department=unit), actor("specialist", department=unit)
    made, told = made_measure(administration, owner_id=owner.user_id), []
    monkeypatch.setitem(events._subscribers, MeasureDone, [told.append])
    with pytest.raises(NotFound):
        start_measure(actor=stranger, measure_id=made.pk)
    started = start_measure(actor=owner, measure_id=made.pk)
    assert started.state == "in_work"
    assert started.starts_on == today_of(owner)
    today = today_of(owner)
    assert broken(finish_measure, actor=owner, measure_id=made.pk, result="", done_on=today) == "result"
    ahead = today + timedelta(days=1)
    assert broken(finish_measure, actor=owner, measure_id=made.pk, result="Да", done_on=ahead) == "ahead"
    done = finish_measure(actor=owner, measure_id=made.pk, result="Линия на 4 номера работает", done_on=today)
    assert (done.state, done.done_on) == ("done", today)
    assert told == [MeasureDone(owner, made.pk)]
    assert broken(finish_measure, actor=owner, measure_id=made.pk, result="Ещё раз", done_on=today) == "state"


def test_it_is_cancelled_with_a_reason_and_taken_up_again(administration: Administration, organizer: Actor) -> None:
    made = made_measure(administration)
    assert broken(cancel_measure, actor=organizer, measure_id=made.pk, reason="") == "reason"
    cancel_measure(actor=organizer, measure_id=made.pk, reason="Нет денег")
    assert broken(move_term, actor=organizer, measure_id=made.pk, due_on=date(2026, 1, 1), reason="х") == "state"
    assert resume_measure(actor=organizer, measure_id=made.pk).state == "in_work"


def test_steps_are_added_ticked_and_dropped(administration: Administration, actor: Hire) -> None:
    owner = actor("specialist")
    made = made_measure(administration, owner_id=owner.user_id)
    first = add_step(actor=owner, measure_id=made.pk, title="Найти подрядчика")
    second = add_step(actor=owner, measure_id=made.pk, title="Подключить", due_on=date(2025, 5, 1))
    tick_step(actor=owner, measure_id=made.pk, step_id=first.pk, is_done=True)
    assert broken(drop_step, actor=owner, measure_id=made.pk, step_id=first.pk) == "done"
    drop_step(actor=owner, measure_id=made.pk, step_id=second.pk)
    (line,) = lines_of(owner, [made])
    assert (line.steps_done, len(line.steps)) == (1, 1)


def test_files_are_kept_with_it(administration: Administration, organizer: Actor, actor: Hire) -> None:
    made = made_measure(administration)
    stored = store_file(administration.pk, io.BytesIO("Акт приёмки".encode()), "акт.txt")
    kept = attach_file(actor=organizer, measure_id=made.pk, file=stored)
    with pytest.raises(NotFound):
        drop_file(actor=actor("specialist"), measure_id=made.pk, file_id=kept.pk)
    drop_file(actor=organizer, measure_id=made.pk, file_id=kept.pk)
    assert not made.files.exists()


def test_pains_are_linked_once_and_unlinked(administration: Administration, organizer: Actor) -> None:
    made, pain = made_measure(administration), made_pain(administration)
    for _ in range(2):
        link_pain(actor=organizer, measure_id=made.pk, pain_id=pain.pk)
    assert [one.pain.pk for one in measure_shown(organizer, made.pk).pains] == [pain.pk]
    unlink_pain(actor=organizer, measure_id=made.pk, pain_id=pain.pk)
    assert not made.pains.exists()


def test_types_are_the_decrees_and_the_term_is_the_prioritys() -> None:
    named, silent = procedure_of("livny"), procedure_of("murashi")
    assert "Подготовка предложений об изменении нормативно-правового регулирования" in measure_types(named)
    assert is_to_others(named, "Подготовка предложений об изменении нормативно-правового регулирования")
    assert measure_types(silent)
    assert not is_to_others(silent, measure_types(silent)[0])
    day = date(2025, 1, 1)
    terms = [proposed_term(silent, priority, day) for priority in ("high", "medium", "low")]
    assert all(terms)
    assert terms == sorted(terms, key=str)
    assert proposed_term(silent, "", day) is None
