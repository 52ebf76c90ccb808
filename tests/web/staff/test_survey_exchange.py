"""Pages of factors, of answers handed out and taken in."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.surveys.conftest import link_of, respond, surveys  # noqa: F401 - fixtures of another folder
from tests.surveys.factor_answers import SHEET, answer_factors
from tests.surveys.test_import_answers import STAFF

from otklik.surveys.models import AnswerMapping, OutsideFile, Survey, SurveyResponse

ClientOf = Callable[..., Client]


@pytest.fixture
def reception(surveys: Callable[..., Survey], respond: Callable[..., Any]) -> Survey:  # noqa: F811
    survey = surveys(content=SHEET, closes_on=date(2026, 9, 30))
    answer_factors(survey, respond, 120)
    return survey


def _text(response: Any) -> str:
    return str(response.content.decode())


def test_the_page_of_factors_says_where_to_begin(client_of: ClientOf, reception: Survey) -> None:
    page = _text(client_of("head").get(f"/murashi/staff/surveys/{reception.pk}/factors/"))
    assert "Сильнее всего с общей оценкой связано" in page
    assert "Связь — ещё не причина" in page


def test_factors_of_a_process_ask_for_the_process_first(client_of: ClientOf, administration: Any) -> None:
    assert "Выберите услугу" in _text(client_of("coordinator").get("/murashi/staff/surveys/factors/"))


def test_answers_are_handed_out_by_a_button_only(client_of: ClientOf, reception: Survey) -> None:
    client = client_of("coordinator")
    address = f"/murashi/staff/surveys/{reception.pk}/answers/"
    page = _text(client.get(address))
    assert "Скачать CSV" in page
    assert "parts_wait" in page
    assert client.get(f"{address}file/csv/").status_code == 302
    response = client.post(f"{address}file/csv/")
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert content.decode("utf-8-sig").count("\r\n") == 121
    assert f"opros-{reception.pk}.csv" in response["Content-Disposition"]


@pytest.mark.parametrize("file_format", ["docx", "xlsx", "csv"])
def test_the_codebook_is_a_paper_too(client_of: ClientOf, reception: Survey, file_format: str) -> None:
    address = f"/murashi/staff/surveys/{reception.pk}/answers/codebook/{file_format}/"
    assert client_of("coordinator").get(address).status_code == 200


def test_too_few_answers_are_said_on_the_page(client_of: ClientOf, surveys: Callable[..., Survey]) -> None:  # noqa: F811
    survey = surveys()
    response = client_of("coordinator").post(f"/murashi/staff/surveys/{survey.pk}/answers/file/sav/")
    assert response.status_code == 409
    assert "Файл не сделан" in _text(response)


def test_the_head_takes_no_rows_away(client_of: ClientOf, reception: Survey) -> None:
    assert client_of("head").post(f"/murashi/staff/surveys/{reception.pk}/answers/file/csv/").status_code == 404


def _upload(client: Client, of: str, name: str = "staff.csv", content: bytes | None = None) -> Any:
    file = SimpleUploadedFile(name, STAFF.read_bytes() if content is None else content)
    return client.post(f"/{of}/staff/surveys/outside/", {"file": file})


def _sent(page: Any) -> dict[str, Any]:
    """What the browser would send back: the values that the form proposes."""
    form = page.context["form"]
    return {name: field.initial for name, field in form.fields.items() if field.initial not in {None, False}}


def test_a_file_is_explained_shown_and_taken_in(client_of: ClientOf, django_capture_on_commit_callbacks: Any) -> None:
    client = client_of("internal_officer", of="livny")
    address = _upload(client, "livny")["Location"]
    page = client.get(address)
    assert "подразделение" in _text(page)
    assert "не берётся: «не применимо»" in _text(page) or "Полностью согласен" in _text(page)
    sent = _sent(page) | {"title": "Опрос сотрудников", "audience": "internal", "day": "2026-03-10", "run": "1"}
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(address, sent)
    assert response.status_code == 302, _text(response)
    survey = Survey.objects.get()
    assert response["Location"].endswith(f"/surveys/{survey.pk}/results/")
    assert SurveyResponse.objects.filter(survey=survey).count() == OutsideFile.objects.get().response_count
    assert OutsideFile.objects.get().file is None, "the raw file is gone"
    again = _upload(client, "livny")
    assert "уже загружен" in _text(again)


def test_results_hide_the_small_units(client_of: ClientOf) -> None:
    client = client_of("internal_officer", of="livny")
    address = _upload(client, "livny")["Location"]
    sent = _sent(client.get(address)) | {"title": "О", "audience": "internal", "day": "2026-03-10", "run": "1"}
    client.post(address, sent)
    survey = Survey.objects.get()
    page = _text(client.get(f"/livny/staff/surveys/{survey.pk}/results/?cut=department"))
    assert "Отдел образования" in page
    rows = [line for line in page.split("<tr") if "Архивный отдел</th>" in line or "Отдел культуры</th>" in line]
    assert rows
    assert all("скрыто" in row for row in rows), rows
    assert "Не показано: Архивный отдел, Отдел культуры" in page


def test_a_surveys_own_questions_are_set_against_the_files(client_of: ClientOf, surveys: Callable[..., Survey]) -> None:  # noqa: F811
    survey = surveys()
    link_of(survey)
    client = client_of("coordinator")
    content = "Оценка приёма;Возраст\n5;До 35\n4;35–59\n".encode()
    address = _upload(client, "murashi", "a.csv", content)["Location"]
    first = _sent(client.get(address)) | {"column_0": "answer", "column_1": "answer", "into": str(survey.pk)}
    page = client.post(address, first | {"preview": "1"})
    assert "Вопросы файла и вопросы анкеты" in _text(page)
    mapped = first | {"question_0": "whole", "question_1": "age"}
    saved = client.post(address, mapped | {"save": "1", "mapping_title": "Портал"})
    assert "сохранено" in _text(saved)
    assert AnswerMapping.objects.get().content["targets"] == {"Оценка приёма": "whole", "Возраст": "age"}
    assert client.post(address, mapped | {"run": "1"}).status_code == 302
    answers = sorted((one.answers for one in SurveyResponse.objects.all()), key=lambda one: one["whole"])
    assert answers == [{"whole": 4, "age": "middle"}, {"whole": 5, "age": "young"}]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", b""), ("a.csv", b"\x00\x00"), ("a.xlsx", b"PK\x03\x04broken"), ("a.pdf", b"%PDF-1.4")],
)
def test_files_that_cannot_be_read_are_refused_in_words(client_of: ClientOf, name: str, content: bytes) -> None:
    client = client_of("coordinator")
    response = _upload(client, "murashi", name, content)
    if response.status_code == 302:
        response = client.get(response["Location"], follow=True)
    assert response.status_code == 200
    assert not Survey.objects.exists()


def test_a_waiting_file_is_its_owners_alone(client_of: ClientOf) -> None:
    address = _upload(client_of("coordinator"), "murashi")["Location"]
    assert client_of("coordinator").get(address).status_code == 404


def test_a_waiting_file_can_be_thrown_away(client_of: ClientOf) -> None:
    client = client_of("coordinator")
    address = _upload(client, "murashi")["Location"]
    assert client.post(f"{address}drop/").status_code == 302
    assert not OutsideFile.objects.exists()
