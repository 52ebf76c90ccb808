"""A practice offered to units and administrations with the same process, taken by them, and what it gave there."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor, system_actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.one_by_one import one_by_one
from otklik.catalog.queries import procedure_of
from otklik.improvement.actions.compute_effects import settled_quarter
from otklik.improvement.effects.compute import effect_of_change
from otklik.improvement.effects.groups import Group, group_without
from otklik.improvement.effects.indicators import COMPLAINT_SHARE, indicator_meant
from otklik.improvement.measure_plan import check_day, plain
from otklik.improvement.models import Practice, PracticeOffer
from otklik.improvement.policies import can_draft_pain_map, may_answer_offer
from otklik.improvement.queries.practices import offer_targets
from otklik.intake.queries import today_of

REASON_LETTERS = 1_000


@transaction.atomic
def offer_practice(*, actor: Actor, practice_id: int, process_ids: Collection[int]) -> list[PracticeOffer]:
    """Offer the words of a practice to these processes; each once. Порядок: livny 3 (тиражирование лучших практик)"""
    if not can_draft_pain_map(actor):
        raise NotFound
    own = Practice.objects.select_for_update().filter(administration_id=actor.administration_id, pk=practice_id)
    practice = own.first()
    if practice is None:
        raise NotFound
    if practice.state != Practice.State.DESCRIBED:
        raise RuleBroken("described", "Сначала опишите практику: предлагают описание.")
    chosen = [one for one in offer_targets(practice) if one.pk in set(process_ids)]
    if not chosen:
        raise RuleBroken("nobody", "Отметьте хотя бы один процесс, которому предложить практику.", "processes")
    made = PracticeOffer.objects.bulk_create(
        PracticeOffer(
            practice=practice,
            administration_id=process.administration_id,
            process=process,
            department_id=process.organizer_id,
            title=practice.title,
            description=practice.description,
            offered_at=timezone.now(),
        )
        for process in chosen
    )
    audit.record(actor, "offer_practice", practice, f"Практика предложена: {practice.title}", count=len(made))
    return made


@transaction.atomic
def take_practice(*, actor: Actor, offer_id: int, taken_on: date) -> PracticeOffer:
    """The unit works so since a day; its effect is counted from it. Порядок: livny 3"""
    offer = _locked(actor, offer_id)
    check_day(taken_on, "taken_on")
    if taken_on > today_of(actor):
        raise RuleBroken("ahead", "Этот день ещё не наступил.", "taken_on")
    offer.state, offer.taken_on, offer.reason = PracticeOffer.State.TAKEN, taken_on, ""
    return _answered(actor, offer, f"Практика взята: {offer.title}")


@transaction.atomic
def refuse_practice(*, actor: Actor, offer_id: int, reason: str) -> PracticeOffer:
    """It does not fit here: why."""
    offer, words = _locked(actor, offer_id), plain(reason)
    if not words or len(words) > REASON_LETTERS:
        raise RuleBroken("reason", f"Напишите, почему не подходит, не длиннее {REASON_LETTERS} знаков.", "reason")
    offer.state, offer.reason = PracticeOffer.State.REFUSED, words
    return _answered(actor, offer, f"Практика не подошла: {offer.title}")


def compute_practice_effects() -> int:
    """What taken practices gave, once for each quarter that has ended; returns how many. Called by `tick`."""
    taken = PracticeOffer.objects.filter(state=PracticeOffer.State.TAKEN)
    return one_by_one(
        taken.select_related("practice", "process", "administration"), _judge, event="practice_not_judged"
    )


def _judge(offer: PracticeOffer) -> bool:
    actor = system_actor(offer.administration_id, offer.administration.slug)
    return judge_offer(actor, offer, today_of(actor))


@transaction.atomic
def judge_offer(actor: Actor, offer: PracticeOffer, today: date) -> bool:
    """Judge a taken practice in the taker's figures; False where it is judged already or no quarter has ended since."""
    until = settled_quarter(today)
    if offer.taken_on is None or until.start_on < offer.taken_on or offer.effect_quarter == until.key:
        return False
    procedure = procedure_of(actor.administration_slug)
    indicator = (offer.practice.indicator and indicator_meant(procedure, offer.practice.indicator)) or indicator_meant(
        procedure, COMPLAINT_SHARE
    )
    if not indicator:
        return False
    group = Group(offer.administration_id, (offer.process,))
    found = effect_of_change(
        actor, indicator, group, offer.taken_on, until.next().start_on, without=group_without(group)
    )
    offer.effect_quarter, offer.verdict, offer.sentence = until.key, found.effect.verdict.value, found.sentence
    offer.save(update_fields=["effect_quarter", "verdict", "sentence"])
    return True


def _locked(actor: Actor, offer_id: int) -> PracticeOffer:
    own = PracticeOffer.objects.select_for_update().filter(administration_id=actor.administration_id, pk=offer_id)
    offer = own.first()
    if offer is None or not may_answer_offer(actor, offer.department_id):
        raise NotFound
    if offer.state != PracticeOffer.State.OFFERED:
        raise RuleBroken("answered", f"На предложение уже ответили: {offer.get_state_display()}.")
    return offer


def _answered(actor: Actor, offer: PracticeOffer, told: str) -> PracticeOffer:
    offer.answered_at, offer.answered_by_id = timezone.now(), actor.user_id
    offer.save(update_fields=["state", "taken_on", "reason", "answered_at", "answered_by"])
    audit.record(actor, "answer_offer", offer, told)
    return offer
