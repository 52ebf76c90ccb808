"""Each network, by its own protocol: a message goes in, is talked through and registered; the answer goes back."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from otklik.base.actor import Actor
from otklik.catalog.models import Administration, Channel
from otklik.channels.registry import channel
from otklik.core.appeals import Outcome
from otklik.correspondence.actions.read_arrivals import read_waiting_arrivals
from otklik.correspondence.models import InboundMessage
from otklik.correspondence.polling import poll_connection
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.delivery.connections import seal_settings
from otklik.delivery.models import ChannelConnection, OutgoingMessage
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.models import Answer, FeedbackItem

pytestmark = pytest.mark.django_db
HOOK_KEY = "hook-key-of-the-flow"
Person = Callable[..., str]


def _call_by_client(url: str, headers: Mapping[str, str], body: bytes) -> tuple[int, str]:
    """The network calls the product's own address."""
    own = {name: value for name, value in headers.items() if name != "Content-Type"}
    asked = urlsplit(url)
    answer = Client().post(f"{asked.path}?{asked.query}", body, content_type="application/json", headers=own)
    return answer.status_code, answer.content.decode()


@pytest.fixture(params=["asked", "calling"])
def talk(request: pytest.FixtureRequest, network: tuple[str, Any], administration: Administration) -> Person:
    """A person of the network writes; what the person got in reply. The network calls us, or is asked by us."""
    slug, server = network
    url = f"https://adm.example/hooks/{HOOK_KEY}/" if request.param == "calling" else ""
    plugin = channel(slug)
    if (slug, request.param) == ("vk", "calling"):
        pytest.skip("VK asks for the confirmation from a thread of its server: see below")
    filled = plugin.settings.model_validate(server.settings(hook_url=url))
    own = Channel.objects.filter(administration=administration, audience="external", kind__in=plugin.kinds)
    connection = ChannelConnection.objects.create(
        administration_id=administration.pk, title=plugin.title, adapter=slug,
        channel=(own.first() or Channel.objects.filter(administration=administration)[0]).slug,
        sealed_settings=seal_settings(filled), is_enabled=True, hook_key=HOOK_KEY,
    )  # fmt: skip
    server.caller = _call_by_client
    assert plugin.check(filled).is_good

    def said(text: str, **more: object) -> str:
        before = len(server.sent)
        if text:
            server.person_writes(text, **more)
        if request.param == "asked":
            poll_connection(connection.pk)
        read_waiting_arrivals()
        send_waiting_messages()
        return "\n".join(one.text for one in server.sent[before:])

    return said


def test_a_message_goes_in_and_its_answer_out(talk: Person, actor: Callable[..., Actor]) -> None:
    assert "не потеряется" in talk("На Садовой, 3 третий день нет горячей воды")
    talk("Согласен")
    talk("Пропустить")
    told = talk("Отправить")
    item = FeedbackItem.objects.get()
    assert item.number in told
    assert item.text == "На Садовой, 3 третий день нет горячей воды"
    outcomes = {question.pk: Outcome.EXPLAINED for question in item.questions.all()}
    answer_appeal(
        actor=actor("specialist", "coordinator"), item_id=item.pk, text="Воду дали сегодня утром.",
        outcomes=outcomes, way=Answer.Way.CHANNEL,
    )  # fmt: skip
    got = talk("")
    assert "Воду дали сегодня утром." in got
    assert "Вы довольны ответом?" in got
    assert "Спасибо" in talk("Доволен")
    item.refresh_from_db()
    assert item.author_mark == "satisfied"
    assert not OutgoingMessage.objects.exclude(state="sent").exists()
    assert set(InboundMessage.objects.values_list("state", flat=True)) == {"taken"}


@pytest.mark.django_db(transaction=True)
def test_an_address_is_confirmed_before_the_connection_is_enabled(
    vk_server: Any, administration: Administration
) -> None:
    """VK asks the address of a disabled connection; messages to it find nothing until it is enabled."""
    plugin, url = channel("vk"), f"https://adm.example/hooks/{HOOK_KEY}/"
    filled = plugin.settings.model_validate(vk_server.settings(hook_url=url))
    connection = ChannelConnection.objects.create(
        administration_id=administration.pk, title="Группа", adapter="vk", hook_key=HOOK_KEY,
        channel=Channel.objects.filter(administration=administration)[0].slug, sealed_settings=seal_settings(filled),
    )  # fmt: skip
    vk_server.caller = _call_by_client
    assert plugin.check(filled).is_good
    vk_server.person_writes("Рано")
    assert not InboundMessage.objects.exists()
    ChannelConnection.objects.update(is_enabled=True)
    vk_server.person_writes("На Садовой яма")
    read_waiting_arrivals()
    assert InboundMessage.objects.get().connection == connection
    send_waiting_messages()
    assert "не потеряется" in vk_server.sent[-1].text
