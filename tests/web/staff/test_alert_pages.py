"""Pages of alerts: the count on every page, the list, dealing with one, words and thresholds with a trial."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.intake.conftest import Receive

from otklik.alerts.models import Alert, AlertChoice, WatchList
from otklik.alerts.thresholds import Thresholds
from otklik.catalog.models import Administration

pytestmark = pytest.mark.django_db
BASE = "/murashi/staff/"
DANGER = "Пахнет газом в подъезде"


@pytest.fixture
def coordinator(client_of: Callable[..., Client]) -> Client:
    return client_of("coordinator")


def text(client: Client, path: str) -> str:
    answer = client.get(BASE + path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_the_count_stands_on_every_page_and_the_danger_on_the_desk(coordinator: Client, receive: Receive) -> None:
    assert "Здесь спокойно" in text(coordinator, "alerts/")
    item = receive(DANGER)
    for path in ("registry/", "settings/", "?work"):
        page = text(coordinator, path)
        assert 'Тревоги&nbsp;<b class="num">1</b>' in page, path
    assert f"items/{item.pk}/" in text(coordinator, "?work")
    assert "«пахнет газом»" in text(coordinator, f"items/{item.pk}/")


def test_an_alert_is_dealt_with_and_taken_back(coordinator: Client, receive: Receive) -> None:
    receive(DANGER)
    alert = Alert.objects.get()
    assert "Слова в тексте: «пахнет газом»" in text(coordinator, "alerts/")
    alert.refresh_from_db()
    assert alert.state == Alert.State.SEEN
    empty = coordinator.post(f"{BASE}alerts/{alert.pk}/close/", {"note": " "}).content.decode()
    assert "Напишите, что сделано" in empty
    done = coordinator.post(f"{BASE}alerts/{alert.pk}/close/", {"note": "Аварийная на месте"}, follow=True)
    assert f"alerts/{alert.pk}/reopen/" in done.content.decode()
    assert "Аварийная на месте" in text(coordinator, "alerts/?tab=closed")
    again = coordinator.post(f"{BASE}alerts/{alert.pk}/close/", {"note": "И я"})
    assert again.status_code == 200
    coordinator.post(f"{BASE}alerts/{alert.pk}/reopen/")
    assert "газ" in text(coordinator, "alerts/")


@pytest.mark.parametrize("query", ["?tab=чепуха", "?page=0", "?page=99999999999999999999", "?tab=surge&page=x"])
def test_any_address_of_the_list_is_answered(query: str, coordinator: Client, receive: Receive) -> None:
    receive(DANGER)
    assert coordinator.get(BASE + "alerts/" + query).status_code == 200


def test_one_chooses_how_to_be_told(coordinator: Client) -> None:
    assert "нет адреса почты" in text(coordinator, "alerts/ways/")
    coordinator.post(BASE + "alerts/ways/", {"other": ["email"]})
    choice = AlertChoice.objects.get()
    assert (choice.danger_ways, choice.other_ways) == ([], ["email"])


def test_words_are_tried_changed_and_brought_back(coordinator: Client) -> None:
    tried = coordinator.post(BASE + "watch-lists/", {"text": "Во дворе открыт люк", "month": "7"}).content.decode()
    assert "«открыт люк»" in tried
    calm = coordinator.post(BASE + "watch-lists/", {"text": "Спасибо за парк", "month": "7"}).content.decode()
    assert "Ни один список не сработает" in calm
    given = {"title": "Открытый люк", "level": "danger", "phrases": "дыра асфальт", "months": ["1"]}
    assert coordinator.post(BASE + "watch-lists/manhole/", given).status_code == 302
    assert "изменён" in text(coordinator, "watch-lists/")
    bad = coordinator.post(BASE + "watch-lists/manhole/", {**given, "phrases": "@нет люк"}).content.decode()
    assert "Группы слов «@нет» нет" in bad
    coordinator.post(BASE + "watch-lists/manhole/forget/")
    assert not WatchList.objects.exists()
    assert coordinator.get(BASE + "watch-lists/absent/").status_code == 404


def test_thresholds_are_kept_within_bounds(coordinator: Client, administration: Administration) -> None:
    given = {"watch_words": "on", "watch_surges": "on", "level": "0.001", "fewest": "9"}
    assert coordinator.post(BASE + "watch-lists/thresholds/", given).status_code == 302
    administration.refresh_from_db()
    assert Thresholds.of(administration.options) == Thresholds(watch_deadlines=False, level=0.001, fewest=9)
    for wrong in ({"fewest": "0"}, {"fewest": "много"}, {"level": "0.5"}):
        assert coordinator.post(BASE + "watch-lists/thresholds/", given | wrong).status_code == 200


def test_who_only_watches_sees_and_changes_nothing(client_of: Callable[..., Client], receive: Receive) -> None:
    receive(DANGER)
    controller = client_of("controller")
    page = text(controller, "alerts/")
    assert "Газ" in page
    assert "Разобрать" not in page
    assert controller.post(f"{BASE}alerts/{Alert.objects.get().pk}/close/", {"note": "x"}).status_code == 404
    assert controller.get(BASE + "watch-lists/").status_code == 404
