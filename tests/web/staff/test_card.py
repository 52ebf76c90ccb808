"""The registrar's card through HTTP, without a script: applicants, questions, drafts, scans, and odd input."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.intake.conftest import Receive

from otklik.catalog.models import Channel, Department, Topic
from otklik.intake.models import AppealQuestion, CardDraft, FeedbackItem

pytestmark = pytest.mark.django_db
DESK = "/murashi/staff/"
CARD = f"{DESK}card/"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
TEXT = "Прошу отремонтировать дорогу у дома 15 по улице Лесной"


@pytest.fixture
def clerk(client_of: Callable[..., Client]) -> Client:
    return client_of("registrar")


def card(channel_kind: str = "post", **changes: object) -> dict[str, object]:
    channel = Channel.objects.get(administration__slug="murashi", kind=channel_kind)
    return {
        "draft": str(uuid4()),
        "tab": uuid4().hex,
        "channel": channel.slug,
        "received_on": timezone.localdate().isoformat(),
        "kind": "statement",
        "form": "written",
        "sender_kind": "individual",
        "name": "Сидорова Нина Ивановна",
        "author_count": 1,
        "text": TEXT,
        **changes,
    }


@pytest.mark.parametrize("kind", ["post", "phone", "reception"])
def test_each_channel_of_paper_and_voice_is_registered(clerk: Client, kind: str) -> None:
    assert clerk.post(CARD, card(kind)).status_code == 302
    assert FeedbackItem.objects.get().channel.kind == kind


def test_an_applicant_is_found_and_fills_the_card_without_script(clerk: Client, receive: Receive) -> None:
    item = receive(name="Петров Пётр Ильич", address="ул. Мира, 5", phone="89120000000")
    receive(name="Петров Пётр Ильич", address="ул. Мира, 5", of="biysk")
    page = clerk.post(CARD, card(name="Петров П", find="1"))
    body = page.content.decode()
    assert "1 обращение" in body
    assert f'name="take" value="{item.pk}"' in body
    assert TEXT in body
    taken = clerk.post(CARD, card(name="Петров П", take=str(item.pk)))
    assert taken.context["form"]["phone"].value() == "89120000000"
    assert taken.context["form"]["text"].value() == TEXT
    assert f'name="repeat" value="{item.number}"' in taken.content.decode()
    repeat = clerk.post(CARD, card(name="Петров Пётр Ильич", address="ул. Мира, 5", repeat=item.number))
    assert repeat.context["form"]["repeat_of"].value() == item.number
    assert not FeedbackItem.objects.exclude(text="Яма на дороге у дома").exists()


@pytest.mark.parametrize("value", ["", "x", "0", "9" * 30, "-1", "\0", "1e9"])
def test_an_odd_applicant_is_nobody(clerk: Client, value: str) -> None:
    assert clerk.post(CARD, card(take=value)).status_code == 200


def test_applicants_are_listed_while_one_types(
    clerk: Client, receive: Receive, client_of: Callable[..., Client]
) -> None:
    receive(name="Петров Пётр Ильич", address="ул. Мира, 5")
    given = {"name": "петров", "address": "Лесная 3-12", "inn": "7707083894"}
    body = clerk.post(f"{CARD}applicants/", given).content.decode()
    assert "Петров Пётр Ильич" in body
    assert "дом 3, квартира 12" in body
    assert "не сходится контрольная цифра" in body
    assert (
        "Петров" not in client_of("registrar", of="biysk").post("/biysk/staff/card/applicants/", given).content.decode()
    )


def test_a_letter_is_split_into_questions(clerk: Client) -> None:
    unit = Department.objects.create(
        administration=Channel.objects.filter(administration__slug="murashi").first().administration,
        slug="light",
        title="Отдел освещения",
    )
    topic = Topic.objects.filter(edition__administration__slug="murashi", level=3).first()
    added = clerk.post(CARD, card(add_question="1"))
    assert len(added.context["questions"].forms) == 1
    rows = {
        "q-0-text": "Починить дорогу",
        "q-0-topic": topic.code,
        "q-3-text": " Поставить фонарь ",
        "q-3-department": str(unit.pk),
        "q-5-text": " ",
    }
    assert clerk.post(CARD, card(**rows)).status_code == 302
    assert list(AppealQuestion.objects.values_list("position", "text", "topic", "department")) == [
        (1, "Починить дорогу", topic.pk, None),
        (2, "Поставить фонарь", None, unit.pk),
    ]
    item = FeedbackItem.objects.get()
    assert "Отдел освещения" in clerk.get(f"{DESK}items/{item.pk}/").content.decode()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ({"q-0-text": "я" * 1001}, "Вопрос длиннее 1000 знаков"),
        ({"q-0-text": "Починить дорогу"}, "Отделён один вопрос"),
        ({"q-0-department": "1"}, "Вопрос 1:"),
        ({"q-0-text": "Вопрос", "q-0-topic": "бессмыслица"}, "Темы со словами"),
        ({f"q-{n}-text": "Вопрос" for n in range(21)}, "не больше 20 вопросов"),
        ({"author_count": "1", "first_signatory": "Орлов"}, "когда подписей больше одной"),
        ({"inn": "7707083894"}, "не сходится контрольная цифра"),
        ({"received_on": "1925-03-03"}, "1925 год"),
        ({"received_on": (timezone.localdate() + timedelta(days=2)).isoformat()}, "ещё не настал"),
        ({"text": "я" * 300_001}, "Приложите его файлом"),
        ({"name": "Си\0дорова"}, "сотрите вставленное и наберите его заново"),
        ({"phone": "8" * 100}, "60"),
    ],
)
def test_a_mistake_is_told_and_nothing_typed_is_lost(clerk: Client, rows: dict[str, object], message: str) -> None:
    page = clerk.post(CARD, card(**rows))
    assert page.status_code == 200
    assert message in page.content.decode()
    assert page.context["form"]["sender_kind"].value() == "individual"
    assert not FeedbackItem.objects.exists()
    assert CardDraft.objects.get().fields["kind"] == "statement"


def test_odd_signs_are_kept_as_they_are(clerk: Client) -> None:
    text = '«Ямы» и "кавычки" 😀 <b>&amp;</b> ' + "я" * 100_000
    name = 'О\'Нил "Нина" «Ивановна» 😀'
    assert clerk.post(CARD, card(text=text, name=name)).status_code == 302
    item = FeedbackItem.objects.get()
    assert (item.text, item.contact.name) == (text.strip(), name)
    assert "О&#x27;Нил" in clerk.get(f"{DESK}items/{item.pk}/").content.decode()


def test_a_second_click_is_the_same_appeal_and_keeps_the_secret_code(clerk: Client) -> None:
    sent = card()
    clerk.post(CARD, sent)
    again = clerk.post(CARD, sent, follow=True)
    item = FeedbackItem.objects.get()
    assert f"Карточка уже зарегистрирована: № {item.number}" in again.content.decode()
    assert "Код для проверки" in clerk.get(f"{CARD}receipt/").content.decode()


def test_the_back_button_does_not_register_twice_by_mistake(clerk: Client) -> None:
    sent = card()
    clerk.post(CARD, sent)
    item = FeedbackItem.objects.get()
    back = clerk.get(f"{CARD}?draft={sent['draft']}").content.decode()
    assert f"уже зарегистрирована под № {item.number}" in back
    assert TEXT not in back
    changed = clerk.post(CARD, sent | {"text": "Совсем другое дело: нужен фонарь у школы"})
    assert f"Эта карточка уже зарегистрирована под № {item.number}" in changed.content.decode()
    key = str(changed.context["page"].key)
    assert key != sent["draft"]
    clerk.post(CARD, sent | {"text": "Совсем другое дело: нужен фонарь у школы", "draft": key})
    assert FeedbackItem.objects.count() == 2


def test_a_card_put_off_goes_on_another_day(clerk: Client, client_of: Callable[..., Client]) -> None:
    scan = SimpleUploadedFile("скан.pdf", PDF)
    sent = card(name="Орлов «Олег»", later="1", attachments=scan, **{"q-0-text": "Вопрос один"})
    page = clerk.post(CARD, sent, follow=True).content.decode()
    assert "Продолжить: Орлов «Олег»" in page
    assert "Орлов" not in client_of("registrar").get(CARD).content.decode()
    going_on = clerk.get(f"{CARD}?draft={sent['draft']}")
    assert going_on.context["form"]["text"].value() == TEXT
    assert [row["text"].value() for row in going_on.context["questions"].forms] == ["Вопрос один"]
    assert "Приложено: скан.pdf" in going_on.content.decode()
    assert not going_on.context["form"].errors
    next_day = card(draft=sent["draft"], kept_files=going_on.context["kept_signed"])
    clerk.post(CARD, next_day)
    assert FeedbackItem.objects.get().attachments.get().file.name == "скан.pdf"
    assert CardDraft.objects.get().fields == {}


def test_what_is_typed_is_kept_by_small_requests(clerk: Client, client_of: Callable[..., Client]) -> None:
    sent = card(name="Орлов")
    kept = clerk.post(f"{CARD}draft/", sent).json()
    assert kept == {"draft": sent["draft"], "number": ""}
    apart = clerk.post(f"{CARD}draft/", sent | {"tab": "другое окно", "name": "Петров"}).json()
    assert apart["draft"] != sent["draft"]
    assert sorted(draft.fields["name"] for draft in CardDraft.objects.all()) == ["Орлов", "Петров"]
    stranger = client_of("registrar")
    assert "Орлов" not in stranger.get(f"{CARD}?draft={sent['draft']}").content.decode()
    stranger.post(f"{CARD}draft/drop/", {"draft": sent["draft"]})
    assert CardDraft.objects.count() == 2
    clerk.post(f"{CARD}draft/drop/", {"draft": sent["draft"]})
    assert CardDraft.objects.get().fields["name"] == "Петров"
    empty = {**sent, "name": "", "text": "", "draft": apart["draft"]}
    assert clerk.post(f"{CARD}draft/", empty).json() == {"draft": ""}
    assert not CardDraft.objects.exists()


def test_an_ended_session_is_told_to_the_page(clerk: Client) -> None:
    assert clerk.get(f"{CARD}draft/").json()["token"]
    clerk.logout()
    for answer in (clerk.post(f"{CARD}draft/", card()), clerk.get(f"{CARD}draft/")):
        assert answer.status_code == 302
        assert "/login/" in answer["Location"]


@pytest.mark.parametrize("key", ["", "x", "\0", "3fa3b08b-3add-4c19-a692-2f9d3dc34050"])
def test_an_unknown_draft_is_a_new_card(clerk: Client, key: str) -> None:
    page = clerk.get(CARD, {"draft": key})
    assert "Той карточки больше нет" in page.content.decode()
    assert clerk.post(CARD, card(draft=key, tab="я" * 500, seen_tab="\0" * 50)).status_code == 302


def test_a_too_long_draft_is_told(clerk: Client) -> None:
    told = clerk.post(f"{CARD}draft/", card(text="я" * 600_001)).json()
    assert "черновик не сохранён" in told["problem"]


def test_papers_of_the_box_follow_one_another(client_of: Callable[..., Client], administration: object) -> None:
    officer = client_of("registrar", "internal_officer")
    unit = Department.objects.create(administration=administration, slug="light", title="Отдел освещения")
    day = (timezone.localdate() - timedelta(days=3)).isoformat()
    officer.post(CARD, card("box", received_on=day, department=unit.pk, text="Холодно в кабинете 12"))
    form = officer.get(CARD).context["form"]
    assert [form[name].value() for name in ("received_on", "department")] == [day, str(unit.pk)]
    officer.post(CARD, card(received_on=day, department=unit.pk))
    form = officer.get(CARD).context["form"]
    assert form["department"].value() is None
    assert form["received_on"].value() == timezone.localdate()
