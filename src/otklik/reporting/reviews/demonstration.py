"""The review of the demonstration: closed, with decisions that have since given something."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.accounts.queries import actor_of, people_with_role
from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.catalog.queries import administration_by_slug
from otklik.core.periods import Quarter
from otklik.core.signed_name import in_sentence
from otklik.improvement.enums import MeasureState
from otklik.improvement.models import Measure
from otklik.reporting.actions.decide_item import decide_by_known_measure, refuse_item
from otklik.reporting.actions.review_period import Meeting, call_review, close_review, keep_meeting
from otklik.reporting.models import PeriodReview, ReviewItem

#: The invented cases end with the year 2025: its third quarter is reviewed, the fourth is left to the visitor.
REVIEWED = Quarter(2025, 3)
#: Reviewed so many days after the quarter ended.
AFTER = timedelta(days=24)
#: So many items of the agenda are kept: what a meeting of an hour decides.
MOST = 6
REFUSALS = (
    "Сообщений мало, и все они об одном случае, который уже разобран. Вернёмся, если повторится.",
    "Срок задан федеральным законом, администрация изменить его не может; заявителям это объясняют при приёме.",
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
    made = call_review(actor=actor, quarter=quarter, planned_on=held)
    _decide(actor, made, _kept(made))
    keep_meeting(actor=actor, review_id=made.pk, meeting=_meeting(administration, held), version=made.version)
    close_review(actor=actor, review_id=made.pk)
    moment = datetime.combine(held, time(11), ZoneInfo(administration.time_zone))
    PeriodReview.objects.filter(pk=made.pk).update(made_at=moment - timedelta(days=7), closed_at=moment)


def _kept(review: PeriodReview) -> list[ReviewItem]:
    """Items against whose pain the road map has a measure, and two more; the others are taken off the agenda."""
    items = list(ReviewItem.objects.filter(review=review))
    pains = [one.pain_id for one in items]
    against = set(Measure.objects.exclude(kind="").filter(pains__in=pains).values_list("pains", flat=True))
    first = [one for one in items if one.pain_id in against][: MOST - len(REFUSALS)]
    kept = [*first, *[one for one in items if one.pain_id not in against][: len(REFUSALS)]]
    ReviewItem.objects.filter(review=review).exclude(pk__in=[one.pk for one in kept]).delete()
    return kept


def _decide(actor: Actor, review: PeriodReview, items: list[ReviewItem]) -> None:
    """By the measure that stands against the pain; where there is none, by a refusal."""
    for place, item in enumerate(items):
        standing = Measure.objects.exclude(kind="").exclude(state=MeasureState.CANCELLED).filter(pains=item.pain_id)
        measure = standing.order_by("pk").first() if item.pain_id else None
        if measure is None:
            refuse_item(actor=actor, review_id=review.pk, item_id=item.pk, reason=REFUSALS[place % len(REFUSALS)])
        else:
            decide_by_known_measure(actor=actor, review_id=review.pk, item_id=item.pk, measure_id=measure.pk)


def _meeting(administration: Administration, held: date) -> Meeting:
    people = User.objects.filter(administration=administration, is_active=True)
    head = people_with_role(administration.pk, Role.HEAD, held).first()
    present = people.exclude(position="").order_by("pk")[:4]
    told = Meeting(
        held_on=held,
        form="совещание у главы",
        participants="\n".join(f"{one}, {in_sentence(one.position)}" for one in present),
    )
    return replace(told, chair=str(head), chair_position=head.position) if head else replace(told, chair="Глава")
