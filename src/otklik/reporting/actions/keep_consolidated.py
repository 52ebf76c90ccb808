"""A consolidated report after its figures: the responsible person's words, freezing, handing over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import StoredFile
from otklik.catalog.queries import procedure_of
from otklik.core.periods import local_date
from otklik.core.report_period import ReportPeriod
from otklik.core.russian import date_long
from otklik.intake.queries import today_of
from otklik.reporting.consolidated.access import draft_to_change, frozen_for
from otklik.reporting.consolidated.policies import can_make_consolidated
from otklik.reporting.consolidated.snapshot import SECTIONS, snapshot_digest
from otklik.reporting.models import Consolidated, HandOver

LETTERS = 20_000
NAME_LETTERS, PLACE_LETTERS = 200, 300


@dataclass(frozen=True)
class HandOverNote:
    """To whom, when, how and by which paper; `way` is a `HandOver.Way`."""

    to_person: str
    handed_on: date
    way: str
    to_position: str = ""
    document: str = ""


@transaction.atomic
def write_words(*, actor: Actor, consolidated_id: int, words: Mapping[str, str], version: int) -> Consolidated:
    """Keep the words around the figures. RuleBroken for a frozen report, or when somebody wrote meanwhile.

    Порядок: murashi 5.19
    """
    row = draft_to_change(actor, consolidated_id)
    if row.version != version:
        text = "Пока вы писали, текст изменил другой человек. Ваши слова сохранены в форме: сверьте и сохраните снова."
        raise RuleBroken("stale", text)
    clean = {name: _clean(words.get(name, ""), name) for name in SECTIONS}
    row.texts = {name: text for name, text in clean.items() if text}
    row.version += 1
    row.save(update_fields=["texts", "version"])
    audit.record(actor, "write_consolidated", row, f"Изменены слова свода: {_title(row)}")
    return row


@transaction.atomic
def freeze_consolidated(*, actor: Actor, consolidated_id: int) -> Consolidated:
    """Freeze figures and words with their digest. RuleBroken while the period lasts.

    Порядок: murashi 5.19, biysk 4, livny 4, gatchina 4.1
    """
    row = draft_to_change(actor, consolidated_id)
    period = ReportPeriod.parse(row.period)
    if today_of(actor) <= period.end_on:
        last = date_long(period.end_on)
        raise RuleBroken("period_lasts", f"{period.title} ещё идёт: зафиксировать отчёт можно после {last}")
    payload = row.payload or {}
    if date.fromisoformat(payload["as_of"]) <= period.end_on:
        text = "Показатели сняты, пока период ещё шёл. Пересчитайте отчёт, потом зафиксируйте."
        raise RuleBroken("figures_old", text)
    row.digest = snapshot_digest(payload, row.texts)
    row.state, row.frozen_at = Consolidated.State.FROZEN, timezone.now()
    row.frozen_by_id, row.frozen_by_name = actor.user_id, actor.name
    row.save(update_fields=["digest", "state", "frozen_at", "frozen_by", "frozen_by_name"])
    audit.record(actor, "freeze_consolidated", row, f"Зафиксирован свод: {_title(row)}", digest=row.digest)
    return row


@transaction.atomic
def record_hand_over(
    *, actor: Actor, consolidated_id: int, note: HandOverNote, file: StoredFile | None = None
) -> HandOver:
    """Write down that the frozen report was given to somebody, with the accompanying paper if there is one.

    RuleBroken for a report that is not frozen, a day before freezing or in the future. Порядок: murashi 5.20
    """
    if not can_make_consolidated(actor):
        raise NotFound
    row = frozen_for(actor, consolidated_id)
    _check(actor, row, note)
    if file is not None and file.administration_id != actor.administration_id:
        raise NotFound
    made = HandOver.objects.create(
        consolidated=row,
        to_person=_line(note.to_person),
        to_position=_line(note.to_position),
        handed_on=note.handed_on,
        way=note.way,
        document=_line(note.document),
        file=file,
        digest=row.digest,
        recorded_at=timezone.now(),
        recorded_by_id=actor.user_id,
        recorded_by_name=actor.name,
    )
    summary = f"Свод передан: {_title(row)}, {date_long(note.handed_on)}"
    audit.record(actor, "hand_over_consolidated", made, summary, digest=row.digest, way=note.way)
    return made


def _check(actor: Actor, row: Consolidated, note: HandOverNote) -> None:
    if not _line(note.to_person):
        raise RuleBroken("to_person", "Напишите, кому передан отчёт.", "to_person")
    lengths = (("to_person", NAME_LETTERS), ("to_position", PLACE_LETTERS), ("document", PLACE_LETTERS))
    for name, most in lengths:
        if len(_line(getattr(note, name))) > most:
            raise RuleBroken(name, f"Не длиннее {most} знаков.", name)
    if note.way not in HandOver.Way.values:
        raise RuleBroken("way", "Выберите, как передан отчёт.", "way")
    if note.handed_on > today_of(actor):
        raise RuleBroken("handed_on", "Этот день ещё не наступил.", "handed_on")
    frozen_on = local_date(row.frozen_at or timezone.now(), procedure_of(actor.administration_slug).act.time_zone)
    if note.handed_on < frozen_on:
        raise RuleBroken(
            "handed_on", f"Отчёт зафиксирован {date_long(frozen_on)}: раньше передать его нельзя.", "handed_on"
        )


def _title(row: Consolidated) -> str:
    return f"{ReportPeriod.parse(row.period).title}, редакция {row.edition}"


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())


def _clean(text: str, field: str) -> str:
    words = text.replace("\0", "").replace("\r\n", "\n").strip()
    if len(words) > LETTERS:
        raise RuleBroken(field, f"Слишком длинно: не больше {LETTERS} знаков.", field)
    return words
