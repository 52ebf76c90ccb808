"""The demonstration fills journal, boxes and events out of the cases that are there, once."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from otklik.base.actor import Actor
from otklik.core.appeals import Audience
from otklik.offline.demonstration import load_offline
from otklik.offline.models import Box, BoxOpening, Event, PhoneCall, ScanPack

pytestmark = pytest.mark.django_db
TODAY = date(2026, 1, 12)


def test_it_loads_once_and_its_acts_agree(registrar: Actor, receive: Callable[..., Any]) -> None:
    for channel in ("event", "event", "staff_box", "phone"):
        receive(channel=channel, audience=Audience.INTERNAL if channel == "staff_box" else Audience.EXTERNAL)
    assert load_offline("murashi", TODAY) > 0
    assert load_offline("murashi", TODAY) == 0
    assert (Box.objects.count(), ScanPack.objects.count(), Event.objects.count()) == (2, 1, 1)
    assert all(act.letters.count() == act.letter_count for act in BoxOpening.objects.all())
    assert BoxOpening.objects.filter(letter_count=0).exists()
    assert PhoneCall.objects.get().item is not None


def test_an_administration_without_events_has_none(registrar: Actor, administrations: Callable[..., Any]) -> None:
    administrations("gatchina")
    load_offline("gatchina", TODAY)
    assert not Event.objects.exists()
    assert Box.objects.get().channel.kind == "post"
