"""The log after the main flows: not a name, a text, an address or a code of anybody who wrote."""

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import structlog
from django.conf import settings
from django.test import Client
from tests.web.public.conftest import ANSWERS

from otklik.accounts.models import User
from otklik.base import logs
from otklik.base.log_words import without_people
from otklik.intake.models import FeedbackItem

pytestmark = pytest.mark.django_db
TEXT = "Зефирная яма поглотила самокат у подъезда"
AUTHOR = {"sender": "individual", "name": "Подсолнухова Аграфена Ильинична"}
SECRETS = ("Зефирн", "самокат", "Подсолнухов", "Аграфен", "podsolnuhova", "9123456789", "912 345", "Лазоревая")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """All lines, as the product writes them: by the same formatter and the same filter."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=logs.FOREIGN, processors=logs.LINES))
    handler.addFilter(logs.HideSurveyAddresses())
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)  # SQL is written by no setting of ours
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    """Each line is one object of JSON."""
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_the_main_flows_leave_nobodys_words(
    written: io.StringIO, client: Client, client_of: Callable[..., Client], staff: Callable[..., User]
) -> None:
    steps: dict[str, dict[str, str]] = {**ANSWERS, "text": {"text": TEXT, "place": "Лазоревая, 7"}, "author": AUTHOR}
    steps["reply"] = {"way": "email", "email": "podsolnuhova@example.ru"}
    for step, given in steps.items():
        client.post(f"/murashi/feedback/{step}/", given)
    client.post("/murashi/feedback/check/")
    item = FeedbackItem.objects.get()
    codes = ("ABCDE-12345", item.number)
    client.post("/murashi/status/", {"number": item.number, "code": "ABCDE-12345"})
    client.get("/murashi/status/ABCDE-12345/podsolnuhova/")  # 404, its path is not told
    desk = client_of("registrar", "coordinator")
    desk.get(f"/murashi/staff/items/{item.pk}/")
    desk.get("/murashi/staff/items/", {"q": "Подсолнухова самокат"})
    client.post("/account/login/", {"login": "podsolnuhova", "password": "Подсолнухова-9123456789"})
    told = written.getvalue()
    assert told
    for secret in (*SECRETS, *codes):
        assert secret not in told, secret


def test_an_error_tells_its_place_and_no_value(
    written: io.StringIO, client: Client, monkeypatch: pytest.MonkeyPatch, administration: object
) -> None:
    def fall(*_: object, **__: object) -> None:
        name, phone = AUTHOR["name"], "+7 912 345-67-89"
        raise ValueError(f"Key (name)=({name}) {phone} podsolnuhova@example.ru «{TEXT}» column 'items.title'")

    monkeypatch.setattr("otklik.web.public.views.home.render", fall)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    told = written.getvalue()
    assert not [secret for secret in SECRETS if secret in told]
    [broken] = [one for one in lines(written) if one.get("problem")]
    assert str(broken["problem"]).startswith("ValueError в otklik/web/public/views/home.py:")
    assert broken["request_id"] == answer["X-Request-ID"]
    assert broken["frames"]
    [failed] = [one for one in lines(written) if one["event"] == "request_failed"]
    assert failed["page"] == "installation"


def test_our_own_lines_are_json_with_the_number_of_the_request(written: io.StringIO) -> None:
    with structlog.contextvars.bound_contextvars(request_id="abc"):
        structlog.get_logger("otklik.test").warning("something", count=3)
    [line] = lines(written)
    assert str(line["at"]).endswith("Z"), "one clock for all machines"
    assert {**line, "at": ""} == {
        "event": "something",
        "count": 3,
        "request_id": "abc",
        "level": "warning",
        "logger": "otklik.test",
        "at": "",
    }


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ('column "items.pk" is missing', 'column "items.pk" is missing'),
        ("UNIQUE constraint failed: intake_item.key", "UNIQUE constraint failed: intake_item.key"),
        ('invalid input syntax for type integer: "Petrova"', "invalid input syntax for type integer: …"),
        ("550 <petrova@example.ru> unknown", "550 … unknown"),
        ("Обращение Петровой не найдено", "…"),
        ("duplicate key\nDETAIL:  Key (name)=(Petrova) already exists.", "duplicate key"),
        ("Task id=695d439c-4c06-4b21-af6b-10f5aad3ec55", "Task id=695d439c-4c06-4b21-af6b-10f5aad3ec55"),
        ("call 8 (912) 345-67-89 now", "call … now"),
    ],
)
def test_foreign_words_are_cut(message: str, told: str) -> None:
    assert without_people(message) == told


def test_the_product_writes_by_these_rules() -> None:
    rules: Any = settings.LOGGING
    assert rules["formatters"]["json"]["processors"] is logs.LINES
    assert rules["handlers"]["console"]["filters"] == ["surveys"]
