"""The client's way and the segments: what stands on each, from messages and from answers."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from tests.surveys.conftest import link_of, respond, surveys  # noqa: F401 - fixtures of another folder
from tests.surveys.factor_answers import SHEET, answer_factors

from otklik.analysis.journey import journey
from otklik.analysis.segments import segment_lines
from otklik.base.errors import NotFound
from otklik.catalog.models import ClientSegment, Process, Touchpoint
from otklik.core.periods import Quarter
from otklik.core.spans import Span
from otklik.intake.models import FeedbackItem
from otklik.surveys.models import SegmentRevision, Survey

TODAY = date(2026, 11, 20)
SPAN = Span.of_quarter(Quarter(2026, 3))


@pytest.fixture
def process(administration: Any) -> Process:
    """A service with two touchpoints of its own in two stages."""
    found = Process.objects.create(administration=administration, slug="land", title="Участки", subject="service")
    for place, (slug, title, stage) in enumerate(
        [("wait", "Очередь в зале", "Подача"), ("staff", "Разговор у окна", "Подача"), ("room", "Выдача", "Результат")]
    ):
        Touchpoint.objects.create(
            administration=administration, slug=slug, title=title, stage=stage, process=found, position=100 + place
        )
    return found


def _item(process: Process, touchpoint: str | None, kind: str = "statement", days: int | None = None) -> FeedbackItem:
    at = datetime(2026, 8, 3, tzinfo=UTC)
    return FeedbackItem.objects.create(
        administration_id=process.administration_id,
        kind=kind,
        audience="external",
        channel_id=_channel(process.administration_id),
        quarter=20263,
        received_at=at,
        process=process,
        touchpoint=Touchpoint.objects.filter(slug=touchpoint).first() if touchpoint else None,
        waiting_days=days,
        answered_on=at.date() if days is not None else None,
        text="Текст",
    )


def _channel(administration_id: int) -> int:
    from otklik.catalog.models import Channel

    found = Channel.objects.filter(administration_id=administration_id).first()
    assert found is not None
    return found.pk


def test_stages_stand_in_order_with_their_touchpoints(actor: Callable[..., Any], process: Process) -> None:
    way = journey(actor("coordinator"), process.pk, SPAN, TODAY)
    assert [(stage.title, [step.slug for step in stage.steps]) for stage in way.stages][-2:] == [
        ("Подача", ["wait", "staff"]),
        ("Результат", ["room"]),
    ]


def test_each_step_bears_its_messages_days_and_complaints(actor: Callable[..., Any], process: Process) -> None:
    _item(process, "wait", days=10)
    _item(process, "wait", kind="complaint", days=20)
    _item(process, None)
    way = journey(actor("coordinator"), process.pk, SPAN, TODAY)
    step = next(one for one in way.steps if one.slug == "wait")
    assert (step.volume, step.mean_days, step.complaints) == (2, 15, 1)
    assert step.query == "process=land&touchpoint=wait&quarter=2026Q3"
    assert way.elsewhere == 1


def test_satisfaction_of_a_step_is_what_was_asked_about_it(
    actor: Callable[..., Any],
    process: Process,
    surveys: Callable[..., Survey],  # noqa: F811
    respond: Callable[..., Any],  # noqa: F811
) -> None:
    survey = surveys(content=SHEET, process=process, closes_on=date(2026, 9, 30))
    link_of(survey)
    answer_factors(survey, respond, 60)
    way = journey(actor("coordinator"), process.pk, SPAN, TODAY)
    rated = {step.slug: step.satisfaction for step in way.steps if step.satisfaction.n}
    assert set(rated) == {"wait", "staff", "room"}
    assert rated["wait"].n == 60
    assert way.worst is not None
    assert way.worst.slug == "wait"


def test_a_step_that_few_rated_shows_nothing(
    actor: Callable[..., Any],
    process: Process,
    surveys: Callable[..., Survey],  # noqa: F811
    respond: Callable[..., Any],  # noqa: F811
) -> None:
    survey = surveys(content=SHEET, process=process, closes_on=date(2026, 9, 30))
    link_of(survey)
    answer_factors(survey, respond, 4)
    assert not any(step.satisfaction.n for step in journey(actor("coordinator"), process.pk, SPAN, TODAY).steps)


def test_the_way_of_another_administration_is_not_there(actor: Callable[..., Any], process: Process) -> None:
    with pytest.raises(NotFound):
        journey(actor("coordinator", of="biysk"), process.pk, SPAN, TODAY)


SEGMENT_SHEET: dict[str, Any] = {
    **SHEET,
    "questions": [
        {
            "slug": "who",
            "kind": "single",
            "title": "Кто вы?",
            "cut": "segment",
            "options": [{"slug": "elder", "title": "Пенсионер"}, {"slug": "parent", "title": "Родитель"}],
        },
        SHEET["questions"][0],
    ],
}


def test_segments_bear_needs_volume_and_satisfaction(
    actor: Callable[..., Any],
    process: Process,
    surveys: Callable[..., Survey],  # noqa: F811
    respond: Callable[..., Any],  # noqa: F811
) -> None:
    elder = ClientSegment.objects.create(administration_id=process.administration_id, slug="elder", title="Пенсионер")
    SegmentRevision.objects.create(
        segment=elder, number=1, needs="Не ездить\n\nНе ждать", changed="Впервые", revised_on=date(2025, 11, 21)
    )
    item = _item(process, "wait")
    item.segment = elder
    item.save()
    survey = surveys(content=SEGMENT_SHEET, closes_on=date(2026, 9, 30))
    for place in range(12):
        respond(survey, whole=5 if place % 4 else 2, who="elder" if place < 8 else "parent")
    survey.state = Survey.State.CLOSED
    survey.save()
    line = next(one for one in segment_lines(actor("coordinator"), SPAN, TODAY) if one.segment == elder)
    assert line.needs == ["Не ездить", "Не ждать"]
    assert (line.volume, line.is_due, line.due_on) == (1, False, date(2026, 11, 21))
    assert not line.satisfaction.n, "the four parents are hidden, and who covers them"


def test_a_segment_that_nobody_described_is_due(actor: Callable[..., Any], process: Process) -> None:
    ClientSegment.objects.create(administration_id=process.administration_id, slug="new", title="Новые")
    line = next(one for one in segment_lines(actor("head"), SPAN, TODAY) if one.segment.slug == "new")
    assert (line.revision, line.is_due) == (None, True)
