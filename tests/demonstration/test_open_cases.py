"""Open cases relative to a day: every queue has something, whatever the day of the week."""

from collections import Counter
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from otklik.core.appeals import AppealKind, Outcome
from otklik.core.deadlines import DEFAULT_RULES, LegalClass, compute_deadline
from otklik.core.workdays import russian_calendar
from otklik.demonstration import DemoCase, catalog, generate_open

DAYS = [date(2026, 2, 11), date(2026, 5, 4), date(2026, 11, 22), date(2027, 1, 8)]
RULE, CALENDAR = DEFAULT_RULES[LegalClass.APPEAL_59FZ], russian_calendar()


def due_on(case: DemoCase) -> date:
    assert case.registered_at is not None
    deadline = compute_deadline(RULE, case.registered_at.date(), CALENDAR, prolonged=case.prolonged)
    assert deadline is not None
    return deadline.due_on


@pytest.fixture(params=DAYS, ids=str)
def today(request: pytest.FixtureRequest) -> date:
    value = request.param
    assert isinstance(value, date)
    return value


def test_same_day_gives_same_cases(slug: str, today: date) -> None:
    assert list(generate_open(slug, today=today)) == list(generate_open(slug, today=today))


def test_nothing_is_answered_or_in_the_future(slug: str, today: date) -> None:
    now = datetime.combine(today, time(17), ZoneInfo(catalog(slug).time_zone))
    for case in generate_open(slug, today=today):
        assert case.received_at < now
        assert case.registered_at is None or case.received_at <= case.registered_at < now
        assert case.answered_at is None
        assert not case.answer
        assert all(question.outcome is Outcome.IN_WORK for question in case.questions)


def test_every_queue_is_alive(slug: str, today: date) -> None:
    cases = list(generate_open(slug, today=today))
    kinds = {kind.value for kind in AppealKind}
    waiting = [c for c in cases if c.registered_at and c.audience == "external"]
    assert sum(due_on(case) < today for case in waiting) >= 3
    assert sum(c.registered_at is None and c.kind in kinds for c in cases) >= 5
    assert sum(not case.is_read for case in cases) >= 8
    assert sum(case.prolonged for case in cases) == 2
    assert any(case.audience == "internal" for case in cases)
    assert 25 <= len(cases) <= 60


def test_three_write_about_one_place_and_two_about_another(slug: str, today: date) -> None:
    cases = [case for case in generate_open(slug, today=today) if case.place]
    alike = Counter((case.title, case.place) for case in cases)
    assert sorted(alike.values())[-2:] == [2, 3]
    for title, place in (key for key, count in alike.items() if count > 1):
        same = [case for case in cases if (case.title, case.place) == (title, place)]
        assert len({case.name for case in same}) == len(same)
        assert len({case.channel for case in same}) > 1


def test_something_is_due_on_a_working_day(slug: str) -> None:
    today = date(2026, 2, 11)
    waiting = [c for c in generate_open(slug, today=today) if c.registered_at and c.audience == "external"]
    assert sum(due_on(case) == today for case in waiting) >= 2
