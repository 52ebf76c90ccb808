"""Kinds, statuses, outcomes and the permitted moves of a message."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from otklik.core.labels import Labelled


class ItemKind(Labelled):
    """What a message is. The first four are appeals and requests that the monitoring counts."""

    PROPOSAL = "proposal", "Предложение"
    STATEMENT = "statement", "Заявление"
    COMPLAINT = "complaint", "Жалоба"
    INQUIRY = "inquiry", "Запрос"
    REVIEW = "review", "Отзыв"
    GRATITUDE = "gratitude", "Благодарность"
    OTHER = "other", "Иное"

    @property
    def is_appeal(self) -> bool:
        """Whether it is registered, answered and counted by the quarterly monitoring."""
        return self in APPEAL_KINDS


class AppealKind(Labelled):
    """The kinds that make an appeal; values equal those of ItemKind."""

    PROPOSAL = "proposal", "Предложение"
    STATEMENT = "statement", "Заявление"
    COMPLAINT = "complaint", "Жалоба"
    INQUIRY = "inquiry", "Запрос"


APPEAL_KINDS: frozenset[ItemKind] = frozenset(ItemKind(kind.value) for kind in AppealKind)


class ItemStatus(Labelled):
    """Where a message stands. NEW is not registered yet; CLOSED needs no answer or was left without one."""

    NEW = "new", "Не зарегистрировано"
    REGISTERED = "registered", "Зарегистрировано"
    IN_WORK = "in_work", "В работе"
    PROLONGED = "prolonged", "Срок продлён"
    FORWARDED = "forwarded", "Направлено по компетенции"
    ANSWERED = "answered", "Дан ответ"
    CLOSED = "closed", "Закрыто без ответа"


OPEN_STATUSES: frozenset[ItemStatus] = frozenset(
    {ItemStatus.NEW, ItemStatus.REGISTERED, ItemStatus.IN_WORK, ItemStatus.PROLONGED}
)


class Move(Labelled):
    """What a person does with a message."""

    REGISTER = "register", "Зарегистрировать"
    TAKE = "take", "Взять в работу"
    PROLONG = "prolong", "Продлить срок"
    FORWARD = "forward", "Направить по компетенции"
    INTERIM = "interim", "Дать промежуточный ответ"
    ANSWER = "answer", "Ответить"
    CLOSE = "close", "Закрыть без ответа"
    REOPEN = "reopen", "Вернуть в работу"


class Outcome(Labelled):
    """The result of one question of an appeal, in the words of the national reporting."""

    IN_WORK = "in_work", "Находится на рассмотрении"
    EXPLAINED = "explained", "Разъяснено"
    SUPPORTED = "supported", "Поддержано"
    NOT_SUPPORTED = "not_supported", "Не поддержано"
    TRANSFERRED = "transferred", "Направлено по компетенции"
    ANSWERED = "answered", "Дан ответ автору"
    LEFT_WITHOUT_ANSWER = "left_without_answer", "Оставлено без ответа автору"


class Verdict(Labelled):
    """The result of the whole message, put together from its questions."""

    OPEN = "open", "Рассматривается"
    SATISFIED = "satisfied", "Удовлетворено"
    REFUSED = "refused", "Отказано"
    PARTLY = "partly", "Удовлетворено частично"
    EXPLAINED = "explained", "Разъяснено"
    FORWARDED = "forwarded", "Направлено по компетенции"
    ANSWERED = "answered", "Дан ответ"
    NO_ANSWER = "no_answer", "Оставлено без ответа"


class Audience(Labelled):
    """Who speaks: a person or firm from outside, or an employee."""

    EXTERNAL = "external", "Внешний клиент"
    INTERNAL = "internal", "Внутренний клиент"


class SenderKind(Labelled):
    """In whose name the author speaks."""

    INDIVIDUAL = "individual", "Физическое лицо"
    REPRESENTATIVE = "representative", "Представитель юридического лица"
    NOT_STATED = "not_stated", "Не указано"


class Form(Labelled):
    """How the message was given."""

    ORAL = "oral", "Устно"
    WRITTEN = "written", "Письменно"


class NotAllowed(ValueError):  # noqa: N818 - says what happened: the move is not allowed
    """The move is not allowed in this status; the message is Russian."""


_S, _M = ItemStatus, Move

TRANSITIONS: Mapping[tuple[ItemStatus, Move], ItemStatus] = MappingProxyType(
    {
        (_S.NEW, _M.REGISTER): _S.REGISTERED,
        (_S.NEW, _M.CLOSE): _S.CLOSED,
        (_S.REGISTERED, _M.TAKE): _S.IN_WORK,
        (_S.REGISTERED, _M.PROLONG): _S.PROLONGED,
        (_S.REGISTERED, _M.FORWARD): _S.FORWARDED,
        (_S.REGISTERED, _M.INTERIM): _S.REGISTERED,
        (_S.REGISTERED, _M.ANSWER): _S.ANSWERED,
        (_S.REGISTERED, _M.CLOSE): _S.CLOSED,
        (_S.IN_WORK, _M.PROLONG): _S.PROLONGED,
        (_S.IN_WORK, _M.FORWARD): _S.FORWARDED,
        (_S.IN_WORK, _M.INTERIM): _S.IN_WORK,
        (_S.IN_WORK, _M.ANSWER): _S.ANSWERED,
        (_S.IN_WORK, _M.CLOSE): _S.CLOSED,
        (_S.PROLONGED, _M.FORWARD): _S.FORWARDED,
        (_S.PROLONGED, _M.INTERIM): _S.PROLONGED,
        (_S.PROLONGED, _M.ANSWER): _S.ANSWERED,
        (_S.PROLONGED, _M.CLOSE): _S.CLOSED,
        (_S.FORWARDED, _M.ANSWER): _S.ANSWERED,
        (_S.FORWARDED, _M.CLOSE): _S.CLOSED,
        (_S.FORWARDED, _M.REOPEN): _S.IN_WORK,
        (_S.ANSWERED, _M.REOPEN): _S.IN_WORK,
        (_S.CLOSED, _M.REOPEN): _S.IN_WORK,
    }
)


def next_status(status: ItemStatus, move: Move, *, kind: ItemKind | None = None) -> ItemStatus:
    """The status after the move. Raises NotAllowed with a Russian message.

    A kind that is no appeal (review, gratitude) may be answered without registration; all else is registered first.
    """
    if (status, move) == (ItemStatus.NEW, Move.ANSWER) and kind is not None and not kind.is_appeal:
        return ItemStatus.ANSWERED
    try:
        return TRANSITIONS[status, move]
    except KeyError:
        raise NotAllowed(_refusal(status, move)) from None


def allowed_moves(status: ItemStatus) -> tuple[Move, ...]:
    """Moves that the status permits, in the order of the Move list."""
    return tuple(move for move in Move if (status, move) in TRANSITIONS)


def verdict_of(outcomes: Iterable[Outcome]) -> Verdict:
    """The result of a message with these outcomes of its questions; none at all means that it is open."""
    found = frozenset(outcomes)
    if not found or Outcome.IN_WORK in found:
        return Verdict.OPEN
    granted, refused = Outcome.SUPPORTED in found, Outcome.NOT_SUPPORTED in found
    if granted or refused:
        return Verdict.PARTLY if granted and refused else Verdict.SATISFIED if granted else Verdict.REFUSED
    return _verdict_without_decision(found)


def _verdict_without_decision(found: frozenset[Outcome]) -> Verdict:
    if found == {Outcome.TRANSFERRED}:
        return Verdict.FORWARDED
    if found == {Outcome.LEFT_WITHOUT_ANSWER}:
        return Verdict.NO_ANSWER
    return Verdict.EXPLAINED if Outcome.EXPLAINED in found else Verdict.ANSWERED


def _refusal(status: ItemStatus, move: Move) -> str:
    if status is ItemStatus.NEW:
        return f"Действие «{move.label}» недоступно: сначала зарегистрируйте сообщение."
    names = ", ".join(f"«{permitted.label}»" for permitted in allowed_moves(status))
    return f"Действие «{move.label}» недоступно в состоянии «{status.label}». Можно: {names}."
