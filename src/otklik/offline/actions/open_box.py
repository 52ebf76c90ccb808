"""A box is opened by a commission, with an act; its letters are entered one by one and reckoned against the act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.models import StoredFile
from otklik.intake.queries import today_of
from otklik.offline.models import Box, BoxLetter, BoxOpening
from otklik.offline.policies import can_keep_boxes

MOST_LETTERS, MOST_MEMBERS = 500, 12
Member = tuple[str, str]


@dataclass(frozen=True)
class Opened:
    """What the act says; members of the commission as (name, office), the chair first. `key` is made with the page."""

    key: UUID
    on: date
    at: time
    commission: Sequence[Member]
    letter_count: int
    note: str = ""


def open_box(*, actor: Actor, box_id: int, opened: Opened) -> BoxOpening:
    """Record an opening, of an empty box too; a place is made for every letter found. Twice the same page is one act.

    RuleBroken for an opening of the future, without a commission, with an impossible count. Порядок: murashi 3.2
    """
    if not can_keep_boxes(actor):
        raise NotFound
    _check(actor, opened)
    try:
        return _open(actor, box_id, opened)
    except IntegrityError as twin:
        known = BoxOpening.objects.visible_to(actor).filter(request_key=opened.key).first()
        if known is not None:
            return known
        raise RuleBroken("twice", "Вскрытие этого ящика в это время уже записано.", "at") from twin


@transaction.atomic
def _open(actor: Actor, box_id: int, opened: Opened) -> BoxOpening:
    seen = Box.objects.visible_to(actor).filter(pk=box_id).values("pk")
    box = Box.objects.select_for_update().filter(pk__in=seen).first()
    if box is None:
        raise NotFound
    known = BoxOpening.objects.filter(administration_id=actor.administration_id, request_key=opened.key).first()
    if known is not None:
        return known
    opening = BoxOpening.objects.create(
        administration_id=actor.administration_id,
        box=box,
        number=_next_number(actor.administration_id, opened.on.year),
        on=opened.on,
        at=opened.at,
        commission=[list(member) for member in opened.commission],
        letter_count=opened.letter_count,
        note=opened.note.strip(),
        created_at=timezone.now(),
        created_by_id=actor.user_id,
        request_key=opened.key,
    )
    BoxLetter.objects.bulk_create(
        [BoxLetter(opening=opening, position=place) for place in range(1, opened.letter_count + 1)]
    )
    box.next_on = box.due_after(opened.on)
    box.save(update_fields=["next_on"])
    audit.record(actor, "open_box", opening, f"Вскрыт ящик «{box.title}»: писем {opened.letter_count}")
    return opening


@transaction.atomic
def correct_count(*, actor: Actor, opening_id: int, letter_count: int, why: str) -> BoxOpening:
    """Mend the count of an act, with the reason: never below what is entered."""
    opening = _opening(actor, opening_id)
    if not 0 <= letter_count <= MOST_LETTERS:
        raise RuleBroken("letter_count", f"Писем — от 0 до {MOST_LETTERS}.", "letter_count")
    if not why.strip():
        raise RuleBroken("why", "Напишите, почему число другое: это останется в акте.", "why")
    entered = opening.letters.filter(item__isnull=False).count()
    if letter_count < entered:
        raise RuleBroken("letter_count", f"Внесено уже {entered}: меньше быть не может.", "letter_count")
    before, opening.letter_count = opening.letter_count, letter_count
    opening.note = f"{opening.note}\nЧисло писем исправлено с {before} на {letter_count}: {why.strip()[:500]}".strip()
    opening.save(update_fields=["letter_count", "note"])
    spare = opening.letters.filter(item=None).order_by("-position").values_list("pk", flat=True)
    there = opening.letters.count()
    opening.letters.filter(pk__in=list(spare[: max(0, there - letter_count)])).delete()
    last = opening.letters.aggregate(last=Max("position"))["last"] or 0
    more = range(last + 1, last + 1 + max(0, letter_count - there))
    BoxLetter.objects.bulk_create([BoxLetter(opening=opening, position=place) for place in more])
    audit.record(actor, "correct_act", opening, f"Акт № {opening.title}: писем {letter_count} вместо {before}")
    return opening


@transaction.atomic
def keep_signed_act(*, actor: Actor, opening_id: int, file: StoredFile) -> BoxOpening:
    """The signed act as it was scanned stands beside the record."""
    opening = _opening(actor, opening_id)
    opening.signed_act = file
    opening.save(update_fields=["signed_act"])
    audit.record(actor, "keep_signed_act", opening, f"Приложен подписанный акт № {opening.title}")
    return opening


def _opening(actor: Actor, opening_id: int) -> BoxOpening:
    if not can_keep_boxes(actor):
        raise NotFound
    seen = BoxOpening.objects.visible_to(actor).filter(pk=opening_id).values("pk")
    found = BoxOpening.objects.select_for_update().filter(pk__in=seen).first()
    if found is None:
        raise NotFound
    return found


def _next_number(administration_id: int, year: int) -> int:
    acts = BoxOpening.objects.filter(administration_id=administration_id, on__year=year)
    return (acts.aggregate(last=Max("number"))["last"] or 0) + 1


def _check(actor: Actor, opened: Opened) -> None:
    if opened.on > today_of(actor):
        raise RuleBroken("on", "Этот день ещё не настал: акт пишут после вскрытия.", "on")
    if not opened.commission:
        raise RuleBroken("commission", "Впишите, кто вскрывал: хотя бы одного человека.", "commission")
    if len(opened.commission) > MOST_MEMBERS:
        raise RuleBroken("commission", f"В комиссии не больше {MOST_MEMBERS} человек.", "commission")
    if not 0 <= opened.letter_count <= MOST_LETTERS:
        raise RuleBroken("letter_count", f"Писем — от 0 до {MOST_LETTERS}.", "letter_count")
