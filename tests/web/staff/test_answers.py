"""The answer's page, its draft, the letter's files, ready answers, the letterhead, the quality of answers."""

import io
from collections.abc import Callable
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.exporters.reading import pdf_text
from tests.exporters.test_letter import picture
from tests.intake.conftest import Receive
from tests.intake.test_send_answer import BAD, EMAIL, GOOD, NAME, joined

from otklik.catalog.models import Administration
from otklik.core.appeals import ItemStatus
from otklik.intake.models import Answer, AnswerDraft, AnswerOverride, AnswerTemplate, FeedbackItem

pytestmark = pytest.mark.django_db
ClientOf = Callable[..., Client]
BASE = "/murashi/staff/"


@pytest.fixture
def clerk(client_of: ClientOf) -> Client:
    return client_of("registrar", "specialist", "coordinator")


@pytest.fixture
def item(receive: Receive) -> FeedbackItem:
    return receive("Яма на дороге у дома", name=NAME, email=EMAIL, address="ул. Лесная, д. 5")


def url(item: FeedbackItem, rest: str = "answer/") -> str:
    return f"{BASE}items/{item.pk}/{rest}"


def given(client: Client, item: FeedbackItem, **changes: Any) -> dict[str, Any]:
    """What the page's form would send."""
    form = client.get(url(item)).context["form"]
    hidden = {name: form[name].value() for name in ("token", "version", "opened_at")}
    outcomes = {f"outcome_{question.pk}": "supported" for question in item.questions.all()}
    return {**hidden, **outcomes, "stage": "final", "text": GOOD, "way": "letter", **changes}


def test_a_good_answer_goes_to_its_letter(clerk: Client, item: FeedbackItem) -> None:
    sent = clerk.post(url(item), given(clerk, item))
    answer = Answer.objects.get()
    assert sent["Location"] == url(item, f"letter/{answer.pk}/")
    page = clerk.get(sent["Location"]).content.decode()
    for words in (answer.number, "Сидоровой Нине Ивановне", "Копия отправленного письма цела"):
        assert words in page


def test_a_bad_one_comes_back_with_reasons_to_give(clerk: Client, item: FeedbackItem) -> None:
    page = clerk.post(url(item), given(clerk, item, text=BAD)).content.decode()
    for words in (BAD, "Назвать дату или срок", "Не ограничиваться общими словами", "Почему так верно", "<mark>"):
        assert words in page
    reasons = {
        f"reason_{rule}": "Так просил автор"
        for rule in ("empty", "date", "responsible", "action", "questions", "greeting")
    }
    assert clerk.post(url(item), given(clerk, item, text=BAD, **reasons)).status_code == 302
    assert AnswerOverride.objects.count() == 6


def test_a_double_click_sends_one_answer(clerk: Client, item: FeedbackItem) -> None:
    data = given(clerk, item)
    assert [clerk.post(url(item), data).status_code for _ in range(2)] == [302, 302]
    assert Answer.objects.count() == 1


def test_a_double_click_on_an_interim_answer(clerk: Client, item: FeedbackItem) -> None:
    data = given(clerk, item, stage="interim", text=f"{GOOD} Окончательный ответ дадим до 3 июня.")
    for _ in range(2):
        clerk.post(url(item), data)
    assert Answer.objects.count() == 1
    assert FeedbackItem.objects.get(pk=item.pk).status == ItemStatus.REGISTERED


def test_the_preview_shows_the_letter_and_sends_nothing(clerk: Client, item: FeedbackItem) -> None:
    page = clerk.post(url(item), given(clerk, item, preview="1")).content.decode()
    assert "Так выглядит письмо" in page
    assert "Сидоровой Нине Ивановне" in page
    assert "____________ № __________" in page
    assert not Answer.objects.exists()


def test_the_draft_is_kept_checked_and_given_back(clerk: Client, item: FeedbackItem) -> None:
    data = given(clerk, item, text="Здравствуйте! Засыплем.")
    state = clerk.post(url(item, "answer/draft/"), data).content.decode()
    assert 'data-version="1"' in state
    assert "Черновик сохранён" in state
    assert "Назвать дату" in state
    page = clerk.get(url(item)).content.decode()
    assert "Здравствуйте! Засыплем." in page
    assert "Вернули текст" in page
    clerk.post(url(item, "answer/draft/drop/"))
    assert "Засыплем" not in clerk.get(url(item)).content.decode()


def test_an_older_window_is_told_and_writes_nothing(clerk: Client, item: FeedbackItem) -> None:
    first = given(clerk, item, text="Первое окно")
    clerk.post(url(item, "answer/draft/"), {**first, "text": "Второе окно"})
    state = clerk.post(url(item, "answer/draft/"), first).content.decode()
    assert "В другом окне вы сохранили другой текст" in state
    assert "Второе окно" in state
    assert AnswerDraft.objects.get().words["text"] == "Второе окно"


def test_colleagues_see_each_other(clerk: Client, client_of: ClientOf, item: FeedbackItem) -> None:
    other = client_of("specialist")
    mine = given(clerk, item, text="Мой текст")
    clerk.post(url(item, "answer/draft/"), mine)
    page = other.get(url(item)).content.decode()
    assert "Ответ сейчас пишет и Смирнова Анна Петровна" in page
    assert "Мой текст" in page
    other.post(url(item, "moves/take/"))
    state = clerk.post(url(item, "answer/draft/"), {**mine, "text": "Дальше"}).content.decode()
    assert "Пока вы пишете" in state


def test_an_answer_given_meanwhile_loses_no_text(clerk: Client, client_of: ClientOf, item: FeedbackItem) -> None:
    late = client_of("specialist")
    data = given(late, item, text=f"{GOOD} Поздно.")
    clerk.post(url(item), given(clerk, item))
    page = late.post(url(item), data).content.decode()
    assert "Поздно." in page
    assert "Ответить сейчас нельзя" in page
    assert "Ваш текст ниже цел" in page
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "а" * 60_000},
        {"text": "😀\0 «кавычки» <script>"},
        {"way": "pigeon"},
        {"opened_at": "вчера", "version": "-1", "token": "x" * 99},
        {"stage": "never", "outcome_0": "x"},
        {"text": ""},
    ],
)
def test_nonsense_gets_words(clerk: Client, item: FeedbackItem, changes: dict[str, str]) -> None:
    data = given(clerk, item, **changes)
    for address in (url(item), url(item, "answer/draft/")):
        assert clerk.post(address, data).status_code == 200
    assert not Answer.objects.exists()


def test_a_matter_is_answered_from_one_page(clerk: Client, item: FeedbackItem, receive: Receive) -> None:
    second = receive("Яма на дороге у нашего дома", name="Орлов Пётр Сергеевич")
    joined(item, second)
    assert "Ответить так же ещё 1 автору" in clerk.get(url(item)).content.decode()
    page = clerk.post(url(item), given(clerk, item, to_matter="on", way="status"), follow=True).content.decode()
    assert "отвечено ещё 1 автору" in page
    assert Answer.objects.get(item=second).text.startswith("Здравствуйте, Пётр Сергеевич!")


def test_the_letter_as_word_pdf_and_copy(clerk: Client, item: FeedbackItem) -> None:
    clerk.post(url(item), given(clerk, item))
    answer = Answer.objects.get()
    word = clerk.get(url(item, f"letter/{answer.pk}/docx/")).content
    assert any(answer.number in cell.text for cell in docx.Document(io.BytesIO(word)).tables[0].rows[0].cells)
    for form in ("pdf", "copy"):
        assert answer.number in pdf_text(clerk.get(url(item, f"letter/{answer.pk}/{form}/")).content)
    assert clerk.get(url(item, f"letter/{answer.pk}/exe/")).status_code == 404


def test_ready_answers_know_their_fields(clerk: Client, item: FeedbackItem) -> None:
    new = f"{BASE}templates/new/"
    wrong = clerk.post(new, {"title": "Яма", "text": "{имя}, {мэр}"}).content.decode()
    assert "Поля «{мэр}» нет. Есть: {имя}" in wrong
    tried = clerk.post(new, {"title": "Яма", "text": "{имя}: № {номер}", "try": "1"}).content.decode()
    assert f"Нина Ивановна: № {item.number}" in tried
    clerk.post(new, {"title": "Яма", "text": "{имя}, сделаем.", "kind": "complaint", "outcome": "supported"})
    clerk.post(new, {"title": "А другая", "text": "x", "kind": "proposal"})
    page = clerk.get(url(item)).content.decode()
    assert page.index("Шаблон: Яма") < page.index("Шаблон: А другая")
    template = AnswerTemplate.objects.get(title="Яма")
    put = clerk.post(url(item), given(clerk, item, text="Здравствуйте!", template=template.pk))
    assert put.context["form"]["text"].value() == "Здравствуйте!\n\nНина Ивановна, сделаем."


@pytest.fixture
def office(client_of: ClientOf) -> Client:
    return client_of("administrator", "coordinator")


def test_the_letterhead_is_set_with_a_coat_and_tried(office: Client, administration: Administration) -> None:
    head = {"lines": "Администрация\nТихого округа", "ogrn": "1024300000000", "phone": "2-14-15"}
    refused = office.post(f"{BASE}settings/letterhead/", head).content.decode()
    assert "не сходится контрольная цифра" in refused
    coat = SimpleUploadedFile("gerb.png", picture())
    good = {**head, "ogrn": "1027700132195", "coat": coat}
    assert office.post(f"{BASE}settings/letterhead/", good).status_code == 302
    sample = office.get(f"{BASE}settings/letterhead/sample/").content
    assert "Тихого округа" in pdf_text(sample)
    assert "ОГРН 1027700132195" in pdf_text(sample)
    administration.refresh_from_db()
    assert administration.options["letterhead"]["coat"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("gerb.png", b"\x89PNG\r\n\x1a\n broken"), ("gerb.pdf", b"%PDF-1.4"), ("big.png", picture() + b"x" * 300_000)],
)
def test_a_coat_that_is_no_picture(office: Client, name: str, content: bytes) -> None:
    given = {"lines": "Администрация", "coat": SimpleUploadedFile(name, content)}
    answer = office.post(f"{BASE}settings/letterhead/", given)
    assert answer.status_code == 200
    assert "field-bad" in answer.content.decode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"outgoing_template": "{year}"}, "порядкового номера"),
        ({"survey_url": "javascript:alert(1)"}, "начинается с https"),
        ({"mark_days": "0"}, "от 1 до 365"),
        ({"mark_days": "x"}, "целое"),
    ],
)
def test_wrong_rules_of_answers(office: Client, changes: dict[str, str], message: str) -> None:
    rules = {"outgoing_template": "{sequence}", "survey_url": "", "mark_days": "30", "after_unsatisfied": "reopen"}
    assert message in office.post(f"{BASE}settings/answers/", rules | changes).content.decode()


def test_quality_counts_and_opens_the_lists(office: Client, clerk: Client, item: FeedbackItem) -> None:
    FeedbackItem.objects.filter(pk=item.pk).update(author_mark="unsatisfied")
    page = office.get(f"{BASE}answers/").content.decode()
    assert "author_mark=unsatisfied" in page
    link = page.split('href="/murashi/staff/registry/?')[2].split('"')[0].replace("&amp;", "&")
    assert [row["pk"] for row in office.get(f"{BASE}registry/?{link}").context["rows"]] == [item.pk]


def test_the_item_shows_what_its_author_added(clerk: Client, item: FeedbackItem) -> None:
    item.additions.create(text="Ещё и люк открыт", token="t", at=item.received_at)
    assert "Ещё и люк открыт" in clerk.get(f"{BASE}items/{item.pk}/").content.decode()
