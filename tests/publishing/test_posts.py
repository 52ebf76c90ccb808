"""Posts of a publication: words by network, once by a connection, nothing where it is not public."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.channels.servers.vk import GROUP, VkServer

from otklik.analysis.indicators.published import good_words
from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration
from otklik.channels.vk.settings import VkSettings
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.delivery.connections import seal_settings
from otklik.delivery.models import ChannelConnection, OutgoingMessage
from otklik.publishing.actions.decide_publication import withdraw_publication
from otklik.publishing.actions.send_post import send_post
from otklik.publishing.models import Publication, PublicationPost
from otklik.publishing.posts import STYLES, post_parts, post_text

Actors = Callable[..., Actor]
ADDRESS = "https://primer.ru/murashi/results/2026Q1/"
LINE = {"title": "Уровень удовлетворённости " + "приёмом " * 12, "text": "48,9 %"}
LONG = {"title": "Что ответили жители", "sentence": "Жители заполнили 606 анкет. " * 60, "indicators": [LINE] * 9}
DECISION = {"state": "done", "said": [], "pains": ["Темно у школы"], "title": "Заменить фонари", "result": "Заменили."}


def test_a_version_of_open_data_says_what_it_holds() -> None:
    assert post_parts("Набор", {"dataset": "decisions", "rows": [{}] * 3}).lead == (
        "Новая версия набора: 3 строки, файлы CSV и JSON."
    )


def test_importance_is_not_called_satisfaction() -> None:
    one = {"title": "Короткий срок", "value": "49,3 %", "said": good_words(["5 — очень важно", "4 — скорее важно"])}
    payload = {"title": "Что нужно", "n": 80, "period": "IV квартал 2025 года", "questions": [one]}
    assert post_parts("Что нужно", payload).points == ("Короткий срок: считают важным 49,3 %",)
    assert good_words(["5 — отлично", "4 — хорошо"]) == "Довольны"


@pytest.mark.parametrize("style", STYLES, ids=[style.network for style in STYLES])
@pytest.mark.parametrize("payload", [LONG, {**LONG, "sentence": "Коротко."}, DECISION, {"files": []}])
def test_a_post_keeps_to_its_length_and_keeps_its_link(style: Any, payload: dict[str, Any]) -> None:
    text = post_text(style, post_parts("Открытые данные", payload), ADDRESS)
    assert len(text) <= style.letters
    assert text.endswith(ADDRESS)


def test_a_decision_is_told_as_said_and_done() -> None:
    text = post_text(STYLES[0], post_parts("", DECISION), ADDRESS)
    assert text.index("Вы сказали: Темно у школы.") < text.index("Мы сделали: Заменили.")


@pytest.fixture
def shown(administration: Administration) -> Publication:
    """A decision that stands before the public."""
    return Publication.objects.create(
        administration=administration, kind="decisions", key="7", artifact="decisions", ruled_as="decisions",
        clause="5.17", quote="…", title="Заменить фонари", version=1, payload=DECISION, digest="0" * 64,
        state=Publication.State.PUBLISHED, proposed_at=timezone.now(), published_on=timezone.localdate(),
    )  # fmt: skip


@pytest.fixture
def group(administration: Administration, vk_server: VkServer) -> ChannelConnection:
    """The administration's group in VK, connected."""
    return ChannelConnection.objects.create(
        administration_id=administration.pk, title="Группа", adapter="vk", channel="vk", is_enabled=True, hook_key="k",
        sealed_settings=seal_settings(VkSettings(**vk_server.settings())),
    )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_post_reaches_the_wall_once(
    shown: Publication, group: ChannelConnection, actor: Actors, vk_server: VkServer
) -> None:
    head = actor("head")
    send_post(actor=head, publication_id=shown.pk, connection_id=group.pk, address=ADDRESS)
    with pytest.raises(RuleBroken, match="уже отправлена"):
        send_post(actor=head, publication_id=shown.pk, connection_id=group.pk, address=ADDRESS)
    OutgoingMessage.objects.update(next_attempt_at=timezone.now())  # whatever the hour

    assert send_waiting_messages() == 1
    (sent,) = vk_server.sent
    assert sent.to == f"-{GROUP}"
    assert sent.text == PublicationPost.objects.get().text
    assert OutgoingMessage.objects.get().external_id == f"wall-{GROUP}_{sent.number}"


@pytest.mark.django_db
def test_a_waiting_post_goes_no_more_when_the_publication_is_withdrawn(
    shown: Publication, group: ChannelConnection, actor: Actors
) -> None:
    send_post(actor=actor("head"), publication_id=shown.pk, connection_id=group.pk, address=ADDRESS)
    withdraw_publication(actor=actor("head"), publication_id=shown.pk, why="Ошибка")
    assert not OutgoingMessage.objects.exists()
    with pytest.raises(RuleBroken, match="опубликовано сейчас"):
        send_post(actor=actor("head"), publication_id=shown.pk, connection_id=group.pk, address=ADDRESS)


@pytest.mark.django_db
def test_who_neither_proposes_nor_approves_sends_nothing(
    shown: Publication, group: ChannelConnection, actor: Actors
) -> None:
    with pytest.raises(NotFound):
        send_post(actor=actor("registrar"), publication_id=shown.pk, connection_id=group.pk, address=ADDRESS)


@pytest.mark.django_db
def test_what_the_decree_forbids_is_not_told_in_a_network(
    shown: Publication, group: ChannelConnection, actor: Actors, administrations: Callable[..., Administration]
) -> None:
    Publication.objects.filter(pk=shown.pk).update(administration=administrations("gatchina"))
    with pytest.raises(RuleBroken, match=r"4\.3"):
        send_post(actor=actor("head", of="gatchina"), publication_id=shown.pk, connection_id=group.pk, address=ADDRESS)


@pytest.mark.django_db
def test_the_desk_offers_words_to_copy_and_the_connected_group(
    shown: Publication, group: ChannelConnection, client_of: Callable[..., Client]
) -> None:
    client = client_of("coordinator")
    address = f"/murashi/staff/reports/publications/{shown.pk}/posts/"
    page = client.get(address).content.decode()
    assert "Вы сказали: Темно у школы" in page
    assert "http://testserver/murashi/decisions/7/" in page

    told = client.post(f"{address}{group.pk}/send/", follow=True).content.decode()
    assert "встала в очередь" in told
    assert "Отправить: Группа" not in told
    assert client_of("registrar").get(address).status_code == 404
