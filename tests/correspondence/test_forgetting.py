"""What arrivals and talks keep on a person goes on request and by its term; the item and its count stay."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone
from tests.correspondence.conftest import Come

from otklik.base.personal_data import Person, holders
from otklik.catalog.models import Administration
from otklik.core.periods import local_date
from otklik.correspondence.bodies import IN_ROW
from otklik.correspondence.models import InboundMessage, ReplyAddress, ThreadKey
from otklik.correspondence.personal_data import HOLDER
from otklik.intake.models import FeedbackItem
from otklik.intake.reply_ways import reply_way

pytestmark = pytest.mark.django_db


def test_a_person_is_told_and_forgotten(come: Come, administration: Administration) -> None:
    arrival = come("m1", text="Нет света", email="ivan@mail.example", talker="Ivan@mail.example", own_keys=["id-1"])
    assert HOLDER in holders()
    person = Person(administration.pk, frozenset({arrival.item_id or 0}), emails=("ivan@mail.example",))
    told = [(one.title, dict(one.facts)) for one in HOLDER.held(person)]
    assert told[0][1]["Кому отвечаем"] == "Ivan@mail.example"
    assert HOLDER.forget(person) == 2
    assert reply_way(arrival.item_id or 0) is None
    arrival.refresh_from_db()
    assert (bytes(arrival.body), arrival.is_forgotten) == (b"", True)
    assert not ThreadKey.objects.exists()
    assert not ReplyAddress.objects.exists()
    assert FeedbackItem.objects.count() == 1


def test_the_term_ends_bytes_but_not_the_key(
    come: Come, administration: Administration, django_capture_on_commit_callbacks: object
) -> None:
    arrival = come("m1", text="Очень длинное письмо. " * (IN_ROW // 10))
    assert arrival.file is not None
    path = Path(settings.MEDIA_ROOT) / arrival.file.path
    assert path.exists()
    today = local_date(timezone.now(), administration.time_zone)
    expiry, tomorrow = HOLDER.expiry, today + timedelta(days=1)
    assert expiry is not None
    assert expiry.count(administration.pk, today - timedelta(days=1), 10) == 0
    assert expiry.count(administration.pk, tomorrow, 10) == 1
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert expiry.forget(administration.pk, tomorrow, 10) == 1
    assert not path.exists()
    assert expiry.count(administration.pk, tomorrow, 10) == 0
    assert InboundMessage.objects.get().key == "m1"
