"""Own templates: the check at upload with places, trial, choice, what the report's file becomes, rights."""

import re
from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.analysis.sample import stored

from otklik.base.models import AuditEntry
from otklik.catalog.models import Administration
from otklik.core.periods import Quarter
from otklik.procedures import registry
from otklik.reporting.models import OwnTemplate
from otklik.reporting.own_templates.fields import fields_of, known_fields
from otklik.reporting.own_templates.papers import papers
from otklik.reporting.queries import render_report

pytestmark = pytest.mark.django_db
BASE = "/murashi/staff/reports/templates/"
LINES = ("Бланк округа", "Отчёт за {{ период }}", "{{ вывод.каналы }}", "{{ таблица.каналы }}")


def upload(*lines: str, name: str = "бланк.docx") -> SimpleUploadedFile:
    word, target = docx.Document(), BytesIO()
    for line in lines:
        word.add_paragraph(line)
    word.save(target)
    return SimpleUploadedFile(name, target.getvalue())


@pytest.fixture
def coordinator(client_of: Callable[..., Client]) -> Client:
    return client_of("coordinator")


def send(client: Client, *lines: str, title: str = "Наш бланк") -> HttpResponse:
    return client.post(f"{BASE}monitoring/", {"title": title, "file": upload(*lines)})  # type: ignore[return-value]


def texts(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]


def test_every_report_of_every_decree_has_documented_fields() -> None:
    for procedure in registry.procedures().values():
        for report in papers():
            names = [field.name for field in fields_of(report, procedure)]
            assert len(names) == len(set(names))
            assert set(names) <= set(known_fields(report, procedure))


def test_ready_sample_is_taken_as_it_is(coordinator: Client) -> None:
    assert "Шаблоны отчётов" in coordinator.get(BASE).content.decode()
    sample = SimpleUploadedFile("образец.docx", coordinator.get(f"{BASE}monitoring/sample/").content)
    assert coordinator.post(f"{BASE}monitoring/", {"title": "", "file": sample}).status_code == 302


def test_faults_are_shown_with_their_place_and_the_typed_name_stays(coordinator: Client) -> None:
    answer = send(coordinator, "Отчёт за {{ переод }}", title="Мой бланк")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "абзац 1: «Отчёт за {{ переод }}»" in page
    assert "Может быть, «период»?" in page
    assert 'value="Мой бланк"' in page
    assert not OwnTemplate.objects.exists()


@pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"<html>", b"\0" * 100])
def test_what_is_no_word_file_is_refused_in_words(coordinator: Client, content: bytes) -> None:
    given = {"title": "x" * 200, "file": SimpleUploadedFile("a.docx", content)}
    answer = coordinator.post(f"{BASE}monitoring/", given)
    assert answer.status_code == 422
    assert "не читается как документ Word" in answer.content.decode()


def test_a_template_is_tried_chosen_and_makes_the_reports_file(
    coordinator: Client, administration: Administration, actor: Callable[..., object]
) -> None:
    stored(administration, rows=20)
    assert send(coordinator, *LINES).status_code == 302
    assert send(coordinator, "Второй бланк", "{{ отчет }}", title="").status_code == 302
    first, second = OwnTemplate.objects.order_by("version")
    trial = coordinator.get(f"{BASE}versions/{first.pk}/trial/?period=2025Q3").content
    assert "Отчёт за III квартал 2025 года" in texts(trial)
    head = actor("head")
    before = render_report(head, "monitoring", Quarter(2025, 3), "docx").content  # type: ignore[arg-type]
    assert "Бланк округа" not in texts(before)
    assert coordinator.post(f"{BASE}versions/{first.pk}/choose/").status_code == 302
    made = render_report(head, "monitoring", Quarter(2025, 3), "docx").content  # type: ignore[arg-type]
    assert texts(made)[:2] == ["Бланк округа", "Отчёт за III квартал 2025 года"]
    assert made == render_report(head, "monitoring", Quarter(2025, 3), "docx").content  # type: ignore[arg-type]
    coordinator.post(f"{BASE}versions/{second.pk}/choose/")
    assert OwnTemplate.objects.get(is_chosen=True) == second
    coordinator.post(f"{BASE}monitoring/none/")
    assert render_report(head, "monitoring", Quarter(2025, 3), "docx").content == before  # type: ignore[arg-type]
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"upload_template", "choose_template", "choose_product_form"} <= verbs


def test_a_year_and_a_protocol_have_their_own_form_too(coordinator: Client) -> None:
    for report in ("summary", "review"):
        given = {"title": "", "file": upload("Бланк округа", "За {{ период }}")}
        assert coordinator.post(f"{BASE}{report}/", given).status_code == 302
    year, protocol = OwnTemplate.objects.order_by("pk")
    of_year = re.compile(r'<option value="\d{4}">\d{4} год</option>')
    assert of_year.search(coordinator.get(f"{BASE}summary/").content.decode())
    assert not of_year.search(coordinator.get(f"{BASE}review/").content.decode())
    tried = coordinator.get(f"{BASE}versions/{year.pk}/trial/?period=2025").content
    assert texts(tried)[:2] == ["Бланк округа", "За 2025 год"]
    assert coordinator.get(f"{BASE}versions/{protocol.pk}/trial/?period=2025").status_code == 404
    none = coordinator.get(f"{BASE}versions/{protocol.pk}/trial/?period=2025Q3", follow=True).content.decode()
    assert "За III квартал 2025 года рассмотрения не было" in none


def test_a_removed_template_is_out_of_use_and_a_strangers_is_not_found(
    coordinator: Client, client_of: Callable[..., Client]
) -> None:
    send(coordinator, "{{ отчет }}")
    template = OwnTemplate.objects.get()
    coordinator.post(f"{BASE}versions/{template.pk}/choose/")
    stranger = client_of("coordinator", of="biysk")
    other = BASE.replace("murashi", "biysk")
    for rest in ("file/", "trial/?period=2025Q3"):
        assert stranger.get(f"{other}versions/{template.pk}/{rest}").status_code == 404
    assert stranger.post(f"{other}versions/{template.pk}/choose/").status_code == 404
    assert coordinator.post(f"{BASE}versions/{template.pk}/remove/").status_code == 302
    template.refresh_from_db()
    assert not template.is_chosen
    assert coordinator.get(f"{BASE}versions/{template.pk}/file/").status_code == 404
    assert coordinator.get(f"{BASE}nonsense/").status_code == 404


def test_who_keeps_no_templates_finds_none(client_of: Callable[..., Client]) -> None:
    for role in ("specialist", "head"):
        assert client_of(role).get(BASE).status_code == 404
    office = client_of("administrator")
    assert office.get(BASE).status_code == 200
