"""An employee turns to somebody, in writing or in person; the talk goes on by code. Порядок: murashi 3.2, biysk 5."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.accounts.models import User
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.events import AuthorSpoke, publish
from otklik.catalog.queries import procedure_of
from otklik.core.appeals import OPEN_STATUSES, Audience, Form, ItemStatus, Outcome
from otklik.core.incoming import IncomingFeedback
from otklik.core.periods import local_date
from otklik.intake.access import tell
from otklik.intake.actions.answer_appeal import answer_appeal, send_interim_answer
from otklik.intake.actions.move_case import put_back
from otklik.intake.actions.receive_feedback import Receipt, receive_feedback
from otklik.intake.author_access import Ticket, item_of_author
from otklik.intake.employee_letters import (
    Receiver,
    can_listen_to_employees,
    channel_for,
    is_unnamed,
    letter_for,
    may_open_letters,
    receivers,
    unnamed_moment,
)
from otklik.intake.models import Answer, AuthorAddition, EmployeeLetter, FeedbackItem, LetterAddressee, LetterTo
from otklik.intake.policies import can_view_internal
from otklik.intake.queries import today_of

LONGEST_TEXT = 20_000
MOST_WORDS = 50
SAID_MORE = "Автор написал ещё."


@dataclass(frozen=True)
class Chosen:
    """Whom the employee turns to; without a person it is the office that answers for internal feedback."""

    to: LetterTo
    user_id: int | None = None


@transaction.atomic
def write_to_leader(*, actor: Actor, incoming: IncomingFeedback, chosen: Chosen, consent_version: str = "") -> Receipt:
    """Take in an employee's letter for the chosen person; the same token twice is one letter.

    RuleBroken for a person who receives nobody. Порядок: murashi 3.2.
    """
    return _take(actor, incoming, chosen, consent_version=consent_version)


@transaction.atomic
def write_down_visit(
    *, actor: Actor, incoming: IncomingFeedback, chosen: Chosen, agreed: str = "", is_settled: bool = False
) -> Receipt:
    """The internal reception card: who came, to whom, what was said, what was agreed; settled at once or to answer.

    A leader writes down what was said to himself, who has the internal right, to anybody. RuleBroken for a matter
    that is settled without a word about how. Порядок: murashi 3.2.
    """
    is_own = chosen.user_id is not None and chosen.user_id == actor.user_id
    if not can_listen_to_employees(actor) or not (can_view_internal(actor) or is_own):
        raise NotFound
    said = agreed.replace("\0", "").strip()
    if is_settled and not said:
        raise RuleBroken("agreed_empty", "Напишите, о чём договорились: это и будет ответом.", "agreed")
    receipt = _take(actor, replace(incoming, form=Form.ORAL), chosen, agreed=said, is_oral=True)
    if is_settled and receipt.is_new:
        _answer(actor, letter_for(actor, receipt.item_id), said, Outcome.EXPLAINED, Answer.Way.ORAL)
    return receipt


@transaction.atomic
def reply_to_employee(
    *, actor: Actor, item_id: int, text: str, outcome: Outcome | None = None, token: str = ""
) -> Answer:
    """Say something to the author: with an outcome it is the answer, without one the talk goes on.

    The author reads it by the code; a named one gets it by e-mail too, where he gave an address.
    """
    letter = letter_for(actor, item_id)
    if len(text) > LONGEST_TEXT:
        raise RuleBroken("text_long", f"Не длиннее {LONGEST_TEXT} знаков.", "text")
    if ItemStatus(letter.item.status) not in OPEN_STATUSES:
        raise RuleBroken("ended", "На это обращение уже дан ответ. Если автор спросит ещё, оно вернётся в работу.")
    contact = getattr(letter.item, "contact", None)
    way = Answer.Way.EMAIL if contact is not None and contact.email else Answer.Way.STATUS
    return _answer(actor, letter, text.replace("\0", ""), outcome, way, token=token)


@transaction.atomic
def say_more(*, actor: Actor, ticket: Ticket, text: str, token: str) -> AuthorAddition:
    """The author asks on: the words stand in the talk, an answered letter comes back to work.

    Of one who gave no name only the day is kept, and no entry that would tell the hour. RuleBroken for an empty or
    endless text.
    """
    item = item_of_author(actor, ticket)
    if item.audience != Audience.INTERNAL:
        raise NotFound
    known = item.additions.filter(token=token[:32]).first()
    if known:
        return known
    said = text.replace("\0", "").strip()
    _check_words(item, said)
    at = unnamed_moment(item, timezone.now()) if is_unnamed(item) else timezone.now()
    addition = AuthorAddition.objects.create(item=item, text=said, token=token[:32], at=at)
    if ItemStatus(item.status) not in OPEN_STATUSES:
        put_back(item)
    EmployeeLetter.objects.filter(pk=item.pk).update(is_waiting=True)
    if not is_unnamed(item):
        tell(actor, item, "addition", SAID_MORE)
        audit.record(actor, "add_to_message", item, "Автор дополнил сообщение")
        publish(AuthorSpoke(actor, item.pk, "addition"))
    return addition


@transaction.atomic
def set_receiver(*, actor: Actor, user_id: int, to: LetterTo, is_receiving: bool) -> None:
    """Name a person as receiving employees, or take one off the list; the administrator's and the officer's word."""
    if not can_name_receivers(actor):
        raise NotFound
    person = User.objects.filter(administration_id=actor.administration_id, pk=user_id, is_active=True).first()
    if person is None or to == LetterTo.OFFICE:
        raise RuleBroken("no_person", "Выберите человека из списка.", "person")
    if is_receiving and not may_open_letters(person, today_of(actor)):
        message = "У этого человека нет роли: он не сможет открыть обращения. Сначала назначьте ему роль."
        raise RuleBroken("no_role", message, "person")
    LetterAddressee.objects.update_or_create(
        administration_id=actor.administration_id, user=person, to=to, defaults={"is_receiving": is_receiving}
    )
    done = "принимает обращения сотрудников" if is_receiving else "не принимает обращений сотрудников"
    audit.record(actor, "set_receiver", person, f"{person} {done} ({LetterTo(to).label})")


def can_name_receivers(actor: Actor) -> bool:
    """The administrator, and who answers for internal feedback."""
    return actor.has(Role.ADMINISTRATOR, Role.INTERNAL_OFFICER)


def _take(
    actor: Actor, incoming: IncomingFeedback, chosen: Chosen, *, consent_version: str = "", agreed: str = "",
    is_oral: bool = False,
) -> Receipt:  # fmt: skip
    channel = channel_for(actor.administration_id, chosen.to)
    if channel is None:
        raise RuleBroken("no_channel", "У этой администрации нет такого пути для сотрудников.", "to")
    receiver = _receiver(actor, incoming, chosen)
    own = replace(incoming, channel=channel.slug, audience=Audience.INTERNAL)
    receipt = receive_feedback(actor=actor, incoming=own, consent_version=consent_version)
    if receipt.is_new:
        EmployeeLetter.objects.create(
            item_id=receipt.item_id,
            to=chosen.to,
            addressee_id=receiver.user_id if receiver else None,
            addressee_title=receiver.title[:500] if receiver else "",
            is_oral=is_oral,
            agreed=agreed,
        )
    return receipt


def _receiver(actor: Actor, incoming: IncomingFeedback, chosen: Chosen) -> Receiver | None:
    """The chosen person; a specialist need not be chosen where there is one, and the office answers where none is."""
    if chosen.to == LetterTo.OFFICE:
        return None
    today = local_date(incoming.received_at, _zone(actor))
    offered = [one for one in receivers(actor.administration_id, today) if one.to == chosen.to]
    if chosen.user_id is None and chosen.to == LetterTo.CULTURE:
        return offered[0] if offered else None
    found = next((one for one in offered if one.user_id == chosen.user_id), None)
    if found is None:
        raise RuleBroken("no_receiver", "Выберите, к кому вы обращаетесь.", "person")
    return found


def _answer(
    actor: Actor, letter: EmployeeLetter, text: str, outcome: Outcome | None, way: str, *, token: str = ""
) -> Answer:
    """The addressee answers this one letter as those with the internal right answer any."""
    entitled = replace(actor, roles=actor.roles | {Role.INTERNAL_OFFICER.value})
    if outcome is None:
        answer = send_interim_answer(actor=entitled, item_id=letter.pk, text=text, way=way, token=token)
    else:
        outcomes = {question.pk: outcome for question in letter.item.questions.all()}
        answer = answer_appeal(actor=entitled, item_id=letter.pk, text=text, way=way, token=token, outcomes=outcomes)
    letter.is_waiting = False
    letter.save(update_fields=["is_waiting"])
    return answer


def _check_words(item: FeedbackItem, said: str) -> None:
    if not said:
        raise RuleBroken("nothing", "Напишите, что хотите спросить или добавить.", "text")
    if len(said) > LONGEST_TEXT:
        raise RuleBroken("text_long", f"Не длиннее {LONGEST_TEXT} знаков.", "text")
    if item.additions.count() >= MOST_WORDS:
        raise RuleBroken("too_many", "Разговор слишком длинный. Напишите новое обращение.")


def _zone(actor: Actor) -> str:
    return procedure_of(actor.administration_slug).act.time_zone
