"""Accepted suggestions for tests: a measure, who accepts, what was said, the notices made."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.improvement.measures import made_measure
from tests.intake.conftest import Receive, receive
from tests.surveys.conftest import surveys

from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.improvement.actions.accept_suggestion import accept_suggestion
from otklik.improvement.actions.carry_out_measure import finish_measure
from otklik.improvement.actions.change_notice import prepare_notice
from otklik.improvement.models import Measure, OutcomeNotice
from otklik.intake.models import FeedbackItem

__all__ = ["receive", "surveys"]

MARIA = {"name": "Сидорова Мария Петровна", "email": "maria@example.org"}
PETR = {"name": "Сидоров Пётр Ильич", "phone": "8 900 123-45-67"}
ANNA = {"name": "Котова Анна Ивановна", "address": "ул. Лесная, д. 5, кв. 1"}
Act = Callable[..., Actor]
State, Way = OutcomeNotice.State, OutcomeNotice.Way


@pytest.fixture
def coordinator(actor: Act) -> Actor:
    """Who accepts, carries out and thanks in these tests."""
    return actor("coordinator")


@pytest.fixture
def measure(administration: Administration) -> Measure:
    """A measure of the road map, not done yet."""
    return made_measure(administration, title="Поставить скамейки у остановок")


@pytest.fixture
def said(receive: Receive, coordinator: Actor, measure: Measure) -> Callable[..., FeedbackItem]:
    """A suggestion, accepted for the measure: `said(MARIA, channel="vk")`; `accepted=False` leaves it unaccepted."""

    def say(who: dict[str, str] | None = None, *, accepted: bool = True, **facts: Any) -> FeedbackItem:
        item = receive("Поставьте скамейку у остановки на Лесной", **(who or {}), **facts)
        if accepted:
            accept_suggestion(
                actor=coordinator, item_id=item.pk, accepted="скамейка у остановки.", measure_id=measure.pk
            )
        return item

    return say


@pytest.fixture
def finish(coordinator: Actor, measure: Measure) -> Callable[[], list[OutcomeNotice]]:
    """The measure is done; the notices that this made."""

    def done() -> list[OutcomeNotice]:
        words = "скамейки поставили на трёх остановках"
        finish_measure(actor=coordinator, measure_id=measure.pk, result=words, done_on=date(2025, 6, 3))
        return list(OutcomeNotice.objects.filter(measure=measure).order_by("pk"))

    return done


def ready(coordinator: Actor, notice: OutcomeNotice) -> OutcomeNotice:
    """Looked through and found good."""
    return prepare_notice(actor=coordinator, notice_id=notice.pk, text=notice.text, way=notice.way)
