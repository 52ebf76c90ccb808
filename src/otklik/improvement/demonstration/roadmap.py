"""The road map of the demonstration: measures against the drafted pains, some done, some late, one for others."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from importlib import resources
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.accounts.queries import actor_of
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.models import AuditEntry
from otklik.base.rewritten_rows import rewrite
from otklik.catalog.models import Administration, Process
from otklik.catalog.queries import administration_by_slug, procedure_of
from otklik.core.periods import Quarter
from otklik.improvement.enums import MeasureState
from otklik.improvement.models import (
    ChangeProposal,
    Measure,
    MeasurePain,
    MeasureStep,
    PainPoint,
    TermMove,
)
from otklik.improvement.proposal_facts import evidence_of, todays_facts

MOST_PAINS = 2
#: Where the maps name few of these pains, measures against none fill up to so many.
FEWEST = 9
#: Processes whose pains people tell in the same words.
WORKS = ("roads", "landscaping", "utilities")
OWNERS = (Role.SPECIALIST, Role.ORGANIZER, Role.COORDINATOR)
_WORD = re.compile(r"[а-яё]+")


@dataclass
class _Place:
    """What the rows of one administration are made with."""

    administration: Administration
    actor: Actor
    today: date
    processes: Mapping[str, Process]
    pains: Mapping[int | None, Sequence[PainPoint]]
    people: Mapping[int | None, User]
    entries: list[AuditEntry] = field(default_factory=list)

    def moment(self, on: date) -> datetime:
        """Ten in the morning of the day."""
        return datetime.combine(on, time(10), ZoneInfo(self.administration.time_zone))

    def tell(self, verb: str, measure: Measure, summary: str, on: date) -> None:
        """An entry of the audit as the action would have left it on the day."""
        made = audit.entry(self.actor, verb, measure, summary)
        made.at = self.moment(min(on, self.today))
        self.entries.append(made)


@transaction.atomic
def load_roadmap(slug: str, today: date) -> int:
    """Write the measures of one administration once; returns how many are new."""
    administration = administration_by_slug(slug)
    writer = (
        User.objects.filter(administration=administration, appointments__role=Role.ORGANIZER).order_by("pk").first()
    )
    actor = actor_of(writer) if writer else None
    if actor is None or Measure.objects.filter(administration=administration).exists():
        return 0
    place = _place(administration, actor, today)
    text = (resources.files(__package__) / "roadmap.toml").read_text("utf-8")
    rows = [row for row in tomllib.loads(text)["measures"] if row["process"] in place.processes]
    found = [(row, _pains(place, row)) for row in rows]
    bare = [pair for pair in found if not pair[1]][: max(FEWEST - sum(bool(pains) for _, pains in found), 0)]
    for row, pains in [pair for pair in found if pair[1] or pair in bare or pair[0].get("proposal")]:
        _write(place, row, pains)
    _tell_all(place)
    return Measure.objects.filter(administration=administration).count()


def _place(administration: Administration, actor: Actor, today: date) -> _Place:
    pains: dict[int | None, list[PainPoint]] = {}
    seen = PainPoint.objects.filter(administration=administration, audience="external", merged_into=None)
    for pain in seen.select_related("process").order_by("pk"):
        pains.setdefault(pain.process_id, []).append(pain)
    processes = Process.objects.filter(administration=administration).select_related("organizer")
    people: dict[int | None, User] = {}
    for role in OWNERS:
        working = User.objects.filter(administration=administration, is_active=True, appointments__role=role)
        for person in working.order_by("pk"):
            people.setdefault(person.department_id, person)
    return _Place(administration, actor, today, {one.slug: one for one in processes}, pains, people)


def _write(place: _Place, row: Mapping[str, Any], pains: Sequence[PainPoint]) -> None:
    process, starts_on = place.processes[row["process"]], _starts_on(place, row)
    planned_on = starts_on - timedelta(days=14)
    due_on = row.get("due_on") or place.today + timedelta(days=row["due_in"])
    measure = Measure.objects.create(
        administration=place.administration,
        title=row["title"],
        kind=_kind(place.administration.slug, row["types"]),
        state=_state(row),
        department=process.organizer,
        owner=place.people.get(process.organizer_id),
        starts_on=starts_on,
        due_on=due_on,
        cost=row.get("cost"),
        done_on=row.get("done_on"),
        result=row.get("result", ""),
        cancel_reason=row.get("cancelled", ""),
        process=process,
        created_at=place.moment(planned_on),
        created_by_id=place.actor.user_id,
    )
    MeasurePain.objects.bulk_create(MeasurePain(measure=measure, pain=pain) for pain in pains)
    place.tell("plan_measure", measure, f"Запланировано мероприятие: {measure.title}", planned_on)
    if measure.state != MeasureState.PLANNED:
        place.tell("start_measure", measure, f"Начато мероприятие: {measure.title}", starts_on)
    _steps(place, measure, row)
    _move(place, measure, row)
    _end(place, measure)
    if row.get("proposal"):
        _propose(place, measure, pains)


def _starts_on(place: _Place, row: Mapping[str, Any]) -> date:
    return row["starts_on"] if "starts_on" in row else place.today + timedelta(days=row["starts_in"])


def _state(row: Mapping[str, Any]) -> MeasureState:
    if "done_on" in row:
        return MeasureState.DONE
    if "cancelled" in row:
        return MeasureState.CANCELLED
    return MeasureState.IN_WORK if row.get("ticked") else MeasureState.PLANNED


def _kind(slug: str, types: Sequence[str]) -> str:
    """The first of the types that the decree has, else its first one."""
    known = {one.slug: one.title for one in procedure_of(slug).measure_types}
    return next((known[name] for name in types if name in known), next(iter(known.values())))


def _pains(place: _Place, row: Mapping[str, Any]) -> Sequence[PainPoint]:
    """Pains known by then that the words name: those of the process first, then of none, then of kindred works."""
    known = Quarter.of(_starts_on(place, row)).key
    names = [row["process"], *(WORKS if row["process"] in WORKS else ())]
    places = dict.fromkeys([place.processes[name].pk for name in names if name in place.processes])
    first, *kindred = places
    told = [pain for key in (first, None, *kindred) for pain in place.pains.get(key, ()) if pain.first_quarter <= known]
    words = tuple(word.casefold() for word in row["words"])
    named = [pain for pain in told if any(one.startswith(words) for one in _WORD.findall(pain.title.casefold()))]
    return named[:MOST_PAINS]


def _steps(place: _Place, measure: Measure, row: Mapping[str, Any]) -> None:
    """Steps at even distances; those done carry the day they were due."""
    last, titles = measure.done_on or measure.due_on, row["steps"]
    ticked = len(titles) if measure.state == MeasureState.DONE else row.get("ticked", 0)
    begun = measure.starts_on
    if last is None or begun is None:
        return
    part = (last - begun) / (len(titles) + 1) if titles else timedelta()
    for number, title in enumerate(titles, start=1):
        on = begun + timedelta(days=(part * number).days)
        done_on = min(on, place.today) if number <= ticked else None
        MeasureStep.objects.create(measure=measure, position=number, title=title, due_on=on, done_on=done_on)
        if done_on is not None:
            place.tell("tick_step", measure, f"Шаг выполнен: {title}", done_on)


def _move(place: _Place, measure: Measure, row: Mapping[str, Any]) -> None:
    if "moved_why" not in row or measure.due_on is None:
        return
    was_on = row.get("moved_from") or place.today + timedelta(days=row["moved_from_in"])
    moved_on = was_on - timedelta(days=3)
    TermMove.objects.create(
        measure=measure,
        was_on=was_on,
        became_on=measure.due_on,
        reason=row["moved_why"],
        moved_at=place.moment(moved_on),
        moved_by_id=place.actor.user_id,
    )
    place.tell("move_term", measure, f"Срок перенесён: {row['moved_why']}", moved_on)


def _end(place: _Place, measure: Measure) -> None:
    if measure.done_on is not None:
        place.tell("finish_measure", measure, f"Выполнено мероприятие: {measure.title}", measure.done_on)
    if measure.state == MeasureState.CANCELLED and measure.due_on is not None:
        place.tell("cancel_measure", measure, f"Отменено мероприятие: {measure.title}", measure.due_on)


def _propose(place: _Place, measure: Measure, pains: Sequence[PainPoint]) -> None:
    """A proposal sent lately that waits for its answer. Порядок: biysk 6, livny 6."""
    sent_on = place.today - timedelta(days=40)
    made = ChangeProposal.objects.create(
        administration=place.administration,
        title="О показе места в очереди в детский сад в личном кабинете",
        addressee="Министерству цифрового развития области",
        process=measure.process,
        measure=measure,
        evidence=evidence_of(place.actor, pains),
        request="Показывать в личном кабинете единого портала место ребёнка в очереди и дату последнего изменения.",
        act_title="Правила ведения региональной информационной системы доступности дошкольного образования",
        draft_change="Дополнить перечень сведений, доступных заявителю, словами «место в очереди и день изменения».",
        number="01-17/2214",
        sent_on=sent_on,
        letter_facts=todays_facts(place.actor, place.administration),
        created_at=place.moment(sent_on - timedelta(days=8)),
        created_by_id=place.actor.user_id,
    )
    made.pains.set(pains)


def _tell_all(place: _Place) -> None:
    """In the order of their days, under the days on which they would have been written."""
    entries = sorted(place.entries, key=lambda entry: entry.at)
    days = [entry.at for entry in entries]
    made = AuditEntry.objects.bulk_create(entries)
    for entry, at in zip(made, days, strict=True):
        entry.at = at
    rewrite(made, ["at"])
