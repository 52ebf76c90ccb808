"""The administration's own days, and the last days of open cases that lean on them."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.actions.edit_calendar import import_calendar, remove_calendar_day, set_calendar_day
from otklik.catalog.calendar import year_months
from otklik.catalog.models import CalendarDay
from otklik.catalog.queries import work_calendar
from otklik.intake.actions.recompute_due_dates import recompute_due_dates
from otklik.intake.due_dates import earlier_days
from otklik.intake.models import FeedbackItem

pytestmark = pytest.mark.django_db
Act = Callable[..., Actor]
DAY = date(2026, 5, 8)


def test_a_day_set_and_removed_again(actor: Act) -> None:
    coordinator = actor("coordinator")
    set_calendar_day(actor=coordinator, on=DAY, is_working=False, note="юбилей округа")
    assert not work_calendar(coordinator.administration_id).is_working(DAY)
    may = year_months(coordinator, 2026)[4]
    shown = next(day for week in may.weeks for day in week if day and day.on == DAY)
    assert (shown.is_own, bool(shown.why_off)) == (True, True)
    remove_calendar_day(actor=coordinator, on=DAY)
    assert work_calendar(coordinator.administration_id).is_working(DAY)


def test_a_file_is_taken_whole_or_not_at_all(actor: Act) -> None:
    coordinator = actor("coordinator")
    rows = [{"date": "2026-05-08", "is_working": "0"}, {"date": "09.05.2026", "is_working": "да", "note": "смена"}]
    assert import_calendar(actor=coordinator, rows=enumerate(rows, start=2)) == 2
    for wrong in ({"date": "8 мая", "is_working": "0"}, {"date": "2026-05-08", "is_working": "может быть"}):
        rows = [{"date": "2026-06-01", "is_working": "0"}, wrong]
        with pytest.raises(RuleBroken, match="Строка 3"):
            import_calendar(actor=coordinator, rows=enumerate(rows, start=2))
    assert not CalendarDay.objects.filter(on=date(2026, 6, 1)).exists()
    with pytest.raises(RuleBroken, match="нет строк"):
        import_calendar(actor=coordinator, rows=[])


def test_open_terms_are_counted_anew_and_the_old_day_is_kept(actor: Act, receive: Callable[..., FeedbackItem]) -> None:
    item, coordinator = receive(), actor("coordinator")
    before = item.due_on
    assert before is not None
    set_calendar_day(actor=coordinator, on=before, is_working=False)
    assert recompute_due_dates(actor=coordinator, why="Новый праздник") == 1
    item.refresh_from_db()
    assert item.due_on is not None
    assert item.due_on < before
    kept = earlier_days(item.appeal)
    assert [(one.due_on, one.by, one.why) for one in kept] == [(before, coordinator.name, "Новый праздник")]
    assert item.appeal.due_explanation["due_on"] == item.due_on.isoformat()
    assert recompute_due_dates(actor=coordinator) == 0


def test_another_administrations_terms_stay(actor: Act, receive: Callable[..., FeedbackItem]) -> None:
    item, stranger = receive(), actor("coordinator", of="biysk")
    assert item.due_on is not None
    FeedbackItem.objects.filter(pk=item.pk).update(due_on=item.due_on + timedelta(days=3))
    assert recompute_due_dates(actor=stranger) == 0


def test_others_change_no_day(actor: Act) -> None:
    with pytest.raises(NotFound):
        set_calendar_day(actor=actor("registrar"), on=DAY, is_working=False)
    with pytest.raises(NotFound):
        recompute_due_dates(actor=actor("registrar"))
