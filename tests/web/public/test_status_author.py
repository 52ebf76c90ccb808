"""The author on the status page: reads the answer, marks it, adds, withdraws; a stranger can do nothing."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from otklik.base.actor import Actor
from otklik.base.files import store_file
from otklik.base.models import StoredFile
from otklik.base.visitor_limits import RATES
from otklik.catalog.models import Administration
from otklik.core.appeals import ItemKind, ItemStatus, Outcome
from otklik.core.incoming import IncomingFeedback
from otklik.intake.actions.answer_appeal import answer_appeal, send_interim_answer
from otklik.intake.actions.erase_contact import erase_contact
from otklik.intake.actions.receive_feedback import Receipt, receive_feedback
from otklik.intake.models import Answer, AuthorAddition, FeedbackItem

pytestmark = pytest.mark.django_db
STATUS = "/murashi/status/"


@pytest.fixture
def receipt(visitor: Actor) -> Receipt:
    incoming = IncomingFeedback(
        text="Не горит фонарь",
        channel="web_form",
        received_at=timezone.now(),
        kind=ItemKind.STATEMENT,
        name="Орлов Пётр",
    )
    return receive_feedback(actor=visitor, incoming=incoming)


@pytest.fixture
def clerk(actor: Callable[..., Actor]) -> Actor:
    return actor("registrar", "specialist", "coordinator")


@pytest.fixture
def author(client: Client, receipt: Receipt) -> Client:
    """Whoever typed the number and the code."""
    client.post(STATUS, {"number": receipt.number, "code": receipt.tracking_code})
    return client


@pytest.fixture
def answered(receipt: Receipt, clerk: Actor, administration: Administration) -> Answer:
    item = FeedbackItem.objects.get(pk=receipt.item_id)
    send_interim_answer(actor=clerk, item_id=item.pk, text="Ждём лампу.", way="status")
    return answer_appeal(
        actor=clerk,
        item_id=item.pk,
        text="Фонарь включили.",
        outcomes={question.pk: Outcome.SUPPORTED for question in item.questions.all()},
        way="letter",
        files=(store_file(administration.pk, BytesIO(b"act"), "акт.txt"),),
    )


def page(client: Client) -> str:
    return client.get(STATUS).content.decode()


def test_answers_with_their_files_and_letters(author: Client, answered: Answer) -> None:
    text = page(author)
    for words in ("Фонарь включили.", "Ждём лампу.", "Сообщение о ходе дела", answered.number, "акт.txt"):
        assert words in text
    letter = author.get(f"{STATUS}letters/{answered.pk}/")
    with pikepdf.open(BytesIO(b"".join(letter.streaming_content))) as pdf:
        assert len(pdf.pages) == 1
    assert Client().get(f"{STATUS}letters/{answered.pk}/").status_code == 404


def test_a_satisfied_author(author: Client, answered: Answer) -> None:
    answer = author.post(f"{STATUS}mark/", {"answer": answered.pk, "mark": "satisfied"}, follow=True)
    text = answer.content.decode()
    assert "Спасибо, отметка принята" in text
    assert "Вы отметили:" in text
    assert "Отправить отметку" not in text
    again = author.post(f"{STATUS}mark/", {"answer": answered.pk, "mark": "unsatisfied", "comment": "x"})
    assert FeedbackItem.objects.get().status == ItemStatus.ANSWERED
    assert again.status_code == 200


def test_an_unsatisfied_author_brings_the_case_back(author: Client, answered: Answer) -> None:
    without = author.post(
        f"{STATUS}mark/", {"answer": answered.pk, "mark": "unsatisfied", "comment": ""}
    ).content.decode()
    assert "Напишите, чем вы не довольны" in without
    given = {"answer": answered.pk, "mark": "unsatisfied", "comment": "Опять темно"}
    text = author.post(f"{STATUS}mark/", given, follow=True).content.decode()
    assert "возвращено в работу" in text
    assert "Над сообщением работают" in text
    assert "Автор вернул обращение" in text
    assert FeedbackItem.objects.get().status == ItemStatus.IN_WORK


def test_a_repeated_appeal_shows_its_number_and_code(
    author: Client, answered: Answer, administration: Administration
) -> None:
    administration.options = {"answers": {"after_unsatisfied": "repeat"}}
    administration.save()
    given = {"answer": answered.pk, "mark": "unsatisfied", "comment": "Опять темно"}
    text = author.post(f"{STATUS}mark/", given, follow=True).content.decode()
    repeat = FeedbackItem.objects.order_by("pk").last()
    assert repeat is not None
    assert repeat.number in text
    assert "Зарегистрировали повторное обращение" in text


def test_nothing_to_mark_after_the_days(author: Client, answered: Answer) -> None:
    Answer.objects.filter(pk=answered.pk).update(at=timezone.now() - timedelta(days=31))
    assert "Отправить отметку" not in page(author)


def test_additions_with_a_file_once_a_click(author: Client, receipt: Receipt) -> None:
    for _ in range(2):
        upload = SimpleUploadedFile("фото.txt", b"photo")
        given = {"text": "Ещё у дома 7", "token": "t" * 32, "files": upload}
        text = author.post(f"{STATUS}add/", given, follow=True).content.decode()
    assert "Вы дополнили сообщение" in text
    assert "фото.txt" in text
    assert AuthorAddition.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"text": ""}, "Напишите, что добавить"),
        ({"text": "x" * 20_001}, "Не длиннее"),
        ({"text": "", "files": SimpleUploadedFile("a.exe", b"MZ")}, "такого вида не принимается"),
    ],
)
def test_bad_additions_get_words(author: Client, given: dict[str, object], message: str) -> None:
    answer = author.post(f"{STATUS}add/", {"token": "t", **given})
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not AuthorAddition.objects.exists()


def test_a_file_stays_when_the_text_was_refused(author: Client) -> None:
    given = {"token": "t", "text": "x" * 20_001, "files": SimpleUploadedFile("фото.txt", b"photo")}
    refused = author.post(f"{STATUS}add/", given)
    assert "Уже приложено: фото.txt" in refused.content.decode()
    author.post(f"{STATUS}add/", {"token": "t", "text": "Короче", "kept": refused.context["kept_signed"]})
    assert AuthorAddition.objects.get().files.count() == 1


def test_files_of_additions_are_counted_for_the_network(author: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A number with its code is given to anybody who writes: the disk is not filled by way of it."""
    monkeypatch.setitem(RATES, "file", "1/hour")
    files = [SimpleUploadedFile(f"{number}.txt", b"photo %d" % number) for number in range(3)]
    said = author.post(f"{STATUS}add/", {"token": "t", "text": "Ещё", "files": files}).content.decode()
    assert "слишком много файлов. Приложите «1.txt» после" in said
    assert StoredFile.objects.filter(name__in=[file.name for file in files]).count() == 1


def test_withdrawn(author: Client) -> None:
    text = author.post(f"{STATUS}withdraw/", follow=True).content.decode()
    assert "Вы отозвали сообщение" in text
    assert "Дополнить сообщение" not in text
    assert FeedbackItem.objects.get().status == ItemStatus.CLOSED


@pytest.mark.parametrize("what", ["mark/", "add/", "withdraw/"])
def test_without_the_code_nothing_happens(client: Client, answered: Answer, what: str) -> None:
    given = {"answer": answered.pk, "mark": "unsatisfied", "comment": "x", "text": "x", "token": "t"}
    answer = client.post(f"{STATUS}{what}", given)
    assert answer.status_code == 302
    assert FeedbackItem.objects.get().status == ItemStatus.ANSWERED
    assert not AuthorAddition.objects.exists()


def test_after_erasure_it_says_so_and_shows_nothing(author: Client, receipt: Receipt, clerk: Actor) -> None:
    erase_contact(actor=clerk, item_id=receipt.item_id)
    text = page(author)
    assert "Данные автора стёрты" in text
    assert "Не горит фонарь" not in text
    author.post(f"{STATUS}add/", {"text": "x", "token": "t"})
    assert not AuthorAddition.objects.exists()


def test_absent_foreign_and_wrong_look_alike(
    client: Client, receipt: Receipt, administrations: Callable[[str], Administration]
) -> None:
    administrations("biysk")
    tries = [
        (STATUS, {"number": receipt.number, "code": "00000-00000"}),
        (STATUS, {"number": "Ж-99999/2020", "code": "00000-00000"}),
        ("/biysk/status/", {"number": receipt.number, "code": receipt.tracking_code}),
    ]
    errors, counts = set(), set()
    for address, _ in tries:  # what is known of an administration is read once
        client.get(address)
    for address, given in tries:
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(address, given)
        counts.add(len(asked))
        errors.add(answer.context["form"].non_field_errors().as_text())
    assert len(errors) == 1
    assert len(counts) == 1


def test_the_page_is_ordered_for_a_screen_reader(author: Client, answered: Answer) -> None:
    text = page(author)
    assert text.count("<h1") == 1
    assert text.index("Ответ от") < text.index("Как идут дела")
    assert '<ol class="timeline">' in text
    assert "<fieldset" in text
