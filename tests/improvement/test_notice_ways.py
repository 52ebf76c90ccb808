"""Thanks by each way: words, letters by mail and on paper, calls, and who may."""

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pikepdf
import pytest
from django.core import mail
from django.db.models import QuerySet
from tests.improvement.suggestions import ANNA, MARIA, PETR, Act, State, Way, coordinator, finish, measure, ready, said
from tests.intake.conftest import receive
from tests.surveys.conftest import surveys

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.catalog.models import Administration, Channel
from otklik.core.thanks import DEFAULT, ThanksWords, greeting, thanks_text, unfilled
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.delivery.models import OutgoingMessage
from otklik.exporters.letter.to_pdf import letters_pdf
from otklik.exporters.letter.to_word import letters_docx
from otklik.improvement.actions.change_notice import prepare_notice, resume_notice, withdraw_notice
from otklik.improvement.actions.send_notice import hand_notice, miss_call, send_notice
from otklik.improvement.queries.thanks import thanks_for_author, to_do, unreachable
from otklik.improvement.thanks_letters import print_letters
from otklik.improvement.thanks_words import change_thanks

__all__ = ["coordinator", "finish", "measure", "receive", "said", "surveys"]


def test_the_words_say_what_was_proposed_and_what_was_done() -> None:
    words = ThanksWords(
        "Сидорова Мария Петровна", "П-7/2025", date(2025, 3, 3), True, "скамейка.", "поставили 3 скамейки"
    )
    text = thanks_text(DEFAULT, words)
    assert text.startswith("Уважаемая Мария Петровна!\n\nВ обращении №\u00a0П-7/2025 от 3 марта 2025 г. Вы")
    assert "«скамейка»." in text
    assert "Поставили 3 скамейки.\n" in text
    assert not unfilled(text)
    assert unfilled(thanks_text(DEFAULT, ThanksWords())) == ("предложение", "сделано")
    assert greeting("Ильин Пётр Ильич") == "Уважаемый Пётр Ильич!"
    assert (greeting("Мария"), greeting("")) == ("Здравствуйте, Мария!", "Здравствуйте!")


@pytest.mark.parametrize(
    "case",
    [
        ("vk", MARIA, Way.NETWORK),
        ("pos", MARIA, Way.PORTAL),
        ("post", {**ANNA, "email": "a@example.org"}, Way.LETTER),
        ("reception", PETR, Way.PHONE),
        ("web_form", MARIA, Way.EMAIL),
        ("web_form", {}, Way.STATUS),
    ],
)
def test_each_by_the_own_channel(
    said: Any, finish: Any, administration: Administration, case: tuple[str, dict[str, str], str]
) -> None:
    kind, who, way = case
    channel = Channel.objects.filter(administration=administration, kind=kind).first()
    assert channel is not None
    said(who, channel=channel.slug)
    assert [notice.way for notice in finish()] == [way]


def test_a_letter_by_mail_leaves_through_the_outbox_and_is_settled(said: Any, finish: Any, coordinator: Actor) -> None:
    item = said(MARIA)
    notice = finish()[0]
    with pytest.raises(RuleBroken, match="прочтите"):
        send_notice(actor=coordinator, notice_id=notice.pk)
    ready(coordinator, notice)
    send_notice(actor=coordinator, notice_id=notice.pk)
    send_notice(actor=coordinator, notice_id=notice.pk)
    assert OutgoingMessage.objects.count() == 1
    send_waiting_messages()
    notice.refresh_from_db()
    assert (notice.state, mail.outbox[0].to) == (State.SENT, [MARIA["email"]])
    assert mail.outbox[0].body.startswith("Уважаемая Мария Петровна!")
    assert [one.text for one in thanks_for_author(item)] == [notice.text]
    assert item.events.filter(move="thanks", is_public=True).count() == 1
    with pytest.raises(RuleBroken, match="уже ушла"):
        withdraw_notice(actor=coordinator, notice_id=notice.pk, reason="передумали")


def test_a_letter_given_up_comes_back_into_the_list(said: Any, finish: Any, coordinator: Actor, settings: Any) -> None:
    said(MARIA)
    notice = ready(coordinator, finish()[0])
    send_notice(actor=coordinator, notice_id=notice.pk)
    OutgoingMessage.objects.update(to="нет\nадреса", attempts=9)
    send_waiting_messages()
    notice.refresh_from_db()
    assert notice.state == State.FAILED
    assert [group.way for group in to_do(coordinator)] == ["email"]


def test_a_waiting_letter_is_taken_back_and_up_again(said: Any, finish: Any, coordinator: Actor) -> None:
    said(MARIA)
    notice = ready(coordinator, finish()[0])
    send_notice(actor=coordinator, notice_id=notice.pk)
    with pytest.raises(RuleBroken, match="почему"):
        withdraw_notice(actor=coordinator, notice_id=notice.pk, reason=" ")
    withdraw_notice(actor=coordinator, notice_id=notice.pk, reason="ошиблись мероприятием")
    assert not OutgoingMessage.objects.exists()
    assert [row.notice.reason for row in unreachable(coordinator)] == ["ошиблись мероприятием"]
    assert resume_notice(actor=coordinator, notice_id=notice.pk).state == State.TO_DO


def test_the_outbox_and_who_takes_a_letter_back_lock_in_the_same_order(
    said: Any, finish: Any, coordinator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(MARIA)
    notice = ready(coordinator, finish()[0])
    send_notice(actor=coordinator, notice_id=notice.pk)
    locked, whole = list[str](), QuerySet.select_for_update

    def watched(rows: Any, *given: Any, **named: Any) -> Any:
        locked.append(rows.model.__name__)
        return whole(rows, *given, **named)

    monkeypatch.setattr(QuerySet, "select_for_update", watched)
    send_waiting_messages()
    assert locked[-2:] == ["OutgoingMessage", "OutcomeNotice"]
    locked.clear()
    with pytest.raises(RuleBroken, match="уже ушла"):
        withdraw_notice(actor=coordinator, notice_id=notice.pk, reason="передумали")
    assert locked[:2] == ["OutgoingMessage", "OutcomeNotice"]


def test_letters_are_numbered_once_and_come_in_one_file(said: Any, finish: Any, coordinator: Actor) -> None:
    said(ANNA)
    said({"name": "Ильин Олег Ильич", "address": "ул. Полевая, д. 9"})
    notices = [ready(coordinator, notice) for notice in finish()]
    with pytest.raises(RuleBroken, match="напечатайте"):
        hand_notice(actor=coordinator, notice_id=notices[0].pk)
    ids = [notice.pk for notice in notices]
    letters = print_letters(actor=coordinator, notice_ids=ids)
    assert print_letters(actor=coordinator, notice_ids=ids) == letters
    assert letters[0].number != letters[1].number
    assert letters[0].addressee[0] == "Котовой Анне Ивановне"
    with pikepdf.open(BytesIO(letters_pdf(letters))) as made:
        assert len(made.pages) == 2
    word = docx.Document(BytesIO(letters_docx(letters)))
    assert len(word.sections) == 2
    assert sum("Благодарим Вас" in one.text for one in word.paragraphs) == 2
    assert hand_notice(actor=coordinator, notice_id=ids[0], how="почтой").state == State.SENT


def test_a_call_is_tried_again_until_somebody_answers(said: Any, finish: Any, coordinator: Actor) -> None:
    said(PETR)
    notice = finish()[0]
    miss_call(actor=coordinator, notice_id=notice.pk)
    assert miss_call(actor=coordinator, notice_id=notice.pk).attempts == 2
    assert hand_notice(actor=coordinator, notice_id=notice.pk, how="дозвонились").state == State.SENT


def test_only_who_sees_contacts_thanks(said: Any, finish: Any, actor: Act) -> None:
    said(MARIA)
    notice = finish()[0]
    for role in ("head", "organizer", "auditor"):
        with pytest.raises(NotFound):
            prepare_notice(actor=actor(role), notice_id=notice.pk, text="Спасибо", way="email")
    rows = [row for group in to_do(actor("head")) for row in group.rows]
    assert [(row.name, row.reach) for row in rows] == [("", "")]


def test_own_words_are_used_and_wrong_fields_refused(
    said: Any, finish: Any, coordinator: Actor, administration: Administration
) -> None:
    for wrong in ("Спасибо за {предложенье}", "Спасибо за {предложение}"):
        with pytest.raises(RuleBroken):
            change_thanks(actor=coordinator, suggestion=wrong, survey="")
    change_thanks(actor=coordinator, suggestion="Спасибо за «{предложение}». {сделано}", survey="")
    said(MARIA)
    assert finish()[0].text == "Спасибо за «скамейка у остановки». Скамейки поставили на трёх остановках."


def test_an_unfilled_field_does_not_leave(said: Any, finish: Any, coordinator: Actor) -> None:
    said(MARIA)
    notice = finish()[0]
    with pytest.raises(RuleBroken, match="Впишите вместо"):
        prepare_notice(actor=coordinator, notice_id=notice.pk, text="Спасибо, {имя}", way="email")
    with pytest.raises(RuleBroken, match="электронной почтой"):
        prepare_notice(actor=coordinator, notice_id=notice.pk, text="Спасибо", way="phone")
