"""The road map at the desk: views, a measure's page and course, rights, papers, proposals to others."""

import io
import json
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from jsonschema import Draft202012Validator
from tests.improvement.measures import made_measure, made_pain

from otklik.catalog.models import Administration
from otklik.improvement.models import ChangeProposal, Measure, PainLine, PainMap

pytestmark = pytest.mark.django_db
BASE = "/murashi/staff/pains"
SCHEMA = Path(__file__).parents[3] / "docs/schema/roadmap.json"


def page_of(answer: HttpResponse) -> str:
    return answer.content.decode()


@pytest.fixture
def organizer(client_of: Callable[..., Client]) -> Client:
    return client_of("organizer")


def test_the_three_views_show_a_measure_and_cost_the_same_for_more(
    organizer: Client, administration: Administration
) -> None:
    pain = made_pain(administration)
    first = made_measure(administration, pain, due_on=localdate() - timedelta(days=2), state="in_work")
    first.steps.create(title="Шаг")
    costs = []
    for number in (1, 3):
        for view in ("roadmap/", "roadmap/board/", "roadmap/timeline/"):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                shown = page_of(organizer.get(f"{BASE}/{view}"))
            assert "Завести линию" in shown
            assert "просрочено на 2 дня" in shown
            costs.append(len(queries))
        if number == 1:
            for _ in range(2):
                made_measure(administration, pain, due_on=localdate(), starts_on=localdate()).steps.create(title="Ещё")
    assert costs[:3] == costs[3:]


def test_filters_live_in_the_address(organizer: Client, administration: Administration) -> None:
    made_measure(administration, title="Просроченное дело", due_on=localdate() - timedelta(days=9))
    made_measure(administration, title="Дело впереди", due_on=localdate() + timedelta(days=9))
    late = page_of(organizer.get(f"{BASE}/roadmap/?late=1&state=open"))
    assert "Просроченное дело" in late
    assert "Дело впереди" not in late
    assert "late=1" in late  # the tabs keep it
    assert organizer.get(f"{BASE}/roadmap/?pain=9&page=99999999999999999999&department=я").status_code == 200


def test_a_measure_is_planned_from_a_pain_with_its_term(organizer: Client, administration: Administration) -> None:
    pain = made_pain(administration)
    drawn = PainMap.objects.create(administration=administration, quarter=20253, created_at=pain.created_at)
    PainLine.objects.create(pain_map=drawn, pain=pain, title=pain.title, priority="high")
    shown = page_of(organizer.get(f"{BASE}/measures/new/?pain={pain.pk}"))
    assert "Срок предложен по приоритету" in shown
    assert f'<option value="{pain.pk}" selected>' in shown
    sent = {"title": "Завести вторую линию", "pain": pain.pk, "due_on": "2026-03-01", "cost": "120 000,50"}
    answer = organizer.post(f"{BASE}/measures/new/", sent)
    made = Measure.objects.get()
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"/measures/{made.pk}/")
    assert str(made.cost) == "120000.50"
    assert made.pains.get() == pain


def test_what_was_typed_stays_beside_the_error(organizer: Client) -> None:
    sent = {"title": "Завести 🏠 «линию»", "starts_on": "2026-05-01", "due_on": "2026-04-01", "cost": "NaN"}
    answer = organizer.post(f"{BASE}/measures/new/", sent)
    shown = page_of(answer)
    assert answer.status_code == 422
    assert "Завести 🏠 «линию»" in shown
    assert "Напишите сумму цифрами" in shown
    answer = organizer.post(f"{BASE}/measures/new/", sent | {"cost": ""})
    assert "Срок раньше начала" in page_of(answer)
    assert not Measure.objects.exists()


def test_the_owner_carries_out_what_is_his_and_nothing_else(
    administration: Administration, staff: Callable[..., Any]
) -> None:
    person, client = staff("specialist"), Client()
    client.force_login(person)
    own, other = (
        made_measure(administration, title="Моё дело", owner=person),
        made_measure(administration, title="Чужое"),
    )
    step = own.steps.create(title="Первый шаг")
    mine = page_of(client.get(f"{BASE}/measures/mine/"))
    assert "Моё дело" in mine
    assert "Чужое" not in mine
    assert client.get(f"{BASE}/measures/{other.pk}/").status_code == 200
    for url in (f"{other.pk}/start/", f"{other.pk}/finish/", f"{own.pk}/cancel/", f"{own.pk}/term/", f"{own.pk}/edit/"):
        assert client.post(f"{BASE}/measures/{url}", {"reason": "х", "result": "х"}).status_code == 404
    assert client.get(f"{BASE}/measures/new/").status_code == 404
    assert client.post(f"{BASE}/measures/{own.pk}/start/").status_code == 302
    client.post(f"{BASE}/measures/{own.pk}/steps/{step.pk}/", {"done": "1"})
    answer = client.post(f"{BASE}/measures/{own.pk}/finish/", {"result": "", "done_on": localdate().isoformat()})
    assert answer.status_code == 422
    assert "Напишите, что сделано" in page_of(answer)
    client.post(f"{BASE}/measures/{own.pk}/finish/", {"result": "Линия работает", "done_on": localdate().isoformat()})
    own.refresh_from_db(), step.refresh_from_db()
    assert own.state == "done"
    assert step.done_on is not None
    shown = page_of(client.get(f"{BASE}/measures/{own.pk}/"))
    assert "Линия работает" in shown
    assert "Шаг выполнен: Первый шаг" in shown


@pytest.mark.parametrize("roles", [(), ("registrar",), ("publisher",)])
def test_strangers_find_nothing(
    roles: tuple[str, ...], client_of: Callable[..., Client], administration: Administration
) -> None:
    made, client = made_measure(administration), client_of(*roles)
    for url in (
        "roadmap/",
        "roadmap/board/",
        "roadmap/timeline/",
        "measures/mine/",
        f"measures/{made.pk}/",
        "proposals/",
    ):
        assert client.get(f"{BASE}/{url}").status_code == 404


def test_another_administrations_measure_is_not_there(
    administrations: Callable[..., Administration], organizer: Client
) -> None:
    foreign = made_measure(administrations("biysk"))
    assert organizer.get(f"{BASE}/measures/{foreign.pk}/").status_code == 404
    assert organizer.post(f"{BASE}/measures/{foreign.pk}/start/").status_code == 404


def test_a_button_of_the_board_moves_on_and_comes_back(
    client_of: Callable[..., Client], administration: Administration
) -> None:
    made, client = made_measure(administration), client_of("coordinator")
    board = f"{BASE}/roadmap/board/?state=open"
    answer = client.post(f"{BASE}/measures/{made.pk}/start/", {"next": board})
    assert answer["Location"] == board
    elsewhere = client.post(f"{BASE}/measures/{made.pk}/start/", {"next": "//elsewhere.example/murashi/"})
    assert elsewhere["Location"].endswith(f"/measures/{made.pk}/")
    made.refresh_from_db()
    assert made.state == "in_work"


def test_the_term_moves_with_its_history(organizer: Client, administration: Administration) -> None:
    made = made_measure(administration, due_on=date(2026, 3, 1))
    answer = organizer.post(f"{BASE}/measures/{made.pk}/term/", {"due_on": "2026-05-01", "reason": ""})
    assert answer.status_code == 422
    organizer.post(f"{BASE}/measures/{made.pk}/term/", {"due_on": "2026-05-01", "reason": "Ждём поставку"})
    shown = page_of(organizer.get(f"{BASE}/measures/{made.pk}/"))
    assert "Ждём поставку" in shown
    assert "был 1" in shown


def test_steps_pains_and_files_are_put_to_it(organizer: Client, administration: Administration) -> None:
    made, pain = made_measure(administration), made_pain(administration)
    at = f"{BASE}/measures/{made.pk}"
    assert organizer.post(f"{at}/steps/", {"title": "", "due_on": "вчера"}).status_code == 422
    organizer.post(f"{at}/steps/", {"title": "Заказать", "due_on": "2026-02-01"})
    organizer.post(f"{at}/pains/", {"pain": pain.pk})
    organizer.post(f"{at}/pains/", {"pain": "все"})
    wrong = SimpleUploadedFile("акт.exe", b"MZ")
    assert "не принимается" in page_of(organizer.post(f"{at}/files/", {"attachments": wrong}))
    organizer.post(f"{at}/files/", {"attachments": SimpleUploadedFile("акт.txt", "Принято".encode())})
    shown = page_of(organizer.get(f"{at}/"))
    assert "Заказать" in shown
    assert pain.title in shown
    assert "акт.txt" in shown
    kept = made.files.get()
    answer = organizer.get(f"{at}/files/{kept.pk}/")
    assert b"".join(answer.streaming_content).decode() == "Принято"
    organizer.post(f"{at}/files/{kept.pk}/drop/")
    organizer.post(f"{at}/pains/{pain.pk}/drop/")
    assert not made.files.exists()
    assert not made.pains.exists()


def test_papers_of_a_quarter(organizer: Client, administration: Administration) -> None:
    made_measure(
        administration, made_pain(administration), state="done", done_on=date(2025, 5, 20), result="Линия работает",
        starts_on=date(2025, 4, 1), cost=120000,
    )  # fmt: skip
    told = json.loads(organizer.get(f"{BASE}/roadmap/2025Q2/json/").content)
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(told)
    assert [one["result"] for one in told["measures"]] == ["Линия работает"]
    word = zipfile.ZipFile(io.BytesIO(organizer.get(f"{BASE}/roadmap/2025Q2/docx/").content))
    text = word.read("word/document.xml").decode()
    assert "Линия работает" in text
    assert "Не отвечают по телефону" in text
    assert "Линия работает" in page_of(organizer.get(f"{BASE}/roadmap/2025Q2/html/"))
    assert organizer.get(f"{BASE}/roadmap/2025Q9/docx/").status_code == 404


def test_a_proposal_becomes_a_letter(organizer: Client, administration: Administration) -> None:
    pain = made_pain(administration)
    measure = made_measure(administration, pain)
    begun = page_of(organizer.get(f"{BASE}/proposals/new/?measure={measure.pk}"))
    assert "Проблема «Не отвечают по телефону»" in begun
    sent = {
        "title": "О сроке запроса",
        "addressee": "Министерству связи",
        "evidence": "34 сообщения",
        "request": "Сократить",
    }
    assert organizer.post(f"{BASE}/proposals/new/", sent | {"request": ""}).status_code == 422
    organizer.post(f"{BASE}/proposals/new/?measure={measure.pk}", sent)
    made = ChangeProposal.objects.get()
    assert made.measure == measure
    assert made.pains.get() == pain
    at = f"{BASE}/proposals/{made.pk}"
    word = zipfile.ZipFile(io.BytesIO(organizer.get(f"{at}/letter/docx/").content))
    assert "Министерству связи" in word.read("word/document.xml").decode()
    organizer.post(f"{at}/sent/", {"number": "12-34", "sent_on": localdate().isoformat()})
    assert organizer.post(f"{at}/outcome/", {"outcome": "", "outcome_on": localdate().isoformat()}).status_code == 422
    organizer.post(
        f"{at}/outcome/", {"outcome": "partly", "outcome_on": localdate().isoformat(), "outcome_words": "Учтём"}
    )
    assert "принято частично" in page_of(organizer.get(f"{at}/"))
    assert "О сроке запроса" in page_of(organizer.get(f"{BASE}/proposals/"))
    assert "О сроке запроса" in page_of(organizer.get(f"{BASE}/measures/{measure.pk}/"))
