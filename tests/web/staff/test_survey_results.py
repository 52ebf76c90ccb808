"""Pages of results and indicators, and the report «Итоги опросов» as files."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from django.test import Client
from jsonschema import validate
from tests.surveys.conftest import link_of, respond, survey, surveys

from otklik.core.periods import Quarter
from otklik.reporting.queries import render_report, report_document
from otklik.surveys.blocks import pack
from otklik.surveys.models import Survey, SurveyDay

__all__ = ["respond", "survey", "surveys"]
pytestmark = pytest.mark.django_db
BASE = "/murashi/staff/surveys"
DAY = date(2026, 3, 16)
EMPTY = np.zeros((0, 1), dtype=np.float32)
FORMATS = ("docx", "pdf", "xlsx", "html", "csv", "json")


@pytest.fixture
def answered(surveys, respond) -> Survey:
    """A survey of the first quarter of 2026 with forty answers of two ages and two ways."""
    asked = surveys(opens_on=date(2026, 3, 1), closes_on=date(2026, 3, 31), state=Survey.State.CLOSED)
    ways = link_of(asked), link_of(asked, "poster")
    for place in range(40):
        mark = 5 if place % 3 else 2
        age = "young" if place < 18 else "old"
        parts = {"wait": mark, "staff": 4}
        respond(asked, on=DAY, link=ways[place % 2], whole=mark, parts=parts, age=age, again="no", advise=9)
    return asked


def test_results_begin_with_a_sentence(client_of: Callable[..., Client], answered: Survey) -> None:
    page = client_of("organizer").get(f"{BASE}/{answered.pk}/results/").content.decode()

    assert "Довольны 65,0" in page
    assert "40 анкет учтено" in page
    assert "<svg" in page
    assert "Как посчитано" in page


def test_results_are_cut_by_the_address(client_of: Callable[..., Client], answered: Survey) -> None:
    client = client_of("head")
    page = client.get(f"{BASE}/{answered.pk}/results/?cut=own-age").content.decode()

    assert "В разрезе: сколько вам лет?" in page
    assert client.get(f"{BASE}/{answered.pk}/results/?cut=%00&period=x").status_code == 200


def test_few_answers_are_not_shown(client_of: Callable[..., Client], survey: Survey, respond) -> None:
    respond(survey, on=DAY, whole=1)
    page = client_of("organizer").get(f"{BASE}/{survey.pk}/results/").content.decode()

    assert "ответов меньше, чем можно показать" in page
    assert "Довольны" not in page


def test_no_answers_say_what_will_stand_here(client_of: Callable[..., Client], survey: Survey) -> None:
    assert "Ответов пока нет" in client_of("organizer").get(f"{BASE}/{survey.pk}/results/").content.decode()


def test_results_are_not_for_everybody(client_of: Callable[..., Client], answered: Survey) -> None:
    assert client_of("specialist").get(f"{BASE}/{answered.pk}/results/").status_code == 404
    assert client_of("registrar").get(f"{BASE}/{answered.pk}/results/").status_code == 404
    assert client_of("organizer", of="biysk").get(f"/biysk/staff/surveys/{answered.pk}/results/").status_code == 404


def test_indicators_stand_with_their_change(client_of: Callable[..., Client], answered: Survey) -> None:
    client = client_of("coordinator")
    page = client.get(f"{BASE}/indicators/?quarter=2026Q1&cut=source").content.decode()

    assert "Уровень удовлетворенности клиента взаимодействием" in page
    assert "65,0" in page
    assert "Сравнить не с чем" in page
    assert "Плакат с QR-кодом" in page
    assert client.get(f"{BASE}/indicators/?quarter=nonsense&cut=%22").status_code == 200


def test_without_a_quarter_the_last_one_with_answers_is_shown(
    client_of: Callable[..., Client], answered: Survey
) -> None:
    SurveyDay.objects.create(
        survey=answered, version=answered.version, on=date(2026, 3, 2), response_count=0, block=pack(EMPTY), link_ids=[]
    )

    page = client_of("organizer").get(f"{BASE}/indicators/").content.decode()

    assert "Показатели удовлетворённости: I квартал 2026 года" in page
    assert "последний квартал с ответами" in page


def test_an_empty_quarter_says_so(client_of: Callable[..., Client]) -> None:
    page = client_of("organizer").get(f"{BASE}/indicators/?quarter=2020Q1").content.decode()

    assert "Показателей за этот квартал нет" in page


@pytest.mark.parametrize("kind", FORMATS)
def test_the_summary_is_saved_in_every_format(client_of: Callable[..., Client], answered: Survey, kind: str) -> None:
    response = client_of("organizer").get(f"{BASE}/indicators/2026Q1/{kind}/")

    assert response.status_code == 200
    assert f"survey_summary-2026Q1.{kind}" in response["Content-Disposition"]
    assert len(response.content) > 500


def test_the_summary_as_data_keeps_its_schema(actor, answered: Survey) -> None:
    rendered = render_report(actor("organizer"), "survey_summary", Quarter(2026, 1), "json")
    data = json.loads(rendered.content)

    with Path("docs/schema/survey_summary.json").open(encoding="utf-8") as schema:
        validate(data, json.load(schema))
    assert data["indicators"][0]["value"] == pytest.approx(26 / 40)
    assert data["surveys"][0]["responses"] == 40


def test_a_month_is_the_quarter_so_far(client_of: Callable[..., Client], actor, answered: Survey) -> None:
    client = client_of("organizer")
    early = render_report(actor("organizer"), "survey_summary", Quarter(2026, 1), "json", month=2)

    assert json.loads(early.content)["responses"] == 0
    assert client.get(f"{BASE}/indicators/2026Q1/csv/?month=2").status_code == 200
    assert client.get(f"{BASE}/indicators/2026Q1/csv/?month=4").status_code == 404
    assert client.get(f"{BASE}/indicators/2026Q9/csv/").status_code == 404
    assert client.get(f"{BASE}/indicators/2026Q1/exe/").status_code == 404


def test_the_paper_tells_its_method(actor, answered: Survey) -> None:
    paper = report_document(actor("organizer"), "survey_summary", Quarter(2026, 1))
    words = " ".join(paper.method)

    assert "Уилсона" in words
    assert "Наименьшая группа, которую можно показать: 5" in words
    assert "редакция анкеты 1; без весов; n = 40" in words
    assert paper.restriction is None


def test_gatchina_keeps_the_summary_inside(actor) -> None:
    paper = report_document(actor("coordinator", of="gatchina"), "survey_summary", Quarter(2026, 1))

    assert "не подлежит опубликованию" in (paper.restriction or "")
