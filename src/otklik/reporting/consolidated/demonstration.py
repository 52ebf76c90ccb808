"""Consolidated reports of the demonstration: a year in draft; beside packages a quarter, signed and handed over."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from otklik.accounts.enums import Role
from otklik.accounts.queries import actor_of, people_with_role
from otklik.base.actor import system_actor
from otklik.catalog.queries import administration_by_slug, procedure_of
from otklik.core.report_period import ReportPeriod
from otklik.reporting.consolidated.gather import gather
from otklik.reporting.consolidated.snapshot import snapshot_digest
from otklik.reporting.models import Consolidated, HandOver, SignOff
from otklik.reporting.packages.organizers import package_duty

QUARTER, YEAR = ReportPeriod(2025, 3), ReportPeriod(2025)
_MADE_ON, _HANDED_ON = date(2025, 10, 14), date(2025, 10, 17)
_TEXTS = {
    "introduction": "Отчёт составлен по обратной связи, собранной за квартал всеми подразделениями администрации.",
    "conclusions": "Показатели, изменение которых доказано, рассмотрены с руководителями подразделений. По остальным "
    "выводы делать рано: разница могла выйти случайно.",
    "recommendations": "По болям с высокой приоритетностью, у которых нет мероприятий, назначить людей и сроки.",
}


def load_consolidated(slug: str, today: date) -> int:
    """The year 2025 a draft; beside packages also its third quarter, frozen and handed over. Returns how many."""
    administration = administration_by_slug(slug)
    system = system_actor(administration.pk, slug)
    zone = ZoneInfo(administration.time_zone)
    made = 0
    for period in (QUARTER, YEAR) if package_duty(procedure_of(slug)) else (YEAR,):
        if period.end_on >= today:
            continue
        payload = gather(system, period, today if period.is_year else max(_MADE_ON, period.end_on))
        row = Consolidated(
            administration=administration, period=str(period), state=Consolidated.State.DRAFT, payload=payload,
            made_at=datetime.combine(_MADE_ON, time(11), zone),
        )  # fmt: skip
        if not period.is_year:
            _finish(row, administration.pk, zone)
        row.save()
        made += 1
        if not period.is_year:
            _hand_over(row, zone)
    return made


def _finish(row: Consolidated, administration_id: int, zone: ZoneInfo) -> None:
    row.texts = _TEXTS
    row.digest = snapshot_digest(row.payload or {}, row.texts)
    row.state, row.frozen_at = Consolidated.State.FROZEN, datetime.combine(_MADE_ON, time(16, 40), zone)
    person = people_with_role(administration_id, Role.COORDINATOR, _MADE_ON).first()
    row.frozen_by, row.frozen_by_name = person, str(person or "Система")


def _hand_over(row: Consolidated, zone: ZoneInfo) -> None:
    """Signed by both, given to the head."""
    for place, role in enumerate((Role.COORDINATOR, Role.HEAD)):
        person = people_with_role(row.administration_id, role, _MADE_ON).first()
        if person is not None and actor_of(person) is not None:
            SignOff.objects.create(
                administration_id=row.administration_id, kind="consolidated", target_id=row.pk,
                title=f"Свод за {QUARTER.title}, редакция 1", digest=row.digest, role=role.value,
                position=person.position, person=person, person_name=person.full_name,
                signed_at=datetime.combine(_HANDED_ON if place else _MADE_ON, time(17), zone),
            )  # fmt: skip
    head = (row.payload or {})["signers"]["head"]
    HandOver.objects.create(
        consolidated=row, to_person=head["name"] or "Руководитель администрации", to_position=head["position"],
        handed_on=_HANDED_ON, way=HandOver.Way.PERSON, document="служебная записка № 41 от 17.10.2025",
        digest=row.digest, recorded_at=datetime.combine(_HANDED_ON, time(12), zone),
        recorded_by=row.frozen_by, recorded_by_name=row.frozen_by_name,
    )  # fmt: skip
