"""Last days of cases: who moved them and why is kept, hours of networks, recounts with a preview."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.actions.edit_calendar import import_calendar, set_calendar_day
from otklik.catalog.actions.edit_time_settings import change_working_hours
from otklik.catalog.models import Administration, CalendarDay, Channel
from otklik.catalog.queries import work_calendar
from otklik.core.appeals import ItemKind, ItemStatus, Outcome
from otklik.core.deadlines import LegalClass
from otklik.core.office_hours import OfficeHours
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.actions.change_kind import change_kind
from otklik.intake.actions.move_case import change_legal_class, prolong_appeal
from otklik.intake.actions.recompute_due_dates import queue_recount, recompute_due_dates, work_recount
from otklik.intake.actions.register_item import register_item
from otklik.intake.due_dates import earlier_days, is_late_at
from otklik.intake.due_preview import due_preview, recounts
from otklik.intake.due_terms import term_of, terms_of
from otklik.intake.models import Appeal, CaseEvent, DueRecount, FeedbackItem

pytestmark = pytest.mark.django_db
Act = Callable[..., Actor]
Receive = Callable[..., FeedbackItem]


def unregistered(item: FeedbackItem) -> FeedbackItem:
    """As a message that came and nobody has registered."""
    Appeal.objects.filter(item=item).delete()
    FeedbackItem.objects.filter(pk=item.pk).update(
        status=ItemStatus.NEW, registered_on=None, due_on=None, number="", tracking_digest=""
    )
    return FeedbackItem.objects.get(pk=item.pk)


def due_of(item: FeedbackItem) -> date:
    found = FeedbackItem.objects.values_list("due_on", flat=True).get(pk=item.pk)
    assert found is not None
    return found


def test_a_new_kind_starts_no_clock_before_registration(actor: Act, receive: Receive) -> None:
    registrar, item = actor("registrar"), unregistered(receive(kind=ItemKind.REVIEW))
    changed = change_kind(actor=registrar, item_id=item.pk, kind=ItemKind.COMPLAINT, reason="Просит ответить")
    assert (changed.status, changed.registered_on, changed.due_on) == (ItemStatus.NEW, None, None)
    assert not Appeal.objects.filter(item=item).exists()
    again = change_kind(actor=registrar, item_id=item.pk, kind=ItemKind.INQUIRY, reason="Спрашивает о порядке")
    assert (again.registered_on, again.due_on) == (None, None)
    registered = register_item(actor=registrar, item_id=item.pk)
    assert registered.registered_on is not None
    assert registered.due_on is not None
    assert registered.due_on > registered.registered_on


def test_a_registered_review_that_is_a_complaint_gets_its_clock(actor: Act, receive: Receive) -> None:
    item = receive(kind=ItemKind.REVIEW)
    changed = change_kind(actor=actor("registrar"), item_id=item.pk, kind=ItemKind.COMPLAINT, reason="Это жалоба")
    assert changed.due_on is not None
    back = change_kind(actor=actor("registrar"), item_id=item.pk, kind=ItemKind.REVIEW, reason="Ошибка")
    assert back.due_on is None
    assert [one.due_on for one in earlier_days(back.appeal)] == [changed.due_on]


def test_every_change_keeps_the_day_before_with_who_and_why(actor: Act, receive: Receive) -> None:
    item, person = receive(), actor("coordinator")
    first = due_of(item)
    change_legal_class(
        actor=person, item_id=item.pk, legal_class=LegalClass.SERVICE_REFUSAL_210FZ, reason="Отказ в приёме"
    )
    second = due_of(item)
    change_legal_class(actor=person, item_id=item.pk, legal_class=LegalClass.APPEAL_59FZ, reason="Уточнено")
    prolong_appeal(actor=person, item_id=item.pk, reason="Ждём ответа соседнего района")
    kept = earlier_days(Appeal.objects.get(item=item))
    assert [one.due_on for one in kept] == [first, second, first]
    assert {one.by for one in kept} == {person.name}
    assert [one.why.rpartition(": ")[2] for one in kept] == [
        "Отказ в приёме", "Уточнено", "Ждём ответа соседнего района",
    ]  # fmt: skip
    assert all(one.changed_at for one in kept)


def test_days_stored_before_the_reasons_were_kept_are_read() -> None:
    appeal = Appeal(due_explanation={"due_on": "2025-04-02", "earlier": ["2025-03-28", ""]})
    assert [(one.due_on, one.by, one.why) for one in earlier_days(appeal)] == [(date(2025, 3, 28), "", "")]
    assert earlier_days(None) == []


def networked(administration: Administration) -> Channel:
    channel = Channel.objects.filter(administration=administration, legal_class=LegalClass.NETWORK_MESSAGE).first()
    assert channel is not None
    return channel


def test_a_network_is_answered_in_hours_of_work(actor: Act, receive: Receive, administration: Administration) -> None:
    channel = networked(administration)
    change_working_hours(actor=actor("coordinator"), times=OfficeHours().as_plain(), channel_hours={channel.slug: 4})
    zone = ZoneInfo(administration.time_zone)
    came = datetime(2025, 3, 4, 16, 30, tzinfo=zone)
    item = receive(channel=channel.slug, received_at=came, registered_at=came)
    assert item.due_on == date(2025, 3, 5)
    assert item.appeal.due_at == datetime.fromisoformat("2025-03-05T11:30")
    term = term_of(item, "answer")
    assert term is not None
    assert term.due_at == item.appeal.due_at
    assert "с 16:30 до 17:00, всего 30 мин" in [day.hours for week in term.weeks for day in week.days]
    answer_appeal(
        actor=actor("coordinator"),
        item_id=item.pk,
        text="Фонарь починили",
        outcomes={question.pk: Outcome.SUPPORTED for question in item.questions.all()},
        way="status",
    )
    item.refresh_from_db()
    assert item.is_late


def test_an_answer_an_hour_too_late_is_late(actor: Act, receive: Receive, administration: Administration) -> None:
    channel, now = networked(administration), timezone.now()
    change_working_hours(actor=actor("coordinator"), times=OfficeHours().as_plain(), channel_hours={channel.slug: 80})
    item = receive(channel=channel.slug)
    zone = ZoneInfo(administration.time_zone)
    local = now.astimezone(zone).replace(tzinfo=None)
    for minutes, is_late in ((1, False), (-1, True)):
        end = local + timedelta(minutes=minutes)
        spans = [[(end - timedelta(hours=1)).isoformat(timespec="minutes"), end.isoformat(timespec="minutes")]]
        explanation = {**item.appeal.due_explanation, "spans": spans}
        Appeal.objects.filter(item=item).update(due_explanation=explanation)
        found = FeedbackItem.objects.get(pk=item.pk)
        found.due_on = end.date()
        assert is_late_at(found, now) is is_late


def test_hours_are_refused_in_words(actor: Act, administration: Administration) -> None:
    coordinator, times = actor("coordinator"), OfficeHours().as_plain()
    channel = networked(administration)
    with pytest.raises(RuleBroken, match="по порядку"):
        change_working_hours(actor=coordinator, times={**times, "opens_at": "13:00"}, channel_hours={})
    with pytest.raises(RuleBroken, match="рабочих часов"):
        change_working_hours(actor=coordinator, times=times, channel_hours={channel.slug: 81})
    with pytest.raises(RuleBroken, match="канала"):
        change_working_hours(actor=coordinator, times=times, channel_hours={"no-such": 4})
    with pytest.raises(NotFound):
        change_working_hours(actor=actor("registrar"), times=times, channel_hours={})


def test_terms_of_a_new_and_of_a_registered_item(actor: Act, receive: Receive) -> None:
    item = receive()
    FeedbackItem.objects.filter(pk=item.pk).update(legal_class=LegalClass.APPEAL_59FZ)
    item.refresh_from_db()
    assert [term.slug for term in terms_of(item)] == ["answer", "forwarding", "prolongation"]
    answer = term_of(item, "answer")
    assert answer is not None
    assert [day.on for week in answer.weeks for day in week.days if day.is_due] == [item.due_on]
    assert [term.slug for term in terms_of(unregistered(item))] == ["registration"]
    assert terms_of(receive(kind=ItemKind.REVIEW)) == []
    prolonged = receive("Другой текст о другой улице")
    prolong_appeal(actor=actor("coordinator"), item_id=prolonged.pk, reason="Нужны сведения")
    found = FeedbackItem.objects.get(pk=prolonged.pk)
    assert "prolongation" not in [term.slug for term in terms_of(found)]


def test_the_preview_says_what_the_recount_does(actor: Act, receive: Receive) -> None:
    coordinator, items = actor("coordinator"), [receive(f"Яма у дома {number}") for number in range(3)]
    before = due_of(items[0])
    assert due_preview(coordinator).moved == 0
    set_calendar_day(actor=coordinator, on=before, is_working=False)
    expected = due_preview(coordinator)
    assert (expected.waiting, expected.moved) == (3, 3)
    assert [(one.before, one.count) for one in expected.shifts] == [(before, 3)]
    assert expected.shifts[0].days < 0
    run = queue_recount(actor=coordinator, why="8 мая — выходной")
    with pytest.raises(RuleBroken, match="уже идёт"):
        queue_recount(actor=coordinator, why="Ещё раз")
    done = work_recount(actor=coordinator, run_id=run.pk)
    assert (done.state, done.total, done.looked, done.moved) == (DueRecount.State.DONE, 3, 3, 3)
    assert {due_of(item) for item in items} == {expected.shifts[0].after}
    assert CaseEvent.objects.filter(item=items[0], move="due", is_public=True).count() == 1
    assert due_preview(coordinator).moved == 0
    assert work_recount(actor=coordinator, run_id=run.pk).moved == 3
    assert [one.pk for one in recounts(coordinator)] == [run.pk]


def test_a_recount_needs_a_reason_and_a_right(actor: Act, receive: Receive) -> None:
    receive()
    with pytest.raises(RuleBroken, match="причину"):
        queue_recount(actor=actor("coordinator"), why="  ")
    for forbidden in (due_preview, recounts):
        with pytest.raises(NotFound):
            forbidden(actor("specialist"))
    with pytest.raises(NotFound):
        queue_recount(actor=actor("specialist"), why="Так хочу")


def test_a_dead_recount_holds_up_nobody(actor: Act) -> None:
    coordinator = actor("coordinator")
    run = queue_recount(actor=coordinator, why="Новый календарь")
    DueRecount.objects.filter(pk=run.pk).update(beat_at=timezone.now() - timedelta(hours=1))
    assert queue_recount(actor=coordinator, why="Ещё раз").pk != run.pk


def test_hours_are_previewed_by_their_moments(actor: Act, receive: Receive, administration: Administration) -> None:
    coordinator, channel = actor("coordinator"), networked(administration)
    zone = ZoneInfo(administration.time_zone)
    for hour in (9, 16):
        came = datetime(2025, 3, 4, hour, 30, tzinfo=zone)
        receive(f"Сообщение в {hour}", channel=channel.slug, received_at=came, registered_at=came)
    change_working_hours(actor=coordinator, times=OfficeHours().as_plain(), channel_hours={channel.slug: 4})
    assert [(one.before, one.after, one.count) for one in due_preview(coordinator).shifts] == [
        (date(2025, 3, 5), date(2025, 3, 4), 1)
    ]
    assert recompute_due_dates(actor=coordinator) == 2  # one day and two hours
    assert due_preview(coordinator).moved == 0


def test_a_preview_costs_the_same_with_more_cases_of_a_day(actor: Act, receive: Receive) -> None:
    coordinator = actor("coordinator")
    receive("Первое")
    due_preview(coordinator)
    with CaptureQueriesContext(connection) as one:
        due_preview(coordinator)
    for number in range(5):
        receive(f"Ещё {number}")
    with CaptureQueriesContext(connection) as many:
        due_preview(coordinator)
    assert len(many) == len(one)


def test_a_calendar_of_whole_months_keeps_only_what_differs(actor: Act) -> None:
    coordinator = actor("coordinator")
    usual = "1,2,3,4,5,6,7,8,11,12,18,19,25,26"
    assert import_calendar(actor=coordinator, rows=[(2, {"год": "2025", "месяц": "январь", "дни": usual})]) == 0
    set_calendar_day(actor=coordinator, on=date(2025, 1, 15), is_working=False, note="день района")
    rows = [(2, {"год": "2025", "месяц": "1", "дни": usual + ",9+,17*"})]
    assert import_calendar(actor=coordinator, rows=rows) == 2
    days = {day.on.day: (day.told, day.note) for day in CalendarDay.objects.all()}
    assert days == {
        9: ("нерабочий день", "из файла: перенесённый выходной"),
        15: ("нерабочий день", "день района"),
        17: ("рабочий день, короче на час", "из файла"),
    }
    calendar = work_calendar(coordinator.administration_id)
    assert calendar.is_shortened(date(2025, 1, 17))
    assert import_calendar(actor=coordinator, rows=[(2, {"год": "2025", "месяц": "январь", "дни": usual})]) == 2
    assert [day.on.day for day in CalendarDay.objects.all()] == [15]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"год": "2025", "месяц": "тринадцать", "дни": "1"}, "Строка 7: месяц «тринадцать»"),
        ({"год": "двадцать", "месяц": "1", "дни": "1"}, "Строка 7: год «двадцать»"),
        ({"год": "2025", "месяц": "2", "дни": "1,2,30"}, "дня «30» нет"),
        ({"год": "2025", "месяц": "2", "дни": "1,2"}, "нерабочих дней только 2"),
        ({"год": "2025"}, "нет ни одного месяца"),
        ({"date": "1925-05-08", "is_working": "0"}, "дату «1925-05-08»"),
        ({"кто": "что"}, "столбцы не узнаны"),
    ],
)
def test_a_wrong_line_of_a_calendar_is_named(actor: Act, row: dict[str, str], message: str) -> None:
    with pytest.raises(RuleBroken, match=message):
        import_calendar(actor=actor("coordinator"), rows=[(7, row)])


def test_a_year_in_a_row_and_a_day_twice(actor: Act) -> None:
    coordinator = actor("coordinator")
    year = {"Год/Месяц": "2026", "Январь": "1,2,3,4,5,6,7,8,9+,10,11,17,18,24,25,31", "Всего рабочих дней": "247"}
    assert import_calendar(actor=coordinator, rows=[(2, year)]) == 0
    twice = [(2, {"date": "2026-05-08", "is_working": "0"}), (3, {"date": "08.05.2026", "is_working": "*"})]
    with pytest.raises(RuleBroken, match="дважды"):
        import_calendar(actor=coordinator, rows=twice)


def test_two_workers_do_not_recount_the_same(actor: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    coordinator = actor("coordinator")
    run, read = queue_recount(actor=coordinator, why="Новый календарь"), QuerySet.first

    def read_just_before_another_took_it(rows: QuerySet[DueRecount]) -> DueRecount | None:
        found = read(rows)
        DueRecount.objects.filter(pk=run.pk).update(state=DueRecount.State.RUNNING)
        return found

    monkeypatch.setattr(QuerySet, "first", read_just_before_another_took_it)
    assert work_recount(actor=coordinator, run_id=run.pk).state == DueRecount.State.WAITING
    assert DueRecount.objects.get().state == DueRecount.State.RUNNING
