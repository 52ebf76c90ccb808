"""Duties of the demonstration: what was done outside with a document, what was missed, a few tasks."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.accounts.queries import people_with_role
from otklik.catalog.models import Administration, Department
from otklik.catalog.options import keep_options
from otklik.catalog.queries import procedure_of
from otklik.core.russian import date_short
from otklik.duties.enums import State
from otklik.duties.models import DutyMark, OwnTask
from otklik.duties.queries.lines import DutyLine, duty_lines

#: One in so many duties without a trace stays missed, and what fell due in the last days stays open.
_EVERY_MISSED, _STILL_OPEN = 7, timedelta(days=60)
_BACK = timedelta(days=800)
_TASKS: tuple[tuple[str, int, bool], ...] = (
    ("Собрать у отделов замечания к анкете об удовлетворённости", 6, False),
    ("Подготовить предложения к рассмотрению итогов квартала", 13, False),
    ("Проверить плакаты с QR-кодом в приёмной", -4, False),
    ("Обновить перечень ответственных за обратную связь", -12, True),
)


def load_duties(slug: str, today: date) -> None:
    """Mark the ended duties that no other part of the demonstration did; bind units to the roles that name them."""
    administration = Administration.objects.get(slug=slug)
    coordinator = people_with_role(administration.pk, Role.COORDINATOR, today).first()
    if coordinator is None:
        return
    _bind(administration, coordinator)
    missed = duty_lines(administration, today, today - _BACK, today - _STILL_OPEN)
    undone = [line for line in missed if line.state == State.MISSED]
    DutyMark.objects.bulk_create(
        [_mark(administration, line, coordinator, number) for number, line in enumerate(undone) if _is_done(number)]
    )
    OwnTask.objects.bulk_create(
        OwnTask(
            administration=administration,
            title=title,
            person=coordinator,
            due_on=today + timedelta(days),
            made_by=coordinator,
            made_at=timezone.now(),
            done_on=today + timedelta(days - 1) if is_done else None,
            done_by=coordinator if is_done else None,
            result="Перечень обновлён, две замены." if is_done else "",
        )
        for title, days, is_done in _TASKS
    )


def _is_done(number: int) -> bool:
    return number % _EVERY_MISSED != _EVERY_MISSED - 1


def _mark(administration: Administration, line: DutyLine, coordinator: User, number: int) -> DutyMark:
    """Done three days before the last one, each ninth a week late."""
    span, last = line.occurrence.span, line.occurrence.last.on
    early = max(last - timedelta(3), line.occurrence.opens_on)
    on = last + timedelta(7) if number % 9 == 8 else early  # noqa: PLR2004 - each ninth
    return DutyMark(
        administration=administration,
        duty=line.occurrence.duty.slug,
        starts_on=span.starts_on,
        ends_on=span.ends_on,
        department_id=line.unit_id,
        done_on=on,
        document=f"Служебная записка № {number + 11} от {date_short(on)}",
        marked_by=coordinator,
        marked_at=timezone.now(),
    )


def _bind(administration: Administration, coordinator: User) -> None:
    """The unit that the decree names is the one of the same name, where its people would not lose their own duty."""
    units: Mapping[str, int] = dict(Department.objects.filter(administration=administration).values_list("title", "pk"))
    named = {role.slug: role for role in procedure_of(administration.slug).roles if role.unit}
    found = {
        slug: pk
        for slug, role in named.items()
        for title, pk in units.items()
        if role.unit.startswith(title) and (role.holds != "coordinator" or coordinator.department_id == pk)
    }
    if found:
        keep_options(administration, role_units=found)
