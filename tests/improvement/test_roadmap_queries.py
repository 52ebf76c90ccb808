"""The road map as lists, bars, reminders: who sees what, in which order."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.improvement.measures import made_measure, made_pain

from otklik.base.actor import Actor
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration, Process
from otklik.catalog.queries import procedure_of
from otklik.improvement.demonstration.roadmap import load_roadmap
from otklik.improvement.measure_types import measure_types
from otklik.improvement.models import Measure
from otklik.improvement.queries.reminders import digest_part, late_measures, own_measures, reminded
from otklik.improvement.queries.roadmap import (
    RoadmapFilter,
    measures_listed,
    roadmap_board,
    roadmap_counts,
)
from otklik.improvement.timeline import timeline_of
from otklik.intake.queries import today_of

pytestmark = pytest.mark.django_db
Hire = Callable[..., Actor]


@pytest.fixture
def organizer(actor: Hire) -> Actor:
    return actor("organizer")


def test_measures_against_employees_pains_are_for_those_who_answer_for_them(
    administration: Administration, actor: Hire
) -> None:
    inner = made_pain(administration, "Нет принтера", audience="internal")
    secret, mixed = made_measure(administration, inner), made_measure(administration, inner, made_pain(administration))
    organizer, officer = actor("organizer"), actor("internal_officer", "coordinator")
    assert [line.measure.pk for line in measures_listed(organizer, RoadmapFilter()).lines] == [mixed.pk]
    (line,) = measures_listed(organizer, RoadmapFilter()).lines
    assert [pain.title for pain in line.pains] == ["Не отвечают по телефону"]
    assert {one.measure.pk for one in measures_listed(officer, RoadmapFilter()).lines} == {secret.pk, mixed.pk}


def test_the_road_map_is_narrowed_and_told_by_state(administration: Administration, organizer: Actor) -> None:
    pain, today = made_pain(administration), today_of(organizer)
    late = made_measure(administration, pain, title="Поставить пандус", due_on=today - timedelta(days=3))
    made_measure(administration, title="Обучить", due_on=today + timedelta(days=9), state="in_work")
    done = made_measure(administration, title="Починить сайт", state="done", done_on=date(2025, 6, 1))
    found = {
        name: [line.measure.title for line in measures_listed(organizer, chosen).lines]
        for name, chosen in {
            "all": RoadmapFilter(),
            "late": RoadmapFilter(is_late=True),
            "open": RoadmapFilter(state="open"),
            "pain": RoadmapFilter(pain=pain.pk),
            "process": RoadmapFilter(process=pain.process_id),
            "words": RoadmapFilter(words="починить"),
        }.items()
    }
    assert found == {
        "all": ["Поставить пандус", "Обучить", "Починить сайт"],
        "late": ["Поставить пандус"],
        "open": ["Поставить пандус", "Обучить"],
        "pain": ["Поставить пандус"],
        "process": ["Поставить пандус"],
        "words": ["Починить сайт"],
    }
    board = {
        column.state.value: [one.measure.pk for one in column.lines]
        for column in roadmap_board(organizer, RoadmapFilter())
    }
    assert board["planned"] == [late.pk]
    assert board["done"] == [done.pk]
    assert board["cancelled"] == []
    counts = roadmap_counts(organizer)
    assert (counts.planned, counts.in_work, counts.done, counts.late) == (1, 1, 1, 1)


def test_bars_lie_where_their_days_are(administration: Administration, organizer: Actor) -> None:
    made_measure(administration, starts_on=date(2025, 1, 1), due_on=date(2025, 12, 31), state="in_work")
    made_measure(administration, starts_on=date(2024, 5, 1), due_on=date(2025, 7, 2), state="planned")
    lines = measures_listed(organizer, RoadmapFilter()).lines
    drawn = timeline_of(lines, 2025, date(2025, 7, 2))
    by_due = {bar.line.measure.due_on: bar for bar in drawn.bars}
    whole, half = by_due[date(2025, 12, 31)], by_due[date(2025, 7, 2)]
    assert (whole.start, whole.width) == (0, 100)
    assert half.start == 0
    assert half.width == pytest.approx(183 / 365 * 100, abs=0.01)
    assert drawn.today == pytest.approx(182 / 365 * 100)
    assert [month.title for month in drawn.months][:2] == ["янв", "фев"]


def test_the_owner_is_reminded_and_the_coordinator_hears_of_what_is_late(
    administration: Administration, actor: Hire
) -> None:
    owner, coordinator, other = actor("specialist"), actor("coordinator"), actor("specialist")
    today = today_of(owner)
    soon = made_measure(administration, title="Скоро", owner_id=owner.user_id, due_on=today + timedelta(days=5))
    late = made_measure(administration, title="Давно", owner_id=owner.user_id, due_on=today - timedelta(days=5))
    far = made_measure(administration, title="Нескоро", owner_id=owner.user_id, due_on=today + timedelta(days=90))
    far.steps.create(title="Первый шаг", due_on=today + timedelta(days=1))
    assert [line.measure.pk for line in own_measures(owner)] == [late.pk, soon.pk, far.pk]
    told = reminded(owner)
    assert [line.measure.pk for line in told.own] == [late.pk, soon.pk]
    assert [step.title for step in told.steps] == ["Первый шаг"]
    assert not told.late
    assert [line.measure.pk for line in late_measures(coordinator)] == [late.pk]
    letter = digest_part(owner, today)
    assert "Давно" in letter
    assert "просрочено на 5 дней" in letter
    assert "Первый шаг" in letter
    assert "Давно" in digest_part(coordinator, today)
    assert "Скоро" not in digest_part(coordinator, today)
    assert digest_part(other, today) == ""


def test_the_demonstration_fits_the_pains_that_were_drafted(
    administration: Administration, staff: Callable[..., Any]
) -> None:
    staff("organizer")
    roads = Process.objects.create(administration=administration, slug="roads", title="Дороги", subject="functions")
    pain = made_pain(administration, "Дороги и тротуары: яма на дороге", process=roads)
    today = date(2026, 1, 20)
    assert load_roadmap(administration.slug, today) >= 2
    assert load_roadmap(administration.slug, today) == 0
    measures = Measure.objects.filter(administration=administration)
    assert pain.measures.filter(state="done").exclude(result="").exists()
    assert all(one.kind in measure_types(procedure_of(administration.slug)) for one in measures)
    told = AuditEntry.objects.filter(target=f"improvement.measure:{pain.measures.first().pk}")
    assert all(entry.at.date() <= today for entry in told)
