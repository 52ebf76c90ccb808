"""Reading through HTTP: the next text in one answer, conflicts, batches, second readings, codebook, log, agreement."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.intake.conftest import Receive
from tests.intake.reading import marks, read

from otklik.accounts.models import User
from otklik.base.actor import Actor
from otklik.catalog.models import Administration, Category, Touchpoint
from otklik.catalog.options import keep_options
from otklik.intake.actions.change_reading_rules import change_reading_rules
from otklik.intake.actions.read_second import read_second
from otklik.intake.models import FeedbackItem, Reading, SecondReading
from otklik.intake.reading_rules import SHARE_OPTION

pytestmark = pytest.mark.django_db
DESK = "/murashi/staff/"
HTMX = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://testserver/murashi/staff/reading/"}


@pytest.fixture
def clerk(client_of: Callable[..., Client], administration: Administration) -> Client:
    """Reads where nothing goes to a second reader by chance."""
    keep_options(administration, **{SHARE_OPTION: 0})
    return client_of("registrar")


@pytest.fixture
def twice(actor: Callable[..., Actor]) -> Actor:
    """Everything is read twice; the coordinator who said so."""
    coordinator = actor("coordinator")
    change_reading_rules(actor=coordinator, second_percent=100, days=3)
    return coordinator


def card(item: FeedbackItem, place: int = 0, **more: Any) -> dict[str, Any]:
    own = {"administration_id": item.administration_id}
    category = Category.objects.filter(**own)[place]
    return {"categories": [category.pk], "touchpoint": Touchpoint.objects.filter(**own)[0].pk, "seen": 0, **more}


def url(item: FeedbackItem, tail: str = "") -> str:
    return f"{DESK}reading/{item.pk}/{tail}"


def test_the_next_text_comes_in_the_same_answer(clerk: Client, receive: Receive) -> None:
    item, following = receive("Первый текст"), receive("Второй текст")
    answer = clerk.post(url(item), card(item), **HTMX)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert answer["HX-Push-Url"] == url(following)
    assert "Второй текст" in page
    assert f'hx-post="{url(following)}"' in page  # the next card writes to its own text, not to the one just read
    assert "<html" not in page
    assert "data-draft-clear" in page
    assert url(item, "undo/") in page


def test_history_is_restored_whole_and_kept_by_no_browser(clerk: Client, receive: Receive) -> None:
    item = receive("Текст")
    page = clerk.get(url(item), **HTMX, HTTP_HX_HISTORY_RESTORE_REQUEST="true").content.decode()
    assert "<html" in page
    assert 'hx-history="false"' in page


def test_the_last_text_leads_to_the_word_that_all_is_read(clerk: Client, receive: Receive) -> None:
    item = receive()
    assert clerk.post(url(item), card(item), **HTMX)["HX-Redirect"] == f"{DESK}reading/"
    assert "Всё прочитано" in clerk.get(f"{DESK}reading/").content.decode()


def test_an_ended_session_leads_to_sign_in_and_back(receive: Receive) -> None:
    item = receive()
    answer = Client().post(url(item), card(item), **{**HTMX, "HTTP_HX_CURRENT_URL": f"http://testserver{url(item)}"})
    assert answer.status_code == 200
    assert answer["HX-Redirect"] == f"/account/login/?next={url(item)}"
    assert not Reading.objects.exists()


def test_who_was_second_sees_what_changed_and_keeps_his_marks(
    clerk: Client, client_of: Callable[..., Client], receive: Receive
) -> None:
    item = receive()
    clerk.post(url(item), card(item))
    late = client_of("coordinator")
    page = late.post(url(item), card(item, place=2, urgency="high")).content.decode()
    assert "Пока вы читали, прочитано: Смирнова Анна Петровна" in page
    assert "Отметки другого читателя" in page
    reading = Reading.objects.get()
    assert f'name="seen" value="{reading.pk}"' in page
    chosen = Category.objects.filter(administration_id=item.administration_id)[2]
    assert re.search(rf'value="{chosen.pk}" id="id_categories_2" checked', page)
    assert '<option value="high" selected>' in page
    late.post(url(item), card(item, place=2, seen=reading.pk))
    assert list(item.categories.all()) == [chosen]


def test_marks_taken_back_stay_in_the_card(clerk: Client, receive: Receive) -> None:
    item = receive()
    clerk.post(url(item), card(item, place=1))
    page = clerk.post(url(item, "undo/"), follow=True).content.decode()
    assert "Чтение отменено" in page
    assert re.search(r'id="id_categories_1" checked', page)
    item.refresh_from_db()
    assert item.read_at is None


def test_equal_texts_are_listed_and_read_together(clerk: Client, receive: Receive) -> None:
    item, same, left = receive("Нет воды"), receive("нет воды!"), receive("Нет воды")
    listed = clerk.get(url(item, "equal/")).content.decode()
    assert "Такие же тексты: 2" in listed
    assert listed.count("checked") == 2
    page = clerk.post(url(item), card(item, batch="1", equal=[same.pk]), **HTMX).content.decode()
    assert "Прочитано одинаковых: 2 сообщения" in page
    undo = re.search(rf"{DESK}reading/batches/[0-9a-f-]+/undo/", page)
    assert undo
    left.refresh_from_db()
    assert left.read_at is None
    assert "снова в очереди" in clerk.post(undo.group(), follow=True).content.decode()
    assert not FeedbackItem.objects.filter(read_at__isnull=False).exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"categories": ["999999"]},
        {"categories": ["x", "0"]},
        {"touchpoint": "'; --"},
        {"segment": "1e9"},
        {"urgency": "вчера"},
        {"seen": "-1"},
        {"batch": "1", "equal": ["99999999999999999999", "abc"]},
        {"batch": "1", "equal": ["123456"]},
    ],
)
def test_bad_input_of_a_card_breaks_nothing(clerk: Client, receive: Receive, wrong: dict[str, Any]) -> None:
    item = receive()
    assert clerk.post(url(item), {**card(item), **wrong}).status_code in {200, 302, 404}


def test_what_is_not_there_is_not_there(clerk: Client, receive: Receive) -> None:
    foreign = receive(of="biysk")
    for number in (999999, foreign.pk):
        for tail in ("", "equal/"):
            assert clerk.get(f"{DESK}reading/{number}/{tail}").status_code == 404, (number, tail)
        assert clerk.post(f"{DESK}reading/{number}/", card(foreign)).status_code == 404
        assert clerk.post(f"{DESK}reading/{number}/undo/").status_code == 404


def test_topics_are_found_in_any_order_of_words(clerk: Client) -> None:
    page = clerk.get(f"{DESK}reading/topics/?list=1&topic_1=государств").content.decode()
    assert page.count('role="option"') > 1
    assert "Нет темы с такими словами" in clerk.get(f"{DESK}reading/topics/?list=1&topic_1=абырвалг").content.decode()


def second_url(item: FeedbackItem) -> str:
    return f"{DESK}reading/second/{item.pk}/"


def test_the_second_reader_sees_a_blank_card_and_nothing_of_the_first(
    twice: Actor, actor: Callable[..., Actor], client_of: Callable[..., Client], receive: Receive
) -> None:
    item = receive("Нет воды")
    read(actor("registrar"), item, place=1)
    second = client_of("registrar")
    assert second.get(f"{DESK}reading/second/")["Location"] == second_url(item)
    assert second.get(url(item))["Location"] == second_url(item)
    page = second.get(second_url(item)).content.decode()
    assert " checked" not in page
    assert "такой же текст" not in page
    assert "Прочитано</b>" not in page
    assert f'{DESK}items/{item.pk}/"' not in page
    answer = second.post(second_url(item), card(item, place=1))
    assert answer["Location"] == f"{DESK}reading/second/"
    assert SecondReading.objects.get().state == "agreed"
    assert second.get(second_url(item)).status_code == 404


def test_the_first_reader_cannot_learn_that_the_text_was_chosen(
    twice: Actor, staff: Callable[..., User], receive: Receive
) -> None:
    item, client = receive(), Client()
    client.force_login(staff("registrar"))
    answer = client.post(url(item), card(item), follow=True)
    assert SecondReading.objects.get().item_id == item.pk
    for page in (answer, client.get(url(item)), client.get(f"{DESK}items/{item.pk}/"), client.get(f"{DESK}reading/")):
        assert not re.search(r"\bвтор(ое|ого|ым|ой)\b", page.content.decode().lower())
    assert client.get(second_url(item)).status_code == 404
    assert client.get(f"{DESK}reading/differences/{item.pk}/").status_code == 404


def test_a_difference_is_settled_by_a_third_or_by_agreement(
    twice: Actor, actor: Callable[..., Actor], client_of: Callable[..., Client], receive: Receive, client: Client
) -> None:
    first, second = actor("registrar"), actor("specialist")
    items = [receive(), receive()]
    for item in items:
        read(first, item)
        read_second(actor=second, item_id=item.pk, marks=marks(second, item, categories=(1,)))
    third = client_of("coordinator")
    assert third.get(f"{DESK}reading/differences/").content.decode().count("<tr data-row>") == 2
    shown = third.get(f"{DESK}reading/differences/{items[0].pk}/").content.decode()
    assert "расходится" in shown
    third.post(f"{DESK}reading/differences/{items[0].pk}/", card(items[0], place=2))
    assert SecondReading.objects.get(item=items[0]).state == "settled"
    client.force_login(User.objects.get(pk=second.user_id))
    shown = client.get(f"{DESK}reading/differences/{items[1].pk}/").content.decode()
    assert "Согласиться с другим читателем" in shown
    assert "Решить так" not in shown
    client.post(f"{DESK}reading/differences/{items[1].pk}/agree/")
    assert SecondReading.objects.get(item=items[1]).is_by_agreement


def test_a_longer_queue_costs_no_more_queries(clerk: Client, receive: Receive) -> None:
    item = receive()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert clerk.get(url(item)).status_code == 200
        return len(captured)

    queries()
    with_one = queries()
    for _ in range(3):
        receive()
    assert queries() == with_one
    assert with_one < 50


def test_pages_about_reading_are_linked_from_it_by_right(
    client_of: Callable[..., Client], clerk: Client, receive: Receive
) -> None:
    coordinator = client_of("coordinator")
    empty = coordinator.get("/murashi/staff/reading/").content.decode()
    item = receive("Нет света на улице")
    page = coordinator.get(f"/murashi/staff/reading/{item.pk}/").content.decode()
    for shown in (empty, page):
        assert 'data-command="Качество подсказок"' in shown
    assert 'data-command="Качество подсказок"' not in clerk.get(f"/murashi/staff/reading/{item.pk}/").content.decode()
