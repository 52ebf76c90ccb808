"""Levels of lines from the database, and what people say beside the formula."""

from collections.abc import Callable
from datetime import date

import pytest
from tests.improvement.maps import Drafted, drafted, line_of, receive

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import AuditEntry
from otklik.catalog.models import Department, Process
from otklik.core.periods import Quarter
from otklik.improvement.actions.judge_line import override_priority, set_feasibility
from otklik.improvement.actions.merge_pains import merge_pains
from otklik.improvement.actions.undo_change import last_change, undo_change
from otklik.improvement.enums import EvidenceKind, MapState
from otklik.improvement.levels import weigh_lines
from otklik.improvement.models import PainEvidence, PainLine, PainMap
from otklik.intake.models import FeedbackItem
from otklik.surveys.models import InteractionCount

__all__ = ["drafted", "receive"]
pytestmark = pytest.mark.django_db
LONG, DIAL = "Долго ждут ответа", "Не дозвониться"


@pytest.fixture
def coordinator(actor: Callable[..., Actor]) -> Actor:
    return actor("coordinator")


@pytest.fixture
def pain_map(drafted: Drafted) -> PainMap:
    """Two lines of five and two messages, two more in the remainder; all of one process."""
    made = drafted(lines={LONG: 5, DIAL: 2})
    process, *_ = [
        Process.objects.create(
            administration=made.administration, slug=f"process-{n}", title=f"Процесс {n}", subject="services"
        )
        for n in range(3)
    ]
    FeedbackItem.objects.filter(administration=made.administration).update(process=process)
    for line in made.lines.select_related("pain"):
        line.pain.process = process
        line.pain.save()
    return made


def test_lines_are_weighed_by_their_share_of_the_process(pain_map: PainMap) -> None:
    assert weigh_lines(pain_map) == 2
    line = line_of(pain_map, LONG)
    share = line.figures["prevalence"]["share"]
    assert (line.figures["prevalence"]["count"], line.figures["prevalence"]["base"]) == (5, 9)
    assert share["value"] == pytest.approx(5 / 9)
    assert share["low"] < 5 / 9 < share["high"]
    assert (line.prevalence, line.impact, line.priority) == ("high", "medium", "high")
    assert "5 сообщений из 9" in line.figures["prevalence"]["sentence"]
    assert "= 12 баллов из 15" in line.figures["priority"]["sentence"].replace("\N{NO-BREAK SPACE}", " ")


def test_few_messages_of_a_small_process_are_not_called_common(drafted: Drafted) -> None:
    """Three of five are more than a half, but of so few the lowest that the interval allows is taken."""
    made = drafted(lines={LONG: 3}, left=2)
    weigh_lines(made)
    line = line_of(made, LONG)
    assert line.prevalence == "medium"
    assert "возможна и высокая" in line.figures["prevalence"]["sentence"]


def test_the_rate_is_told_only_where_interactions_are_known(pain_map: PainMap) -> None:
    weigh_lines(pain_map)
    assert line_of(pain_map, LONG).interaction_count is None
    line = line_of(pain_map, LONG)
    for day, number in ((date(2025, 7, 1), 100), (date(2025, 9, 30), 50), (date(2025, 10, 1), 999)):
        InteractionCount.objects.create(
            administration=pain_map.administration, process=line.pain.process, on=day, source="typed", count=number
        )
    weigh_lines(pain_map)
    line.refresh_from_db()
    assert line.interaction_count == 150
    assert line.figures["prevalence"]["rate"]["value"] == pytest.approx(10 / 3)


def test_a_part_of_the_interactions_makes_no_rate(pain_map: PainMap) -> None:
    """Fewer interactions than messages about the process: not all were counted."""
    line = line_of(pain_map, LONG)
    InteractionCount.objects.create(
        administration=pain_map.administration, process=line.pain.process, on=date(2025, 7, 1), source="typed", count=3
    )
    weigh_lines(pain_map)
    line.refresh_from_db()
    assert (line.interaction_count, line.figures["prevalence"]["rate"]) == (None, None)


def test_the_impact_counts_the_processes_that_messages_name(pain_map: PainMap) -> None:
    weigh_lines(pain_map)
    before = line_of(pain_map, LONG).impact_share
    others = Process.objects.filter(administration=pain_map.administration).order_by("pk")[1:3]
    items = PainEvidence.objects.filter(line__title=LONG).order_by("pk").values_list("item", flat=True)
    for item, other in zip(items, others, strict=False):
        FeedbackItem.objects.filter(pk=item).update(process=other)
    weigh_lines(pain_map)
    line = line_of(pain_map, LONG)
    assert line.impact_share is not None
    assert before is not None
    assert line.impact_share > before
    assert "в 3 процессах" in line.figures["impact"]["sentence"]


def test_a_low_mark_alone_makes_a_level(pain_map: PainMap) -> None:
    line = line_of(pain_map, DIAL)
    PainEvidence.objects.filter(line=line).delete()
    PainEvidence.objects.create(
        pain_map=pain_map, line=line, kind=EvidenceKind.INDICATOR, audience="external", key="survey:1:a", severity=0.55
    )
    weigh_lines(pain_map)
    line.refresh_from_db()
    assert (line.prevalence, line.impact) == ("medium", "medium")
    assert "довольны 45,0" in line.figures["prevalence"]["sentence"]


def test_a_pain_without_any_evidence_is_not_guessed_at(pain_map: PainMap) -> None:
    PainEvidence.objects.filter(line__title=DIAL).delete()
    weigh_lines(pain_map)
    line = line_of(pain_map, DIAL)
    assert (line.prevalence, line.impact, line.priority) == ("low", "", "")
    assert "не посчитан" in line.figures["priority"]["sentence"]


def test_the_method_stands_with_the_map(pain_map: PainMap) -> None:
    weigh_lines(pain_map)
    method = PainMap.objects.get(pk=pain_map.pk).method
    assert method["source"] == "default"
    assert method["rules"]["high_share"] == 0.25
    assert "порядок не называет" in method["sentences"][-1]
    assert method["unit"].startswith("Единица измерения")


def test_the_number_of_statements_does_not_grow_with_lines(
    drafted: Drafted, django_assert_max_num_queries: Callable[..., object]
) -> None:
    made = drafted(lines={f"Боль {number}": 1 for number in range(6)}, left=0)
    weigh_lines(made)
    with django_assert_max_num_queries(9):  # type: ignore[attr-defined]
        weigh_lines(made)


def test_a_merge_weighs_the_line_anew(pain_map: PainMap, coordinator: Actor) -> None:
    weigh_lines(pain_map)
    ids = list(pain_map.lines.values_list("pk", flat=True))
    line = merge_pains(actor=coordinator, map_id=pain_map.pk, line_ids=ids)
    line.refresh_from_db()
    assert line.figures["prevalence"]["count"] == 7


def test_the_owner_judges_feasibility_and_the_priority_follows(pain_map: PainMap, coordinator: Actor) -> None:
    weigh_lines(pain_map)
    line = line_of(pain_map, LONG)
    set_feasibility(
        actor=coordinator, map_id=line.pain_map_id, line_id=line.pk, feasibility="low", reason="Нужна программа"
    )
    line.refresh_from_db()
    assert (line.feasibility, line.feasibility_by_id, line.priority) == (1, coordinator.user_id, "medium")
    assert "возможность устранить низкая" in line.figures["priority"]["sentence"]
    assert AuditEntry.objects.filter(verb="feasible_pain_line").count() == 1
    undone = last_change(pain_map)
    assert undone is not None
    undo_change(actor=coordinator, map_id=pain_map.pk, change_id=undone.pk)
    line.refresh_from_db()
    assert (line.feasibility, line.priority) == (None, "high")


@pytest.mark.parametrize(
    ("level", "reason", "field"), [("", "Так", "feasibility"), ("huge", "Так", "feasibility"), ("low", " ", "reason")]
)
def test_feasibility_needs_a_level_and_a_reason(
    pain_map: PainMap, coordinator: Actor, level: str, reason: str, field: str
) -> None:
    line = line_of(pain_map, LONG)
    with pytest.raises(RuleBroken) as refused:
        set_feasibility(actor=coordinator, map_id=line.pain_map_id, line_id=line.pk, feasibility=level, reason=reason)
    assert refused.value.field == field


def test_the_owning_unit_judges_and_another_one_may_not(drafted: Drafted, actor: Callable[..., Actor]) -> None:
    made = drafted()
    units = [
        Department.objects.create(administration=made.administration, slug=f"unit-{number}", title=f"Отдел {number}")
        for number in range(3)
    ]
    PainMap.objects.filter(pk=made.pk).update(department=units[0])
    line = line_of(made, LONG)
    line.pain.department = units[1]
    line.pain.save()
    owner, stranger = (actor("organizer", department=unit) for unit in units[1:])
    with pytest.raises(NotFound):
        set_feasibility(actor=stranger, map_id=line.pain_map_id, line_id=line.pk, feasibility="high", reason="Легко")
    set_feasibility(actor=owner, map_id=line.pain_map_id, line_id=line.pk, feasibility="high", reason="Легко")
    with pytest.raises(NotFound):
        override_priority(actor=owner, map_id=line.pain_map_id, line_id=line.pk, priority="low", reason="Потом")


def test_an_own_priority_is_in_force_with_its_reason_until_it_is_taken_back(
    pain_map: PainMap, coordinator: Actor
) -> None:
    weigh_lines(pain_map)
    line = line_of(pain_map, LONG)
    with pytest.raises(RuleBroken, match="почему"):
        override_priority(actor=coordinator, map_id=line.pain_map_id, line_id=line.pk, priority="low", reason="")
    override_priority(actor=coordinator, map_id=line.pain_map_id, line_id=line.pk, priority="low", reason="Зал закроют")
    line.refresh_from_db()
    assert (line.priority, line.priority_in_force, line.own_priority_by_id) == ("high", "low", coordinator.user_id)
    weigh_lines(pain_map)
    line.refresh_from_db()
    assert line.own_priority_reason == "Зал закроют"
    with pytest.raises(RuleBroken, match="уже изменили"):
        override_priority(actor=coordinator, map_id=line.pain_map_id, line_id=line.pk, priority="medium", reason="Нет")
    override_priority(actor=coordinator, map_id=line.pain_map_id, line_id=line.pk, priority="", reason="", was="low")
    line.refresh_from_db()
    assert (line.priority_in_force, line.own_priority_by_id) == ("high", None)


def test_an_approved_map_is_not_judged(pain_map: PainMap, coordinator: Actor) -> None:
    PainMap.objects.filter(pk=pain_map.pk).update(state=MapState.APPROVED)
    line = PainLine.objects.filter(pain_map=pain_map)[0]
    with pytest.raises(RuleBroken, match="утверждена"):
        set_feasibility(actor=coordinator, map_id=line.pain_map_id, line_id=line.pk, feasibility="low", reason="Поздно")
    assert Quarter.from_key(pain_map.quarter).title == "III квартал 2025 года"
