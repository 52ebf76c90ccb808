"""A person of the reception is found, shown what is kept, and forgotten: contact, topic, content, letters."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from tests.reception.conftest import VISITOR, Booked, Scheduled

from otklik.base.actor import Actor
from otklik.base.audit import AuditEntry
from otklik.base.errors import NotFound
from otklik.base.personal_data import Person, holders
from otklik.catalog.models import Administration
from otklik.core.periods import Quarter
from otklik.core.reception import VisitOutcome
from otklik.delivery.models import OutgoingMessage
from otklik.reception.actions.book_visit import VisitReceipt
from otklik.reception.actions.erase_visitor import erase_visitor
from otklik.reception.actions.keep_schedule import set_special_day
from otklik.reception.actions.record_visit import Asked, record_visit
from otklik.reception.figures import reception_figures
from otklik.reception.models import Visit, VisitContact, VisitQuestion
from otklik.reception.personal_data import HOLDER, count_old_visits, forget_person, forget_visits, held_visits

pytestmark = pytest.mark.django_db


def recorded(came: Booked, actor: Actor) -> Visit:
    visit = came()
    asked = [Asked("Течёт крыша", VisitOutcome.EXPLAINED, "Починим в июне")]
    record_visit(actor=actor, visit_id=visit.pk, asked=asked, agreed_orally=True)
    return visit


def test_the_reception_is_among_the_holders() -> None:
    assert HOLDER in holders()


@pytest.mark.parametrize(
    "facts",
    [
        {"phones": ("9000001122",)},
        {"emails": ("gromova@example.org",)},
        {"names": ("ГРОМОВА  Зинаида Львовна",)},
    ],
    ids=["phone", "email", "name"],
)
def test_a_person_is_shown_what_is_kept_and_forgotten(
    came: Booked, actor: Callable[..., Actor], administration: Administration, facts: dict[str, tuple[str, ...]]
) -> None:
    coordinator = actor("coordinator")
    visit = recorded(came, coordinator)
    other = came(visitor=type(VISITOR)("Петров Пётр Петрович", "+7 (900) 000-99-99"))
    person = Person(administration.pk, **facts)
    told = " ".join(value for held in held_visits(person) for _, value in held.facts)
    assert "Громова" in told
    assert "Течёт крыша" in told
    before = reception_figures(coordinator, Quarter.of(visit.on)).received
    assert forget_person(person) == 1
    assert list(held_visits(person)) == []
    question, contact = VisitQuestion.objects.get(), VisitContact.objects.get(pk=visit.pk)
    assert (question.text, question.explanation, contact.name, contact.name_key) == ("", "", "", "")
    assert VisitContact.objects.get(pk=other.pk).name == "Петров Пётр Петрович"
    assert reception_figures(coordinator, Quarter.of(visit.on)).received == before == 1


def test_empty_facts_match_nobody(came: Booked, administration: Administration) -> None:
    came(visitor=type(VISITOR)("Анна", "123"))
    assert forget_person(Person(administration.pk, names=("",), emails=("",), phones=("",))) == 0


def test_old_visits_are_forgotten_by_portions(came: Booked, administration: Administration) -> None:
    old = [came(on=date(2019, 1, 10) + timedelta(days=n)) for n in range(3)]
    fresh = came()
    border = date(2020, 1, 1)
    assert count_old_visits(administration.pk, border, 10) == 3
    assert forget_visits(administration.pk, border, 2) == 2
    assert forget_visits(administration.pk, border) == 1
    assert forget_visits(administration.pk, border) == 0
    assert Visit.objects.get(pk=old[0].pk).topic == ""
    assert VisitContact.objects.get(pk=fresh.pk).erased_at is None


def test_erasing_on_request_reaches_the_outbox(
    schedule: Scheduled, sign_up: Callable[..., VisitReceipt], actor: Callable[..., Actor], next_day: date
) -> None:
    made = schedule()
    receipt = sign_up(made)
    set_special_day(actor=actor("registrar"), schedule_id=made.pk, on=next_day, note="болезнь")
    with pytest.raises(NotFound):
        erase_visitor(actor=actor("registrar"), visit_id=receipt.visit_id)
    erase_visitor(actor=actor("coordinator"), visit_id=receipt.visit_id)
    assert OutgoingMessage.objects.get().to == ""
    assert "Громова" not in " ".join(entry.summary for entry in AuditEntry.objects.all())
