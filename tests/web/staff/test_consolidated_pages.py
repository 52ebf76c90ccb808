"""The pages of consolidated reports: who opens them, errors beside the field, words kept, files."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from otklik.reporting.actions.make_consolidated import work_consolidated
from otklik.reporting.models import Consolidated, HandOver

pytestmark = pytest.mark.django_db


def _at(name: str, *rest: object) -> str:
    return reverse(f"staff:{name}", args=["murashi", *rest])


def test_from_the_list_to_the_hand_over(client_of: Callable[..., Client]) -> None:
    client = client_of("coordinator")
    assert client.get(_at("consolidated")).status_code == 200
    assert "ещё не собирали" in client.get(_at("consolidated_report", "2025Q3")).content.decode()
    client.post(_at("consolidated_make", "2025Q3"))
    page = _at("consolidated_report", "2025Q3")
    assert "собирается" in client.get(page).content.decode()
    row = Consolidated.objects.get()
    work_consolidated(row.pk)
    assert client.get(page, headers={"hx-request": "true"}).headers["HX-Refresh"] == "true"
    long = {"version": "1", "conclusions": "я" * 20_001, "introduction": "Слова остаются", "recommendations": ""}
    refused = client.post(_at("consolidated_words", "2025Q3"), long)
    assert refused.status_code == 422
    assert "Слова остаются" in refused.content.decode()
    assert client.post(_at("consolidated_words", "2025Q3"), long | {"conclusions": "Вывод"}).status_code == 302
    client.post(_at("consolidated_freeze", "2025Q3"))
    client.post(_at("consolidated_sign", "2025Q3"), {"role": "coordinator"})
    late = client.post(_at("consolidated_words", "2025Q3"), long | {"conclusions": "Вывод второго человека"})
    assert late.status_code == 422
    assert "Не записано: страница успела измениться" in late.content.decode()
    assert "Вывод второго человека" in late.content.decode()
    _hand_over(client)
    attached = client.post(
        _at("consolidated_attach", "2025Q3"),
        {"file_format": "docx", "signature": SimpleUploadedFile("a.sig", b"no signature at all")},
    )
    assert attached.status_code == 422
    assert "не похож на электронную подпись" in attached.content.decode()
    edition = client.post(_at("consolidated_edition", "2025Q3"), {"reason": ""})
    assert edition.status_code == 422
    told = client.get(page).content.decode()
    assert "зафиксирован" in told
    assert row.pk == Consolidated.objects.get().pk
    assert client.get(_at("consolidated_file", "2025Q3", "page", "json")).status_code == 200
    assert client.get(_at("consolidated_file", "2025Q3", "report", "exe")).status_code == 404


def _hand_over(client: Client) -> None:
    """Refused with a bad date, nobody named and a file; then recorded with that file."""
    sent = {"to_person": "", "handed_on": "32.13.2025", "way": "crow", "attachments": SimpleUploadedFile("н.txt", b"x")}
    wrong = client.post(_at("consolidated_hand_over", "2025Q3"), sent)
    assert wrong.status_code == 422
    assert "Напишите, кому передан отчёт" in wrong.content.decode()
    assert "Приложен: н.txt" in wrong.content.decode()
    mended = {"to_person": "Орлов О. О.", "way": "person", "handed_on": timezone.localdate().isoformat()}
    client.post(_at("consolidated_hand_over", "2025Q3"), mended | {"kept_files": wrong.context["kept_token"]})
    paper = client.get(_at("consolidated_hand_over_file", HandOver.objects.get().pk))
    assert b"".join(paper.streaming_content) == b"x"  # type: ignore[attr-defined]


@pytest.mark.parametrize("period", ["2025Q9", "abc", "1"])
def test_a_period_that_is_none_is_not_there(client_of: Callable[..., Client], period: str) -> None:
    assert client_of("coordinator").get(_at("consolidated_report", period)).status_code == 404


@pytest.mark.parametrize(("role", "status"), [("head", 200), ("auditor", 200), ("organizer", 404), ("registrar", 404)])
def test_who_opens_it(client_of: Callable[..., Client], role: str, status: int) -> None:
    client = client_of(role)
    assert client.get(_at("consolidated")).status_code == status
    made: Any = client.post(_at("consolidated_make", "2025Q3"))
    assert made.status_code == 404
