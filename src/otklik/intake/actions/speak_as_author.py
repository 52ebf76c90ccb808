"""What the author does with an open message: adds to it, withdraws it."""

from django.db import transaction

from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.events import AuthorSpoke, publish
from otklik.base.models import StoredFile
from otklik.core.appeals import OPEN_STATUSES, ItemStatus, Move, Outcome, verdict_of
from otklik.intake.access import make_move, tell
from otklik.intake.additions import keep_addition
from otklik.intake.author_access import Ticket, item_of_author
from otklik.intake.models import AuthorAddition, FeedbackItem

LONGEST_TEXT = 20_000
MOST_ADDITIONS = 20
MOST_FILES = 5
WITHDRAWN = "Автор отозвал сообщение"


@transaction.atomic
def add_to_message(
    *, actor: Actor, ticket: Ticket, text: str, token: str, files: tuple[StoredFile, ...] = ()
) -> AuthorAddition:
    """Add words or files while the message is open; the same token twice is one addition.

    RuleBroken when it is ended, nothing is given, too much is given.
    """
    item = item_of_author(actor, ticket)
    known = item.additions.filter(token=token).first()
    if known:
        return known
    said = text.replace("\0", "").strip()
    _check(item, said, files)
    return keep_addition(actor, item, text=said, token=token, files=files)


def _check(item: FeedbackItem, text: str, files: tuple[StoredFile, ...]) -> None:
    if ItemStatus(item.status) not in OPEN_STATUSES:
        message = "Рассмотрение уже закончено, дополнить нельзя. Если вопрос остался, напишите новое сообщение."
        raise RuleBroken("ended", message)
    if not text and not files:
        raise RuleBroken("nothing", "Напишите, что добавить, или приложите файл.", "text")
    if len(text) > LONGEST_TEXT:
        raise RuleBroken("text_long", f"Не длиннее {LONGEST_TEXT} знаков: остальное приложите файлом.", "text")
    if len(files) > MOST_FILES:
        raise RuleBroken("file_count", f"За один раз — не больше {MOST_FILES} файлов.", "files")
    if item.additions.count() >= MOST_ADDITIONS:
        message = "Дополнений уже много. Позвоните нам или напишите новое сообщение."
        raise RuleBroken("too_many", message)


@transaction.atomic
def withdraw_message(*, actor: Actor, ticket: Ticket) -> FeedbackItem:
    """End the case because its author takes it back; the text and the number stay. RuleBroken when it is ended."""
    item = item_of_author(actor, ticket)
    if ItemStatus(item.status) not in OPEN_STATUSES:
        raise RuleBroken("ended", "Рассмотрение уже закончено, отзывать нечего.")
    make_move(item, Move.CLOSE)
    item.questions.filter(outcome=Outcome.IN_WORK).update(outcome=Outcome.LEFT_WITHOUT_ANSWER, note=WITHDRAWN)
    item.verdict = verdict_of(Outcome(question.outcome) for question in item.questions.all()).value
    item.save(update_fields=["status", "verdict"])
    tell(actor, item, Move.CLOSE, f"{WITHDRAWN}. Рассмотрение прекращено.")
    audit.record(actor, "withdraw", item, WITHDRAWN)
    publish(AuthorSpoke(actor, item.pk, "withdrawal"))
    return item
