"""The moves of an item's page: each with its form, its action, and when it is offered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from otklik.base.actor import Actor
from otklik.core.appeals import OPEN_STATUSES, TRANSITIONS, ItemKind, ItemStatus, Move
from otklik.intake.actions import move_case
from otklik.intake.actions.change_kind import change_kind
from otklik.intake.actions.edit_questions import add_question, remove_question
from otklik.intake.actions.erase_contact import erase_contact
from otklik.intake.actions.register_item import register_item
from otklik.intake.actions.return_item import mark_for_forwarding, return_item, unmark_forwarding
from otklik.intake.policies import (
    can_answer_item,
    can_assign_item,
    can_classify_item,
    can_distribute_items,
    can_erase_contact,
    can_forward_item,
    can_return_item,
)
from otklik.intake.queries import FeedbackItem
from otklik.web.staff.forms import moves as forms

Offered = Callable[[FeedbackItem], bool]


@dataclass(frozen=True)
class MovePage:
    """A move: what is said on its button, its key, its form and action, who may and when."""

    slug: str
    title: str
    form: type[forms.MoveForm]
    action: Callable[..., Any]
    policy: Callable[[Actor], bool]
    offered: Offered
    key: str = ""
    done: str = "Сделано."


def _by(move: Move) -> Offered:
    return lambda item: (ItemStatus(item.status), move) in TRANSITIONS


def _is_open(item: FeedbackItem) -> bool:
    return ItemStatus(item.status) in OPEN_STATUSES


def _can_take(item: FeedbackItem) -> bool:
    return _is_open(item) and item.status != ItemStatus.NEW


def _is_with_unit(item: FeedbackItem) -> bool:
    return _is_open(item) and item.department_id is not None


def _can_prolong(item: FeedbackItem) -> bool:
    return _by(Move.PROLONG)(item) and item.is_appeal and item.due_on is not None


def _has_contact(item: FeedbackItem) -> bool:
    contact = getattr(item, "contact", None)
    return contact is not None and contact.erased_at is None


def _open_appeal(item: FeedbackItem) -> bool:
    return _can_take(item) and ItemKind(item.kind).is_appeal


MOVES: tuple[MovePage, ...] = (
    MovePage("register", "Зарегистрировать", forms.MoveForm, register_item, can_assign_item, _by(Move.REGISTER), "g",
             "Зарегистрировано, срок пошёл."),
    MovePage("take", "Взять в работу", forms.MoveForm, move_case.take_item, can_answer_item, _can_take, "t",
             "Взято в работу."),
    MovePage("assign", "Назначить", forms.AssignForm, move_case.assign_item, can_distribute_items, _is_open, "s",
             "Назначено."),
    MovePage("prolong", "Продлить срок", forms.ProlongForm, move_case.prolong_appeal, can_answer_item, _can_prolong,
             "p", "Срок продлён, автор увидит причину."),
    MovePage("forward", "Направить по компетенции", forms.ForwardForm, move_case.forward_appeal, can_forward_item,
             _by(Move.FORWARD), "f", "Направлено по компетенции. Письма готовы, они над текстом."),
    MovePage("return", "Вернуть: не наше", forms.ReturnForm, return_item, can_return_item, _is_with_unit, "",
             "Возвращено тому, кто распределяет обращения."),
    MovePage("mark_forward", "Отметить: решать не нам", forms.MarkForwardForm, mark_for_forwarding, can_forward_item,
             _can_take, "", "Отмечено: обращение ждёт пересылки на странице «Не наше»."),
    MovePage("close", "Закрыть без ответа", forms.CloseForm, move_case.close_item, can_answer_item, _by(Move.CLOSE),
             "c", "Закрыто без ответа."),
    MovePage("reopen", "Вернуть в работу", forms.ReopenForm, move_case.reopen_item, can_answer_item, _by(Move.REOPEN),
             "o", "Возвращено в работу."),
    MovePage("legal_class", "Изменить порядок рассмотрения", forms.LegalClassForm, move_case.change_legal_class,
             can_assign_item, _open_appeal, "l", "Порядок рассмотрения изменён, срок посчитан заново."),
    MovePage("kind", "Изменить вид", forms.KindForm, change_kind, can_assign_item, _is_open, "i", "Вид изменён."),
)  # fmt: skip
#: Moves that stand beside what they change, not in the row of moves.
SMALL_MOVES: tuple[MovePage, ...] = (
    MovePage("register", "Зарегистрировать", forms.MoveForm, register_item, can_assign_item, _by(Move.REGISTER), "g",
             "Зарегистрировано, срок пошёл."),
    MovePage("add_question", "Добавить вопрос", forms.AddQuestionForm, add_question, can_classify_item, _is_open, "q",
             "Вопрос добавлен."),
    MovePage("remove_question", "Убрать вопрос", forms.RemoveQuestionForm, remove_question, can_classify_item,
             _is_open, "", "Вопрос убран."),
    MovePage("unmark_forward", "Рассматриваем сами", forms.MoveForm, unmark_forwarding, can_forward_item, _is_open, "",
             "Отметка снята."),
    MovePage("erase_contact", "Стереть контактные данные", forms.MoveForm, erase_contact, can_erase_contact,
             _has_contact, "", "Контактные данные стёрты."),
)  # fmt: skip
BY_SLUG = {page.slug: page for page in (*MOVES, *SMALL_MOVES)}


def permitted(actor: Actor, item: FeedbackItem, pages: tuple[MovePage, ...]) -> list[MovePage]:
    """The moves that the person may make with the item as it stands."""
    is_mine = item.assignee_id == actor.user_id and item.status != ItemStatus.REGISTERED
    found = (page for page in pages if page.policy(actor) and page.offered(item))
    return [page for page in found if not (is_mine and page.slug == "take")]


def can_answer_now(actor: Actor, item: FeedbackItem) -> bool:
    """Whether the answer's page would take an answer."""
    if not can_answer_item(actor):
        return False
    without_case = item.status == ItemStatus.NEW and not ItemKind(item.kind).is_appeal
    return without_case or (ItemStatus(item.status), Move.ANSWER) in TRANSITIONS
