"""«Исходящие» and «К печати»: who sees what, what a person decides, letters on paper to the post's list."""

from io import BytesIO

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from tests.intake.conftest import Receive

from otklik.base.files import store_file
from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration
from otklik.core.appeals import Audience
from otklik.delivery.actions.send_later import print_later, send_later
from otklik.delivery.models import OutgoingMessage, PostalList
from otklik.intake.models import FeedbackItem, OriginalLook

State = OutgoingMessage.State


def page(name: str, *args: object) -> str:
    """The address of a page of the administration."""
    return reverse(f"staff:{name}", args=["murashi", *args])


def pdf() -> bytes:
    """A sheet of paper."""
    made, target = pypdfium2.PdfDocument.new(), BytesIO()
    made.new_page(200, 300)
    made.save(target)
    return target.getvalue()


@pytest.fixture
def item(receive: Receive) -> FeedbackItem:
    """A message of a citizen."""
    return receive()


def letter_to(item: FeedbackItem, to: str = "petrova@example.org") -> OutgoingMessage:
    """A letter to the author in the outbox."""
    return send_later(
        administration_id=item.administration_id,
        target=item,
        to=to,
        subject="Ответ на обращение",
        text="Фонарь починили 3 июня.",
        file_ids=[],
    )


def test_the_registrar_reads_it_and_the_administrator_sees_only_that_it_left(item: FeedbackItem, client_of) -> None:
    message = letter_to(item)
    for_registrar = client_of("registrar").get(page("outgoing_message", message.pk)).content.decode()
    assert "petrova@example.org" in for_registrar
    assert "Фонарь починили" in for_registrar
    assert OriginalLook.objects.filter(item=item, place="letter").exists()
    for address in (page("outbox"), page("outgoing_message", message.pk)):
        seen = client_of("administrator").get(address).content.decode()
        assert "petrova" not in seen
        assert "p•••@example.org" in seen
        assert "Фонарь" not in seen


def test_a_letter_of_an_internal_case_is_hidden_from_who_has_not_the_right(receive: Receive, client_of) -> None:
    message = letter_to(receive(audience=Audience.INTERNAL))
    registrar = client_of("registrar")
    assert "petrova" not in registrar.get(page("outbox")).content.decode()
    assert registrar.get(page("outgoing_message", message.pk)).status_code == 404
    assert registrar.post(page("outgoing_cancel", message.pk)).status_code == 404
    assert client_of("internal_officer").get(page("outgoing_message", message.pk)).status_code == 200


@pytest.mark.parametrize(
    ("state", "button", "after"),
    [
        (State.UNCERTAIN, "outgoing_arrived", State.SENT),
        (State.UNCERTAIN, "outgoing_again", State.WAITING),
        (State.FAILED, "outgoing_again", State.WAITING),
        (State.WAITING, "outgoing_cancel", State.FAILED),
        (State.SENT, "outgoing_again", State.SENT),
        (State.SENDING, "outgoing_cancel", State.SENDING),
    ],
)
def test_a_person_decides(item: FeedbackItem, client_of, state: str, button: str, after: str) -> None:
    message = letter_to(item)
    OutgoingMessage.objects.update(state=state, attempts=3)
    client: Client = client_of("registrar")
    assert client.post(page(button, message.pk)).status_code == 302
    message.refresh_from_db()
    assert message.state == after


def test_filters_and_pages(item: FeedbackItem, client_of) -> None:
    for number in range(53):
        letter_to(item, to=f"a{number}@example.org")
    failed = OutgoingMessage.objects.order_by("pk").first()
    OutgoingMessage.objects.filter(pk=failed.pk).update(state=State.FAILED)
    client: Client = client_of("registrar")
    first = client.get(page("outbox")).content.decode()
    assert "a52@" in first
    assert "a2@" not in first
    following = client.get(first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")).content.decode()
    assert "a2@" in following
    only = client.get(page("outbox"), {"state": "failed", "way": "mail"}).content.decode()
    assert "a0@" in only
    assert "a1@" not in only
    assert client.get(page("outbox"), {"state": "\0", "way": "9" * 40, "before": "x"}).status_code == 200


def test_the_card_shows_what_left(item: FeedbackItem, client_of) -> None:
    letter_to(item)
    seen = client_of("registrar").get(page("item", item.pk)).content.decode()
    assert "petrova@example.org" in seen
    assert "ждёт отправки" in seen


def test_letters_on_paper_are_printed_at_once_and_entered_in_the_list(
    administration: Administration, item: FeedbackItem, client_of
) -> None:
    for number in (1, 2):
        print_later(
            administration_id=administration.pk,
            target=item,
            to="Петрова Мария",
            address="ул. Полевая, 3",
            number=f"ИСХ-{number}",
            subject="О рассмотрении",
            text="Да.",
            file_ids=[store_file(administration.pk, BytesIO(pdf()), "p.pdf").pk],
        )
    client: Client = client_of("registrar")
    assert "ИСХ-2" in client.get(page("letters_to_print")).content.decode()
    printed = client.post(page("letters_print"))
    assert len(pypdfium2.PdfDocument(printed.content)) == 2
    assert set(OutgoingMessage.objects.values_list("state", flat=True)) == {State.PRINTED}
    first, second = OutgoingMessage.objects.order_by("pk")
    client.post(page("letter_anew", second.pk))
    given = {"letter": [first.pk, second.pk], "number": "7", "posted_on": "2099-01-01"}
    assert "не позже сегодняшнего" in client.post(page("letters_post"), given).content.decode()
    answer = client.post(page("letters_post"), given | {"posted_on": "2025-06-03"}, follow=True)
    assert "ул. Полевая, 3" in answer.content.decode()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (State.SENT, State.PRINT)
    listed = PostalList.objects.get()
    assert client.get(page("postal_file", listed.pk, "xlsx")).content[:2] == b"PK"
    assert client.post(page("letters_post"), given | {"letter": [first.pk]}).status_code == 200


def test_the_administrator_sets_quiet_hours(administration: Administration, client_of) -> None:
    client: Client = client_of("administrator")
    assert "Тихие часы" in client.get(page("outbox")).content.decode()
    hours = {"network_starts": 23, "network_ends": 7, "email_starts": 0, "email_ends": 0}
    assert client.post(page("quiet_hours"), hours).status_code == 302
    administration.refresh_from_db()
    assert administration.options["quiet_hours"] == {"network": [23, 7], "email": [0, 0]}
    assert client.post(page("quiet_hours"), hours | {"email_ends": 24}).status_code == 200


def test_after_an_outage_all_that_failed_leaves_again_by_one_confirmation(
    item: FeedbackItem, receive: Receive, client_of
) -> None:
    failed = [letter_to(item, f"p{number}@example.org") for number in range(3)]
    cancelled, bounced, erased, sent = (letter_to(item, f"q{number}@example.org") for number in range(4))
    hidden = letter_to(receive(audience=Audience.INTERNAL))
    OutgoingMessage.objects.exclude(pk=sent.pk).update(state=State.FAILED, attempts=6, last_error="Нет связи")
    OutgoingMessage.objects.filter(pk=sent.pk).update(state=State.SENT)
    OutgoingMessage.objects.filter(pk=cancelled.pk).update(last_error="Отменил(а) Петрова А. С.")
    OutgoingMessage.objects.filter(pk=bounced.pk).update(last_error="Не дошло: нет такого ящика")
    OutgoingMessage.objects.filter(pk=erased.pk).update(to="", text="")
    client, address = client_of("registrar"), page("outgoing_repeat", "mail")
    assert address in client.get(f"{page('outbox')}?state=failed&way=mail").content.decode()
    assert address not in client_of("specialist").get(f"{page('outbox')}?state=failed&way=mail").content.decode()
    asked = client.get(address)
    assert asked.context["found"].count == 3
    assert set(OutgoingMessage.objects.exclude(pk=sent.pk).values_list("state", flat=True)) == {State.FAILED}
    late = letter_to(item, "late@example.org")
    OutgoingMessage.objects.filter(pk=late.pk).update(state=State.FAILED)
    done = client.post(address, {"until": asked.context["found"].until}, follow=True)
    assert "отправляем ещё раз" in done.content.decode()
    waiting = OutgoingMessage.objects.filter(state=State.WAITING)
    assert set(waiting.values_list("pk", "attempts")) == {(one.pk, 0) for one in failed}
    assert OutgoingMessage.objects.get(pk=hidden.pk).state == State.FAILED
    entry = AuditEntry.objects.get(verb="send_failed_again")
    assert (entry.target, entry.summary[-1]) == ("delivery.way:mail", "3")
    again = client.post(address, {"until": asked.context["found"].until}, follow=True)
    assert "больше нет" in again.content.decode()


@pytest.mark.parametrize("way", ["paper", "999", "x"])
def test_only_a_way_of_ones_own_is_repeated(way: str, client_of) -> None:
    assert client_of("registrar").get(page("outgoing_repeat", way)).status_code == 404
    assert client_of("specialist").post(page("outgoing_repeat", "mail")).status_code in {403, 404}
