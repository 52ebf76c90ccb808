"""Loading the demonstration: catalogue, staff and cases, in bulk, exactly as the generator invents them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice

from django.db import transaction
from django.utils import timezone

from otklik.accounts.actions.keep_second_factor import enter_by_password_alone
from otklik.base import audit
from otklik.base.actor import system_actor
from otklik.catalog import queries as catalog_queries
from otklik.catalog.actions.found_administration import found_administration
from otklik.demonstration import DemoCase, generate, generate_open
from otklik.demonstration import catalog as demo_catalog
from otklik.intake import models as intake
from otklik.intake.demonstration import rows
from otklik.intake.demonstration.answers import load_answers
from otklik.intake.demonstration.catalogue import load_catalog, load_staff
from otklik.intake.demonstration.desk import Desk, desk_of
from otklik.intake.demonstration.employee_letters import load_employee_letters
from otklik.intake.demonstration.matters import load_matters
from otklik.intake.demonstration.personal_data import load_personal_data
from otklik.intake.demonstration.readings import load_readings
from otklik.intake.demonstration.routing import load_routing
from otklik.intake.numbers import take_sequence

CHUNK = 500


def invent_cases(slug: str, today: date) -> tuple[list[DemoCase], list[DemoCase]]:
    """The fixed year and a half, and the open cases that lean on today."""
    return list(generate(slug)), list(generate_open(slug, today=today))


def load_administration(
    slug: str, password: str, cases: tuple[list[DemoCase], list[DemoCase]], advance: Callable[[int], None]
) -> None:
    """Found one administration and fill it; nothing is left half done when it is interrupted."""
    with transaction.atomic():
        administration = found_administration(procedure=catalog_queries.procedure_of(slug))
        enter_by_password_alone(administration=administration)
        invented = demo_catalog(slug)
        load_catalog(administration, invented)
        load_staff(administration, invented, password)
        desk = desk_of(administration)
        count = 0
        for part in cases:
            desk.items.clear()
            for chunk in _chunks(part):
                _load_chunk(desk, chunk)
                advance(len(chunk))
                count += len(chunk)
        for year, last in desk.sequences.items():
            take_sequence(administration.pk, year, last)
        load_matters(administration)
        load_readings(administration, timezone.now())
        load_routing(administration, timezone.now())
        load_personal_data(administration, timezone.now())
        load_answers(administration, timezone.now())
        load_employee_letters(administration, timezone.localdate())
        actor = system_actor(administration.pk, slug)
        audit.record(actor, "load_demonstration", administration, f"Демонстрационный год: {count} записей")


def _chunks(cases: Iterable[DemoCase]) -> Iterator[list[DemoCase]]:
    iterator = iter(cases)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


def _load_chunk(desk: Desk, cases: list[DemoCase]) -> None:
    built = []
    for case in cases:
        course = rows.course_of(desk, case)
        built.append((case, rows.item_of(desk, case, course), course))
    intake.FeedbackItem.objects.bulk_create([item for _, item, _ in built])
    desk.items.update({case.index: item for case, item, _ in built})
    appeals = [rows.appeal_of(desk, case, item, course.deadline) for case, item, course in built if _is_case(item)]
    intake.Appeal.objects.bulk_create(appeals)
    questions = [question for case, item, _ in built for question in rows.questions_of(desk, case, item)]
    intake.AppealQuestion.objects.bulk_create(questions)
    contacts = [rows.contact_of(case, item) for case, item, _ in built if case.name or case.email]
    intake.Contact.objects.bulk_create(contacts)
    categories = [category for case, item, _ in built for category in rows.categories_of(desk, case, item)]
    intake.ItemCategory.objects.bulk_create(categories)
    intake.Answer.objects.bulk_create([rows.answer_of(case, item) for case, item, _ in built if case.answer])
    intake.CaseEvent.objects.bulk_create([event for case, item, _ in built for event in rows.events_of(case, item)])


def _is_case(item: intake.FeedbackItem) -> bool:
    """A registered appeal; one that waits for registration has no case yet."""
    return item.is_appeal and bool(item.number)
