"""Hours of reception at the desk: kept, shown in words, refused in words; a closed date names those to call."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.test import Client
from tests.reception.conftest import Scheduled, next_day, schedule, sign_up
from tests.web.staff.test_reception_desk import BASE, page_of, registrar

from otklik.reception.actions.book_visit import VisitReceipt
from otklik.reception.models import Schedule, ScheduleDay

__all__ = ["next_day", "registrar", "schedule", "sign_up"]
pytestmark = pytest.mark.django_db
HOURS = {
    "position": "Глава округа", "name": "Петров Пётр", "place": "Кабинет 1", "weekdays": ["2"], "weeks": ["1", "3"],
    "starts": "09:00", "ends": "12:00", "visit_minutes": "20", "breaks": "10:00–10:20", "dates": "28.03.2025",
    "valid_from": "2025-01-01", "ahead_days": "30", "notice_days": "1",
}  # fmt: skip


def test_hours_are_kept_shown_in_words_and_changed(registrar: Client, administration: object) -> None:
    answer = registrar.post(f"{BASE}/schedules/new/", HOURS)
    made = Schedule.objects.get()
    assert answer["Location"] == f"{BASE}/schedules/{made.pk}/"
    shown = page_of(registrar.get(answer["Location"]))
    assert "Первый и третий вторник месяца, 28.03.2025, с 9:00 до 12:00, перерыв 10:00–10:20" in shown
    assert 'value="10:00–10:20"' in shown
    registrar.post(answer["Location"], HOURS | {"place": "Кабинет 2"})
    assert "Кабинет 2" in page_of(registrar.get(f"{BASE}/schedules/"))
    registrar.post(f"{BASE}/schedules/{made.pk}/switch/")
    assert not Schedule.objects.get().is_active


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"place": ""}, "где принимают"),
        ({"name": ""}, "кто принимает"),
        ({"ends": "08:00"}, "раньше, чем начинается"),
        ({"starts": "25:00"}, "Время записывается так"),
        ({"breaks": "обед"}, "12:00–13:00"),
        ({"dates": "31.02.2025"}, "28.03.2025"),
        ({"dates": "01.01.1925"}, "28.03.2025"),
        ({"valid_from": "1925-01-01"}, "Такой год не подходит"),
        ({"weekdays": [], "dates": ""}, "дни недели"),
        ({"visit_minutes": "0"}, "от 5 до 240"),
        ({"visit_minutes": "9" * 30}, "Слишком большое"),
        ({"ahead_days": "0"}, "от 1 до 366"),
        ({"notice_days": "99"}, "рабочих дней"),
        ({"name": "\0"}, "невидимый служебный знак"),
    ],
)
def test_impossible_hours_are_named(
    registrar: Client, administration: object, facts: dict[str, object], message: str
) -> None:
    shown = page_of(registrar.post(f"{BASE}/schedules/new/", HOURS | facts))
    assert message in shown
    assert not Schedule.objects.exists()


def test_a_closed_date_names_those_to_call(
    registrar: Client, schedule: Scheduled, sign_up: Callable[..., VisitReceipt], next_day: date
) -> None:
    made = schedule()
    receipt = sign_up(made)
    address = f"{BASE}/schedules/{made.pk}/day/"
    assert "Укажите день" in page_of(registrar.post(address, {"on": ""}))
    assert "начало и конец" in page_of(registrar.post(address, {"on": next_day.isoformat(), "starts": "09:00"}))
    shown = page_of(registrar.post(address, {"on": next_day.isoformat(), "note": "болезнь"}, follow=True))
    assert "Отменено: 1 запись" in shown
    day = page_of(registrar.get(f"{BASE}/?day={next_day.isoformat()}"))
    assert "нужно предупредить" in day
    assert "болезнь" in day
    registrar.post(f"{BASE}/visits/{receipt.visit_id}/told/")
    assert "предупреждён" in page_of(registrar.get(f"{BASE}/?day={next_day.isoformat()}"))
    registrar.post(f"{BASE}/schedules/{made.pk}/days/{next_day.year}/{next_day.month}/{next_day.day}/remove/")
    registrar.post(f"{BASE}/schedules/{made.pk}/days/2025/13/45/remove/")
    assert not ScheduleDay.objects.exists()


def test_changed_hours_name_the_sign_ups_that_fit_no_more(
    registrar: Client, schedule: Scheduled, sign_up: Callable[..., VisitReceipt]
) -> None:
    made = schedule()
    sign_up(made)
    Schedule.objects.filter(pk=made.pk).update(starts=time(10))
    assert "Записи вне графика" in page_of(registrar.get(f"{BASE}/schedules/{made.pk}/"))
