"""Cases of the demonstration: one process rebuilt and watched, and a requirement to a new service."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.catalog.models import Administration, ClientSegment, Process
from otklik.catalog.queries import administration_by_slug
from otklik.core.appeals import Audience
from otklik.core.periods import Quarter
from otklik.improvement.models import (
    CaseState,
    Measure,
    PainPoint,
    ReengineeringCase,
    Requirement,
    RequirementKind,
)
from otklik.improvement.requirement_values import measure_requirement, requirement_indicators
from otklik.intake.models import FeedbackItem

IN_PLACE, BEGUN, DUE = date(2025, 4, 1), date(2024, 12, 16), date(2025, 12, 31)
AS_IS = (
    "Человек пишет или звонит, заявку принимают на бумаге и передают исполнителю через приёмную. "
    "Срок заявителю не называют, о выполнении он узнаёт, если позвонит сам."
)
TO_BE = (
    "Заявку принимают по любому каналу и сразу называют номер и день ответа. Исполнитель отмечает выполнение "
    "в тот же день, заявителю приходит сообщение с тем, что сделано."
)
NEEDS = "Знать, когда сделают, и не звонить по нескольку раз.\nПолучить ответ понятными словами."


@transaction.atomic
def load_cases(slug: str, today: date) -> int:
    """One case with its requirements and quarters, and a new service, once; returns how many requirements."""
    administration = administration_by_slug(slug)
    process = _busiest(administration)
    if process is None or ReengineeringCase.objects.filter(administration=administration).exists():
        return 0
    owner = User.objects.filter(administration=administration, appointments__role=Role.ORGANIZER).order_by("pk").first()
    made = datetime.combine(BEGUN, time(10), ZoneInfo(administration.time_zone))
    case = ReengineeringCase.objects.create(
        administration=administration,
        title=f"Заявки без повторных звонков: {process.title}",
        process=process,
        quarter=Quarter.of(BEGUN).key,
        as_is=AS_IS,
        needs=NEEDS,
        to_be=TO_BE,
        department=process.organizer,
        owner=owner,
        state=CaseState.WATCHED if today >= IN_PLACE else CaseState.CHANGING,
        in_place_on=IN_PLACE if today >= IN_PLACE else None,
        created_at=made,
        created_by=owner,
    )
    case.segments.set(ClientSegment.objects.filter(administration=administration, is_active=True)[:2])
    pains = PainPoint.objects.filter(administration=administration, process=process, audience=Audience.EXTERNAL)
    case.pains.set(pains[:4])
    case.measures.set(Measure.objects.filter(administration=administration, pains__process=process).distinct()[:4])
    return _requirements(case, owner, made, today)


def _requirements(case: ReengineeringCase, owner: User | None, made: datetime, today: date) -> int:
    common = {
        "administration_id": case.administration_id,
        "owner": owner,
        "department": case.department,
        "due_on": DUE,
        "created_at": made,
    }
    known = {one.key for one in requirement_indicators(case.administration.slug)}
    wanted = [
        ("late_share", 0.05, "Отвечать в срок: с опозданием не больше одного из двадцати"),
        ("complaint_share", 0.6, "Снизить долю жалоб среди сообщений о процессе"),
    ]
    rows = [
        Requirement.objects.create(
            case=case, title=title, process=case.process, indicator=indicator, target=target, **common
        )
        for indicator, target, title in wanted
        if indicator in known
    ]
    for one in rows:
        measure_requirement(one, today)
    Requirement.objects.create(
        kind=RequirementKind.NEW,
        title="Сообщение о выполнении заявки на телефон",
        need="Люди хотят узнавать о выполненной работе сразу, а не звонить в приёмную.",
        scope="Сообщение с тем, что сделано, и фотографией; для всех заявок о дворах и дорогах.",
        **{**common, "due_on": date(2026, 6, 30)},
    )
    return len(rows) + 1


def _busiest(administration: Administration) -> Process | None:
    """The process that people wrote most about in the quarter before the case began."""
    items = FeedbackItem.objects.of(administration.pk).filter(
        audience=Audience.EXTERNAL, process__isnull=False, quarter=Quarter.of(BEGUN).key
    )
    counts: dict[int, int] = {}
    for process_id in items.order_by().values_list("process_id", flat=True):
        counts[process_id or 0] = counts.get(process_id or 0, 0) + 1
    return Process.objects.filter(pk=max(counts, key=lambda one: (counts[one], -one))).first() if counts else None
