"""The demonstration's reception is the same every time, and shows hours, past visits and tomorrow's sign-ups."""

from datetime import date

import pytest

from otklik.catalog.models import Administration
from otklik.catalog.queries import work_calendar
from otklik.core.reception import VisitState
from otklik.demonstration import catalog as invented
from otklik.intake.demonstration.catalogue import load_catalog, load_staff
from otklik.reception.demonstration import load_reception
from otklik.reception.models import Schedule, Visit, VisitContact

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 4)


@pytest.fixture
def place(administration: Administration) -> Administration:
    """An administration with its staff, as the demonstration founds it."""
    load_catalog(administration, invented(administration.slug))
    load_staff(administration, invented(administration.slug), "x" * 12)
    return administration


def story() -> list[tuple[object, ...]]:
    return list(Visit.objects.order_by("on", "at", "topic").values_list("on", "at", "state", "contact__name"))


def test_it_is_the_same_every_time_and_loaded_once(place: Administration) -> None:
    count = load_reception(place.slug, TODAY)
    assert load_reception(place.slug, TODAY) == 0
    first = story()
    assert len(first) == count > 60
    Visit.objects.all().delete()
    Schedule.objects.all().delete()
    load_reception(place.slug, TODAY)
    assert story() == first


def test_there_is_a_past_and_a_tomorrow(place: Administration) -> None:
    load_reception(place.slug, TODAY)
    tomorrow = work_calendar(place.pk).next_working(TODAY)
    assert Visit.objects.booked().filter(on=tomorrow).count() >= 3
    assert Visit.objects.received().filter(on__lt=date(2025, 1, 1)).exists()
    assert not Visit.objects.booked().filter(on__lt=TODAY).exists()
    assert not Visit.objects.filter(on__gt=TODAY).exclude(state=VisitState.BOOKED).exists()
    assert not VisitContact.objects.filter(name="").exists()
    assert Schedule.objects.exclude(user=None).count() == 3
