"""A person asks about the own data: the request written down, items confirmed, told or destroyed."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.core.russian import count_with_word, date_long
from otklik.intake.actions.destroy_personal_data import begin_destruction_of
from otklik.intake.actions.note_look import note_looks
from otklik.intake.models import DestructionAct, FeedbackItem, PersonRequest
from otklik.intake.originals import Place
from otklik.intake.persons import candidates, due_of_request, obstacle_of, person_request
from otklik.intake.policies import can_answer_person
from otklik.intake.queries import today_of

EARLIEST = date(2000, 1, 1)


@transaction.atomic
def keep_person_request(
    *, actor: Actor, kind: str, received_on: date, name: str = "", email: str = "", phone: str = "", note: str = ""
) -> PersonRequest:
    """Write the request down; its clock runs from the day of receipt (152-ФЗ, статьи 14, 20, 21)."""
    if not can_answer_person(actor):
        raise NotFound
    if kind not in PersonRequest.Kind.values:
        raise RuleBroken("kind", "Выберите, о чём просит человек.", "kind")
    if not EARLIEST <= received_on <= today_of(actor):
        raise RuleBroken("received_on", "Дата поступления не может быть в будущем или до 2000 года.", "received_on")
    told = {"name": " ".join(name.split()), "email": email.strip(), "phone": phone.strip()}
    if not any(told.values()):
        raise RuleBroken("nobody", "Укажите имя, почту или телефон: по ним найдутся записи человека.", "name")
    request = PersonRequest.objects.create(
        administration_id=actor.administration_id,
        kind=kind,
        received_on=received_on,
        due_on=due_of_request(actor, kind, received_on),
        note=note.strip()[:500],
        created_by_id=actor.user_id,
        **told,
    )
    audit.record(actor, "keep_person_request", request, f"Запрос человека: {request.get_kind_display()}")
    return request


@transaction.atomic
def choose_persons_items(*, actor: Actor, request_id: int, item_ids: Sequence[int]) -> PersonRequest:
    """Confirm which of the found items are this person's."""
    request = _open_request(actor, request_id)
    found = {candidate.item.pk for candidate in candidates(actor, request)}
    request.item_ids = sorted(found.intersection(item_ids))
    request.save(update_fields=["item_ids"])
    count = count_with_word(len(request.item_ids), "запись", "записи", "записей")
    audit.record(actor, "choose_persons_items", request, f"Запрос № {request.pk}: подтверждено {count} этого человека")
    return request


@transaction.atomic
def note_extract(*, actor: Actor, request_id: int) -> PersonRequest:
    """An extract of everything held on the person was taken out."""
    request = _open_request(actor, request_id)
    note_looks(actor, request.item_ids, Place.EXPORT)
    count = count_with_word(len(request.item_ids), "записи", "записям", "записям")
    audit.record(actor, "export_person", request, f"Запрос № {request.pk}: сделана выписка по {count}")
    return request


@transaction.atomic
def close_person_request(*, actor: Actor, request_id: int, outcome: str) -> None:
    """The person was answered: how, in a few words."""
    request = _open_request(actor, request_id)
    words = " ".join(outcome.split())
    if not words:
        raise RuleBroken("outcome", "Напишите, как ответили человеку: «выписка выдана лично».", "outcome")
    request.done_on, request.outcome = today_of(actor), words[:500]
    request.save(update_fields=["done_on", "outcome"])
    audit.record(actor, "close_person_request", request, f"Запрос № {request.pk} исполнен")


@transaction.atomic
def destroy_persons_data(*, actor: Actor, request_id: int) -> DestructionAct:
    """Make the act over the confirmed items of a person who withdraws the consent; open cases stay out."""
    request = _open_request(actor, request_id)
    if request.kind != PersonRequest.Kind.WITHDRAWAL:
        raise RuleBroken("kind", "Человек просил рассказать о данных, а не уничтожить их.")
    if request.act is not None and request.act.state != DestructionAct.State.CANCELLED:
        raise RuleBroken("has_act", f"По этому запросу уже есть {request.act}.")
    items = list(FeedbackItem.objects.visible_to(actor).filter(pk__in=request.item_ids).order_by("received_at", "id"))
    ended = [item for item in items if not obstacle_of(item)]
    if not ended:
        until = date_long(request.due_on)
        told = f"Отметьте записи, которые можно уничтожить. Рассматриваемые — после ответа; срок запроса до {until}"
        raise RuleBroken("nothing_to_destroy", told)
    request.act = begin_destruction_of(actor=actor, request=request, items=ended)
    request.save(update_fields=["act"])
    return request.act


def _open_request(actor: Actor, request_id: int) -> PersonRequest:
    request = person_request(actor, request_id)
    if request.done_on is not None:
        raise RuleBroken("done", "Этот запрос уже исполнен.")
    return request
