"""A mailbox from end to end: a letter becomes a case, the answer leaves in its thread, the reply comes back."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from tests.channels.letters.build import letter, page
from tests.channels.mail_fixtures import Box
from tests.dovecot import Dovecot
from tests.smtp_server import PostOffice

from otklik.base.actor import Actor
from otklik.base.errors import NotFound
from otklik.catalog.models import Administration, Channel
from otklik.channels.email.settings import EmailSettings
from otklik.core.appeals import Audience, Outcome
from otklik.correspondence.actions.read_arrivals import read_waiting_arrivals
from otklik.correspondence.actions.settle_arrival import take_arrival
from otklik.correspondence.arrivals import arrival_shown
from otklik.correspondence.models import InboundMessage
from otklik.correspondence.polling import poll_connection
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.delivery.connections import seal_settings
from otklik.delivery.models import ChannelConnection
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.models import Answer, AuthorAddition, FeedbackItem

pytestmark = pytest.mark.django_db
ANNA = "anna@mail.example"
Deliver = Callable[..., None]


class Office:
    """The connected mailbox of the administration."""

    def __init__(self, settings: EmailSettings, server: Dovecot, office: PostOffice, connection: int) -> None:
        self.settings, self.server, self.office, self.connection = settings, server, office, connection
        office.post.letters.clear()

    def takes(self, *letters: bytes) -> list[str]:
        """Letters come and are read, replies leave; what the new arrivals became."""
        before = InboundMessage.objects.count()
        self.server.put(self.settings.user, letters)
        poll_connection(self.connection)
        read_waiting_arrivals()
        send_waiting_messages()
        return list(InboundMessage.objects.order_by("pk").values_list("became", flat=True)[before:])

    def sent_to(self, address: str) -> Sequence[Any]:
        return self.office.post.to(address)


@pytest.fixture
def office(box: Box, dovecot_server: Dovecot, post_office: PostOffice, administration: Administration) -> Office:
    settings = box(staff_addresses="@adm.gorod.example")
    dovecot_server.put(settings.user, [])
    connection = ChannelConnection.objects.create(
        administration_id=administration.pk,
        title="Почта приёмной",
        adapter="email",
        channel=Channel.objects.get(administration=administration, kind="email", audience="external").slug,
        sealed_settings=seal_settings(settings),
        is_enabled=True,
        hook_key="mail-of-the-tests",
    )
    return Office(settings, dovecot_server, post_office, connection.pk)


def _first(**facts: Any) -> bytes:
    return letter("На Садовой яма.", **({"sender": f"Анна <{ANNA}>", "message_id": "<first@mail.example>"} | facts))


def test_letter_case_answer_reply_one_case(office: Office, actor: Callable[..., Actor]) -> None:
    office.takes(_first())
    item = FeedbackItem.objects.get()
    (receipt,) = office.sent_to(ANNA)
    assert item.number in receipt["Subject"] + receipt.get_content()
    assert receipt["In-Reply-To"] == "<first@mail.example>"
    outcomes = {question.pk: Outcome.EXPLAINED for question in item.questions.all()}
    answer_appeal(
        actor=actor("specialist", "coordinator"), item_id=item.pk, text="Яму засыпят 5 мая.", outcomes=outcomes,
        way=Answer.Way.CHANNEL,
    )  # fmt: skip
    send_waiting_messages()
    _receipt, answer = office.sent_to(ANNA)
    assert answer["References"].split()[0] == "<first@mail.example>"
    assert "5 мая" in answer.get_body().get_content()
    reply = letter(
        page(f"<p>Не засыпали!</p><blockquote>{answer.get_body().get_content()}</blockquote>"), subject="Re: Яма",
        sender=f"Анна <{ANNA}>", in_reply_to=answer["Message-ID"], message_id="<third@mail.example>",
    )  # fmt: skip
    assert item.number in office.takes(reply)[0]
    first_of_them = FeedbackItem.objects.order_by("pk").first()
    assert first_of_them == item
    assert not FeedbackItem.objects.filter(text__contains="5 мая").exists()


def test_a_reply_to_an_open_case_is_added_to_it(office: Office) -> None:
    office.takes(_first())
    (receipt,) = office.sent_to(ANNA)
    office.takes(letter(
        "Яма стала больше.\n\n10.03.2025, Приёмная <priem@gorod.example>:\n> Ваше обращение", subject="Re: Яма",
        sender=ANNA, in_reply_to=receipt["Message-ID"], message_id="<second@mail.example>",
    ))  # fmt: skip
    assert FeedbackItem.objects.count() == 1
    assert AuthorAddition.objects.get().text == "Яма стала больше."


def test_the_number_in_the_subject_serves_its_author_only(office: Office) -> None:
    office.takes(_first())
    number = FeedbackItem.objects.get().number
    subject = f"Ещё по обращению № {number}"
    office.takes(letter("Дополнение.", sender=ANNA, subject=subject, message_id="<own@mail.example>"))
    assert AuthorAddition.objects.get().text == "Дополнение."
    office.takes(letter("Чужое.", sender="chuzhoy@mail.example", subject=subject, message_id="<alien@mail.example>"))
    assert FeedbackItem.objects.count() == 2


def test_a_letter_that_comes_twice_is_one_case(office: Office) -> None:
    office.takes(_first())
    office.takes(b"Received: by another.example\n" + _first())
    assert FeedbackItem.objects.count() == InboundMessage.objects.count() == 1


def test_machines_make_no_cases_and_are_not_answered(office: Office) -> None:
    became = office.takes(
        letter("Я в отпуске", auto_submitted="auto-replied", message_id="<a@x>"),
        letter("Купите", x_spam_flag="YES", message_id="<b@x>"),
        letter("", subject="", message_id="<c@x>"),
        letter("Круг", sender="priem@gorod.example", message_id="<d@x>"),
    )
    assert not FeedbackItem.objects.exists()
    assert not office.office.post.letters
    assert [one.partition(":")[0] for one in became] == [
        "Автоответ", "Спам", "Пустое письмо", "Письмо с собственного адреса ящика"
    ]  # fmt: skip


def test_what_a_filter_took_for_spam_is_read_and_taken_by_a_person(office: Office, actor: Callable[..., Actor]) -> None:
    office.takes(letter("Уберите снег.", x_spam_flag="YES"))
    office.takes(letter("Скидки.", x_spam_flag="YES", sender="ivanov@adm.gorod.example", message_id="<inner@x>"))
    spam, inner = InboundMessage.objects.order_by("pk")
    clerk = actor("registrar")
    shown = arrival_shown(clerk, spam.pk)
    assert (shown.text, shown.is_raw, shown.may_be_settled) == ("Уберите снег.", False, True)
    take_arrival(actor=clerk, arrival_id=spam.pk, text=shown.text, email=shown.email)
    assert FeedbackItem.objects.get().text == "Уберите снег."
    with pytest.raises(NotFound):
        arrival_shown(clerk, inner.pk)


def test_a_letter_that_did_not_arrive_is_told_in_its_case(office: Office) -> None:
    office.takes(_first())
    (receipt,) = office.sent_to(ANNA)
    back = f"Delivery failed\n\n550 5.1.1 no such user\n\nMessage-ID: {receipt['Message-ID']}\n"
    office.takes(letter(back, sender="mailer-daemon@mail.example", subject="failure notice", message_id="<e@x>"))
    item = FeedbackItem.objects.get()
    assert item.events.filter(move="unreached").exists()
    assert "Нет такого адреса" in InboundMessage.objects.order_by("-pk")[0].became


def test_letters_of_staff_go_to_the_internal_audience_unread(office: Office, actor: Callable[..., Actor]) -> None:
    office.takes(letter("Начальник грубит.", sender="ivanov@adm.gorod.example", message_id="<f@x>"))
    item = FeedbackItem.objects.get()
    assert item.audience == Audience.INTERNAL
    assert item.channel.audience == Audience.INTERNAL
    assert not FeedbackItem.objects.visible_to(actor("registrar", "coordinator")).exists()
    assert FeedbackItem.objects.visible_to(actor("internal_officer")).exists()
