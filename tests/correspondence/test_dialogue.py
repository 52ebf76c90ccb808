"""The talk through the product: from the first word to number, addition, answer and mark; and what is forgotten."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from tests.correspondence.conftest import Connect

from otklik.base.actor import Actor
from otklik.catalog.models import Administration, Topic
from otklik.core.appeals import Outcome
from otklik.correspondence.actions.forget_dialogues import forget_silent_dialogues
from otklik.correspondence.models import Dialogue, InboundMessage
from otklik.delivery.models import OutgoingMessage
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.models import AppealQuestion, FeedbackItem
from otklik.intake.reply_ways import reply_way

pytestmark = pytest.mark.django_db
Say = Callable[..., str]


def _sent(say: Say, *words: str) -> str:
    """The shortest talk: consent given, no place, the words sent."""
    told = ""
    for word in (*words, "Согласен", "Пропустить", "Отправить"):
        told = say(word)
    return told


def test_an_appeal_written_at_once_is_kept_and_sent_after_consent(say: Say) -> None:
    told = say("На Садовой, 3 второй день нет горячей воды, что делать?")
    assert "не потеряется" in told
    assert "/murashi/consent/" in told
    assert not FeedbackItem.objects.exists()
    assert "Где это?" in say("Согласна")
    assert "Проверьте" in say("Садовая, 3")
    told = say("Отправить")
    item = FeedbackItem.objects.get()
    assert f"Номер — {item.number}" in told
    assert "Ответим не позднее" in told
    assert (item.text, item.place) == ("На Садовой, 3 второй день нет горячей воды, что делать?", "Садовая, 3")
    assert item.contact.consent_version
    assert item.due_on is not None
    way = reply_way(item.pk)
    assert way is not None
    assert way.to == "ivan"
    assert {one.said == {} for one in Dialogue.objects.all()} == {True}
    assert not any(bytes(row.body) for row in InboundMessage.objects.all())


def test_without_consent_nothing_stays_and_other_ways_are_told(say: Say) -> None:
    say("Нет горячей воды на Садовой, 3")
    told = say("Не согласен")
    assert "/murashi/feedback/" in told
    assert Dialogue.objects.get().said == {}
    assert not FeedbackItem.objects.exists()


def test_topic_several_messages_and_files_gather(say: Say, administration: Administration) -> None:
    _sent(say, "Первое обращение, чтобы тема была")
    topic = Topic.objects.filter(edition__administration=administration).order_by("-level")[0]
    AppealQuestion.objects.update(topic=topic)
    caches["memory"].clear()
    say("/start", talker="olga")
    assert f"1. {topic.name[:20]}" in say("Согласна", talker="olga")
    assert "Где это?" in say("1", talker="olga")
    assert "Теперь напишите" in say("Пропустить", talker="olga")
    say("Яма у школы", talker="olga")
    say("", talker="olga", files=[["яма.jpg", "r1"]])
    say("Ей уже месяц", talker="olga")
    told = say("Отправить", talker="olga")
    assert "Яма у школы\n\nЕй уже месяц" in told
    assert "Приложено: 1 файл" in told.replace("\xa0", " ")
    say("Отправить", talker="olga")
    item = FeedbackItem.objects.latest("pk")
    assert item.text == "Яма у школы\n\nЕй уже месяц"
    assert item.questions.get().topic == topic
    assert item.expected_files.get().name == "яма.jpg"


def test_what_is_said_later_is_added_or_new_as_the_person_says(say: Say) -> None:
    _sent(say, "Нет света во дворе")
    first = FeedbackItem.objects.get()
    assert first.number in say("И ещё сломана скамейка")
    assert "Добавлено" in say(f"Дополнить № {first.number}")
    assert first.additions.get().text == "И ещё сломана скамейка"
    say("А это совсем другое: собаки")
    say("Новое сообщение")
    say("Пропустить")
    assert "Номер" in say("Отправить")
    assert FeedbackItem.objects.count() == 2
    told = say("статус")
    assert all(number in told for number in FeedbackItem.objects.values_list("number", flat=True))


def test_after_the_answer_the_author_marks_it_in_the_talk(
    say: Say, actor: Callable[..., Actor], settings: object
) -> None:
    _sent(say, "Нет света во дворе")
    item = FeedbackItem.objects.get()
    outcomes = {question.pk: Outcome.EXPLAINED for question in item.questions.all()}
    answer_appeal(
        actor=actor("specialist", "coordinator"), item_id=item.pk, text="Починили.", outcomes=outcomes, way="status"
    )
    offer = OutgoingMessage.objects.filter(choices=["Доволен", "Не доволен"]).latest("pk")
    assert item.number in offer.text
    assert "не так" in say("Не доволен")
    told = say("Света как не было, так и нет")
    assert item.number in told
    item.refresh_from_db()
    assert item.author_mark == "unsatisfied"
    assert item.status != "answered"


def test_whoever_is_not_understood_is_led_to_a_person_and_then_left_in_peace(say: Say) -> None:
    say("здравствуйте")
    assert "не поняли" in say("пропустить")
    assert "не поняли" in say("другое")
    assert "с человеком" in say("пропустить")
    assert say("другое") == ""
    assert say("статус") != ""


def test_our_own_words_come_back_unanswered(say: Say) -> None:
    told = say("Здравствуйте! Ваше сообщение не потеряется: мы его запомнили и отправим, как только вы согласитесь.")
    assert told == ""


def test_what_was_not_sent_is_forgotten_after_a_day_of_silence(say: Say) -> None:
    say("Мой секрет, который я не отправил")
    assert forget_silent_dialogues() == 0
    Dialogue.objects.update(changed_at=timezone.now() - timedelta(hours=25))
    assert forget_silent_dialogues() == 1
    assert (Dialogue.objects.get().said, Dialogue.objects.get().step) == ({}, "")


def test_employees_talk_is_internal(connect: Connect, come: Callable[..., InboundMessage]) -> None:
    inner = connect(audience="internal", kind="staff_form")
    for number, word in enumerate(("В отделе нет бумаги, просим месяц", "Согласен", "Отправить")):
        come(f"i{number}", by=inner, text=word, talker="anna", is_talk=True)
    assert FeedbackItem.objects.get().audience == "internal"


def test_the_administration_speaks_in_its_own_words(say: Say, client_of: Callable[..., Client]) -> None:
    page, client = "/murashi/staff/channels/words/", client_of("coordinator")
    assert "Приветствие" in client.get(page).content.decode()
    refused = client.post(page, {"greeting": "Добрый день, {imya}!"})
    assert (refused.status_code, "{imya}" in refused.content.decode()) == (422, True)
    client.post(page, {"greeting": "Добрый день! Вас слушает {operator}."})
    assert "Добрый день! Вас слушает" in say("/start")
    client.post(page, {"greeting": ""})
    assert "Здравствуйте! Здесь принимают" in say("/start", talker="olga")
