"""Comments under what an administration published: one message, its files, and the answer where they were written."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.channels.servers.base import Trouble

from otklik.catalog.models import Administration, Channel
from otklik.channels.registry import channel
from otklik.correspondence.actions.fetch_files import fetch_waiting_files
from otklik.correspondence.actions.read_arrivals import read_waiting_arrivals
from otklik.correspondence.polling import poll_connection
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.delivery.connections import seal_settings
from otklik.delivery.models import ChannelConnection, OutgoingMessage
from otklik.intake.models import Attachment, AuthorAddition, FeedbackItem

pytestmark = pytest.mark.django_db
ANSWER = "Здравствуйте! Два фонаря на Лесной включили вчера, 14 марта 2025 года; третий заменит служба благоустройства."


@pytest.fixture
def asked(administration: Administration) -> Callable[..., ChannelConnection]:
    """A connection that asks the network: `asked("vk", server)`."""

    def made(slug: str, server: Any) -> ChannelConnection:
        plugin = channel(slug)
        filled = plugin.settings.model_validate(server.settings())
        connection = ChannelConnection.objects.create(
            administration_id=administration.pk, title=plugin.title, adapter=slug,
            channel=Channel.objects.get(administration=administration, kind=slug).slug,
            sealed_settings=seal_settings(filled), is_enabled=True, hook_key=slug,
        )  # fmt: skip
        assert plugin.check(filled).is_good
        poll_connection(connection.pk)
        return connection

    return made


def come(connection: ChannelConnection) -> None:
    """What waits at the network is taken, read, answered; files are brought."""
    poll_connection(connection.pk)
    read_waiting_arrivals()
    fetch_waiting_files()
    send_waiting_messages()


def answer_at_the_desk(clerk: Client, item: FeedbackItem) -> None:
    """The specialist answers on the page of the case, the way that the page proposes."""
    page = f"/{item.administration.slug}/staff/items/{item.pk}/answer/"
    form = clerk.get(page).context["form"]
    hidden = {name: form[name].value() for name in ("token", "version", "opened_at", "way")}
    outcomes = {f"outcome_{question.pk}": "supported" for question in item.questions.all()}
    reasons = {
        f"reason_{rule}": "Так просил автор"
        for rule in ("empty", "date", "responsible", "action", "questions", "greeting")
    }
    sent = clerk.post(page, {**hidden, **outcomes, **reasons, "stage": "final", "text": ANSWER})
    assert sent.status_code == 302, sent.content.decode()
    send_waiting_messages()


def test_a_comment_comes_in_with_its_photo_and_is_answered_under_the_post(
    vk_server: Any, asked: Callable[..., ChannelConnection], client_of: Callable[..., Client]
) -> None:
    connection = asked("vk", vk_server)
    vk_server.remote_files["/files/1"] = b"\x89PNG\r\n\x1a\n" + bytes(40)
    photo = {"id": 7, "sizes": [{"url": f"{vk_server.url}/files/1", "width": 10, "height": 10, "type": "w"}]}
    event = vk_server.person_comments("На Лесной не горят фонари", attachments=[{"type": "photo", "photo": photo}])
    come(connection)
    item, comment = FeedbackItem.objects.get(), str(event["object"]["id"])
    assert item.place == f"https://vk.com/wall-200300400_41?reply={comment}"
    assert Attachment.objects.filter(item=item).count() == 1
    (receipt,) = vk_server.sent
    assert (receipt.to, receipt.reply_to) == ("wall-200300400_41", comment)
    vk_server.trouble(Trouble(path="wall.createComment", breaks=True, is_done=True))
    answer_at_the_desk(client_of("registrar", "specialist", "coordinator"), item)
    OutgoingMessage.objects.filter(state="waiting").update(next_attempt_at=item.received_at)
    send_waiting_messages()
    under_post = [one for one in vk_server.sent if ANSWER in one.text]
    assert [one.reply_to for one in under_post] == [comment]
    vk_server.person_comments(
        "Третий так и не горит", parents_stack=[int(comment)], reply_to_user=-200300400, reply_to_comment=int(comment)
    )
    come(connection)
    assert FeedbackItem.objects.count() == 1
    assert AuthorAddition.objects.get().text == "Третий так и не горит"


def test_a_comment_in_telegram_is_answered_where_it_stands(
    telegram_server: Any, asked: Callable[..., ChannelConnection], client_of: Callable[..., Client]
) -> None:
    connection = asked("telegram", telegram_server)
    update = telegram_server.person_comments("А подвоз воды будет?")
    come(connection)
    item, number = FeedbackItem.objects.get(), str(update["message"]["message_id"])
    assert item.text == "А подвоз воды будет?"
    answer_at_the_desk(client_of("registrar", "specialist", "coordinator"), item)
    answered = [one for one in telegram_server.sent if ANSWER in one.text]
    assert [(one.to, one.reply_to) for one in answered] == [("-1001900000001", number)]
