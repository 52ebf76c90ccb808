"""Asking for what is new: kept once, by one asker, put off after a failure, ended when the connection is disabled."""

import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.correspondence.conftest import Connect
from tests.correspondence.toy_channel import POLLS, WAITING, raw

from otklik.correspondence import receiver
from otklik.correspondence.models import InboundMessage, Lane
from otklik.correspondence.polled import drop_leases, take_lease
from otklik.correspondence.polling import FIRST_PAUSE, poll_connection, poll_neglected
from otklik.correspondence.receiver import Receiver
from otklik.delivery.models import ChannelConnection


@pytest.mark.django_db
def test_what_is_new_is_kept_once(connection: ChannelConnection) -> None:
    WAITING.extend(raw(f"m{number}", text="раз") for number in range(3))
    assert poll_connection(connection.pk) == 3
    assert poll_connection(connection.pk) == 0
    ChannelConnection.objects.update(cursor={})  # killed before the cursor was kept: the source gives all again
    assert poll_connection(connection.pk) == 0
    assert InboundMessage.objects.count() == 3
    connection.refresh_from_db()
    assert connection.cursor == {"seen": 3}
    assert connection.last_polled_at is not None


@pytest.mark.django_db
def test_one_asks_at_a_time(connection: ChannelConnection) -> None:
    WAITING.append(raw("m1", text="раз"))
    now = timezone.now()
    assert take_lease(connection.pk, "first", now)
    assert not take_lease(connection.pk, "second", now)
    assert poll_connection(connection.pk) == 0
    assert take_lease(connection.pk, "second", now + timedelta(minutes=2)), "a killed asker's lease ends"
    drop_leases("second")
    assert poll_connection(connection.pk) == 1
    assert Lane.objects.get().leased_until is None


@pytest.mark.django_db
def test_a_failure_is_told_and_puts_the_next_time_off(connection: ChannelConnection) -> None:
    WAITING.append(raw("fails"))
    assert poll_connection(connection.pk) == 0
    connection.refresh_from_db()
    lane = Lane.objects.get()
    assert connection.last_error == "сеть молчит"
    assert lane.next_poll_at is not None
    assert lane.next_poll_at > timezone.now() + FIRST_PAUSE - timedelta(seconds=3)
    assert poll_neglected() == 0
    assert len(POLLS) == 1
    WAITING.clear()
    poll_connection(connection.pk)
    connection.refresh_from_db()
    assert (connection.last_error, Lane.objects.get().failures) == ("", 0)


@pytest.mark.django_db
def test_the_clock_asks_only_what_no_receiver_asked(connect: Connect) -> None:
    fresh, neglected, disabled = connect(last_polled_at=timezone.now()), connect(), connect(is_enabled=False)
    WAITING.append(raw("m1", text="раз"))
    assert poll_neglected() == 1
    assert InboundMessage.objects.get().connection == neglected
    assert fresh.pk != disabled.pk


@pytest.mark.django_db(transaction=True)
def test_the_receiver_follows_what_is_enabled(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    """It begins with a newly enabled connection, brings what comes, and asks no more once it is disabled."""
    monkeypatch.setattr(receiver, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(receiver, "PAUSE", 0.05)
    stop, own = threading.Event(), Receiver()
    thread = threading.Thread(target=own.run, args=(stop,), daemon=True)
    thread.start()
    made = connect()
    WAITING.append(raw("m1", text="раз"))
    _until(InboundMessage.objects.exists)
    asking = own.watchers[made.pk].thread
    ChannelConnection.objects.filter(pk=made.pk).update(is_enabled=False)
    _until(lambda: not own.watchers)
    assert asking
    asking.join(60)
    assert not asking.is_alive(), "it asks on"
    stop.set()
    thread.join(60)
    assert Lane.objects.filter(leased_until__isnull=False).count() == 0


def _until(happens: object) -> None:
    ends_at = time.monotonic() + 60
    while not happens():  # type: ignore[operator]
        assert time.monotonic() < ends_at, "waited in vain"
        time.sleep(0.05)
