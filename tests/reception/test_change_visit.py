"""Cancelling, moving, marking; a date that is closed tells those who were promised it."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from tests.reception.conftest import Booked, Scheduled

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.reception import VisitState
from otklik.delivery.models import OutgoingMessage
from otklik.reception.actions.book_visit import VisitReceipt
from otklik.reception.actions.change_visit import (
    cancel_own_visit,
    mark_visit,
    move_own_visit,
    move_visit,
    note_visitor_told,
)
from otklik.reception.actions.keep_schedule import remove_special_day, set_special_day
from otklik.reception.models import Schedule, ScheduleDay, Visit

pytestmark = pytest.mark.django_db
SignUp = Callable[..., VisitReceipt]


@pytest.fixture
def registrar(actor: Callable[..., Actor]) -> Actor:
    return actor("registrar")


def test_a_cancelled_time_is_free_and_a_second_click_changes_nothing(
    schedule: Scheduled, sign_up: SignUp, visitor: Actor
) -> None:
    made = schedule()
    first = sign_up(made)
    own = {"actor": visitor, "number": first.number, "code": first.code}
    cancel_own_visit(**own)
    cancel_own_visit(**own)
    assert sign_up(made, token="b" * 32).at == time(9)
    with pytest.raises(NotFound):
        cancel_own_visit(actor=visitor, number=first.number, code="AAAAA-AAAAA")


def test_who_loses_the_new_time_keeps_the_old(
    schedule: Scheduled, sign_up: SignUp, visitor: Actor, next_day: date
) -> None:
    made = schedule()
    first = sign_up(made)
    sign_up(made, token="b" * 32, at=time(9, 20))
    own = {"actor": visitor, "number": first.number, "code": first.code, "on": next_day}
    with pytest.raises(RuleBroken, match="заняли"):
        move_own_visit(**own, at=time(9, 20))
    assert Visit.objects.get(pk=first.visit_id).at == time(9)
    assert move_own_visit(**own, at=time(9, 40)).at == time(9, 40)
    assert Visit.objects.get(pk=first.visit_id).state == VisitState.BOOKED


def test_a_closed_date_calls_visits_off_writes_and_lets_them_move(
    schedule: Scheduled, sign_up: SignUp, registrar: Actor, visitor: Actor, next_day: date
) -> None:
    made = schedule()
    first = sign_up(made)
    out = set_special_day(actor=registrar, schedule_id=made.pk, on=next_day, note="болезнь")
    assert [visit.pk for visit in out] == [first.visit_id]
    letter = OutgoingMessage.objects.get()
    assert "болезнь" in letter.text
    assert first.code not in letter.text
    own = {"actor": visitor, "number": first.number, "code": first.code}
    with pytest.raises(RuleBroken, match="нельзя"):
        move_own_visit(**own, on=next_day, at=time(9))
    later = next(
        on for on in made.timetable.days(next_day + timedelta(days=1), next_day + timedelta(days=9), _calendar())
    )
    assert move_own_visit(**own, on=later, at=time(9)).state == VisitState.BOOKED


def _calendar() -> object:
    from otklik.core.workdays import russian_calendar

    return russian_calendar()


def test_other_hours_call_off_only_what_falls_out(
    schedule: Scheduled, sign_up: SignUp, registrar: Actor, next_day: date
) -> None:
    made = schedule()
    sign_up(made)
    kept = sign_up(made, token="b" * 32, at=time(10))
    out = set_special_day(actor=registrar, schedule_id=made.pk, on=next_day, starts=time(10), ends=time(11), note="")
    assert [visit.at for visit in out] == [time(9)]
    assert Visit.objects.get(pk=kept.visit_id).state == VisitState.BOOKED
    assert note_visitor_told(actor=registrar, visit_id=out[0].pk).told_at is not None
    remove_special_day(actor=registrar, schedule_id=made.pk, on=next_day)
    assert not ScheduleDay.objects.exists()


def test_who_came_is_marked_on_the_day_and_taken_back(
    schedule: Scheduled, sign_up: SignUp, came: Booked, registrar: Actor
) -> None:
    here = came()
    for state in (VisitState.CAME, VisitState.BOOKED, VisitState.ABSENT):
        assert mark_visit(actor=registrar, visit_id=here.pk, state=state).state == state
    ahead = sign_up(schedule())
    with pytest.raises(RuleBroken, match="впереди"):
        mark_visit(actor=registrar, visit_id=ahead.visit_id, state=VisitState.CAME)


def test_who_came_is_not_moved(came: Booked, registrar: Actor, next_day: date) -> None:
    here = came(state="came")
    with pytest.raises(RuleBroken, match="перенести нельзя"):
        move_visit(actor=registrar, visit_id=here.pk, on=next_day, at=time(9))


def test_one_who_receives_sees_his_own_visitors_only(
    schedule: Scheduled, came: Booked, staff: Callable[..., object], actor: Callable[..., Actor]
) -> None:
    from otklik.accounts.queries import actor_of

    person = staff("specialist")
    mine, others = came(schedule(user=person)), came(schedule())
    receiver = actor_of(person)
    assert list(Visit.objects.visible_to(receiver)) == [mine]
    with pytest.raises(NotFound):
        mark_visit(actor=receiver, visit_id=others.pk, state=VisitState.CAME)
    with pytest.raises(NotFound):
        mark_visit(actor=actor("registrar", of="biysk"), visit_id=mine.pk, state=VisitState.CAME)
    assert Schedule.objects.filter(user=person).count() == 1
