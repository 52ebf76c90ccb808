"""The reminder leaves once, a working day before, without topic and code; nobody is written to at night."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone
from tests.reception.conftest import VISITOR, Scheduled

from otklik.catalog.models import Administration
from otklik.core.reception import VisitState
from otklik.delivery.models import OutgoingMessage
from otklik.reception.actions.remind_visitors import remind_visitors
from otklik.reception.models import Schedule, Visit
from otklik.reception.people import Visitor, contact_of

pytestmark = pytest.mark.django_db
#: A Friday; the next working day is Monday.
FRIDAY = date(2025, 6, 6)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[date, int], None]:
    """Set the moment: the day and the hour by the administration's clock (Moscow)."""

    def set_to(on: date, hour: int) -> None:
        moment = datetime(on.year, on.month, on.day, tzinfo=UTC) + timedelta(hours=hour - 3)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


def visit(administration: Administration, made: Schedule, on: date, at: time, email: str = VISITOR.email) -> Visit:
    row = Visit.objects.create(
        administration=administration, schedule=made, on=on, at=at, minutes=20, source="site",
        topic="Крыша", created_at=datetime(2025, 6, 1, tzinfo=UTC),
    )  # fmt: skip
    contact_of(row, Visitor(VISITOR.name, VISITOR.phone, email), "1").save()
    return row


def test_once_and_only_to_those_of_the_next_working_day(
    administration: Administration, schedule: Scheduled, clock: Callable[[date, int], None]
) -> None:
    made, monday = schedule(), FRIDAY + timedelta(days=3)
    due = visit(administration, made, monday, time(9))
    visit(administration, made, monday, time(9, 20), email="")
    visit(administration, made, monday + timedelta(days=1), time(9))
    off = visit(administration, made, monday, time(9, 40))
    Visit.objects.filter(pk=off.pk).update(state=VisitState.CANCELLED)
    clock(FRIDAY, 8)
    assert remind_visitors() == 0
    clock(FRIDAY, 10)
    assert remind_visitors() == 1
    assert remind_visitors() == 0
    letter = OutgoingMessage.objects.get()
    assert (letter.to, letter.target) == (VISITOR.email, f"reception.visit:{due.pk}")
    assert "9 июня 2025 г., понедельник, в 9:00" in letter.text
    assert "Крыша" not in letter.text
