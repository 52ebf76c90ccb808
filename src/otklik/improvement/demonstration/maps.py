"""Maps of the demonstration's year, drafted as the product drafts them; what is left is explained, as people do."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.accounts.queries import actor_of
from otklik.base.actor import Actor
from otklik.catalog.models import Administration
from otklik.catalog.queries import administration_by_slug
from otklik.core.periods import Quarter
from otklik.improvement.actions.approve_pain_map import approve_pain_map
from otklik.improvement.approval import asks_for_an_answer
from otklik.improvement.draft_work import revision_of
from otklik.improvement.drafting.fill import fill_draft
from otklik.improvement.enums import MapState, MeasureState
from otklik.improvement.models import MeasurePain, PainEvidence, PainLine, PainMap

YEAR, QUARTERS, APPROVED = 2025, (1, 2, 3, 4), 3
SINGLE = "Единичное сообщение, ответ автору дан."
REFUSAL = "Хватает обычной работы подразделения, решено наблюдать ещё квартал."


def load_maps(slug: str, today: date) -> int:
    """Draft the four quarters, the earliest first, so that pains are known again; returns how many maps."""
    administration = administration_by_slug(slug)
    organizer = _person(administration, Role.COORDINATOR)
    for number in QUARTERS:
        quarter = Quarter(YEAR, number)
        pain_map = PainMap.objects.create(
            administration=administration,
            quarter=quarter.key,
            state=MapState.DRAFTING,
            created_at=_days_after(administration, quarter),
            created_by=organizer,
        )
        fill_draft(pain_map, today)
        if number <= APPROVED:
            left = PainEvidence.objects.filter(pain_map=pain_map).remainder()
            left.update(excluded_reason=SINGLE, excluded_by=organizer)
    return len(QUARTERS)


def approve_maps(slug: str, today: date) -> int:  # noqa: ARG001 - the shape of a loader
    """Approve all but the last, after levels and measures stand; returns how many."""
    administration = administration_by_slug(slug)
    actor = _actor(administration)
    drafts = PainMap.objects.filter(administration=administration, state=MapState.DRAFT, quarter__lt=_key(QUARTERS[-1]))
    if actor is None:
        return 0
    for pain_map in drafts.order_by("quarter"):
        if asks_for_an_answer(slug):
            _refuse_bare(pain_map)
        approve_pain_map(actor=actor, map_id=pain_map.pk, seen=revision_of(pain_map))
        approved_at = _days_after(administration, Quarter.from_key(pain_map.quarter), 9)
        PainMap.objects.filter(pk=pain_map.pk).update(approved_at=approved_at)
    return len(QUARTERS) - 1


def _refuse_bare(pain_map: PainMap) -> None:
    """Lines that nothing will be done about are refused with a reason, as the decree asks. Порядок: gatchina 4.4"""
    planned = MeasurePain.objects.exclude(measure__state=MeasureState.CANCELLED).values("pain")
    PainLine.objects.filter(pain_map=pain_map, refusal="").exclude(pain__in=planned).update(
        refusal=REFUSAL, refusal_by=_person(pain_map.administration, Role.COORDINATOR)
    )


def _key(number: int) -> int:
    return Quarter(YEAR, number).key


def _days_after(administration: Administration, quarter: Quarter, days: int = 5) -> datetime:
    """So many days after the quarter's end, at ten in the morning."""
    following = quarter.next().start_on
    return datetime.combine(following.replace(day=days), time(10), ZoneInfo(administration.time_zone))


def _person(administration: Administration, role: Role) -> User | None:
    return User.objects.filter(administration=administration, appointments__role=role).order_by("pk").first()


def _actor(administration: Administration) -> Actor | None:
    person = _person(administration, Role.COORDINATOR)
    return actor_of(person) if person else None
