"""Desk, reading, answer, ready answers, letter, card: through HTTP, without a browser."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.intake.conftest import Receive
from tests.intake.test_send_answer import GOOD

from otklik.catalog.models import Category, Channel, Topic, Touchpoint
from otklik.core.appeals import ItemStatus, Outcome, Verdict
from otklik.delivery.models import OutgoingMessage
from otklik.intake.actions.edit_answer_template import save_answer_template
from otklik.intake.models import Answer, AnswerTemplate, FeedbackItem

pytestmark = pytest.mark.django_db
DESK = "/murashi/staff/"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def clerk(client_of: Callable[..., Client]) -> Client:
    return client_of("registrar", "specialist")


def test_the_desk_lists_what_is_urgent(clerk: Client, receive: Receive) -> None:
    urgent, calm = receive("Прорвало трубу"), receive("Покрасьте скамейку")
    FeedbackItem.objects.filter(pk=urgent.pk).update(due_on=timezone.localdate() - timedelta(days=2))
    page = clerk.get(DESK).content.decode()
    assert urgent.number in page
    assert "просрочено на 2" in page
    assert calm.number not in page


def test_reading_needs_category_and_touchpoint(clerk: Client, receive: Receive) -> None:
    item = receive()
    url = f"{DESK}reading/{item.pk}/"
    page = clerk.post(url, {}).content.decode()
    assert "Выберите хотя бы одну категорию" in page
    category = Category.objects.filter(administration_id=item.administration_id).first()
    page = clerk.post(url, {"categories": [category.pk]}).content.decode()
    assert "Укажите точку взаимодействия" in page
    item.refresh_from_db()
    assert item.read_at is None


def test_reading_leads_on_and_can_be_undone(clerk: Client, receive: Receive) -> None:
    item, following = receive(), receive()
    own = {"administration_id": item.administration_id}
    categories = [category.pk for category in Category.objects.filter(**own)[:2]]
    topic = Topic.objects.filter(edition__administration_id=item.administration_id, level=3).first()
    question = item.questions.get()
    given = {
        "categories": categories,
        "touchpoint": Touchpoint.objects.filter(**own).first().pk,
        f"topic_{question.pk}": topic.code,
    }
    assert clerk.get(f"{DESK}reading/")["Location"] == f"{DESK}reading/{item.pk}/"
    answer = clerk.post(f"{DESK}reading/{item.pk}/", given, follow=True)
    assert answer.redirect_chain == [(f"{DESK}reading/{following.pk}/", 302)]
    assert "осталось <b>1</b>" in answer.content.decode()
    assert f"{DESK}reading/{item.pk}/undo/" in answer.content.decode()
    item.refresh_from_db()
    question.refresh_from_db()
    assert item.read_at is not None
    assert item.categories.count() == 2
    assert question.topic_id == topic.pk
    clerk.post(f"{DESK}reading/{item.pk}/undo/")
    item.refresh_from_db()
    assert item.read_at is None


def test_a_topic_of_several_meanings_is_asked_for(clerk: Client, receive: Receive) -> None:
    item = receive()
    question = item.questions.get()
    page = clerk.post(f"{DESK}reading/{item.pk}/", {f"topic_{question.pk}": "государств"}).content.decode()
    assert "Подходит несколько тем, уточните: 0001." in page
    page = clerk.post(f"{DESK}reading/{item.pk}/", {f"topic_{question.pk}": "бессмыслица"}).content.decode()
    assert "Темы со словами «бессмыслица» нет" in page


def test_everything_read_says_so(clerk: Client) -> None:
    assert "Всё прочитано" in clerk.get(f"{DESK}reading/").content.decode()


def answered(item: FeedbackItem, way: str, **more: object) -> dict[str, object]:
    outcomes = {f"outcome_{question.pk}": Outcome.SUPPORTED.value for question in item.questions.all()}
    return {"stage": "final", "text": GOOD, "way": way, **outcomes, **more}


def test_an_answer_leaves_by_mail(clerk: Client, receive: Receive) -> None:
    item = receive(email="nina@example.ru", name="Сидорова Нина Ивановна")
    answer = clerk.post(f"{DESK}items/{item.pk}/answer/", answered(item, "email"))
    assert answer["Location"] == f"{DESK}items/{item.pk}/"
    item.refresh_from_db()
    assert (item.status, item.verdict) == (ItemStatus.ANSWERED, Verdict.SATISFIED)
    assert OutgoingMessage.objects.get().to == "nina@example.ru"


def test_an_answer_without_outcome_or_text_stays(clerk: Client, receive: Receive) -> None:
    item = receive(name="Сидорова Нина Ивановна")
    url = f"{DESK}items/{item.pk}/answer/"
    page = clerk.post(url, {"stage": "final", "text": GOOD, "way": "status"}).content.decode()
    assert "Укажите результат по вопросу 1" in page
    assert GOOD[:40] in page
    assert "Напишите текст ответа" in clerk.post(url, answered(item, "status", text=" ")).content.decode()
    item.refresh_from_db()
    assert item.status == ItemStatus.REGISTERED


def test_mail_is_not_offered_without_an_address(clerk: Client, receive: Receive) -> None:
    item = receive()
    assert 'value="email"' not in clerk.get(f"{DESK}items/{item.pk}/answer/").content.decode()
    assert clerk.post(f"{DESK}items/{item.pk}/answer/", answered(item, "email")).status_code == 200


def test_an_interim_answer_leaves_the_clock_running(clerk: Client, receive: Receive) -> None:
    item = receive(name="Сидорова Нина Ивановна")
    clerk.post(f"{DESK}items/{item.pk}/answer/", {"stage": "interim", "text": GOOD, "way": "status"})
    item.refresh_from_db()
    assert (item.status, item.answered_on) == (ItemStatus.REGISTERED, None)
    assert Answer.objects.get().is_interim


def test_a_look_before_sending_sends_nothing_and_keeps_the_file(clerk: Client, receive: Receive) -> None:
    item = receive(name="Сидорова Нина Ивановна")
    url = f"{DESK}items/{item.pk}/answer/"
    sent = answered(item, "status", preview="1", attachments=SimpleUploadedFile("смета.pdf", PDF))
    answer = clerk.post(url, sent)
    assert "Так выглядит письмо" in answer.content.decode()
    assert "смета.pdf" in answer.content.decode()
    assert not Answer.objects.exists()
    clerk.post(url, answered(item, "status", kept_files=answer.context["kept_signed"]))
    assert item.attachments.get().is_answer


def test_kept_files_of_another_person_are_not_taken(
    clerk: Client, client_of: Callable[..., Client], receive: Receive
) -> None:
    item = receive()
    url = f"{DESK}items/{item.pk}/answer/"
    sent = answered(item, "status", preview="1", attachments=SimpleUploadedFile("смета.pdf", PDF))
    signed = clerk.post(url, sent).context["kept_signed"]
    client_of("coordinator").post(url, answered(item, "status", kept_files=signed))
    assert not item.attachments.exists()


def test_a_template_fills_the_answer(clerk: Client, receive: Receive, actor: Callable[..., object]) -> None:
    item = receive(name="Сидорова Нина Ивановна")
    template = save_answer_template(actor=actor("specialist"), title="Яма", text="{имя}, по № {номер} работы начаты")
    page = clerk.get(f"{DESK}items/{item.pk}/answer/?template={template.pk}").content.decode()
    assert f"Нина Ивановна, по № {item.number} работы начаты" in page


def test_templates_are_kept_by_a_page(clerk: Client) -> None:
    assert "Шаблонов пока нет" in clerk.get(f"{DESK}templates/").content.decode()
    wrong = clerk.post(f"{DESK}templates/new/", {"title": "", "text": "{имя}"}).content.decode()
    assert "Назовите шаблон" in wrong
    clerk.post(f"{DESK}templates/new/", {"title": "Яма", "text": "{имя}, починим"})
    template = AnswerTemplate.objects.get()
    clerk.post(f"{DESK}templates/{template.pk}/", {"title": "Яма", "text": "Починим"})
    assert "Починим" in clerk.get(f"{DESK}templates/").content.decode()
    clerk.post(f"{DESK}templates/{template.pk}/delete/")
    assert not AnswerTemplate.objects.exists()


def test_a_letter_is_printed_and_downloaded(clerk: Client, client_of: Callable[..., Client], receive: Receive) -> None:
    item = receive(name="Сидорова Нина Ивановна", address="улица Лесная, 3")
    answer = clerk.post(f"{DESK}items/{item.pk}/answer/", answered(item, "letter"))
    letter = answer["Location"]
    page = clerk.get(letter).content.decode()
    for words in ("Сидоровой Нине Ивановне", "улица Лесная, 3", "Яму на дороге", item.number):
        assert words in page, words
    word = clerk.get(f"{letter}docx/")
    assert word["Content-Disposition"].startswith("attachment;")
    assert "Яму на дороге" in ZipFile(BytesIO(word.content)).read("word/document.xml").decode()
    assert client_of("registrar", of="biysk").get(letter.replace("murashi", "biysk")).status_code == 404


def card(**changes: object) -> dict[str, object]:
    channel = Channel.objects.filter(administration__slug="murashi", kind="post").first()
    return {
        "channel": channel.slug,
        "received_on": timezone.localdate().isoformat(),
        "kind": "statement",
        "form": "written",
        "sender_kind": "individual",
        "name": "Сидорова Нина Ивановна",
        "author_count": 1,
        "text": "Прошу отремонтировать дорогу у дома 15 по улице Лесной",
        **changes,
    }


def test_a_card_is_registered_and_the_next_begins(clerk: Client) -> None:
    answer = clerk.post(f"{DESK}card/", card(kind="complaint", author_count=3), follow=True)
    item = FeedbackItem.objects.get()
    page = answer.content.decode()
    assert item.number in page
    assert "Печать расписки" in page
    assert item.appeal.author_count == 3
    assert answer.context["form"]["kind"].value() == "complaint"
    assert not answer.context["form"]["name"].value()
    receipt = clerk.get(f"{DESK}card/receipt/").content.decode()
    assert item.number in receipt
    assert "Код для проверки" in receipt


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"text": " "}, "Напишите текст сообщения"),
        ({"received_on": (timezone.localdate() + timedelta(days=2)).isoformat()}, "ещё не настал"),
        ({"received_on": "вчера"}, "Дата записывается так"),
        ({"email": "nina"}, "Адрес почты записан с ошибкой"),
        ({"author_count": 0}, "Подписей не меньше одной"),
        ({"repeat_of": "Ж-99999/2025"}, "нет. Проверьте номер"),
        ({"topic": "бессмыслица"}, "Темы со словами"),
    ],
)
def test_a_wrong_card_comes_back_whole(clerk: Client, changes: dict[str, object], message: str) -> None:
    page = clerk.post(f"{DESK}card/", card(**changes)).content.decode()
    assert message in page
    assert "Сидорова Нина Ивановна" in page
    assert not FeedbackItem.objects.exists()


def test_a_duplicate_is_asked_about_once(clerk: Client) -> None:
    clerk.post(f"{DESK}card/", card())
    asked = clerk.post(f"{DESK}card/", card(name="Петров Пётр Петрович"))
    assert "Похоже, такое обращение уже есть" in asked.content.decode()
    assert FeedbackItem.objects.count() == 1
    clerk.post(f"{DESK}card/", card(name="Петров Пётр Петрович", seen=asked.context["seen"]))
    assert FeedbackItem.objects.count() == 2


def test_resemblance_is_told_while_one_types(clerk: Client, receive: Receive) -> None:
    item = receive("Прошу отремонтировать дорогу у дома 15 по улице Лесной", name="Сидорова Нина Ивановна")
    foreign = receive("Прошу отремонтировать дорогу у дома 15 по улице Лесной", of="biysk")
    sent = {"text": "Просим отремонтировать дорогу у дома 15 на улице Лесной", "name": "Сидорова Нина Ивановна"}
    page = clerk.post(f"{DESK}card/likeness/", sent).content.decode()
    assert page.count(item.number) == 1
    assert f'name="seen" value="{item.pk}"' in page
    assert f"/items/{foreign.pk}/" not in page


def test_a_repeat_and_a_scan_are_kept(clerk: Client, receive: Receive) -> None:
    first = receive("Не горит фонарь")
    sent = card(repeat_of=first.number, attachments=SimpleUploadedFile("скан.pdf", PDF))
    clerk.post(f"{DESK}card/", sent)
    item = FeedbackItem.objects.exclude(pk=first.pk).get()
    assert item.appeal.repeat_of_id == first.pk
    assert item.attachments.get().file.name == "скан.pdf"


def test_a_wrong_file_is_named(clerk: Client) -> None:
    sent = card(attachments=SimpleUploadedFile("вирус.exe", b"MZ"))
    assert "вирус.exe" in clerk.post(f"{DESK}card/", sent).content.decode()
    assert not FeedbackItem.objects.exists()
