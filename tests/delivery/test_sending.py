"""Sending by connections: claimed first, sent outside any transaction, settled once; never twice by two workers."""

import threading
from datetime import timedelta

import pytest
from django.db import connection as database
from django.utils import timezone
from tests.delivery.conftest import Connect, OtherSide, Write

from otklik.delivery.actions import send_waiting
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.delivery.attempts import Outcome
from otklik.delivery.claims import MOST_BROKEN_OFF, claim_next, take_up_broken_off
from otklik.delivery.models import OutgoingMessage
from otklik.delivery.settling import PAUSES, settle

State = OutgoingMessage.State


def state_of(message: OutgoingMessage) -> tuple[str, int]:
    """As it stands in the table."""
    message.refresh_from_db()
    return message.state, message.attempts


def test_a_message_leaves_by_its_connection_with_all_it_has(
    other_side: OtherSide, connect: Connect, write: Write
) -> None:
    message = write(connect(), "Ваш номер Ж-1", thread={"post": "5"}, choices=["Статус"])
    assert send_waiting_messages() == 1
    sent = other_side.taken[0]
    assert (sent.key, sent.thread, sent.choices) == (str(message.key), {"post": "5"}, ("Статус",))
    assert state_of(message) == (State.SENT, 1)
    assert message.external_id == "m1"


@pytest.mark.parametrize(
    "case",
    [
        ("closed", "plain", State.FAILED),
        ("later", "plain", State.WAITING),
        ("lost", "plain", State.UNCERTAIN),
        ("lost", "once", State.WAITING),
        ("bug", "plain", State.UNCERTAIN),
    ],
)
def test_what_the_other_side_says_decides(
    other_side: OtherSide, connect: Connect, write: Write, case: tuple[str, str, str]
) -> None:
    to, adapter, state = case
    message = write(connect(adapter), to=to)
    assert send_waiting_messages() == 0
    assert state_of(message) == (state, 1)
    assert message.last_error


def test_the_pause_that_was_asked_for_is_kept(other_side: OtherSide, connect: Connect, write: Write) -> None:
    message, began = write(connect(), to="later7"), timezone.now()
    send_waiting_messages()
    message.refresh_from_db()
    assert timedelta(seconds=7) <= message.next_attempt_at - began <= timezone.now() - began + timedelta(seconds=7)


def test_a_slow_server_holds_up_nobody_else(other_side: OtherSide, connect: Connect, write: Write) -> None:
    write(connect(), "медленно", to="slow")
    quick = connect()
    for number in range(5):
        write(quick, str(number))
    other_side.slow_after = 5
    assert send_waiting_messages() == 6
    assert other_side.texts() == ["0", "1", "2", "3", "4", "медленно"]


def test_a_failing_connection_is_left_in_peace_and_the_same_person_is_answered_in_order(
    other_side: OtherSide, connect: Connect, write: Write
) -> None:
    failing, good = connect(), connect()
    messages = [write(failing, to=f"later{number}") for number in range(601, 606)]
    first, second = write(good, "раз", to="later600"), write(good, "два", to="later600")
    write(good, "другому", to="8")
    assert send_waiting_messages() == 1
    assert [state_of(one)[1] for one in messages] == [1, 1, 1, 0, 0]
    assert (state_of(first)[1], state_of(second)[1]) == (1, 0)


def test_a_broken_off_attempt_is_repeated_only_where_keys_are_known(
    other_side: OtherSide, connect: Connect, write: Write
) -> None:
    known, unknown = write(connect("once"), "знает ключ"), write(connect("plain"), "не знает")
    for message in (known, unknown):
        assert claim_next(message.connection_id, timedelta(seconds=-1)) is not None
    assert send_waiting_messages() == 1
    assert [one.key for one in other_side.taken] == [str(known.key)]
    assert state_of(known) == (State.SENT, 2)
    assert state_of(unknown) == (State.UNCERTAIN, 1)
    assert send_waiting_messages() == 0


def test_our_own_deaths_are_not_held_against_the_other_side(
    other_side: OtherSide, connect: Connect, write: Write
) -> None:
    message = write(connect("once"))
    for _ in range(len(PAUSES) + 2):
        claim_next(message.connection_id, timedelta(seconds=-1))
        take_up_broken_off()
    claim = claim_next(message.connection_id, timedelta(minutes=1))
    assert claim is not None
    settle(message.pk, claim.attempt, Outcome(is_sent=False, said="занято"))
    message.refresh_from_db()
    assert (message.state, message.failures) == (State.WAITING, 1)


def test_a_message_at_which_we_die_again_and_again_is_left_to_a_person(
    other_side: OtherSide, connect: Connect, write: Write
) -> None:
    message = write(connect("once"))
    for _ in range(MOST_BROKEN_OFF):
        claim_next(message.connection_id, timedelta(seconds=-1))
        take_up_broken_off()
    assert state_of(message) == (State.UNCERTAIN, MOST_BROKEN_OFF)


def test_who_comes_late_with_a_failure_changes_nothing_and_with_success_settles(connect: Connect, write: Write) -> None:
    message = write(connect())
    claim_next(message.connection_id, timedelta(minutes=1))
    OutgoingMessage.objects.update(attempts=2)
    settle(message.pk, 1, Outcome(is_sent=False, said="поздно", is_final=True))
    assert state_of(message) == (State.SENDING, 2)
    settle(message.pk, 1, Outcome(is_sent=True, external_id="9"))
    assert state_of(message) == (State.SENT, 2)


def test_a_switched_off_connection_keeps_its_messages(other_side: OtherSide, connect: Connect, write: Write) -> None:
    off = connect()
    message = write(off)
    off.is_enabled = False
    off.save()
    assert send_waiting_messages() == 0
    assert state_of(message) == (State.WAITING, 0)


def test_a_pass_ends_in_time(
    other_side: OtherSide, connect: Connect, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a clock on which every message takes a second: none is begun once the time is up."""
    connection = connect()
    for number in range(8):
        write(connection, str(number))
    monkeypatch.setattr(send_waiting, "monotonic", lambda: float(len(other_side.taken)))
    assert send_waiting_messages(seconds=3.5) == 4


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_nothing_twice_and_nothing_out_of_order(
    other_side: OtherSide, connect: Connect, write: Write
) -> None:
    if database.vendor != "postgresql":
        pytest.skip("На SQLite пишет один: ждут друг друга и так.")
    connections = [connect(), connect("once")]
    for number in range(40):
        write(connections[number % 2], str(number), to=str(number % 5))

    def work() -> None:
        try:
            send_waiting_messages()
        finally:
            database.close()

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sorted(int(text) for text in other_side.texts()) == list(range(40))
    for person in range(5):
        for half in range(2):
            own = [int(one.text) for one in other_side.taken if one.to == str(person) and int(one.text) % 2 == half]
            assert own == sorted(own)
    assert set(OutgoingMessage.objects.values_list("state", "attempts")) == {(State.SENT, 1)}
