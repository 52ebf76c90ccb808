"""What comes becomes an item once, an addition to its thread, or nothing with a reason; nothing is lost on the way."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.correspondence.conftest import Come, Connect
from tests.correspondence.toy_channel import FILES, raw

from otklik.accounts.models import User
from otklik.base.actor import Actor
from otklik.base.personal_data import Person
from otklik.catalog.models import Administration, Channel
from otklik.channels.contract import Refused, TryLater
from otklik.core.appeals import Audience, ItemKind, ItemStatus
from otklik.core.incoming import IncomingFeedback
from otklik.correspondence.actions.fetch_files import fetch_waiting_files
from otklik.correspondence.actions.keep_arrivals import keep_arrivals
from otklik.correspondence.actions.read_arrivals import PAUSES, read_waiting_arrivals
from otklik.correspondence.bodies import IN_ROW, body_of
from otklik.correspondence.models import ExpectedFile, InboundMessage, ReplyAddress
from otklik.correspondence.personal_data import forget_arrivals
from otklik.delivery.actions.send_later import send_later
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.delivery.models import ChannelConnection, OutgoingMessage
from otklik.intake.actions.receive_feedback import receive_feedback
from otklik.intake.models import FeedbackItem
from otklik.intake.reply_ways import reply_way

pytestmark = pytest.mark.django_db


def test_a_letter_becomes_an_item_with_its_author_and_a_way_back(come: Come, connection: ChannelConnection) -> None:
    arrival = come("m1", text="Нет света во дворе", email="ivan@mail.example", name="Иван", talker="ivan@mail.example")
    item = arrival.item
    assert item is not None
    assert (item.text, item.contact.email, item.kind) == ("Нет света во дворе", "ivan@mail.example", "statement")
    assert item.due_on is not None
    assert arrival.became == f"обращение № {item.number}"
    way = reply_way(item.pk)
    assert way is not None
    assert (way.to, way.connection_id, way.is_public, way.thread) == (
        "ivan@mail.example",
        connection.pk,
        False,
        {"to": "m1"},
    )
    receipt = OutgoingMessage.objects.get()
    assert item.number in receipt.text
    assert (receipt.connection_id, receipt.is_automatic) == (connection.pk, True)


def test_the_same_arrival_is_one_item_for_ever(come: Come, connection: ChannelConnection) -> None:
    come("m1", text="Нет света")
    assert keep_arrivals(connection.pk, [raw("m1", text="Нет света")]) == 0
    InboundMessage.objects.all().delete()  # its term ended, and the mailbox gives it once more
    again = come("m1", text="Нет света")
    assert FeedbackItem.objects.count() == 1
    assert again.became.startswith("уже есть")


def test_a_large_body_stands_in_a_file(come: Come) -> None:
    long = "Очень длинное письмо. " * (IN_ROW // 20)
    arrival = come("m1", text=long)
    assert bytes(arrival.body) == b""
    assert long[:30].encode("unicode_escape")[:5] in body_of(arrival) or len(body_of(arrival)) > IN_ROW
    assert arrival.item is not None
    assert arrival.item.text == long.strip()


def test_what_nobody_said_is_passed_over_with_the_reason(come: Come) -> None:
    arrival = come("m1", passed_over="автоответ")
    assert (arrival.state, arrival.became) == (InboundMessage.State.PASSED_OVER, "автоответ")
    assert not FeedbackItem.objects.exists()


def test_a_reply_in_the_thread_is_added_to_the_open_case(come: Come) -> None:
    first = come("m1", text="Нет света", talker="ivan@mail.example", email="ivan@mail.example", own_keys=["id-1"])
    second = come(
        "m2", text="И лифт стоит", talker="ivan@mail.example", email="ivan@mail.example", threads=["id-0", "id-1"]
    )
    assert second.item == first.item
    assert FeedbackItem.objects.count() == 1
    assert first.item is not None
    assert [one.text for one in first.item.additions.all()] == ["И лифт стоит"]


def test_a_reply_to_our_own_message_finds_the_case(come: Come) -> None:
    first = come("m1", text="Нет света", talker="ivan@mail.example", email="ivan@mail.example")
    receipt = OutgoingMessage.objects.get()
    send_waiting_messages()
    by_key = come("m2", text="Раз", talker="ivan@mail.example", threads=[f"outgoing:{receipt.key}"])
    by_their_number = come("m3", text="Два", talker="ivan@mail.example", threads=["toy-1"])
    assert first.item is not None
    subject = [f"number:{first.item.number}"]
    by_number = come("m4", text="Три", talker="ivan@mail.example", threads=subject)
    stranger = come("m5", text="Четыре", talker="petr@mail.example", threads=subject)
    assert by_key.item == by_their_number.item == by_number.item == first.item
    assert stranger.item != first.item


def test_somebody_else_in_the_thread_is_named(come: Come) -> None:
    first = come("m1", text="Нет света", talker="ivan", own_keys=["id-1"])
    come("m2", text="И у нас", talker="petr", name="Пётр", threads=["id-1"])
    assert first.item is not None
    assert first.item.additions.get().text == "Пишет другой участник переписки (Пётр):\n\nИ у нас"
    way = reply_way(first.item.pk)
    assert way is not None
    assert way.to == "ivan"


def test_a_reply_to_an_ended_case_is_a_message_of_its_own(come: Come) -> None:
    first = come("m1", text="Нет света", talker="ivan", own_keys=["id-1"])
    FeedbackItem.objects.update(status=ItemStatus.CLOSED)
    second = come("m2", text="Снова нет света", talker="ivan", threads=["id-1"])
    assert second.item is not None
    assert second.item != first.item
    assert second.item.appeal.repeat_of == first.item


def test_staff_addresses_go_to_the_internal_audience(come: Come, administration: Administration) -> None:
    User.objects.create(username="anna", email="Anna@adm.example", administration=administration)
    arrival = come("m1", text="В кабинете холодно", email="anna@adm.example", talker="anna@adm.example")
    assert arrival.item is not None
    assert arrival.item.audience == Audience.INTERNAL
    assert Channel.objects.get(pk=arrival.item.channel_id).audience == Audience.INTERNAL


def test_what_fails_is_tried_again_and_at_last_given_to_a_person(come: Come) -> None:
    come("m0", text="Другое письмо")
    arrival = come("m1", broken=True)
    assert (arrival.state, arrival.attempts) == (InboundMessage.State.WAITING, 1)
    assert "не читается" in arrival.last_error
    assert read_waiting_arrivals() == 0
    for _ in PAUSES:
        InboundMessage.objects.filter(pk=arrival.pk).update(next_attempt_at=timezone.now() - timedelta(seconds=1))
        read_waiting_arrivals()
    arrival.refresh_from_db()
    assert arrival.state == InboundMessage.State.DEAD


def test_a_failure_half_way_leaves_nothing_behind(come: Come, connection: ChannelConnection) -> None:
    """The item is stored, then the word of it cannot be: both go, and the next attempt makes one item."""
    keep_arrivals(connection.pk, [raw("m1", text="Нет света", talker="ivan", own_keys=["id-1"])])
    channel = Channel.objects.get(slug=connection.channel)
    Channel.objects.filter(pk=channel.pk).update(is_active=False)
    assert read_waiting_arrivals() == 0
    assert not FeedbackItem.objects.exists()
    Channel.objects.filter(pk=channel.pk).update(is_active=True)
    InboundMessage.objects.update(next_attempt_at=timezone.now())
    assert read_waiting_arrivals() == 1
    assert FeedbackItem.objects.count() == 1


def test_files_that_came_along_are_kept_or_named(come: Come) -> None:
    arrival = come("m1", text="Смотрите", attached=[["письмо.txt", "текст"], ["вирус.exe", "MZ"]])
    assert arrival.item is not None
    assert [one.file.name for one in arrival.item.attachments.all()] == ["письмо.txt"]
    missing = arrival.item.expected_files.get()
    assert (missing.name, missing.state) == ("вирус.exe", ExpectedFile.State.MISSING)
    assert "не принимается" in missing.last_error


def test_remote_files_are_fetched_in_a_second_step(come: Come, settings: object) -> None:
    FILES.update({"r1": b"text", "r2": Refused("Файл удалён."), "r3": TryLater("позже", after=7)})
    arrival = come(
        "m1", text="Фото", files=[["a.txt", "r1"], ["b.txt", "r2"], ["c.txt", "r3"], ["d.txt", "r4", 10**12]]
    )
    assert arrival.item is not None
    assert not arrival.item.attachments.exists()
    assert fetch_waiting_files() == 1
    states = dict(arrival.item.expected_files.values_list("name", "state"))
    assert states == {"a.txt": "taken", "b.txt": "missing", "c.txt": "waiting", "d.txt": "missing"}
    assert [one.file.name for one in arrival.item.attachments.all()] == ["a.txt"]
    assert fetch_waiting_files() == 0


def test_a_file_of_a_forgotten_message_stays_with_the_network(come: Come, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person is forgotten while the network is asked; the other files come all the same."""
    gone, other = come("m1", text="Фото", files=[["a.txt", "r1"]]), come("m2", text="Ещё", files=[["b.txt", "r2"]])

    def brought(row: ExpectedFile) -> bytes:
        if row.item_id == gone.item_id:
            forget_arrivals(Person(row.item.administration_id, item_ids=frozenset({row.item_id})))
        return b"text"

    monkeypatch.setattr("otklik.correspondence.actions.fetch_files._content", brought)
    assert fetch_waiting_files() == 1
    assert gone.item is not None
    assert not gone.item.attachments.exists()
    assert other.item is not None
    assert [one.file.name for one in other.item.attachments.all()] == ["b.txt"]


def test_who_answers_a_forwarded_letter_does_not_become_the_author(
    come: Come, connection: ChannelConnection, administration: Administration, system: Actor
) -> None:
    """The case came by the form: nobody wrote by this mailbox yet, but the card knows the author's address."""
    author, stranger = "petrova@mail.example", "petr@mail.example"
    incoming = IncomingFeedback(
        text="Нет света", channel="web_form", received_at=timezone.now(), kind=ItemKind.COMPLAINT, email=author
    )
    item = FeedbackItem.objects.get(pk=receive_feedback(actor=system, incoming=incoming).item_id)
    letter = send_later(
        administration_id=administration.pk, target=item, to=author, subject="Принято", text="Номер",
        file_ids=[], connection_id=connection.pk,
    )  # fmt: skip
    ours = [f"outgoing:{letter.key}"]
    come("m1", text="И у меня", talker=stranger, email=stranger, threads=ours)
    assert "другой участник" in item.additions.get().text
    assert not ReplyAddress.objects.filter(item=item).exists()
    come("m2", text="Света нет до сих пор", talker=author, email=author, threads=ours)
    assert ReplyAddress.objects.get(item=item).talker == author


def test_a_bounce_is_told_to_the_outbox_and_the_case(come: Come) -> None:
    first = come("m1", text="Нет света", email="ivan@mail.example", talker="ivan@mail.example")
    letter = OutgoingMessage.objects.get()
    OutgoingMessage.objects.update(state="sent", target=f"intake.feedbackitem:{first.item_id}")
    bounce = come("m2", bounced=f"<{letter.key}@adm.example>", bounce_reason="нет такого ящика")
    letter.refresh_from_db()
    assert letter.state == OutgoingMessage.State.FAILED
    assert bounce.item == first.item
    assert first.item is not None
    event = first.item.events.get(move="unreached")
    assert "нет такого ящика" in event.text
    assert not event.is_public


def test_two_programs_do_not_write_to_each_other_for_ever(come: Come) -> None:
    for number in range(9):
        come(f"m{number}", text=f"Сообщение {number}", email="robot@mail.example", talker="robot@mail.example")
    assert FeedbackItem.objects.count() == 9
    assert OutgoingMessage.objects.count() == 5


def test_a_comment_is_answered_publicly_without_the_code(come: Come, connect: Connect) -> None:
    arrival = come("c1", text="Когда уберут снег?", talker="post1_7")
    assert arrival.item is not None
    way = reply_way(arrival.item.pk)
    assert way is not None
    assert way.is_public
    assert "Код" not in OutgoingMessage.objects.get().text
