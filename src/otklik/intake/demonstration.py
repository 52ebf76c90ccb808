"""Loading the demonstration: catalogue, staff and cases, in bulk, exactly as the generator invents them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.contrib.auth.hashers import make_password
from django.db import transaction

from otklik.accounts.enums import Role
from otklik.accounts.models import Appointment, User
from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.catalog import models as catalog
from otklik.catalog import queries as catalog_queries
from otklik.catalog.actions.found_administration import found_administration
from otklik.core.appeals import ItemKind, ItemStatus, Outcome, verdict_of
from otklik.core.deadlines import Deadline, LegalClass
from otklik.core.periods import Quarter, local_date
from otklik.core.registration import format_number
from otklik.demonstration import DemoCase, DemoCatalog, generate, generate_open
from otklik.demonstration import catalog as demo_catalog
from otklik.intake import models as intake
from otklik.intake.clock import deadline_of, legal_class_of
from otklik.intake.numbers import take_sequence

CHUNK = 500
APPOINTED_ON = date(2024, 6, 3)
CONSENT_VERSION = "1.0"
ENDED = {Outcome.TRANSFERRED: ItemStatus.FORWARDED, Outcome.LEFT_WITHOUT_ANSWER: ItemStatus.CLOSED}


@dataclass
class Desk:
    """Everything that a case refers to, by slug, looked up once for an administration."""

    administration: catalog.Administration
    channels: dict[str, catalog.Channel]
    processes: dict[str, catalog.Process]
    touchpoints: dict[str, catalog.Touchpoint]
    categories: dict[str, catalog.Category]
    reasons: dict[str, catalog.Reason]
    departments: dict[str, catalog.Department]
    topics: dict[str, catalog.Topic]
    workers: dict[int | None, list[User]]
    sequences: dict[int, int] = field(default_factory=dict)
    clocks: dict[tuple[LegalClass, date, bool], Deadline | None] = field(default_factory=dict)
    items: dict[int, intake.FeedbackItem] = field(default_factory=dict)


def invent_cases(slug: str, today: date) -> tuple[list[DemoCase], list[DemoCase]]:
    """The fixed year and a half, and the open cases that lean on today."""
    return list(generate(slug)), list(generate_open(slug, today=today))


def load_administration(
    slug: str, password: str, cases: tuple[list[DemoCase], list[DemoCase]], advance: Callable[[int], None]
) -> None:
    """Found one administration and fill it; nothing is left half done when it is interrupted."""
    with transaction.atomic():
        administration = found_administration(procedure=catalog_queries.procedure_of(slug))
        invented = demo_catalog(slug)
        _load_catalog(administration, invented)
        _load_staff(administration, invented, password)
        desk = _desk_of(administration)
        count = 0
        for part in cases:
            desk.items.clear()
            for chunk in _chunks(part):
                _load_chunk(desk, chunk)
                advance(len(chunk))
                count += len(chunk)
        for year, last in desk.sequences.items():
            take_sequence(administration.pk, year, last)
        actor = system_actor(administration.pk, slug)
        audit.record(actor, "load_demonstration", administration, f"Демонстрационный год: {count} записей")


def _load_catalog(administration: catalog.Administration, invented: DemoCatalog) -> None:
    units = [(unit, catalog.Department.Kind.UNIT) for unit in invented.departments]
    units += [(unit, catalog.Department.Kind.SUBORDINATE) for unit in invented.subordinates]
    departments = {
        unit.key: catalog.Department.objects.create(
            administration=administration, slug=unit.key, title=unit.title, kind=kind, code=f"{number:02d}"
        )
        for number, (unit, kind) in enumerate(units, start=1)
    }
    for process in invented.processes:
        catalog.Process.objects.create(
            administration=administration,
            slug=process.key,
            title=process.title,
            subject=process.subject,
            organizer=departments[process.department],
        )
    administration.contacts = invented.contacts
    administration.save(update_fields=["contacts"])
    stages = {
        point.key: stage.title
        for process in invented.processes
        for stage in process.stages
        for point in stage.touchpoints
    }
    for slug, title in stages.items():
        catalog.Touchpoint.objects.filter(administration=administration, slug=slug).update(stage=title)
    for position, template in enumerate(invented.templates):
        intake.AnswerTemplate.objects.create(
            administration=administration, title=template.title, text=template.text, position=position
        )


def _load_staff(administration: catalog.Administration, invented: DemoCatalog, password: str) -> None:
    encoded = make_password(password)
    departments = {unit.slug: unit for unit in catalog.Department.objects.filter(administration=administration)}
    for member in invented.staff:
        user = User.objects.create(
            username=f"{administration.slug}-{member.login}",
            password=encoded,
            administration=administration,
            department=departments.get(member.department),
            full_name=member.name,
            position=member.position,
        )
        Appointment.objects.create(
            user=user,
            role=Role(member.role),
            act_title="Распоряжение администрации",
            act_number=f"{100 + user.pk}-р",
            act_on=APPOINTED_ON,
            valid_from=APPOINTED_ON,
        )


def _desk_of(administration: catalog.Administration) -> Desk:
    own = {"administration": administration}
    edition = catalog_queries.topic_edition(administration.pk, date(2025, 12, 31))
    workers: dict[int | None, list[User]] = {}
    for user in User.objects.filter(administration=administration, appointments__role=Role.SPECIALIST).order_by("pk"):
        workers.setdefault(user.department_id, []).append(user)
    return Desk(
        administration,
        {row.slug: row for row in catalog.Channel.objects.filter(**own)},
        {row.slug: row for row in catalog.Process.objects.filter(**own)},
        {row.slug: row for row in catalog.Touchpoint.objects.filter(**own)},
        {row.slug: row for row in catalog.Category.objects.filter(**own)},
        {row.slug: row for row in catalog.Reason.objects.filter(**own)},
        {row.slug: row for row in catalog.Department.objects.filter(**own)},
        {topic.code: topic for topic in catalog.Topic.objects.filter(edition=edition)},
        workers,
    )


def _chunks(cases: Iterable[DemoCase]) -> Iterator[list[DemoCase]]:
    iterator = iter(cases)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def _load_chunk(desk: Desk, cases: list[DemoCase]) -> None:
    built = [(case, *_item(desk, case)) for case in cases]
    intake.FeedbackItem.objects.bulk_create([item for _, item, _ in built])
    desk.items.update({case.index: item for case, item, _ in built})
    intake.Appeal.objects.bulk_create([_appeal(desk, *row) for row in built if row[1].is_appeal and row[1].number])
    intake.AppealQuestion.objects.bulk_create([q for case, item, _ in built for q in _questions(desk, case, item)])
    intake.Contact.objects.bulk_create([_contact(case, item) for case, item, _ in built if case.name or case.email])
    intake.ItemCategory.objects.bulk_create(
        [
            intake.ItemCategory(item=item, category=desk.categories[slug])
            for case, item, _ in built
            if case.is_read
            for slug in dict.fromkeys(case.categories)
        ]
    )
    intake.Answer.objects.bulk_create([_answer(case, item) for case, item, _ in built if case.answer])
    events = [event for case, item, _ in built for event in _events(case, item)]
    intake.CaseEvent.objects.bulk_create(events)


def _item(desk: Desk, case: DemoCase) -> tuple[intake.FeedbackItem, Deadline | None]:
    kind, zone = ItemKind(case.kind), desk.administration.time_zone
    channel = desk.channels[case.channel]
    legal_class = legal_class_of(channel.legal_class, kind, case.audience)
    registered_at = case.registered_at or (None if kind.is_appeal else case.received_at)
    registered_on = local_date(registered_at, zone) if registered_at else None
    deadline = _deadline(desk, legal_class, registered_on, prolonged=case.prolonged) if registered_on else None
    outcomes = [question.outcome for question in case.questions] or [case.outcome]
    status = _status(case, kind)
    answered_on = local_date(case.answered_at, zone) if case.answered_at and status is ItemStatus.ANSWERED else None
    department = desk.departments.get(case.department)
    due_on = deadline.due_on if deadline else None
    item = intake.FeedbackItem(
        administration=desk.administration,
        audience=case.audience,
        kind=kind.value,
        status=status.value,
        verdict=verdict_of(outcomes).value,
        channel=channel,
        legal_class=legal_class.value,
        form=case.form,
        sender_kind=case.sender_kind,
        subject=case.subject,
        process=desk.processes.get(case.process),
        touchpoint=desk.touchpoints.get(case.touchpoint) if case.is_read else None,
        department=department,
        assignee=_worker(desk, department, case.index) if status is not ItemStatus.NEW else None,
        received_at=case.received_at,
        quarter=Quarter.of(local_date(case.received_at, zone)).key,
        registered_on=registered_on,
        due_on=due_on,
        answered_on=answered_on,
        waiting_days=(answered_on - registered_on).days if answered_on and registered_on and kind.is_appeal else None,
        is_late=bool(answered_on and due_on and answered_on > due_on),
        number=_number(desk, kind, registered_on) if registered_on else "",
        title=case.title[:300],
        text=case.text,
        place=case.place[:300],
        read_at=(case.answered_at or case.received_at) if case.is_read else None,
    )
    return item, deadline


def _deadline(desk: Desk, legal_class: LegalClass, registered_on: date, *, prolonged: bool) -> Deadline | None:
    key = (legal_class, registered_on, prolonged)
    if key not in desk.clocks:
        desk.clocks[key] = deadline_of(desk.administration, legal_class, registered_on, prolonged=prolonged)
    return desk.clocks[key]


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


def _number(desk: Desk, kind: ItemKind, on: date) -> str:
    desk.sequences[on.year] = desk.sequences.get(on.year, 0) + 1
    return format_number(desk.administration.number_template, sequence=desk.sequences[on.year], on=on, kind=kind)


def _worker(desk: Desk, department: catalog.Department | None, index: int) -> User | None:
    people = desk.workers.get(department.pk if department else None, [])
    return people[index % len(people)] if people else None


def _appeal(desk: Desk, case: DemoCase, item: intake.FeedbackItem, deadline: Deadline | None) -> intake.Appeal:
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


def _questions(desk: Desk, case: DemoCase, item: intake.FeedbackItem) -> Iterator[intake.AppealQuestion]:
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


def _contact(case: DemoCase, item: intake.FeedbackItem) -> intake.Contact:
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


def _answer(case: DemoCase, item: intake.FeedbackItem) -> intake.Answer:
    ways = intake.Answer.Way
    way = ways.EMAIL if case.email else ways.LETTER if case.address else ways.STATUS
    at = case.answered_at or case.received_at
    return intake.Answer(item=item, text=case.answer, way=way, signed_by=item.assignee, at=at)


def _events(case: DemoCase, item: intake.FeedbackItem) -> Iterator[intake.CaseEvent]:
    if item.assignee and case.registered_at:
        text = f"Рассматривает: {item.department}."
        yield intake.CaseEvent(item=item, at=case.registered_at, move="assign", text=text)
    if item.answered_on and case.answered_at:
        yield intake.CaseEvent(item=item, at=case.answered_at, move="answer", text="Дан ответ.")
