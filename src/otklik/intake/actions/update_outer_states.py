"""A file whose cases are known already: what the outside register says of them now."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import FilteredRelation, Q
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.base.events import CaseMoved, publish
from otklik.core.appeals import ItemStatus, Outcome, verdict_of
from otklik.core.periods import local_date
from otklik.intake.bulk.telling import OuterTold, Plain
from otklik.intake.due_dates import is_late_at
from otklik.intake.models import Answer, Appeal, CaseEvent, FeedbackItem, OuterState
from otklik.intake.outer_rules import differs, is_news, worked_on
from otklik.intake.policies import can_import_feedback

#: How many earlier states are kept with the latest.
PAST = 20
OUTER_STEP = "outer"
_ENDED = {Outcome.TRANSFERRED: ItemStatus.FORWARDED, Outcome.LEFT_WITHOUT_ANSWER: ItemStatus.CLOSED}
_OUTER = tuple(f"outer_state__{name}" for name in ("item_id", "word", "answered_at", "answer"))
_FIELDS = ("status", "verdict", "answered_on", "waiting_days", "is_late")


@transaction.atomic
def update_outer_states(*, actor: Actor, told: Mapping[str, Plain]) -> int:
    """Write down what changed and let untouched cases follow (`outer_rules`); how many cases had news.

    `told`: by the source's key what a file says now. Repeating it changes nothing. Порядок: murashi 2.2, livny 3.
    """
    if not can_import_feedback(actor):
        raise NotFound
    said = {UUID(key): OuterTold.from_plain(plain) for key, plain in told.items()}
    own = FeedbackItem.objects.filter(pk__in=_likely(actor.administration_id, said))
    related = own.select_related("outer_state").prefetch_related("questions", "answers", "events", "drafts")
    news = [item.pk for item in related if item.source_key and is_news(item, said[item.source_key])]
    if not news:
        return 0
    locked = FeedbackItem.objects.filter(pk__in=news).select_for_update(of=("self",)).order_by("pk")
    for item in locked.select_related("administration").prefetch_related("questions", "answers", "events", "drafts"):
        assert item.source_key is not None  # noqa: S101 - chosen by it
        _note(actor, item, said[item.source_key])
    return len(news)


def _likely(administration_id: int, told: Mapping[UUID, OuterTold]) -> list[int]:
    """Ids of the cases that may have news, by plain values: nearly all of a file repeat what is known.

    A case whose person was forgotten hears nothing more: the file would bring the words back.
    """
    if not told:
        return []
    items = FeedbackItem.objects.filter(administration_id=administration_id, source_key__in=told)
    rows = items.exclude(contact__erased_at__isnull=False).annotate(
        first=FilteredRelation("questions", condition=Q(questions__position=1))
    )
    read = rows.order_by().values_list("source_key", "pk", "first__outcome", *_OUTER)
    found = [(told[key], pk, outcome, outer) for key, pk, outcome, *outer in read if key]
    likely = [pk for one, pk, _, (outer, *known) in found if outer and differs(one, *known)]
    first = [(one, pk, outcome) for one, pk, outcome, (outer, *_) in found if not outer]
    answered = [pk for one, pk, _ in first if one.answer]
    answers = set(Answer.objects.filter(item_id__in=answered).order_by().values_list("item_id", "text"))
    return likely + [
        pk
        for one, pk, outcome in first
        if outcome != (one.outcome or Outcome.IN_WORK) or (one.answer and (pk, one.answer) not in answers)
    ]


def _note(actor: Actor, item: FeedbackItem, told: OuterTold) -> None:
    """Keep the state; let the case follow where the rules permit."""
    state = OuterState.objects.filter(item=item).first() or OuterState(item=item)
    if state.changed_at:
        step = {"at": state.changed_at.isoformat(), "word": state.word, "answered": bool(state.answered_at)}
        state.past = [*state.past, step][-PAST:]
    state.word, state.outcome = told.word or state.word, told.outcome.value if told.outcome else ""
    state.answered_at = (told.answered_at or state.answered_at) if told.has_ended else None
    state.answer, state.department = told.answer or state.answer, told.department or state.department
    state.changed_at = timezone.now()
    state.is_applied = told.is_sure and not worked_on(item) and _follow(item, told)
    state.save()
    step_text = f"В исходной системе: «{state.word or state.get_outcome_display()}»."
    CaseEvent.objects.create(
        item=item, at=state.changed_at, move=OUTER_STEP, text=step_text[:500], is_public=state.is_applied
    )
    if state.is_applied:
        publish(CaseMoved(actor, item.pk, OUTER_STEP, item))


def _follow(item: FeedbackItem, told: OuterTold) -> bool:
    """End the case or open it again as the register says; True."""
    outcome = told.outcome or Outcome.IN_WORK
    if told.has_ended:
        _end(item, told, outcome)
    elif item.status in {ItemStatus.ANSWERED, ItemStatus.FORWARDED, ItemStatus.CLOSED}:
        item.status, item.answered_on, item.waiting_days, item.is_late = ItemStatus.REGISTERED.value, None, None, False
        Appeal.objects.filter(item=item).update(answered_at=None)
    item.verdict = verdict_of([outcome]).value
    item.questions.update(outcome=outcome.value)
    item.save(update_fields=_FIELDS)
    return True


def _end(item: FeedbackItem, told: OuterTold, outcome: Outcome) -> None:
    item.status = _ENDED.get(outcome, ItemStatus.ANSWERED).value
    at = told.answered_at
    if item.status == ItemStatus.ANSWERED and at:
        item.answered_on = local_date(at, item.administration.time_zone)
        waited = (item.answered_on - item.registered_on).days if item.registered_on and item.is_appeal else None
        item.waiting_days = None if waited is None else max(0, waited)
        item.is_late = is_late_at(item, at)
        Appeal.objects.filter(item=item).update(answered_at=at)
    if told.answer and all(one.text != told.answer for one in item.answers.all()):
        Answer.objects.create(item=item, text=told.answer, at=at or timezone.now(), way=Answer.Way.STATUS)
