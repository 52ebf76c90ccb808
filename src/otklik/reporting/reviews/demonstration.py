"""The review of the demonstration: closed, with measures that were still ahead on its day."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.accounts.queries import actor_of, people_with_role
from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.catalog.queries import administration_by_slug
from otklik.core.periods import Quarter
from otklik.core.russian import date_long
from otklik.core.signed_name import in_sentence
from otklik.improvement.enums import MeasureState
from otklik.improvement.models import Measure
from otklik.reporting.actions.decide_item import decide_by_known_measure, refuse_item
from otklik.reporting.actions.review_period import Meeting, call_review, close_review, keep_meeting
from otklik.reporting.models import PeriodReview, ReviewItem
from otklik.reporting.reviews.agenda import indicator_lines
from otklik.reporting.reviews.considered import considered

#: The invented cases end with the year 2025: its third quarter is reviewed, the fourth is left to the visitor.
REVIEWED = Quarter(2025, 3)
#: Reviewed so many days after the quarter ended.
AFTER = timedelta(days=24)
CALLED_BEFORE = timedelta(days=7)
#: So many items of the agenda are kept: what a meeting of an hour decides.
MOST = 6
REFUSALS = (
    "Достаточно обычной работы подразделения. Число сообщений сверим на следующем рассмотрении.",
    "Сообщений немного, по каждому дан ответ. Вернёмся к вопросу, если их станет больше.",
)


def load_reviews(slug: str, today: date) -> None:
    """One quarter is reviewed; to call the next is a click. Порядок: livny 4"""
    administration = administration_by_slug(slug)
    coordinator = people_with_role(administration.pk, Role.COORDINATOR, today).first()
    actor = actor_of(coordinator) if coordinator else None
    if actor is None or PeriodReview.objects.filter(administration=administration).exists():
        return
    _review(actor, administration, REVIEWED)


def _review(actor: Actor, administration: Administration, quarter: Quarter) -> None:
    held = quarter.end_on + AFTER
    called = held - CALLED_BEFORE
    made = call_review(actor=actor, quarter=quarter, planned_on=held)
    told, then = considered(actor, quarter, called, indicator_lines(actor, quarter, called)), f"на {date_long(called)}"
    laid = [{**one, "known_by": then if one["known_by"].startswith("на ") else one["known_by"]} for one in told]
    PeriodReview.objects.filter(pk=made.pk).update(considered={"laid": laid})
    _decide(actor, made, _kept(made, held), held)
    keep_meeting(actor=actor, review_id=made.pk, meeting=_meeting(administration, held), version=made.version)
    close_review(actor=actor, review_id=made.pk)
    moment = datetime.combine(held, time(11), ZoneInfo(administration.time_zone))
    PeriodReview.objects.filter(pk=made.pk).update(made_at=moment - CALLED_BEFORE, closed_at=moment)


def _kept(review: PeriodReview, held: date) -> list[ReviewItem]:
    """Items against whose pain a measure is still to be done, and the two least urgent; the others are taken off."""
    items = list(ReviewItem.objects.filter(review=review))
    against = set(_ahead(held).filter(pains__in=[one.pain_id for one in items]).values_list("pains", flat=True))
    first = [one for one in items if one.pain_id in against][: MOST - len(REFUSALS)]
    quiet = [one for one in items if one.pain_id and one.pain_id not in against]
    kept = [*first, *quiet[-len(REFUSALS) :]]
    ReviewItem.objects.filter(review=review).exclude(pk__in=[one.pk for one in kept]).delete()
    return kept


def _decide(actor: Actor, review: PeriodReview, items: list[ReviewItem], held: date) -> None:
    """By the measure that stands against the pain; where there is none, by a refusal."""
    for place, item in enumerate(items):
        measure = _ahead(held).filter(pains=item.pain_id).order_by("pk").first() if item.pain_id else None
        if measure is None:
            refuse_item(actor=actor, review_id=review.pk, item_id=item.pk, reason=REFUSALS[place % len(REFUSALS)])
        else:
            decide_by_known_measure(actor=actor, review_id=review.pk, item_id=item.pk, measure_id=measure.pk)


def _ahead(held: date) -> QuerySet[Measure]:
    """Measures that a meeting of that day may decide: their term lies ahead of it."""
    return Measure.objects.exclude(kind="").exclude(state=MeasureState.CANCELLED).filter(due_on__gt=held)


def _meeting(administration: Administration, held: date) -> Meeting:
    people = User.objects.filter(administration=administration, is_active=True)
    head = people_with_role(administration.pk, Role.HEAD, held).first()
    present = people.exclude(position="").order_by("pk")[:4]
    told = Meeting(
        held_on=held,
        form="очное совещание",
        participants="\n".join(f"{one}, {in_sentence(one.position)}" for one in present),
    )
    return replace(told, chair=str(head), chair_position=head.position) if head else replace(told, chair="Глава")
