"""Filling in the card of a visit: each question with its outcome, registered the way the law wants it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from otklik.accounts.enums import Role
from otklik.base import audit
from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.base.models import StoredFile
from otklik.catalog.queries import channels
from otklik.core.appeals import Form, ItemKind, Outcome, SenderKind
from otklik.core.incoming import IncomingFeedback
from otklik.core.reception import ANSWERED_ORALLY, VisitOutcome, VisitState, holds_passport_number
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.actions.move_case import close_item, forward_appeal
from otklik.intake.actions.receive_feedback import Receipt, receive_feedback
from otklik.intake.models import AppealQuestion, FeedbackItem, question_of
from otklik.intake.queries import is_ended
from otklik.reception.access import step_to, visit_for
from otklik.reception.actions.book_visit import PASSPORT
from otklik.reception.models import Visit, VisitContact, VisitQuestion
from otklik.reception.policies import can_hold_visit
from otklik.reception.timetables import local_now

RECEPTION = "reception"
#: Questions of the same course are one registered item: answered on the spot, to be answered, handed in on paper…
COURSES: tuple[frozenset[VisitOutcome], ...] = (
    ANSWERED_ORALLY,
    frozenset({VisitOutcome.WRITTEN_ANSWER}),
    frozenset({VisitOutcome.APPEAL}),
    frozenset({VisitOutcome.FORWARDED}),
    frozenset({VisitOutcome.REFUSED}),
)
_OUTCOMES = {VisitOutcome.EXPLAINED: Outcome.EXPLAINED, VisitOutcome.SUPPORTED: Outcome.SUPPORTED}


@dataclass(frozen=True)
class Asked:
    """One question of the visit and what it ended with; `earlier` is the number of the answer given before."""

    text: str
    outcome: VisitOutcome
    explanation: str = ""
    forwarded_to: str = ""
    earlier: str = ""


@dataclass(frozen=True)
class Recorded:
    """What was registered for some of the questions."""

    outcome: VisitOutcome
    receipt: Receipt


@transaction.atomic
def record_visit(
    *,
    actor: Actor,
    visit_id: int,
    asked: Sequence[Asked],
    kind: ItemKind = ItemKind.STATEMENT,
    document_shown: bool = False,
    agreed_orally: bool = False,
    address: str = "",
    files: tuple[StoredFile, ...] = (),
) -> list[Recorded]:
    """Note the content of the visit in its card and register it; returns what was registered, by course.

    Answered on the spot with the person's consent: registered and answered orally. Without consent, or handed in on
    paper: registered, and the clock runs. RuleBroken for what the law does not allow. Источник: 59-ФЗ, статья 13.
    """
    visit = visit_for(actor, visit_id, can_hold_visit)
    _check(visit, asked, agreed_orally=agreed_orally)
    if visit.state != VisitState.CAME:
        step_to(visit, VisitState.CAME)
    visit.document_shown, visit.agreed_orally = document_shown, agreed_orally
    visit.held_at, visit.held_by_id = timezone.now(), actor.user_id
    visit.save(update_fields=["state", "document_shown", "agreed_orally", "held_at", "held_by"])
    if address.strip():
        VisitContact.objects.filter(visit=visit, erased_at__isnull=True).update(address=address.strip()[:500])
    card = _Card(actor, visit, kind, _channel(actor), files)
    recorded = [one for course in COURSES if (one := card.register([q for q in asked if q.outcome in course]))]
    audit.record(actor, "record_visit", visit, f"Приём проведён: {visit.number}", questions=len(asked))
    return recorded


def _check(visit: Visit, asked: Sequence[Asked], *, agreed_orally: bool) -> None:
    if visit.held_at is not None:
        raise RuleBroken("held", "Карточка этого приёма уже заполнена.")
    if visit.on > local_now(visit.administration).date():
        raise RuleBroken("early", "Этот приём ещё впереди: карточку заполняют на приёме.")
    if not asked:
        raise RuleBroken(
            "text_empty", "Напишите, с чем пришёл человек: закон требует занести это в карточку.", "text_1"
        )
    for position, question in enumerate(asked, start=1):
        _check_question(question, position)
    if any(question.outcome in ANSWERED_ORALLY for question in asked) and not agreed_orally:
        message = "Устный ответ возможен с согласия человека. Отметьте согласие или выберите «Будет письменный ответ»."
        raise RuleBroken("consent", message, "agreed_orally")


def _check_question(question: Asked, position: int) -> None:
    if not question.text.strip():
        raise RuleBroken("text_empty", "Напишите, в чём вопрос.", f"text_{position}")
    if holds_passport_number(f"{question.text} {question.explanation}"):
        raise RuleBroken("passport", PASSPORT, f"text_{position}")
    if question.outcome in ANSWERED_ORALLY and not question.explanation.strip():
        raise RuleBroken("explanation", "Напишите, что ответили: это остаётся в карточке.", f"explanation_{position}")
    if question.outcome is VisitOutcome.FORWARDED and not question.forwarded_to.strip():
        raise RuleBroken("to", "Напишите, куда направлен вопрос.", f"forwarded_to_{position}")


def _channel(actor: Actor) -> str:
    channel = channels(actor.administration_id).filter(kind=RECEPTION).first()
    if channel is None:
        raise RuleBroken("no_channel", "В списке каналов нет личного приёма: добавьте его в настройках.")
    return channel.slug


@dataclass
class _Card:
    """The visit while its questions are registered."""

    actor: Actor
    visit: Visit
    kind: ItemKind
    channel: str
    files: tuple[StoredFile, ...]
    position: int = 0

    def register(self, asked: Sequence[Asked]) -> Recorded | None:
        """Register questions of one course as one item and lead it where the course ends."""
        if not asked:
            return None
        outcome = asked[0].outcome
        earlier = self._earlier(asked) if outcome is VisitOutcome.REFUSED else None
        receipt = receive_feedback(
            actor=self.actor,
            incoming=self._incoming(asked),
            files=self.files if outcome is VisitOutcome.APPEAL else (),
            department_id=self.visit.schedule.department_id,
            repeat_of_id=earlier.pk if earlier else None,
        )
        questions = _questions_of(receipt.item_id, asked)
        self._lead(receipt.item_id, asked, questions, earlier)
        for question in asked:
            self._note(question, receipt.item_id)
        return Recorded(outcome, receipt)

    def _incoming(self, asked: Sequence[Asked]) -> IncomingFeedback:
        contact = getattr(self.visit, "contact", None)
        is_paper = asked[0].outcome is VisitOutcome.APPEAL
        return IncomingFeedback(
            text="\n\n".join(question.text.strip() for question in asked),
            channel=self.channel,
            received_at=_moment(self.visit),
            kind=self.kind,
            form=Form.WRITTEN if is_paper else Form.ORAL,
            sender_kind=SenderKind.INDIVIDUAL if contact and contact.name else SenderKind.NOT_STATED,
            name=contact.name if contact else "",
            phone=contact.phone if contact else "",
            email=contact.email if contact else "",
            address=contact.address if contact else "",
            source_number=f"{self.visit.number}/{self.position + 1}",
        )

    def _lead(
        self, item_id: int, asked: Sequence[Asked], questions: list[AppealQuestion], earlier: FeedbackItem | None
    ) -> None:
        """What the visit decided is done at once, by the right of the one who receives."""
        lent, outcome = _lent(self.actor), asked[0].outcome
        said = "\n\n".join(question.explanation.strip() for question in asked if question.explanation.strip())
        if outcome in ANSWERED_ORALLY:
            outcomes = {row.pk: _OUTCOMES[q.outcome] for row, q in zip(questions, asked, strict=True)}
            answer_appeal(actor=lent, item_id=item_id, text=said, outcomes=outcomes, way="oral")
        elif outcome is VisitOutcome.FORWARDED:
            to = "; ".join(dict.fromkeys(question.forwarded_to.strip() for question in asked))
            forward_appeal(actor=lent, item_id=item_id, to=to[:300], note=said[:500])
        elif outcome is VisitOutcome.REFUSED and earlier:
            reason = f"Ответ по существу уже давали: № {earlier.number}. {said}".strip()
            close_item(actor=lent, item_id=item_id, reason=reason)

    def _earlier(self, asked: Sequence[Asked]) -> FeedbackItem:
        """The answered appeal by which further consideration is refused (статья 13, часть 6)."""
        number = asked[0].earlier.strip().upper()
        found = FeedbackItem.objects.of(self.actor.administration_id).exclude(number="").filter(number=number).first()
        if found is None or not is_ended(found):
            message = "Отказать можно, если ответ по существу уже давали. Укажите номер того обращения."
            raise RuleBroken("earlier", message, "earlier_1")
        return found

    def _note(self, question: Asked, item_id: int) -> None:
        self.position += 1
        VisitQuestion.objects.create(
            visit=self.visit,
            position=self.position,
            text=question.text.strip(),
            outcome=question.outcome.value,
            explanation=question.explanation.strip(),
            forwarded_to=question.forwarded_to.strip()[:300],
            item_id=item_id,
        )


def _questions_of(item_id: int, asked: Iterable[Asked]) -> list[AppealQuestion]:
    """The item's questions with their words; the first is there already."""
    item = FeedbackItem.objects.get(pk=item_id)
    questions = []
    for position, question in enumerate(asked, start=1):
        row = item.questions.filter(position=position).first() or question_of(item, position=position)
        row.text = question.text.strip()[:1000]
        row.save()
        questions.append(row)
    return questions


def _lent(actor: Actor) -> Actor:
    """Who receives may answer on the spot, whatever his role at the desk: lent for the items of this visit only."""
    return replace(actor, roles=frozenset({*actor.roles, Role.COORDINATOR.value}))


def _moment(visit: Visit) -> datetime:
    """When the visit was, never later than now."""
    planned = datetime.combine(visit.on, visit.at, ZoneInfo(visit.administration.time_zone))
    return min(planned, timezone.now())
