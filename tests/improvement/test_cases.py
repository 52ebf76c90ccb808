"""Reengineering cases and requirements: rules, quarterly control until the target holds, the paper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import docx
import pytest
from tests.improvement.measures import made_measure, made_pain
from tests.intake.conftest import Receive, receive

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration, Process
from otklik.core.appeals import ItemKind
from otklik.core.periods import Quarter
from otklik.exporters.registry import exporter
from otklik.improvement.actions.keep_case import CaseDraft, begin_case, drop_case, put_case_in_place, start_case
from otklik.improvement.actions.keep_requirement import (
    RequirementDraft,
    change_requirement,
    drop_requirement,
    put_in_place,
    set_requirement,
)
from otklik.improvement.case_paper import case_document, deviation_chart
from otklik.improvement.models import CaseState, ReengineeringCase, Requirement, RequirementState
from otklik.improvement.queries.cases import case_shown, requirement_history, requirements
from otklik.improvement.requirement_values import measure_requirement, measure_requirements
from otklik.intake.models import FeedbackItem
from otklik.intake.queries import today_of

__all__ = ["receive"]
DUE = date(2025, 12, 31)


@pytest.fixture
def organizer(actor: Callable[..., Actor]) -> Actor:
    """Who leads cases."""
    return actor("organizer")


@pytest.fixture
def process(administration: Administration) -> Process:
    """What is rebuilt."""
    return Process.objects.create(administration=administration, slug="yards", title="Уборка дворов", subject="service")


@pytest.fixture
def case(organizer: Actor, process: Process, administration: Administration) -> ReengineeringCase:
    """A case with a pain, a measure and a requirement: complaints no more than half."""
    pain = made_pain(administration, process=process)
    measure = made_measure(administration, pain)
    draft = CaseDraft(
        "Дворы без звонков", process.pk, Quarter(2024, 4), as_is="Звонят", to_be="Пишут",
        pain_ids=[pain.pk], measure_ids=[measure.pk],
    )  # fmt: skip
    made = begin_case(actor=organizer, draft=draft)
    set_requirement(actor=organizer, draft=complaints(process), case_id=made.pk)
    return made


def complaints(process: Process, target: float | None = 0.5, **facts: Any) -> RequirementDraft:
    """No more than half of the messages are complaints."""
    wanted = {"kind": "existing", "title": "Жалоб не больше половины", "due_on": DUE, **facts}
    return RequirementDraft(process_id=process.pk, indicator="complaint_share", target=target, **wanted)


@pytest.fixture
def heard(receive: Receive, process: Process) -> Callable[..., None]:
    """Messages of a quarter: `heard("2025Q2", complaints=3, others=1)`."""

    def hear(quarter: str, complaints: int, others: int = 0) -> None:
        when = Quarter.parse(quarter)
        for kind, count in (("complaint", complaints), ("review", others)):
            for number in range(count):
                item = receive(f"Двор {number} {kind}", kind=ItemKind(kind))
                FeedbackItem.objects.filter(pk=item.pk).update(process=process, quarter=when.key)

    return hear


def test_a_case_begins_only_with_a_target_that_can_be_measured(organizer: Actor, process: Process) -> None:
    case = begin_case(actor=organizer, draft=CaseDraft("Дворы", process.pk, Quarter(2024, 4)))
    with pytest.raises(RuleBroken, match="требование с числом"):
        start_case(actor=organizer, case_id=case.pk)
    for wrong in (CaseDraft(" ", process.pk, Quarter(2024, 4)), CaseDraft("Дворы", None, Quarter(2024, 4))):
        with pytest.raises(RuleBroken):
            begin_case(actor=organizer, draft=wrong)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"target": None}, "target"),
        ({"target": 1.2}, "target"),
        ({"indicator": "nothing"}, "indicator"),
        ({"indicator": ""}, "indicator"),
        ({"due_on": None}, "due_on"),
        ({"process_id": None}, "process"),
        ({"process_id": 10**9}, "process"),
        ({"title": ""}, "title"),
        ({"kind": "new"}, "need"),
        ({"kind": "new", "need": "знать"}, "scope"),
        ({"kind": "new", "need": "знать", "scope": "всё"}, "owner"),
    ],
)
def test_a_requirement_without_control_is_refused(
    organizer: Actor, process: Process, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(RuleBroken) as refused:
        set_requirement(actor=organizer, draft=replace(complaints(process), **changed))
    assert refused.value.field == field


def test_each_quarter_after_it_is_in_place_is_measured_until_the_target_holds(
    organizer: Actor, case: ReengineeringCase, heard: Any
) -> None:
    """A quarter with fewer than five messages is written down and judged by nobody."""
    heard("2024Q4", 3, 1)
    heard("2025Q2", 6, 2)
    heard("2025Q3", 1, 3)
    heard("2025Q4", 2, 6)
    heard("2026Q1", 3, 3)
    start_case(actor=organizer, case_id=case.pk)
    put_case_in_place(actor=organizer, case_id=case.pk, on=date(2025, 2, 10))
    one = Requirement.objects.get(case=case)
    told = []
    for today in (date(2025, 3, 31), date(2025, 7, 1), date(2025, 12, 31), date(2026, 1, 1), date(2026, 4, 1)):
        measure_requirement(
            Requirement.objects.select_related("administration", "process", "case").get(pk=one.pk), today
        )
        one.refresh_from_db()
        told.append((one.values.count(), one.state))
    states = RequirementState
    assert told == [(0, states.SET), (1, states.MISSED), (2, states.MISSED), (3, states.REACHED), (4, states.HELD)]
    shown = [(value.quarter, value.value, value.n, value.is_reached) for value in one.values.all()]
    assert shown == [
        (20252, 0.75, 8, False), (20253, None, 4, False), (20254, 0.25, 8, True), (20261, 0.5, 6, True),
    ]  # fmt: skip
    assert one.values.first().deviation == pytest.approx(0.25)  # type: ignore[union-attr]
    case.refresh_from_db()
    assert case.state == CaseState.HELD
    assert measure_requirements() == 0
    history = requirement_history(organizer, one, today_of(organizer))
    assert [value.quarter.key for value in history.before] == [20244]
    assert "удерживается 2 квартала подряд" in history.shown.told
    assert deviation_chart(history.shown, history.before) is not None


def test_the_periodic_job_measures_what_stands_alone(organizer: Actor, process: Process, heard: Any) -> None:
    today = today_of(organizer)
    last = Quarter.of(today).previous()
    heard(str(last), 1, 5)
    one = set_requirement(actor=organizer, draft=complaints(process))
    Requirement.objects.filter(pk=one.pk).update(in_place_on=last.start_on)
    assert measure_requirements() == 1
    assert measure_requirements() == 0
    one.refresh_from_db()
    assert one.state == RequirementState.REACHED


def test_a_new_target_does_not_rewrite_what_was_measured(organizer: Actor, process: Process, heard: Any) -> None:
    last = Quarter.of(today_of(organizer)).previous()
    heard(str(last), 3, 3)
    one = set_requirement(actor=organizer, draft=complaints(process))
    put_in_place(actor=organizer, requirement_id=one.pk, on=last.start_on)
    change_requirement(actor=organizer, requirement_id=one.pk, draft=complaints(process, 0.2))
    one.refresh_from_db()
    assert [(value.target, value.is_reached) for value in one.values.all()] == [(0.5, True)]
    change_requirement(
        actor=organizer, requirement_id=one.pk, draft=replace(complaints(process), indicator="late_share")
    )
    assert not one.values.exists()


def test_a_new_service_is_met_on_the_day_it_is_there(organizer: Actor, actor: Callable[..., Actor]) -> None:
    owner = actor("specialist").user_id
    draft = RequirementDraft("new", "Сообщения о выполнении", DUE, need="знать", scope="СМС", owner_id=owner)
    one = set_requirement(actor=organizer, draft=draft)
    assert requirements(organizer, DUE + timedelta(days=1))[0].is_late
    with pytest.raises(RuleBroken, match="ещё не наступил"):
        put_in_place(actor=organizer, requirement_id=one.pk, on=today_of(organizer) + timedelta(days=1))
    assert put_in_place(actor=organizer, requirement_id=one.pk, on=date(2025, 6, 1)).state == RequirementState.HELD
    with pytest.raises(RuleBroken, match="почему"):
        drop_requirement(actor=organizer, requirement_id=one.pk, note="")
    drop_requirement(actor=organizer, requirement_id=one.pk, note="нет денег")
    assert requirements(organizer, DUE)[0].told == "Снято: нет денег"


def test_the_page_puts_pains_beside_the_target_and_the_paper_tells_it(
    organizer: Actor, case: ReengineeringCase, heard: Any, administration: Administration
) -> None:
    heard("2024Q4", 2)
    shown = case_shown(organizer, case.pk, date(2026, 1, 10))
    assert [pain.title for pain, _ in shown.pains] == ["Не отвечают по телефону"]
    assert [one.target for one in shown.requirements] == ["не больше 50,0\u00a0%"]
    made = exporter("docx").render(case_document(organizer, administration, shown, "п. 5.21"))
    word = docx.Document(BytesIO(made))
    words = " ".join(cell.text for table in word.tables for row in table.rows for cell in row.cells)
    assert "Жалоб не больше половины" in words
    assert "Завести линию" in words
    assert exporter("pdf").render(case_document(organizer, administration, shown, "")).startswith(b"%PDF")


def test_rights_over_cases(organizer: Actor, case: ReengineeringCase, actor: Callable[..., Actor]) -> None:
    assert case_shown(actor("head"), case.pk, DUE).may_change is False
    for role in ("head", "auditor"):
        with pytest.raises(NotFound):
            drop_case(actor=actor(role), case_id=case.pk, reason="нет")
    for stranger in (actor("specialist"), actor("coordinator", of="livny")):
        with pytest.raises(NotFound):
            case_shown(stranger, case.pk, DUE)
    drop_case(actor=organizer, case_id=case.pk, reason="другая задача важнее")
