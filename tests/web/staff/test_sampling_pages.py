"""Pages of the sample, of proposals and of interviews: from the first click to the paper, and what goes wrong."""

# ruff: noqa: F811 - fixtures are named as what they give

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.surveys.conftest import link, respond, survey, surveys  # noqa: F401 - fixtures

from otklik.catalog.models import Category
from otklik.surveys.actions.propose_survey import propose_survey
from otklik.surveys.models import FramePerson, QualitativeSource, Sample, Survey, SurveyProposal, SurveyWeights
from otklik.surveys.proposals.cause import Cause

ODD = "«Роза» 🌹 <b>'\" " + "я" * 3000
PLAN = {
    "margin": "5", "confidence": "95", "expected_share": "50", "expected_response": "30", "method": "quota",
    "allocation": "proportional", "least_per_cell": "",
}  # fmt: skip


@pytest.fixture
def client(client_of: Callable[..., Client]) -> Client:
    """The coordinator's browser."""
    return client_of("coordinator")


def typed(client: Client, base: str, **facts: str) -> Any:
    counts = {"count_0": "300", "count_1": "500", "count_2": "200", "basis": "Росстат"}
    return client.post(f"{base}cells/?by=age", counts | facts)


def test_from_the_population_to_the_weights(
    client: Client,
    survey: Survey,
    respond: Callable[..., Any],
) -> None:
    base = f"/murashi/staff/surveys/{survey.pk}/sample/"
    assert "Ввести численность" in client.get(base).content.decode()
    assert "До 35" in client.get(f"{base}cells/?by=age").content.decode()
    assert typed(client, base).status_code == 302
    assert client.post(f"{base}plan/", PLAN).status_code == 302
    assert Sample.objects.get().size == 278
    for age in ("young", "young", "middle", "old"):
        respond(survey, whole=4, age=age)
    page = client.get(base).content.decode()
    for words in ("278 ответов", "Контроль квот", "384,1", "Паспорт исследования"):
        assert words in page
    assert client.post(f"{base}weights/", {"method": "poststrata", "dimensions": ["age"]}).status_code == 302
    assert SurveyWeights.objects.get().n == 4
    assert "Результаты считаются с весами" in client.get(base).content.decode()
    client.post(f"{base}weights/switch/", {"uses": "0"})
    assert SurveyWeights.objects.get().uses is False
    for paper in ("method/docx", "method/pdf", "quotas/xlsx"):
        answer = client.get(f"{base}{paper}/")
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]


def test_wrong_numbers_stay_typed(client: Client, survey: Survey) -> None:
    base = f"/murashi/staff/surveys/{survey.pk}/sample/"
    for facts, words in (
        ({"count_0": "много"}, "целое число"),
        ({"count_0": "-3"}, "не меньше нуля"),
        ({"count_0": "9" * 40}, "слишком велико"),
        ({"basis": ""}, "откуда эти числа"),
        ({"basis": ODD}, "500"),
        ({"count_0": "", "count_1": "", "count_2": "0"}, "пуста"),
    ):
        answer = typed(client, base, **facts)
        assert answer.status_code == 422
        assert words in answer.content.decode(), facts
    typed(client, base)
    answer = client.post(f"{base}plan/", PLAN | {"margin": "пять"})
    assert answer.status_code == 422
    assert 'value="пять"' in answer.content.decode()
    assert client.post(f"{base}weights/", {"method": "raking", "dimensions": ["age"]}).status_code == 422


def test_a_list_is_drawn_and_taken_away_with_a_note(client: Client, survey: Survey) -> None:
    base = f"/murashi/staff/surveys/{survey.pk}/sample/"
    rows = "\n".join(f"Петров {n};p{n}@example.org" for n in range(30))
    upload = SimpleUploadedFile("list.csv", f"ФИО;Почта\n{rows}".encode())
    assert client.post(f"{base}file/", {"file": upload, "basis": "Получатели", "columns": ""}).status_code == 302
    client.post(f"{base}plan/", PLAN | {"method": "random", "margin": "20"})
    assert client.post(f"{base}draw/", {"seed": "весна"}).status_code == 302
    page = client.get(base).content.decode()
    assert "весна" in page
    assert "p1@example.org" not in page, "contacts stand on the paper alone"
    assert FramePerson.objects.filter(place__isnull=False).count() == Sample.objects.get().invited_size
    answer = client.post(f"{base}people/xlsx/")
    assert answer.status_code == 200
    from otklik.base.models import AuditEntry

    assert AuditEntry.objects.filter(verb="take_drawn_list").count() == 1


def test_the_register_page_counts_nothing_where_nothing_is(client: Client, survey: Survey) -> None:
    url = f"/murashi/staff/surveys/{survey.pk}/sample/register/"
    assert client.get(url).status_code == 200
    today = timezone.localdate()
    quarter = f"{today.year}Q{(today.month - 1) // 3 + 1}"
    answer = client.post(url, {"since": quarter, "until": quarter, "divisions": ["channel"]})
    assert answer.status_code == 422
    assert "пуста" in answer.content.decode()


def test_those_who_only_look_see_no_buttons(
    client_of: Callable[..., Client],
    client: Client,
    survey: Survey,
) -> None:
    base = f"/murashi/staff/surveys/{survey.pk}/sample/"
    typed(client, base)
    head = client_of("head")
    assert "<button>Рассчитать" not in head.get(base).content.decode()
    assert head.post(f"{base}plan/", PLAN).status_code == 404


def test_a_proposal_is_read_declined_or_accepted(client: Client, administration: Any) -> None:
    cause = Cause("k", SurveyProposal.Reason.PAIN, "Очереди в МФЦ", ("Мало окон.",), "«МФЦ»")
    made = propose_survey(administration, cause)
    assert made is not None
    listed = client.get("/murashi/staff/surveys/proposals/").content.decode()
    assert "Очереди в МФЦ" in listed
    base = f"/murashi/staff/surveys/proposals/{made.pk}/"
    assert "Мало окон." in client.get(base).content.decode()
    assert client.get(f"{base}order/docx/").status_code == 200
    assert client.post(f"{base}decline/", {"refusal": ""}).status_code == 422
    assert client.post(f"{base}decline/", {"refusal": ODD[:900]}).status_code == 302
    again = client.post(f"{base}accept/", follow=True).content.decode()
    assert "Решение уже принято" in again
    assert "Отклонено" in client.get(base).content.decode()
    assert client.post("/murashi/staff/surveys/proposals/look/").status_code == 302
    rail = client.get("/murashi/staff/surveys/proposals/").content.decode()
    assert "Порогов никто не перешёл" in rail


def test_a_talk_is_written_down_cut_coded_and_counted(client: Client, administration: Any) -> None:
    card = {
        "kind": "expert", "audience": "external", "title": "Мнение юриста", "held_on": str(timezone.localdate()),
        "speakers": "юрист", "speaker_count": "1", "consent": "unnamed", "text": "Первое.\n\nВторое.",
    }  # fmt: skip
    assert client.post("/murashi/staff/surveys/sources/new/", card | {"speaker_name": "Сидоров"}).status_code == 422
    tomorrow = str(timezone.localdate() + timedelta(days=2))
    assert client.post("/murashi/staff/surveys/sources/new/", card | {"held_on": tomorrow}).status_code == 422
    scan = SimpleUploadedFile("скан.pdf", b"%PDF-1.4 consent")
    assert client.post("/murashi/staff/surveys/sources/new/", card | {"consent_file": scan}).status_code == 302
    source = QualitativeSource.objects.get()
    base = f"/murashi/staff/surveys/sources/{source.pk}/"
    assert client.post(f"{base}passages/", {"text": source.text}).status_code == 302
    passage = source.passages.first()
    category = Category.objects.filter(administration=administration).first()
    assert passage is not None
    assert category is not None
    client.post(f"{base}code/", {f"passage_{passage.pk}": [str(category.pk)]})
    assert "Вы разметили" in client.get(base).content.decode()
    assert category.title in client.get("/murashi/staff/surveys/sources/counts/").content.decode()
    assert client.get(f"{base}files/{source.consent_file_id}/").status_code == 200
    assert client.get(f"{base}files/999999/").status_code == 404
    assert client.post(f"{base}pass/").status_code == 302
    assert "В очереди чтения" in client.get(base).content.decode()
    assert "Мнение юриста" in client.get("/murashi/staff/surveys/sources/?kind=expert").content.decode()
    assert client.get(f"{base}edit/").status_code == 200
