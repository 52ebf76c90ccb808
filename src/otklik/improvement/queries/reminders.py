"""Whom a measure calls: its owner while it is due or late, the coordinator and the head when it is late."""

from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten

from django.conf import settings
from django.db.models import F, Q
from django.urls import reverse

from otklik.accounts.enums import Role
from otklik.base.actor import Actor
from otklik.core.russian import date_short, days_word
from otklik.improvement.models import MeasureStep
from otklik.improvement.policies import can_view_roadmap
from otklik.improvement.queries.roadmap import OPEN, MeasureLine, lines_of, visible_measures
from otklik.intake.queries import today_of

WEEK = timedelta(days=7)
MOST, LONGEST = 20, 90


@dataclass(frozen=True)
class Reminded:
    """What calls one person today: own measures due within a week or late, own steps, and all that is late."""

    own: tuple[MeasureLine, ...]
    steps: tuple[MeasureStep, ...]
    late: tuple[MeasureLine, ...]


def is_told_of_late(actor: Actor) -> bool:
    """The coordinator and the head hear of everything late."""
    return actor.has(Role.COORDINATOR, Role.HEAD)


def own_measures(actor: Actor, until: date | None = None) -> list[MeasureLine]:
    """Open measures that the person, or whom he stands in for, carries out; `until`: only those due by the day."""
    if not can_view_roadmap(actor) or not actor.desks:
        return []
    found = visible_measures(actor).filter(owner_id__in=actor.desks, state__in=OPEN)
    if until is not None:
        found = found.filter(due_on__lte=until)
    return lines_of(actor, list(found.order_by(F("due_on").asc(nulls_last=True), "pk")[: MOST * 5]))


def late_measures(actor: Actor, most: int = MOST) -> list[MeasureLine]:
    """Open measures whose term has passed, the longest late first; nothing for those who only carry out."""
    if not is_told_of_late(actor):
        return []
    late = visible_measures(actor).filter(state__in=OPEN, due_on__lt=today_of(actor))
    return lines_of(actor, list(late.order_by("due_on", "pk")[:most]))


def reminded(actor: Actor) -> Reminded:
    """For the desk. Порядок: murashi 5.16."""
    until = today_of(actor) + WEEK
    own = own_measures(actor, until)
    steps = _own_steps(actor, until, {line.measure.pk for line in own})
    return Reminded(tuple(own), tuple(steps), tuple(late_measures(actor)))


def digest_part(actor: Actor, today: date) -> str:
    """Measures in the morning letter, as titles, days and links; empty when there is nothing to say."""
    found = reminded(actor)
    own_ids = {line.measure.pk for line in found.own}
    parts = [
        _list("Мои мероприятия: срок на неделе или прошёл", actor, found.own, today),
        _steps("Мои шаги на неделе", actor, found.steps),
        _list("Просрочены мероприятия", actor, [one for one in found.late if one.measure.pk not in own_ids], today),
    ]
    told = [part for part in parts if part]
    return "\n\n".join(["ДОРОЖНАЯ КАРТА", *told]) if told else ""


def _own_steps(actor: Actor, until: date, but: set[int]) -> list[MeasureStep]:
    """Steps due by the day of one's own open measures, without the measures told already."""
    if not can_view_roadmap(actor) or not actor.desks:
        return []
    own = visible_measures(actor).filter(owner_id__in=actor.desks, state__in=OPEN).exclude(pk__in=but)
    due = Q(done_on__isnull=True, due_on__lte=until, measure__in=own.values("pk"))
    return list(MeasureStep.objects.filter(due).select_related("measure").order_by("due_on", "pk")[:MOST])


def _list(title: str, actor: Actor, lines: "list[MeasureLine] | tuple[MeasureLine, ...]", today: date) -> str:
    if not lines:
        return ""
    return "\n\n".join([f"{title}: {len(lines)}", *(_line(actor, one, today) for one in lines)])


def _line(actor: Actor, line: MeasureLine, today: date) -> str:
    measure = line.measure
    due = f"срок {date_short(measure.due_on)}" if measure.due_on and measure.due_on != today else "срок сегодня"
    late = f", просрочено на {days_word(line.late_days)}" if line.late_days else ""
    unit = f", {measure.department}" if measure.department else ""
    return f"— {shorten(measure.title, LONGEST, placeholder='…')}{unit}, {due}{late}\n  {_url(actor, measure.pk)}"


def _steps(title: str, actor: Actor, steps: tuple[MeasureStep, ...]) -> str:
    if not steps:
        return ""
    return "\n\n".join([f"{title}: {len(steps)}", *(_step(actor, one) for one in steps)])


def _step(actor: Actor, step: MeasureStep) -> str:
    due = f", до {date_short(step.due_on)}" if step.due_on else ""
    return f"— {shorten(step.title, LONGEST, placeholder='…')}{due}\n  {_url(actor, step.measure_id)}"


def _url(actor: Actor, measure_id: int) -> str:
    return settings.BASE_URL.rstrip("/") + reverse("staff:measure", args=[actor.administration_slug, measure_id])
