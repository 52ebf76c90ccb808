"""Ticking off a duty that was done outside the system, with the document that shows it."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import StoredFile
from otklik.core.russian import date_long, date_short
from otklik.duties.access import DutyKey, line_to_mark
from otklik.duties.models import DutyMark
from otklik.duties.queries.lines import DutyLine
from otklik.intake.queries import today_of

GONE = "Отметки уже нет. Обновите страницу."


@dataclass(frozen=True)
class Proof:
    """When it was done and what shows it: «Докладная записка № 14 от 02.10.2025», and the file if there is one."""

    done_on: date
    document: str
    note: str = ""
    file: StoredFile | None = None


@transaction.atomic
def mark_duty(*, actor: Actor, key: DutyKey, proof: Proof) -> DutyMark:
    """Tick the duty off; RuleBroken for a day to come or before the duty could be done, or without a document.

    Порядок: murashi 4.1, 5.18, 5.20; biysk 4, 5
    """
    today = today_of(actor)
    line = line_to_mark(actor, key, today)
    _check(line, proof, today)
    if proof.file is not None and proof.file.administration_id != actor.administration_id:
        raise NotFound
    try:
        with transaction.atomic():
            made = DutyMark.objects.create(
                administration_id=actor.administration_id,
                duty=key.duty,
                starts_on=key.starts_on,
                ends_on=key.ends_on,
                department_id=key.unit_id,
                done_on=proof.done_on,
                document=proof.document.strip(),
                note=proof.note.strip(),
                file=proof.file,
                marked_by_id=actor.user_id,
                marked_at=timezone.now(),
            )
    except IntegrityError as twice:
        raise RuleBroken("marked", "Эту обязанность уже отметили выполненной. Обновите страницу.") from twice
    summary = f"{told(line)}: выполнено {date_short(proof.done_on)}, {made.document}"
    audit.record(actor, "mark_duty", made, summary, file=made.file_id)
    return made


@transaction.atomic
def withdraw_mark(*, actor: Actor, key: DutyKey, why: str) -> None:
    """Take the tick back, with a reason; the row stays."""
    line = line_to_mark(actor, key, today_of(actor))
    if line.mark is None:
        raise RuleBroken("not_marked", GONE)
    if not why.strip():
        raise RuleBroken("why", "Напишите, почему отметка снимается.", "why")
    standing = DutyMark.objects.filter(pk=line.mark.pk, withdrawn_at__isnull=True)
    if not standing.update(withdrawn_at=timezone.now(), withdrawn_why=why.strip()):
        raise RuleBroken("not_marked", GONE)  # somebody else took it back a moment ago, with a reason of their own
    audit.record(actor, "withdraw_duty_mark", line.mark, f"{told(line)}: отметка снята. {why.strip()}")


def told(line: DutyLine) -> str:
    """«Карта болей, III квартал 2025 года, Управление делами»."""
    parts = (line.occurrence.duty.title, line.occurrence.span.title, line.unit)
    return ", ".join(part for part in parts if part)


def _check(line: DutyLine, proof: Proof, today: date) -> None:
    if not proof.document.strip():
        raise RuleBroken("document", "Назовите документ: что, номер, дата.", "document")
    if proof.done_on > today:
        raise RuleBroken("future", "Этот день ещё не наступил.", "done_on")
    if proof.done_on < line.occurrence.opens_on:
        opens = date_long(line.occurrence.opens_on)
        raise RuleBroken("early", f"Раньше {opens} эту обязанность выполнить нельзя: период ещё шёл.", "done_on")
    if line.mark is not None:
        raise RuleBroken("marked", "Эту обязанность уже отметили выполненной. Обновите страницу.")
