"""By which way an answer leaves: where the author wrote from, e-mail, a letter to print; the notice of forwarding."""

from collections.abc import Callable

import pytest
from tests.intake.conftest import Receive

from otklik.base.actor import Actor
from otklik.base.errors import RuleBroken
from otklik.core.appeals import Outcome
from otklik.delivery.models import ChannelConnection, OutgoingMessage
from otklik.intake import reply_ways
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.actions.write_forwarding import write_forwarding
from otklik.intake.answer_ways import offered_ways
from otklik.intake.leaving import proposed_way
from otklik.intake.models import Answer, FeedbackItem
from otklik.intake.reply_ways import ReplyWay

Way = Answer.Way
State = OutgoingMessage.State


@pytest.fixture
def clerk(actor: Callable[..., Actor]) -> Actor:
    return actor("specialist", "registrar")


@pytest.fixture
def item(receive: Receive) -> FeedbackItem:
    return receive("Яма на дороге", name="Сидорова Нина", email="s@example.org", address="ул. Лесная, 5")


@pytest.fixture
def comes_by(monkeypatch: pytest.MonkeyPatch) -> Callable[..., ChannelConnection]:
    """The item came by a connection: `comes_by(item, "telegram")`."""

    def come(item: FeedbackItem, adapter: str, *, is_public: bool = False) -> ChannelConnection:
        connection = ChannelConnection.objects.create(
            administration_id=item.administration_id,
            title="Бот администрации",
            adapter=adapter,
            channel="telegram",
            sealed_settings="",
            is_enabled=True,
            hook_key=adapter,
        )
        way = ReplyWay(connection.pk, "77", connection.title, {"post": "5"}, is_public=is_public)
        monkeypatch.setattr(reply_ways, "_finders", [lambda ids: {item.pk: way} if item.pk in ids else {}])
        return connection

    return come


def answer(clerk: Actor, item: FeedbackItem, way: str) -> OutgoingMessage | None:
    """Answer by the way; what stands in the outbox then."""
    outcomes = {question.pk: Outcome.SUPPORTED for question in item.questions.all()}
    answer_appeal(actor=clerk, item_id=item.pk, text="Яму засыпали 14 мая.", outcomes=outcomes, way=way)
    return OutgoingMessage.objects.first()


def test_to_where_the_author_wrote_from_with_the_letter(clerk: Actor, item: FeedbackItem, comes_by) -> None:
    connection = comes_by(item, "telegram")
    message = answer(clerk, item, Way.CHANNEL)
    assert (message.connection, message.to, message.thread) == (connection, "77", {"post": "5"})
    assert message.is_urgent
    assert "Яму засыпали 14 мая." in message.text
    assert message.file_ids == [item.answers.get().copy_id]


def test_under_a_post_only_the_words(clerk: Actor, item: FeedbackItem, comes_by) -> None:
    comes_by(item, "vk", is_public=True)
    message = answer(clerk, item, Way.CHANNEL)
    assert (message.text, message.file_ids) == ("Яму засыпали 14 мая.", [])


def test_a_letter_stands_in_the_list_to_print(clerk: Actor, item: FeedbackItem) -> None:
    message = answer(clerk, item, Way.LETTER)
    assert (message.state, message.to, message.address) == (State.PRINT, "Сидорова Нина", "ул. Лесная, 5")
    assert message.number == item.answers.get().number
    assert message.file_ids == [item.answers.get().copy_id]


def test_a_channel_that_the_author_did_not_use_is_refused(clerk: Actor, item: FeedbackItem) -> None:
    with pytest.raises(RuleBroken, match="не по подключённому каналу"):
        answer(clerk, item, Way.CHANNEL)
    assert not item.answers.exists()


@pytest.mark.parametrize(
    ("adapter", "legal_class", "proposed"),
    [
        ("email", "appeal_59fz", Way.CHANNEL),
        ("telegram", "network_message", Way.CHANNEL),
        ("telegram", "appeal_59fz", Way.EMAIL),
    ],
)
def test_the_profile_says_by_which_way_first(
    item: FeedbackItem, comes_by, adapter: str, legal_class: str, proposed: str
) -> None:
    comes_by(item, adapter)
    item.legal_class = legal_class
    assert proposed_way(item) == proposed
    assert {one.slug for one in offered_ways(item)} == set(Way)


def test_without_a_channel_the_address_decides(item: FeedbackItem, receive: Receive) -> None:
    assert proposed_way(item) == Way.EMAIL
    assert proposed_way(receive("Другое", address="ул. Лесная, 5")) == Way.LETTER
    assert proposed_way(receive("Третье")) == Way.STATUS


def test_the_notice_of_forwarding_goes_the_same_way_and_the_letter_is_printed(
    clerk: Actor, item: FeedbackItem, comes_by
) -> None:
    comes_by(item, "email")
    forwarding = write_forwarding(actor=clerk, item=item, to="Министерство", body=None)
    notice, cover = OutgoingMessage.objects.order_by("pk")
    assert (notice.to, notice.connection_id is None, forwarding.notice_emailed) == ("77", False, True)
    assert (cover.state, cover.to) == (State.PRINT, "Министерство")
    assert cover.sheet_id in cover.file_ids
