"""An erased person is found nowhere: not by name, not in the outbox; the counts stay."""

from collections.abc import Callable

import pytest
from tests.intake.conftest import Receive

from otklik.base.actor import Actor
from otklik.base.models import AuditEntry
from otklik.core.appeals import Outcome
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.delivery.models import OutgoingMessage
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.actions.erase_contact import erase_contact
from otklik.intake.duplicates import earlier_of_person
from otklik.intake.registry import RegistryFilter
from otklik.intake.registry_rows import registry_rows

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Громова Зинаида Львовна", "gromova@example.org"


@pytest.fixture
def coordinator(actor: Callable[..., Actor]) -> Actor:
    return actor("coordinator")


@pytest.mark.parametrize("is_sent", [True, False], ids=["sent", "waiting"])
def test_an_erased_contact_is_found_nowhere(receive: Receive, coordinator: Actor, is_sent: bool) -> None:
    item = receive(name=NAME, email=EMAIL)
    outcomes = {item.questions.get().pk: Outcome.EXPLAINED}
    answer_appeal(actor=coordinator, item_id=item.pk, text="Яму заделали.", outcomes=outcomes, way="email")
    if is_sent:
        assert send_waiting_messages() == 1
    assert earlier_of_person(coordinator, NAME)
    erase_contact(actor=coordinator, item_id=item.pk)
    letter = OutgoingMessage.objects.get()
    assert (letter.to, letter.text) == ("", "")
    assert send_waiting_messages() == 0
    assert not earlier_of_person(coordinator, NAME)
    assert not registry_rows(coordinator, RegistryFilter.parse("q=Громова")).exists()
    assert registry_rows(coordinator, RegistryFilter()).count() == 1
    written = " ".join(f"{entry.summary} {entry.details}" for entry in AuditEntry.objects.all())
    assert "Громова" not in written
    assert EMAIL not in written
