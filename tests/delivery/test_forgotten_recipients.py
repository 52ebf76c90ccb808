"""A person is forgotten in the outbox: by address, by case, and where he talked; what has not left does not leave."""

import pytest
from tests.delivery.conftest import Connect, OtherSide, Write

from otklik.base.personal_data import Person
from otklik.catalog.models import Administration
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.delivery.models import OutgoingMessage
from otklik.delivery.personal_data import forget_letters, letters_of

pytestmark = pytest.mark.django_db


def test_talks_of_the_persons_cases_are_forgotten_and_others_stay(
    other_side: OtherSide, administration: Administration, connect: Connect, write: Write
) -> None:
    bot = connect()
    of_case = write(bot, "Ваш номер Ж-1", to="77", target="intake.feedbackitem:5")
    of_talk = write(bot, "Согласны?", to="77", target="correspondence.dialogue:1")
    OutgoingMessage.objects.filter(pk=of_case.pk).update(last_error="{'ivan@example.org': (450, b'later')}")
    other = write(bot, "Чужое", to="78", target="intake.feedbackitem:6")
    person = Person(administration.pk, item_ids=frozenset({5}))
    assert {one.pk for one in letters_of(person)} == {of_case.pk, of_talk.pk}
    assert forget_letters(person) == 2
    assert send_waiting_messages() == 1
    assert other_side.texts() == ["Чужое"]
    assert set(OutgoingMessage.objects.exclude(pk=other.pk).values_list("to", "text", "state")) == {("", "", "failed")}
    assert "ivan" not in OutgoingMessage.objects.get(pk=of_case.pk).last_error
