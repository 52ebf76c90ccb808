"""A checked answer: held up, overridden with a reason, sent once, numbered, kept, and given to a whole matter."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.utils import timezone
from tests.exporters.reading import pdf_text
from tests.intake.conftest import Receive

from otklik.base.actor import Actor
from otklik.base.errors import NotFound, RuleBroken
from otklik.base.files import open_file, store_file
from otklik.base.models import AuditEntry, StoredFile
from otklik.catalog.models import Administration
from otklik.core.appeals import ItemStatus, Outcome
from otklik.delivery.models import OutgoingMessage
from otklik.intake.actions.answer_appeal import answer_appeal
from otklik.intake.actions.forget_abandoned_files import forget_unused
from otklik.intake.actions.keep_answer_draft import keep_answer_draft
from otklik.intake.actions.send_answer import Sending, send_answer
from otklik.intake.letters import letter_of
from otklik.intake.models import Answer, AnswerDraft, AnswerOverride, FeedbackItem, Matter, MatterMember
from otklik.intake.outgoing_copies import copy_content, is_intact

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Сидорова Нина Ивановна", "sidorova@example.org"
GOOD = (
    "Здравствуйте, Нина Ивановна! Яму на дороге у дома засыпало МУП «Дорсервис» 14 мая. Если яма появится снова, "
    "позвоните в отдел благоустройства."
)
BAD = "Ваше обращение принято к сведению."


@pytest.fixture
def clerk(actor: Callable[..., Actor]) -> Actor:
    return actor("specialist", "registrar", "coordinator")


@pytest.fixture
def item(receive: Receive) -> FeedbackItem:
    return receive("Яма на дороге у дома", name=NAME, email=EMAIL, address="ул. Лесная, д. 5")


def sending(item: FeedbackItem, text: str = GOOD, **facts: object) -> Sending:
    outcomes = {question.pk: Outcome.SUPPORTED for question in item.questions.all()}
    return replace(Sending(text=text, way="email", outcomes=outcomes, token="a" * 32), **facts)  # type: ignore[arg-type]


def test_a_good_answer_leaves_with_number_copy_and_link(clerk: Actor, item: FeedbackItem) -> None:
    answer = send_answer(actor=clerk, item_id=item.pk, sending=sending(item)).answer
    year = timezone.localdate().year
    assert answer.number == f"исх-1/{year}"
    content = copy_content(answer)
    assert answer.copy_digest == sha256(content).hexdigest()
    assert is_intact(answer)
    text = " ".join(pdf_text(content).split())
    assert f"№ исх-1/{year}" in text
    assert f"На № {item.number}" in text
    assert "Сидоровой Нине Ивановне" in text
    with pikepdf.open(BytesIO(content)) as pdf:
        assert "pdfuaid:part" in pdf.open_metadata()
    message = OutgoingMessage.objects.get()
    assert message.to == EMAIL
    assert "/murashi/status/" in message.text
    assert "Довольны ли вы" in message.text
    assert message.file_ids == [answer.copy_id]


def test_a_bad_answer_is_held_up_and_nothing_changes(clerk: Actor, item: FeedbackItem) -> None:
    with pytest.raises(RuleBroken) as broken:
        send_answer(actor=clerk, item_id=item.pk, sending=sending(item, BAD))
    assert broken.value.code == "answer_check"
    item.refresh_from_db()
    assert item.status == ItemStatus.REGISTERED
    assert not Answer.objects.exists()


RULES = ("empty", "date", "responsible", "action", "questions", "greeting")


def test_an_override_needs_a_reason_for_each_rule_and_is_counted(clerk: Actor, item: FeedbackItem) -> None:
    reasons = dict.fromkeys(RULES, "Автор просил только отметить")
    with pytest.raises(RuleBroken):
        send_answer(actor=clerk, item_id=item.pk, sending=sending(item, BAD, reasons=reasons | {"date": " да "}))
    send_answer(actor=clerk, item_id=item.pk, sending=sending(item, BAD, reasons=reasons))
    assert set(AnswerOverride.objects.values_list("rule", flat=True)) == set(RULES)
    entry = AuditEntry.objects.get(verb="override_answer_check")
    assert "Назвать дату" in entry.summary
    assert "Автор просил" not in f"{entry.summary} {entry.details}"


@pytest.mark.parametrize("is_interim", [False, True])
def test_the_same_click_twice_is_one_answer(clerk: Actor, item: FeedbackItem, is_interim: bool) -> None:
    given = sending(item, f"{GOOD} Отдел ответит до 3 июня.", is_interim=is_interim)
    first = send_answer(actor=clerk, item_id=item.pk, sending=given).answer
    again = send_answer(actor=clerk, item_id=item.pk, sending=given).answer
    assert again.pk == first.pk
    assert Answer.objects.count() == OutgoingMessage.objects.count() == 1


def test_outgoing_numbers_follow_the_template(clerk: Actor, receive: Receive, administration: Administration) -> None:
    administration.options = {"answers": {"outgoing_template": "{incoming}/{sequence}"}}
    administration.save()
    numbers = []
    for _ in range(2):
        item = receive("Яма на дороге у дома", name=NAME)
        numbers.append(send_answer(actor=clerk, item_id=item.pk, sending=sending(item, way="status")).answer.number)
        assert numbers[-1].startswith(f"{item.number}/")
    assert [number.rsplit("/", 1)[1] for number in numbers] == ["1", "2"]


def test_what_is_said_aloud_has_neither_number_nor_copy(clerk: Actor, item: FeedbackItem) -> None:
    answer = send_answer(actor=clerk, item_id=item.pk, sending=sending(item, way="oral")).answer
    assert (answer.number, answer.copy) == ("", None)
    with pytest.raises(NotFound):
        copy_content(answer)


def test_the_letter_stays_as_it_left(clerk: Actor, item: FeedbackItem, administration: Administration) -> None:
    administration.options = {"letterhead": {"lines": ["Администрация"], "signer_name": "С. И. Рябинин"}}
    administration.save()
    answer = send_answer(actor=clerk, item_id=item.pk, sending=sending(item, way="letter")).answer
    administration.options = {"letterhead": {"lines": ["Другая"], "signer_name": "Н. Н. Новый"}}
    administration.save()
    again = letter_of(Answer.objects.get(pk=answer.pk))
    assert (again.head.lines, again.signer_name) == (("Администрация",), "С. И. Рябинин")
    assert again.executor == clerk.name


def test_a_tampered_copy_is_seen(clerk: Actor, item: FeedbackItem, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    answer = send_answer(actor=clerk, item_id=item.pk, sending=sending(item)).answer
    assert answer.copy is not None
    with open_file(answer.copy) as stream:
        path = stream.name
    Path(path).write_bytes(b"%PDF-spoilt")
    assert not is_intact(answer)


def test_copies_and_the_coat_are_nobodys_abandoned_files(
    clerk: Actor, item: FeedbackItem, administration: Administration
) -> None:
    answer = send_answer(actor=clerk, item_id=item.pk, sending=sending(item)).answer
    coat = store_file(administration.pk, BytesIO(b"a coat"), "coat.txt")
    administration.options = {"letterhead": {"lines": ["А"], "coat": coat.pk}}
    administration.save()
    assert forget_unused([answer.copy_id or 0, coat.pk]) == 0
    assert StoredFile.objects.filter(pk__in=[answer.copy_id, coat.pk]).count() == 2


def joined(*items: FeedbackItem) -> None:
    matter = Matter.objects.create(administration=items[0].administration)
    MatterMember.objects.bulk_create([MatterMember(item=item, matter=matter) for item in items])


def test_a_matter_is_answered_at_once_each_under_the_own_name(
    clerk: Actor, item: FeedbackItem, receive: Receive
) -> None:
    second = receive("Яма на дороге у нашего дома", name="Орлов Пётр Сергеевич", email="orlov@example.org")
    third, ended = receive("Опять яма на дороге"), receive("Яма на дороге, сделайте", name="Котов Илья Ильич")
    outcomes = {ended.questions.get().pk: Outcome.EXPLAINED}
    answer_appeal(actor=clerk, item_id=ended.pk, text="Сделано.", outcomes=outcomes, way="status")
    joined(item, second, third, ended)
    text = f"Уважаемая Нина Ивановна! На ваше обращение № {item.number} отвечаем. {GOOD.partition('!')[2].strip()}"
    sent = send_answer(actor=clerk, item_id=item.pk, sending=sending(item, text, to_matter=True))
    texts = {answer.item_id: answer.text for answer in sent.others}
    assert set(texts) == {second.pk, third.pk}
    assert [one.pk for one in sent.passed_over] == [ended.pk]
    assert texts[second.pk].startswith("Уважаемый Пётр Сергеевич!")
    assert f"№ {second.number}" in texts[second.pk]
    assert texts[third.pk].startswith("Здравствуйте!")
    assert all("Нина" not in text and item.number not in text for text in texts.values())
    assert sorted(OutgoingMessage.objects.values_list("to", flat=True)) == ["orlov@example.org", EMAIL]
    assert len({answer.number for answer in (sent.answer, *sent.others)}) == 3


def test_a_name_that_would_stay_in_a_letter_to_others_stops_all(
    clerk: Actor, item: FeedbackItem, receive: Receive
) -> None:
    second = receive("Яма на дороге у нашего дома", name="Орлов Пётр Сергеевич")
    joined(item, second)
    text = f"{GOOD} Заявление Сидоровой Нины Ивановны приложено к делу."
    with pytest.raises(RuleBroken) as broken:
        send_answer(actor=clerk, item_id=item.pk, sending=sending(item, text, to_matter=True))
    assert broken.value.code == "foreign_in_matter"
    assert not Answer.objects.exists()


def test_sending_ends_the_own_draft_and_keeps_the_others(
    clerk: Actor, actor: Callable[..., Actor], item: FeedbackItem
) -> None:
    colleague = actor("specialist")
    keep_answer_draft(actor=clerk, item_id=item.pk, words={"text": "Моё"}, version=0)
    keep_answer_draft(actor=colleague, item_id=item.pk, words={"text": "Её"}, version=0)
    send_answer(actor=clerk, item_id=item.pk, sending=sending(item))
    assert [draft.words["text"] for draft in AnswerDraft.objects.all()] == ["Её"]
