"""A decision goes out as the pain, the measure and the result, without figures of appeals and without authors."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from tests.improvement.measures import made_measure, made_pain

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Administration
from otklik.core.appeals import Audience
from otklik.improvement.enums import MapState, MeasureState
from otklik.improvement.models import Measure, MeasureEffect, PainLine, PainMap
from otklik.publishing.actions.decide_publication import approve_publication
from otklik.publishing.actions.propose_publication import propose_publication
from otklik.publishing.kinds.decisions import KIND
from otklik.publishing.texts import texts_of

pytestmark = pytest.mark.django_db
Actors = Callable[..., Actor]


@pytest.fixture
def decided(administrations: Callable[..., Administration]) -> Callable[..., Measure]:
    """A measure done against a pain of an approved map of Biysk."""

    def make(state: MapState = MapState.APPROVED, audience: Audience = Audience.EXTERNAL, **facts: Any) -> Measure:
        own = administrations("biysk")
        pain = made_pain(own, "Темно у школы, звонил Иванов Пётр Ильич", audience=audience)
        now = datetime(2025, 4, 5, tzinfo=UTC)
        told = PainMap.objects.create(administration=own, quarter=20251, state=state, created_at=now)
        PainLine.objects.create(pain_map=told, pain=pain, title=pain.title)
        wanted = {
            "state": MeasureState.DONE,
            "done_on": date(2025, 8, 28),
            "result": "Заменили 112 светильников. Вопросы: 8 912 345-67-89",
            **facts,
        }
        return made_measure(own, pain, title="Заменить фонари", **wanted)

    return make


def test_a_decision_is_told_masked(decided: Callable[..., Measure], actor: Actors, client: Client) -> None:
    key = str(decided().pk)
    made = propose_publication(actor=actor("organizer", of="biysk"), kind=KIND.slug, key=key)
    ticked = [text.key for text in texts_of(KIND, made.payload)]
    approve_publication(actor=actor("head", of="biysk"), publication_id=made.pk, texts=ticked)

    page = client.get(f"/biysk/decisions/{key}/").content.decode()
    assert "Заменили 112 светильников" in page
    assert "28 августа 2025" in page
    assert "Иванов" not in page
    assert "345-67-89" not in page
    assert f"/biysk/decisions/{key}/" in client.get("/biysk/decisions/").content.decode()
    assert made.period == "2025Q3"
    assert KIND.tables(made.payload) == []


def test_each_text_is_ticked_by_the_second_person(decided: Callable[..., Measure], actor: Actors) -> None:
    made = propose_publication(actor=actor("organizer", of="biysk"), kind=KIND.slug, key=str(decided().pk))
    assert {text.text for text in texts_of(KIND, made.payload)} >= {"Заменить фонари"}
    with pytest.raises(Exception, match="Отметьте каждый текст"):
        approve_publication(actor=actor("head", of="biysk"), publication_id=made.pk)


@pytest.mark.parametrize(
    "facts",
    [
        {"state": MapState.DRAFT},
        {"audience": Audience.INTERNAL},
    ],
)
def test_drafts_and_pains_of_employees_stay_inside(
    facts: dict[str, Any], decided: Callable[..., Measure], actor: Actors
) -> None:
    measure = decided(**facts)
    coordinator = actor("coordinator", of="biysk")
    assert KIND.offers(coordinator) == []
    with pytest.raises(NotFound):
        KIND.payload(coordinator, str(measure.pk))


def test_a_cancelled_measure_is_no_decision(decided: Callable[..., Measure], actor: Actors) -> None:
    measure = decided()
    Measure.objects.filter(pk=measure.pk).update(state=MeasureState.CANCELLED)
    assert KIND.offers(actor("coordinator", of="biysk")) == []


@pytest.mark.parametrize(("indicator", "told"), [("overall", True), ("", False), ("complaint_share", False)])
def test_only_what_surveys_say_of_the_effect_is_told(
    indicator: str, told: bool, decided: Callable[..., Measure], actor: Actors
) -> None:
    measure = decided(indicator=indicator)
    MeasureEffect.objects.create(
        measure=measure, computed_on=date(2026, 1, 5), quarter=20254, basis="x", indicator_title="Показатель",
        unit="share", less_is_better=False, verdict="improved", sentence="Улучшилось: с 40 до 60 %.",
    )  # fmt: skip
    found = KIND.payload(actor("coordinator", of="biysk"), str(measure.pk))["effect"]
    assert found == ("Опросы показали: стало лучше." if told else "")
