"""Duties ticked off with a document, tasks given and done, the calendar address, the administration's own rules."""

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from otklik.analysis.actions.close_period import close_period
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import store_file
from otklik.catalog.models import Administration, Department
from otklik.core.periods import Quarter
from otklik.duties.access import DutyKey, line_for
from otklik.duties.actions.keep_feed import drop_feed, renew_feed
from otklik.duties.actions.keep_rules import ChosenRules, keep_duty_rules
from otklik.duties.actions.keep_task import TaskPlan, cancel_task, change_task, finish_task, give_task
from otklik.duties.actions.mark_duty import Proof, mark_duty, withdraw_mark
from otklik.duties.enums import State
from otklik.duties.models import DutyMark
from otklik.duties.queries.feed import calendar_text, feed_text
from otklik.duties.queries.tasks import task_lines
from otklik.intake.queries import today_of

pytestmark = pytest.mark.django_db
Act = Callable[..., Actor]
PAPER = Proof(date(2025, 10, 3), "Докладная записка № 14 от 03.10.2025")
MATERIALS = DutyKey("materials", date(2025, 7, 1), date(2025, 9, 30))


def test_a_document_makes_a_duty_done_until_the_mark_is_withdrawn(actor: Act) -> None:
    coordinator, today = actor("coordinator"), date(2025, 10, 10)
    assert line_for(coordinator, MATERIALS, today).state == State.DUE
    file = store_file(coordinator.administration_id, io.BytesIO(b"%PDF-1.4 paper"), "записка.pdf")
    made = mark_duty(actor=coordinator, key=MATERIALS, proof=Proof(PAPER.done_on, PAPER.document, file=file))
    line = line_for(coordinator, MATERIALS, today)
    assert (line.state, line.words, line.mark, made.file) == (State.DONE, PAPER.document, made, file)
    with pytest.raises(RuleBroken, match="уже отметили"):
        mark_duty(actor=coordinator, key=MATERIALS, proof=PAPER)
    withdraw_mark(actor=coordinator, key=MATERIALS, why="Не тот документ")
    assert line_for(coordinator, MATERIALS, today).state == State.DUE
    mark_duty(actor=coordinator, key=MATERIALS, proof=PAPER)


@pytest.mark.parametrize(
    ("proof", "field"),
    [
        (Proof(PAPER.done_on, "  "), "document"),
        (Proof(date(2025, 9, 30), "Записка"), "done_on"),
        (Proof(date(2099, 1, 1), "Записка"), "done_on"),
    ],
)
def test_a_mark_needs_a_document_and_a_possible_day(actor: Act, proof: Proof, field: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        mark_duty(actor=actor("coordinator"), key=MATERIALS, proof=proof)
    assert broken.value.field == field


def test_only_who_does_a_duty_ticks_it_off(actor: Act) -> None:
    with pytest.raises(NotFound):
        mark_duty(actor=actor("specialist"), key=MATERIALS, proof=PAPER)
    with pytest.raises(NotFound):
        mark_duty(actor=actor("coordinator"), key=DutyKey("nothing", *PERIOD), proof=PAPER)


PERIOD = (MATERIALS.starts_on, MATERIALS.ends_on)


def test_the_analysis_of_biysk_belongs_to_the_unit_bound_to_it(
    actor: Act, administrations: Callable[..., Administration]
) -> None:
    """Biysk 4: «управлением делами … проводится общий анализ»."""
    biysk = administrations("biysk")
    unit = Department.objects.create(administration=biysk, slug="affairs", title="Управление делами")
    stranger, own = actor("coordinator", of="biysk"), actor("coordinator", of="biysk", department=unit)
    keep_duty_rules(actor=stranger, chosen=ChosenRules("previous", "", None, {"monitoring_owner": unit.pk}))
    with pytest.raises(RuleBroken, match="Управление делами"):
        close_period(actor=stranger, quarter=Quarter(2025, 3))
    close_period(actor=own, quarter=Quarter(2025, 3))
    line = line_for(own, DutyKey("monitoring", *PERIOD), today_of(own))
    assert line.done_on is not None


def test_another_rule_of_days_off_needs_an_act(actor: Act) -> None:
    coordinator = actor("coordinator")
    with pytest.raises(RuleBroken) as broken:
        keep_duty_rules(actor=coordinator, chosen=ChosenRules("next", " ", None, {}))
    assert broken.value.field == "basis"
    keep_duty_rules(actor=coordinator, chosen=ChosenRules("next", "Распоряжение № 7", None, {}))
    package = DutyKey("survey_summary", date(2026, 4, 1), date(2026, 6, 30))
    assert line_for(coordinator, package, date(2026, 7, 1)).occurrence.last.on == date(2026, 7, 6)
    with pytest.raises(NotFound):
        keep_duty_rules(actor=coordinator, chosen=ChosenRules("previous", "", None, {"head": 1}))


def test_a_task_goes_from_given_to_done(actor: Act) -> None:
    coordinator, person = actor("coordinator"), actor("specialist")
    today = today_of(coordinator)
    plan = TaskPlan("Собрать замечания к анкете", "", person.user_id or 0, today + timedelta(3))
    task = give_task(actor=coordinator, plan=plan)
    (line,) = task_lines(person, today, today, today + timedelta(30))
    assert (line.task, line.state) == (task, State.SOON)
    assert task_lines(actor("registrar"), today, today, today + timedelta(30)) == []
    finish_task(actor=person, task_id=task.pk, result="Собрано 12 замечаний")
    (line,) = task_lines(person, today, today, today + timedelta(30))
    assert line.state == State.DONE
    with pytest.raises(RuleBroken, match="закрыта"):
        change_task(actor=coordinator, task_id=task.pk, plan=plan)
    other = give_task(actor=coordinator, plan=plan)
    cancel_task(actor=coordinator, task_id=other.pk)
    assert len(task_lines(person, today, today, today + timedelta(30))) == 1


def test_a_task_needs_a_day_to_come_and_somebody_of_ours(actor: Act) -> None:
    coordinator = actor("coordinator")
    today, own = today_of(coordinator), coordinator.user_id or 0
    stranger = actor("specialist", of="livny").user_id or 0
    for plan, field in (
        (TaskPlan("Дело", "", own, today - timedelta(1)), "due_on"),
        (TaskPlan("Дело", "", stranger, today), "person"),
        (TaskPlan(" ", "", own, today), "title"),
    ):
        with pytest.raises(RuleBroken) as broken:
            give_task(actor=coordinator, plan=plan)
        assert broken.value.field == field
    with pytest.raises(NotFound):
        give_task(actor=actor("specialist"), plan=TaskPlan("Дело", "", own, today))


def test_the_calendar_is_behind_a_secret_that_can_be_renewed(actor: Act) -> None:
    from icalendar import Calendar

    coordinator = actor("coordinator")
    secret = renew_feed(actor=coordinator)
    calendar = Calendar.from_ical(feed_text("murashi", secret))
    events = {str(one["summary"]): one for one in calendar.walk("VEVENT")}
    assert len({str(one["uid"]) for one in calendar.walk("VEVENT")}) == len(calendar.walk("VEVENT"))
    year = today_of(coordinator).year
    report = events[f"Отчёт о результатах оценки удовлетворённости за год: {year} год"]
    assert report.decoded("dtstart").year == year + 1
    assert "порядок, пункт 5.20" in str(report["description"])
    again = renew_feed(actor=coordinator)
    with pytest.raises(NotFound):
        feed_text("murashi", secret)
    with pytest.raises(NotFound):
        feed_text("biysk", again)
    drop_feed(actor=coordinator)
    with pytest.raises(NotFound):
        feed_text("murashi", again)


def test_a_calendar_holds_ones_own_only(actor: Act) -> None:
    coordinator, person = actor("coordinator"), actor("specialist")
    today = today_of(coordinator)
    give_task(actor=coordinator, plan=TaskPlan("Чужое дело", "", coordinator.user_id or 0, today))
    give_task(actor=coordinator, plan=TaskPlan("Своё дело", "", person.user_id or 0, today))
    told = calendar_text(person, today).decode()
    assert "Своё дело" in told
    assert "Чужое дело" not in told
    assert "Карта болей" not in told


def test_a_mark_that_another_has_just_withdrawn_keeps_his_reason(actor: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    coordinator = actor("coordinator")
    mark_duty(actor=coordinator, key=MATERIALS, proof=PAPER)
    line = line_for(coordinator, MATERIALS, today_of(coordinator))
    withdraw_mark(actor=coordinator, key=MATERIALS, why="Не тот документ")
    monkeypatch.setattr("otklik.duties.actions.mark_duty.line_to_mark", lambda *_: line)  # read a moment before
    with pytest.raises(RuleBroken, match="Отметки уже нет"):
        withdraw_mark(actor=coordinator, key=MATERIALS, why="Второй раз")
    assert DutyMark.objects.get().withdrawn_why == "Не тот документ"
