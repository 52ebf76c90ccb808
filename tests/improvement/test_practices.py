"""Good practices and directions: found by figures, described, offered to the same process, taken, judged."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from tests.improvement.measures import made_measure, made_pain
from tests.surveys.conftest import link_of, respond, surveys

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration, Department, Process
from otklik.catalog.queries import procedure_of
from otklik.improvement.actions import offer_practice as offering
from otklik.improvement.actions.compute_effects import compute_effect
from otklik.improvement.actions.describe_practice import (
    decide_direction,
    decline_practice,
    describe_practice,
    record_practice,
)
from otklik.improvement.actions.offer_practice import judge_offer, offer_practice, refuse_practice, take_practice
from otklik.improvement.actions.propose_practices import propose_practices_of
from otklik.improvement.models import DevelopmentDirection, Practice, PracticeOffer
from otklik.improvement.queries.practices import directions, offers_received, own_practices, practice_shown

__all__ = ["respond", "surveys"]
pytestmark = pytest.mark.django_db
WORDS = {"title": "Справка за три дня", "description": "Заявка по телефону, готовое у дежурного."}
MONTHS = {"2025Q2": 5, "2025Q3": 8, "2025Q4": 11}


def process_of(administration: Administration, slug: str = "archive", **facts: Any) -> Process:
    wanted = {"title": f"Процесс {slug}", "subject": "services", **facts}
    return Process.objects.get_or_create(administration=administration, slug=slug, defaults=wanted)[0]


@pytest.fixture
def asked(
    surveys: Callable[..., Any], respond: Callable[..., Any], administration: Administration
) -> Callable[..., None]:
    """Answers about a process in three quarters: so many of 5 and of 2 in each; `wait` is always low."""
    survey = surveys(opens_on=date(2025, 1, 1), process=process_of(administration))

    def answer(**marks: tuple[int, int]) -> None:
        way = survey.links.first() or link_of(survey)
        for quarter, (high, low) in marks.items():
            on = date(2025, MONTHS[quarter], 12)
            for place in range(high + low):
                respond(survey, on=on, link=way, whole=5 if place < high else 2, parts={"wait": 2, "staff": 5})

    return answer


def test_what_rates_high_three_quarters_is_proposed_and_what_stays_low_too(
    administration: Administration, actor: Callable[..., Actor], asked: Callable[..., None]
) -> None:
    who = actor("coordinator")
    asked(**{"2025Q2": (19, 1), "2025Q3": (19, 1), "2025Q4": (20, 0)})
    assert propose_practices_of(who, date(2026, 1, 20)) > 0
    practice = Practice.objects.get()
    assert (practice.process.slug, practice.state, len(practice.series)) == ("archive", "proposed", 3)
    assert "три квартала подряд" in practice.grounds
    low = {one.aspect for one in directions(who)}
    assert "wait" in low
    assert "staff" not in low
    assert propose_practices_of(who, date(2026, 1, 20)) == 0
    one = DevelopmentDirection.objects.get(aspect="wait")
    with pytest.raises(RuleBroken, match="что развивать"):
        decide_direction(actor=who, direction_id=one.pk, accept=True, details=" ")
    assert decide_direction(actor=who, direction_id=one.pk, accept=True, details="Ждать меньше").state == "recorded"
    with pytest.raises(NotFound):
        decide_direction(actor=actor("auditor"), direction_id=one.pk, accept=True, details="Ждать меньше")


def test_one_low_quarter_or_few_answers_propose_nothing(
    administration: Administration, actor: Callable[..., Actor], asked: Callable[..., None]
) -> None:
    asked(**{"2025Q2": (19, 1), "2025Q3": (12, 8), "2025Q4": (4, 0)})
    propose_practices_of(actor("coordinator"), date(2026, 1, 20))
    assert not Practice.objects.exists()


def test_a_survey_indicator_judges_a_measure(
    administration: Administration, actor: Callable[..., Actor], asked: Callable[..., None]
) -> None:
    who = actor("coordinator")
    asked(**{"2025Q2": (4, 26), "2025Q4": (28, 2)})
    measure = made_measure(
        administration,
        made_pain(administration),
        process=process_of(administration),
        indicator=next(one.slug for one in procedure_of("murashi").indicators if one.rates == "whole"),
        state="done",
        done_on=date(2025, 8, 12),
    )
    effect = compute_effect(actor=who, measure=measure, today=date(2026, 1, 20))
    assert effect is not None
    assert (effect.verdict, effect.less_is_better) == ("improved", False)
    assert "30\N{NO-BREAK SPACE}человек" in effect.sentence


def test_a_practice_goes_to_the_same_process_elsewhere_and_tells_nothing_else(
    administrations: Callable[[str], Administration], actor: Callable[..., Actor]
) -> None:
    here, there = administrations("murashi"), administrations("biysk")
    giver, taker = actor("organizer"), actor("organizer", of="biysk")
    theirs = process_of(there)
    process_of(there, "roads")
    practice = record_practice(actor=giver, process_id=process_of(here).pk, **WORDS)
    assert [one.pk for one in practice_shown(giver, practice.pk).targets] == [theirs.pk]
    with pytest.raises(RuleBroken, match="хотя бы один"):
        offer_practice(actor=giver, practice_id=practice.pk, process_ids=[])
    offer = offer_practice(actor=giver, practice_id=practice.pk, process_ids=[theirs.pk, 10**9])[0]
    describe_practice(actor=giver, practice_id=practice.pk, title="Другое", description="Другие слова")
    assert [one.description for one in offers_received(taker)] == [WORDS["description"]]
    for stranger in (taker, actor("coordinator", of="biysk")):
        with pytest.raises(NotFound):
            practice_shown(stranger, practice.pk)
        assert own_practices(stranger) == []
    with pytest.raises(NotFound):
        take_practice(actor=giver, offer_id=offer.pk, taken_on=date(2025, 7, 1))
    taken = take_practice(actor=taker, offer_id=offer.pk, taken_on=date(2025, 7, 1))
    with pytest.raises(RuleBroken, match="уже ответили"):
        refuse_practice(actor=taker, offer_id=offer.pk, reason="Поздно")
    assert not judge_offer(taker, taken, date(2025, 8, 1))
    assert judge_offer(taker, taken, date(2026, 1, 20))
    assert (taken.verdict, taken.effect_quarter) == ("unproven", 20254)
    assert practice_shown(giver, practice.pk).targets == ()


def test_wrong_words_are_answered_and_an_offered_practice_stays(
    administrations: Callable[[str], Administration], actor: Callable[..., Actor]
) -> None:
    here, giver = administrations("murashi"), actor("organizer")
    process = process_of(here)
    for wrong in ({**WORDS, "title": " "}, {**WORDS, "title": "я" * 301}, {**WORDS, "description": "\0"}):
        with pytest.raises(RuleBroken):
            record_practice(actor=giver, process_id=process.pk, **wrong)
    with pytest.raises(RuleBroken, match="из списка"):
        record_practice(actor=giver, process_id=process_of(administrations("biysk")).pk, **WORDS)
    practice = record_practice(actor=giver, process_id=process.pk, **WORDS)
    with pytest.raises(RuleBroken, match="уже записана"):
        record_practice(actor=giver, process_id=process.pk, **WORDS)
    offer_practice(actor=giver, practice_id=practice.pk, process_ids=[process_of(administrations("biysk")).pk])
    with pytest.raises(RuleBroken, match="уже предложили"):
        decline_practice(actor=giver, practice_id=practice.pk, reason="Передумали")
    offer = PracticeOffer.objects.get()
    taker = actor("organizer", of="biysk")
    with pytest.raises(RuleBroken, match="не наступил"):
        take_practice(actor=taker, offer_id=offer.pk, taken_on=date(2090, 1, 1))
    assert refuse_practice(actor=taker, offer_id=offer.pk, reason="Нет архива").state == "refused"


def test_an_offer_is_answered_by_the_unit_it_came_to_or_the_coordinator(
    administrations: Callable[[str], Administration], actor: Callable[..., Actor]
) -> None:
    here, there = administrations("murashi"), administrations("biysk")
    units = [Department.objects.create(administration=there, slug=slug, title=slug) for slug in ("archive", "roads")]
    theirs = [process_of(there, slug, organizer=units[0]) for slug in ("archive", "papers")]
    for own, one in zip((process_of(here), process_of(here, "papers")), theirs, strict=True):
        practice = record_practice(actor=actor("organizer"), process_id=own.pk, **WORDS)
        offer_practice(actor=actor("organizer"), practice_id=practice.pk, process_ids=[one.pk])
    first, second = PracticeOffer.objects.order_by("pk")
    for stranger in (actor("organizer", of="biysk", department=units[1]), actor("organizer", of="biysk")):
        with pytest.raises(NotFound):
            take_practice(actor=stranger, offer_id=first.pk, taken_on=date(2025, 7, 1))
        with pytest.raises(NotFound):
            refuse_practice(actor=stranger, offer_id=first.pk, reason="Нам не подходит")
    own_unit = actor("organizer", of="biysk", department=units[0])
    assert take_practice(actor=own_unit, offer_id=first.pk, taken_on=date(2025, 7, 1)).state == "taken"
    assert (
        refuse_practice(actor=actor("coordinator", of="biysk"), offer_id=second.pk, reason="Уже так").state == "refused"
    )


def test_one_practice_that_cannot_be_judged_holds_up_no_other(
    administrations: Callable[[str], Administration], actor: Callable[..., Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    giver, takers = actor("organizer"), [actor("organizer", of=slug) for slug in ("biysk", "livny", "gatchina")]
    theirs = [process_of(administrations(one.administration_slug)) for one in takers]
    practice = record_practice(actor=giver, process_id=process_of(administrations("murashi")).pk, **WORDS)
    offer_practice(actor=giver, practice_id=practice.pk, process_ids=[one.pk for one in theirs])
    PracticeOffer.objects.update(state="taken", taken_on=date(2025, 7, 1))
    monkeypatch.setattr("otklik.improvement.actions.offer_practice.today_of", lambda _: date(2026, 1, 20))
    whole = offering.effect_of_change

    def breaks(who: Actor, *given: Any, **named: Any) -> Any:
        if who.administration_slug == "gatchina":
            raise ZeroDivisionError
        return whole(who, *given, **named)

    monkeypatch.setattr(offering, "effect_of_change", breaks)
    with pytest.raises(ZeroDivisionError):  # so that the clock tells the keeper
        offering.compute_practice_effects()
    judged = PracticeOffer.objects.exclude(effect_quarter=None).values_list("administration__slug", flat=True)
    assert sorted(judged) == ["biysk", "livny"]
