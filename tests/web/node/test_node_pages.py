"""Pages of the node for its keepers alone, `/healthz` and `/metrics` for machines."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.house.test_rights import address, walk

from otklik.accounts.models import User
from otklik.operation import readiness
from otklik.operation.keepers import make_keeper

pytestmark = pytest.mark.django_db
NODE = [route for route, _ in walk(get_resolver().url_patterns) if route.startswith("node/")]


@pytest.fixture
def keeper(staff: Callable[..., User]) -> Client:
    """The keeper's browser."""
    client = Client()
    client.force_login(make_keeper(login=staff("registrar").username))
    return client


@pytest.fixture(autouse=True)
def _ask_anew() -> Iterator[None]:
    readiness.forget_readiness()
    yield
    readiness.forget_readiness()


def of_node(route: str) -> str:
    """An address of the node; its first part is no administration's."""
    return "/" + address("x/" + route, "x").removeprefix("/x/")


@pytest.mark.parametrize("route", NODE)
def test_nobody_but_a_keeper_finds_the_node(route: str, client: Client, client_of: Callable[..., Client]) -> None:
    """Every role of an administration together gives no right to the node."""
    everything = client_of("registrar", "specialist", "coordinator", "head", "administrator", "auditor")
    for method in ("get", "post"):
        assert getattr(client, method)(of_node(route)).status_code in {302, 405}
        assert getattr(everything, method)(of_node(route)).status_code in {404, 405}


def test_a_keeper_sees_the_node_and_no_other_administration(keeper: Client) -> None:
    for place in ("", "tasks/", "troubles/", "cleaning/"):
        assert keeper.get(f"/node/{place}").status_code == 200
    assert keeper.get("/biysk/staff/").status_code == 404


def test_the_state_says_what_to_do(keeper: Client) -> None:
    page = keeper.get("/node/").content.decode()
    assert "Что исправить" in page
    assert "systemctl restart otklik-worker@default" in page
    assert "Ни одной копии ещё нет. Для показа это не нужно." in page


def test_a_task_of_another_release_is_not_repeated(keeper: Client) -> None:
    row = DBTaskResult.objects.create(
        status="FAILED",
        args_kwargs={"args": [], "kwargs": {"of_old": 1}},
        task_path="otklik.intake.tasks.run_import",
        queue_name="default",
        backend_name="default",
        run_after=timezone.now(),
        finished_at=timezone.now(),
        exception_class_path="builtins.ValueError",
        traceback="ValueError",
    )
    page = keeper.post(f"/node/tasks/{row.pk}/repeat/", follow=True).content.decode()
    assert "другая версия программы" in page
    row.refresh_from_db()
    assert row.status == "FAILED"


def test_a_failed_task_is_repeated_from_the_page(keeper: Client) -> None:
    row = DBTaskResult.objects.create(
        status="FAILED",
        args_kwargs={"args": [], "kwargs": {}},
        task_path="otklik.delivery.tasks.send_waiting",
        queue_name="quick",
        backend_name="default",
        run_after=timezone.now(),
        finished_at=timezone.now(),
        exception_class_path="builtins.ValueError",
        traceback="ValueError: Иванов",
    )
    page = keeper.get("/node/tasks/").content.decode()
    assert "Отправить письма и сообщения" in page
    assert "Иванов" not in page
    for _ in range(2):  # a double click
        assert keeper.post(f"/node/tasks/{row.pk}/repeat/").status_code == 302
    row.refresh_from_db()
    assert row.status == "READY"
    assert "уже нет" in keeper.get("/node/tasks/").content.decode()


def test_the_desk_leads_the_keeper_to_the_node(keeper: Client, client_of: Callable[..., Client]) -> None:
    assert 'href="/node/"' in keeper.get("/murashi/staff/").content.decode()
    assert 'href="/node/"' not in client_of("administrator").get("/murashi/staff/").content.decode()


def test_health_is_one_word(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = client.get("/healthz", HTTP_HOST="10.1.2.3")  # by whatever name the watcher knows us
    assert (answer.status_code, answer.content) == (200, b"ok\n")

    def away(*_: object) -> None:
        raise OperationalError("password authentication failed for user otklik")

    readiness.forget_readiness()
    with monkeypatch.context() as broken:
        broken.setattr("django.db.backends.utils.CursorWrapper.execute", away)
        broken.setattr(readiness.connection, "close", lambda: None, raising=False)
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"not ready\n")


def test_health_says_when_there_is_no_room(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "LEAST_FREE_BYTES", 1 << 60)
    assert client.get("/healthz").status_code == 503


def test_a_flood_of_health_questions_costs_one(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        for _ in range(20):
            client.get("/healthz")


def test_figures_are_for_the_token_or_the_network(client: Client, settings: Any) -> None:
    assert client.get("/metrics").status_code == 404
    settings.METRICS_TOKEN = "tayna"
    assert client.get("/metrics", headers={"authorization": "Bearer drugaya"}).status_code == 404
    answer = client.get("/metrics", headers={"authorization": "Bearer tayna"})
    assert answer.status_code == 200
    told = answer.content.decode()
    for name in ("otklik_requests_total", "otklik_tasks_waiting", "otklik_disk_free_bytes", "otklik_troubles"):
        assert name in told
    settings.METRICS_TOKEN, settings.METRICS_NETWORKS = "", ["127.0.0.0/8"]
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="10.0.0.1").status_code == 404


def test_an_answer_bears_the_number_of_its_request(client: Client, settings: Any) -> None:
    given = {"x-request-id": "proxy-number-12345"}
    assert client.get("/", headers=given)["X-Request-ID"] != "proxy-number-12345"  # anybody could have sent it
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert client.get("/", headers=given)["X-Request-ID"] == "proxy-number-12345"
    assert client.get("/", headers={"x-request-id": "a" * 500})["X-Request-ID"] != "a" * 500
