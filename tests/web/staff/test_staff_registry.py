"""The registry's page: its rows, its filter in the address, saved views, bulk assignment."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.intake.conftest import Receive

from otklik.catalog.models import Department
from otklik.core.appeals import Audience, ItemKind
from otklik.intake.models import FeedbackItem, SavedView

pytestmark = pytest.mark.django_db
URL = "/murashi/staff/registry/"


@pytest.fixture
def clerk(client_of: Callable[..., Client]) -> Client:
    return client_of("registrar", "specialist")


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("url", [URL, "/murashi/staff/"])
def test_three_rows_cost_what_one_costs(clerk: Client, receive: Receive, url: str) -> None:
    receive()
    clerk.get(url)
    one = queries(clerk, url)
    receive(name="Сидорова Нина Ивановна")
    receive(kind=ItemKind.REVIEW)
    assert queries(clerk, url) == one


def test_a_row_says_what_matters(clerk: Client, receive: Receive) -> None:
    item = receive("Яма на дороге у дома 15")
    FeedbackItem.objects.filter(pk=item.pk).update(due_on=timezone.localdate() + timedelta(days=30))
    page = clerk.get(URL).content.decode()
    for words in (item.number, "Яма на дороге у дома 15", "Жалоба", "Принято", "через 30"):
        assert words in page, words


def test_the_filter_lives_in_the_address(clerk: Client, receive: Receive) -> None:
    complaint, review = receive("Яма на дороге"), receive("Спасибо за уборку", kind=ItemKind.REVIEW)
    page = clerk.get(f"{URL}?kind=complaint").content.decode()
    assert complaint.number in page
    assert review.number not in page
    assert "Вид: <b>Жалоба</b>" in page


def test_empty_words_leave_the_address(clerk: Client) -> None:
    answer = clerk.get(f"{URL}?q=&kind=complaint&status=&wait_min=")
    assert (answer.status_code, answer["Location"]) == (302, f"{URL}?kind=complaint")


def test_several_values_of_a_word_are_not_lost(clerk: Client, receive: Receive) -> None:
    receive()
    page = clerk.get(f"{URL}?verdict=open,answered").content.decode()
    assert '<option value="open,answered" selected>Рассматривается, Дан ответ</option>' in page


def test_words_not_understood_are_shown(clerk: Client) -> None:
    assert "«kind=nonsense» не понято" in clerk.get(f"{URL}?kind=nonsense").content.decode()


def test_an_empty_registry_says_how_to_begin(clerk: Client) -> None:
    assert "Здесь будут все сообщения" in clerk.get(URL).content.decode()
    assert "Под этот отбор ничего не подошло" in clerk.get(f"{URL}?kind=review").content.decode()


def test_the_next_page_follows_a_key(clerk: Client, receive: Receive) -> None:
    moment = timezone.now()
    items = [receive(received_at=moment - timedelta(minutes=number)) for number in range(51)]
    first = clerk.get(URL)
    following = first.context["pages"]["next"]
    assert items[50].number not in first.content.decode()
    second = clerk.get(following).content.decode()
    assert items[50].number in second
    assert items[0].number not in second


def test_internal_feedback_is_not_listed(clerk: Client, client_of: Callable[..., Client], receive: Receive) -> None:
    item = receive("Не хватает бумаги", audience=Audience.INTERNAL)
    assert item.number not in clerk.get(URL).content.decode()
    assert item.number in client_of("internal_officer").get(URL).content.decode()


def test_ticked_rows_go_to_a_unit(clerk: Client, receive: Receive, administration: object) -> None:
    unit = Department.objects.create(administration=administration, slug="roads", title="Отдел дорог")
    items = [receive(), receive()]
    ticked = {"items": [item.pk for item in items], "department": unit.pk, "query": "kind=complaint"}
    answer = clerk.post(f"{URL}assign/", ticked, follow=True)
    assert answer.redirect_chain == [(f"{URL}?kind=complaint", 302)]
    assert "Назначено: 2 строки." in answer.content.decode().replace("\xa0", " ")
    for item in items:
        item.refresh_from_db()
        assert item.department_id == unit.pk


def test_assignment_without_ticks_or_target_says_so(clerk: Client, receive: Receive) -> None:
    item = receive()
    assert "Отметьте строки" in clerk.post(f"{URL}assign/", {}, follow=True).content.decode()
    assert "Выберите подразделение" in clerk.post(f"{URL}assign/", {"items": [item.pk]}, follow=True).content.decode()


def test_a_foreign_row_cannot_be_assigned(clerk: Client, receive: Receive, administration: object) -> None:
    unit = Department.objects.create(administration=administration, slug="roads", title="Отдел дорог")
    foreign = receive(of="biysk")
    assert clerk.post(f"{URL}assign/", {"items": [foreign.pk], "department": unit.pk}).status_code == 404
    foreign.refresh_from_db()
    assert foreign.department_id is None


def test_a_view_is_saved_shown_and_deleted(clerk: Client, receive: Receive) -> None:
    receive()
    page = clerk.post(f"{URL}views/", {"title": "Мои жалобы", "query": "kind=complaint"}, follow=True)
    assert "Мои виды" in page.content.decode()
    view = SavedView.objects.get()
    assert f"{URL}?kind=complaint" in page.content.decode()
    clerk.post(f"{URL}views/{view.pk}/delete/")
    assert not SavedView.objects.exists()


def test_an_auditor_looks_and_does_not_touch(client_of: Callable[..., Client], receive: Receive) -> None:
    item = receive()
    auditor = client_of("auditor")
    page = auditor.get(URL).content.decode()
    assert item.number in page
    assert "Назначить отмеченные" not in page
    assert auditor.post(f"{URL}assign/", {"items": [item.pk]}).status_code == 404


def test_words_typed_into_the_address_unescaped_are_understood(clerk: Client, receive: Receive) -> None:
    item, other = receive("Яма на дороге"), receive("Сломана скамейка")
    page = clerk.get(f"{URL}?q=яма").content.decode()
    assert item.number in page
    assert other.number not in page
