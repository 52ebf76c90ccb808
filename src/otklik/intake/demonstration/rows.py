"""One case of the demonstration as rows of the tables."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from otklik.core.appeals import ItemKind, ItemStatus, Outcome, verdict_of
from otklik.core.deadlines import Deadline, LegalClass
from otklik.core.periods import Quarter, local_date
from otklik.demonstration import DemoCase
from otklik.intake import models as intake
from otklik.intake.clock import legal_class_of
from otklik.intake.demonstration.desk import Desk

CONSENT_VERSION = "1.0"
ENDED = {Outcome.TRANSFERRED: ItemStatus.FORWARDED, Outcome.LEFT_WITHOUT_ANSWER: ItemStatus.CLOSED}


@dataclass(frozen=True)
class Course:
    """When and by which clock a case went its way."""

    status: ItemStatus
    legal_class: LegalClass
    registered_on: date | None
    deadline: Deadline | None
    answered_on: date | None

    @property
    def waiting_days(self) -> int | None:
        """From registration to the answer."""
        return (self.answered_on - self.registered_on).days if self.answered_on and self.registered_on else None

    @property
    def is_late(self) -> bool:
        """The answer came after the last day."""
        return bool(self.answered_on and self.deadline and self.answered_on > self.deadline.due_on)


def course_of(desk: Desk, case: DemoCase) -> Course:
    """The clock and the days of a case."""
    kind, zone = ItemKind(case.kind), desk.administration.time_zone
    legal_class = legal_class_of(desk.channels[case.channel].legal_class, kind, case.audience)
    registered_at = case.registered_at or (None if kind.is_appeal else case.received_at)
    registered_on = local_date(registered_at, zone) if registered_at else None
    deadline = desk.deadline(legal_class, registered_on, prolonged=case.prolonged) if registered_on else None
    status = _status(case, kind)
    answered_on = local_date(case.answered_at, zone) if case.answered_at and status is ItemStatus.ANSWERED else None
    return Course(status, legal_class, registered_on, deadline, answered_on)


def item_of(desk: Desk, case: DemoCase, course: Course) -> intake.FeedbackItem:
    """The item; not saved."""
    kind, department = ItemKind(case.kind), desk.departments.get(case.department)
    outcomes = [question.outcome for question in case.questions] or [case.outcome]
    return intake.FeedbackItem(
        administration=desk.administration,
        audience=case.audience,
        kind=kind.value,
        status=course.status.value,
        verdict=verdict_of(outcomes).value,
        channel=desk.channels[case.channel],
        legal_class=course.legal_class.value,
        form=case.form,
        sender_kind=case.sender_kind,
        subject=case.subject,
        process=desk.processes.get(case.process),
        touchpoint=desk.touchpoints.get(case.touchpoint) if case.is_read else None,
        department=department,
        assignee=desk.worker(department, case.index) if course.status is not ItemStatus.NEW else None,
        received_at=case.received_at,
        quarter=Quarter.of(local_date(case.received_at, desk.administration.time_zone)).key,
        registered_on=course.registered_on,
        due_on=course.deadline.due_on if course.deadline else None,
        answered_on=course.answered_on,
        waiting_days=course.waiting_days if kind.is_appeal else None,
        is_late=course.is_late,
        number=desk.number(kind, course.registered_on) if course.registered_on else "",
        title=case.title[:300],
        text=case.text,
        place=case.place[:300],
        read_at=(case.answered_at or case.received_at) if case.is_read else None,
    )


def _status(case: DemoCase, kind: ItemKind) -> ItemStatus:
    if kind.is_appeal and case.registered_at is None:
        return ItemStatus.NEW
    if case.outcome in ENDED:
        return ENDED[case.outcome]
    if case.answered_at:
        return ItemStatus.ANSWERED
    if case.prolonged:
        return ItemStatus.PROLONGED
    if not case.is_read:
        return ItemStatus.REGISTERED
    return ItemStatus.IN_WORK if kind.is_appeal else ItemStatus.CLOSED


def appeal_of(desk: Desk, case: DemoCase, item: intake.FeedbackItem, deadline: Deadline | None) -> intake.Appeal:
    """The registered case."""
    first = desk.items.get(case.repeat_of) if case.repeat_of is not None else None
    return intake.Appeal(
        item=item,
        registered_at=case.registered_at or case.received_at,
        due_explanation=deadline.as_json() if deadline else {},
        answered_at=case.answered_at if item.answered_on else None,
        author_count=case.author_count,
        repeat_of=first,
        prolonged_on=item.registered_on if case.prolonged else None,
        prolongation_reason="Нужны сведения другой организации" if case.prolonged else "",
    )


def questions_of(desk: Desk, case: DemoCase, item: intake.FeedbackItem) -> Iterator[intake.AppealQuestion]:
    """Each question with its topic, reason and outcome."""
    for position, question in enumerate(case.questions, start=1):
        yield intake.question_of(
            item,
            position=position,
            text=question.text[:1000],
            topic=desk.topics.get(question.topic) if case.is_read else None,
            reason=desk.reasons.get(question.reason) if case.is_read else None,
            outcome=question.outcome.value,
        )
    if not case.questions:
        yield intake.question_of(item, outcome=case.outcome.value)


def contact_of(case: DemoCase, item: intake.FeedbackItem) -> intake.Contact:
    """Who wrote."""
    return intake.Contact(
        item=item,
        name=case.name,
        email=case.email,
        phone=case.phone,
        address=case.address,
        organization=case.organization,
        consent_version=CONSENT_VERSION,
        consent_at=case.received_at,
    )


def answer_of(case: DemoCase, item: intake.FeedbackItem) -> intake.Answer:
    """The final answer."""
    ways = intake.Answer.Way
    way = ways.EMAIL if case.email else ways.LETTER if case.address else ways.STATUS
    at = case.answered_at or case.received_at
    return intake.Answer(item=item, text=case.answer, way=way, signed_by=item.assignee, at=at)


def categories_of(desk: Desk, case: DemoCase, item: intake.FeedbackItem) -> Iterator[intake.ItemCategory]:
    """Categories of an item that was read."""
    for slug in dict.fromkeys(case.categories) if case.is_read else ():
        yield intake.ItemCategory(item=item, category=desk.categories[slug])


def events_of(case: DemoCase, item: intake.FeedbackItem) -> Iterator[intake.CaseEvent]:
    """Steps that the author sees on the status page."""
    if item.assignee and case.registered_at:
        text = f"Рассматривает: {item.department}."
        yield intake.CaseEvent(item=item, at=case.registered_at, move="assign", text=text)
    if item.answered_on and case.answered_at:
        yield intake.CaseEvent(item=item, at=case.answered_at, move="answer", text="Дан ответ.")
