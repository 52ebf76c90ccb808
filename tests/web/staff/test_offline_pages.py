"""Packs, calls, boxes, events at the desk: who sees what, what a clerk does there, what bad input gets."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.offline.scans import blank, letter, pack, sheet

from otklik.accounts.models import User
from otklik.accounts.queries import actor_of
from otklik.base.actor import Actor
from otklik.intake.models import CardDraft, FeedbackItem
from otklik.offline.actions.keep_box import BoxFacts, keep_box
from otklik.offline.actions.keep_event import EventFacts, Voiced, add_opinions, keep_event
from otklik.offline.actions.open_box import Opened, open_box
from otklik.offline.actions.read_pack import work_pack
from otklik.offline.actions.record_call import Call, record_call
from otklik.offline.enums import CallEnd
from otklik.offline.models import Box, BoxOpening, Event, PhoneCall, ScanPack

pytestmark = pytest.mark.django_db
Client_ = Callable[..., Client]


def url(name: str, *args: Any) -> str:
    return reverse(f"staff:{name}", args=["murashi", *args])


@pytest.fixture
def person(staff: Callable[..., User]) -> User:
    """The registrar at the desk."""
    return staff("registrar")


@pytest.fixture
def desk(person: User) -> Client:
    """His browser."""
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def registrar(person: User) -> Actor:
    """The same as an actor."""
    found = actor_of(person)
    assert found is not None
    return found


def send_pack(desk: Client, content: bytes, name: str = "пачка.pdf") -> Any:
    upload = SimpleUploadedFile(name, content, "application/pdf")
    return desk.post(url("packs"), {"file": upload, "channel": "post", "received_on": "2025-03-14"})


def test_a_pack_goes_from_the_upload_to_a_card(desk: Client) -> None:
    answer = send_pack(desk, pack(sheet(), letter(), blank(), sheet(), letter()))
    made = ScanPack.objects.get()
    assert answer.headers["Location"] == url("pack", made.pk)
    work_pack(made.pk)
    page = desk.get(url("pack", made.pk)).content.decode()
    assert "2 письма" in page
    assert "пустой оборот" in page
    assert desk.get(url("pack_page", made.pk, 2)).headers["Content-Type"] == "image/jpeg"
    one = made.letters.first()
    opened = desk.post(url("card_open", f"letter-{one.pk}"), {"back": url("pack", made.pk)})
    card = desk.get(opened.headers["Location"]).content.decode()
    assert "Письмо из пачки «пачка.pdf», со страницы 2" in card
    assert "Внесено 0 из 2" in card
    draft = CardDraft.objects.get()
    typed = {**draft.fields, "draft": draft.key, "tab": draft.tab, "seen_tab": draft.tab, "text": "Крыша"}
    saved = desk.post(url("card"), {**typed, "author_count": "1"})
    assert saved.status_code == 302
    assert "draft=" in saved.headers["Location"]  # the next letter of the pack opens by itself
    following = desk.get(saved.headers["Location"]).content.decode()
    assert "Внесено 1 из 2" in following
    one.refresh_from_db()
    assert one.item.text == "Крыша"


def test_pages_are_moved_by_buttons(desk: Client) -> None:
    send_pack(desk, pack(letter(pages=3)))
    made = ScanPack.objects.get()
    work_pack(made.pk)
    answer = desk.post(url("pack_page_change", made.pk, 2, "split"))
    assert answer.headers["Location"].endswith("#page-2")
    assert made.letters.count() == 2
    desk.post(url("pack_letter", made.pk, made.letters.last().pk, "join"))
    assert made.letters.count() == 1
    assert desk.post(url("pack_page_change", made.pk, 2, "burn")).status_code == 404
    assert desk.post(url("pack_page_change", made.pk, 99, "turn")).status_code == 404


@pytest.mark.parametrize(("content", "told"), [(b"\x89PNG\r\n", "не PDF"), (b"", "пуст")])
def test_a_picture_or_nothing_is_told_in_words(desk: Client, content: bytes, told: str) -> None:
    assert told in send_pack(desk, content, "снимок.png").content.decode()
    neither = desk.post(url("packs"), {"channel": "post", "received_on": "2025-03-14"}).content.decode()
    assert "Выберите файл PDF" in neither
    assert not ScanPack.objects.exists()


def test_a_pack_that_is_read_shows_how_far(desk: Client) -> None:
    send_pack(desk, pack(letter()))
    made = ScanPack.objects.get()
    ScanPack.objects.update(state="reading", page_count=40, done_count=15)
    part = desk.get(url("pack", made.pk), headers={"HX-Request": "true"}).content.decode()
    assert "Просмотрено 15 из 40 страниц" in part
    assert "<html" not in part


def test_separator_sheets_are_a_pdf(desk: Client) -> None:
    page = desk.get(url("separator_sheets")).content.decode()
    assert "Почтовый адрес" in page
    answer = desk.get(url("separator_sheets"), {"means": "channel:post", "count": "2"})
    assert answer.content.startswith(b"%PDF")
    assert "не больше 100" in desk.get(url("separator_sheets"), {"means": "", "count": "5000"}).content.decode()


def call(**facts: Any) -> dict[str, Any]:
    return {"key": str(uuid4()), "channel": "phone", "kind": "inquiry", "question": "Когда свет?"} | facts


def test_a_call_is_one_line_and_a_spreadsheet(desk: Client) -> None:
    answer = desk.post(url("calls"), call(end="answered", said="Завтра", name="Громова З. Л."))
    assert answer.status_code == 302
    page = desk.get(url("calls")).content.decode()
    assert "1 звонок" in page
    assert "Громова З. Л." in page
    assert desk.get(url("calls_export")).content.startswith(b"PK")
    on = desk.post(url("calls"), call(end="case"))
    assert "?draft=" in on.headers["Location"]
    assert "карточка не закончена" in desk.get(url("calls")).content.decode()


def test_what_was_typed_in_a_call_stays_with_its_mistake(desk: Client) -> None:
    page = desk.post(url("calls"), call(end="answered", name="«Кавычки» 😀")).content.decode()
    assert "Напишите, что ответили" in page
    assert "«Кавычки» 😀" in page
    for odd in ({"name": "\0"}, {"question": "а" * 20_001}, {"end": "burned"}, {"key": "1"}, {"passed_to": "99"}):
        assert desk.post(url("calls"), call(end="answered", said="Да") | odd).status_code == 200
    assert not PhoneCall.objects.exists()
    odd = {"since": "0001-01-01", "until": "99999-12-31", "end": "x", "phone": "☎"}
    assert desk.get(url("calls"), odd).status_code == 200


def test_a_box_is_opened_and_its_letter_entered(desk: Client) -> None:
    box = {"title": "Вестибюль", "channel": "post", "every_days": "7", "is_active": "on"}
    assert desk.post(url("box_new"), box).status_code == 302
    act = {"key": str(uuid4()), "on": "2025-03-14", "at": "10:30", "commission": "Ильин П. И., секретарь\nЗуева А. А."}
    pk = Box.objects.get().pk
    page = desk.post(url("box_open", pk), {**act, "letter_count": "-4"}).content.decode()
    assert "Ильин П. И., секретарь" in page
    desk.post(url("box_open", pk), {**act, "letter_count": "1"})
    opening = BoxOpening.objects.get()
    assert opening.commission == [["Ильин П. И.", "секретарь"], ["Зуева А. А.", ""]]
    page = desk.get(url("opening", opening.pk)).content.decode()
    assert "Внесено 0 из 1 письма" in page
    assert desk.get(url("opening_act", opening.pk, "pdf")).content.startswith(b"%PDF")
    assert desk.get(url("opening_act", opening.pk, "exe")).status_code == 404
    opened = desk.post(url("card_open", f"box-{opening.letters.get().pk}"))
    assert "из ящика «Вестибюль», акт № 1/2025" in desk.get(opened.headers["Location"]).content.decode()


def test_opinions_are_entered_in_a_grid_and_mistakes_keep_the_rest(desk: Client) -> None:
    card = {"key": str(uuid4()), "title": "Сход", "on": "2025-03-14", "place": "ДК", "participant_count": "30"}
    assert desk.post(url("event_new"), card).status_code == 302
    event = Event.objects.get()
    grid = {"key": str(uuid4()), "text-1": "Почините мост", "kind-1": "complaint", "text-2": "", "name-2": "Кто-то"}
    page = desk.post(url("event", event.pk), grid).content.decode()
    assert "Почините мост" in page
    assert "Напишите, что сказали." in page
    assert not FeedbackItem.objects.exists()
    assert desk.post(url("event", event.pk), {**grid, "name-2": ""}).status_code == 302
    page = desk.get(url("event", event.pk)).content.decode()
    assert "1 мнение" in page
    assert desk.post(url("event", event.pk), {"key": "не ключ"}).status_code == 200


def test_the_card_knows_the_usual_form_of_each_channel(desk: Client) -> None:
    page = desk.get(url("card")).content.decode()
    assert "&quot;phone&quot;: &quot;oral&quot;" in page
    assert "&quot;post&quot;: &quot;written&quot;" in page


def test_strangers_find_nothing(client_of: Client_, desk: Client, registrar: Actor) -> None:
    send_pack(desk, pack(letter()))
    made = ScanPack.objects.get()
    work_pack(made.pk)
    box = keep_box(actor=registrar, facts=BoxFacts("Ящик", "post"))
    event = keep_event(actor=registrar, facts=EventFacts(uuid4(), "Сход", date(2025, 3, 14), "ДК"))
    places = [
        url("pack", made.pk), url("pack_file", made.pk), url("pack_page", made.pk, 1), url("box", box.pk),
        url("event", event.pk),
    ]  # fmt: skip
    for stranger in (client_of("specialist"), client_of("registrar", of="biysk"), client_of("internal_officer")):
        assert {stranger.get(place).status_code for place in places} == {404}
        assert stranger.post(url("card_open", f"letter-{made.letters.get().pk}")).status_code == 404
    assert desk.post(url("card_open", "letter-999999")).status_code == 404
    assert desk.post(url("card_open", "nonsense")).status_code == 404


def test_lists_cost_the_same_with_one_row_and_with_three(desk: Client, registrar: Actor) -> None:
    def add(number: int) -> None:
        now = datetime.now(UTC)
        ScanPack.objects.create(
            administration_id=registrar.administration_id, name="п.pdf", digest=str(number), state="ready",
            received_on=date(2025, 3, 1), created_at=now, touched_at=now,
        )  # fmt: skip
        box = keep_box(actor=registrar, facts=BoxFacts(f"Ящик {number}", "post"))
        commission = [("Ильин П. И.", "")]
        open_box(actor=registrar, box_id=box.pk, opened=Opened(uuid4(), date(2025, 3, 1), time(9), commission, 1))
        made = keep_event(actor=registrar, facts=EventFacts(uuid4(), "Сход", date(2025, 3, 1), "ДК"))
        add_opinions(actor=registrar, event_id=made.pk, key=uuid4(), voiced=[Voiced(1, "Одно")])
        record_call(actor=registrar, call=Call(uuid4(), "Вопрос", CallEnd.ANSWERED, said="Ответ"))

    def cost() -> list[int]:
        counts = []
        for name in ("packs", "boxes", "events", "calls"):
            with CaptureQueriesContext(connection) as queries:
                desk.get(url(name))
            counts.append(len(queries))
        return counts

    add(1)
    desk.get(url("packs"))
    first = cost()
    add(2)
    add(3)
    assert cost() == first
    assert max(first) <= 40
