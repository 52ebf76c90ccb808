"""Invitations, paper, phone, giving, coverage and contacts at the desk."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from tests.surveys.conftest import respond, survey, surveys

from otklik.catalog.models import Administration, Process
from otklik.core.periods import Quarter
from otklik.delivery.actions.send_waiting import send_waiting_messages
from otklik.surveys.models import GivenCount, InteractionCount, PaperBatch, Survey, SurveyContact, SurveyResponse

__all__ = ["respond", "survey", "surveys"]
pytestmark = pytest.mark.django_db
BASE = "/murashi/staff/surveys"


@pytest.fixture
def running(surveys: Callable[..., Survey]) -> Survey:
    """A permanent survey of the whole, open today."""
    return surveys(kind="whole", opens_on=date(2026, 1, 1))


@pytest.fixture
def process(administration: Administration) -> Process:
    """A service."""
    subject = "services"
    return Process.objects.create(
        administration=administration, slug="spravka", title="Выдача справки", subject=subject
    )


def token_of(page: Any) -> str:
    """The token of this showing of the page."""
    return str(page.content.decode().split('name="token" value="')[1].split('"')[0])


def test_letters_go_to_typed_addresses_and_to_a_files_column(
    client_of: Callable[..., Client], surveys: Callable[..., Survey], csv: Callable[..., Any]
) -> None:
    asked = surveys(entry="invited")
    client = client_of("coordinator")
    table = csv("Имя;Почта\nИванова;a@example.org\nПетров;b@example.org\n")
    sent = {"typed": "c@example.org, a@example.org", "file": table, "words": "Зачем"}
    page = client.post(f"{BASE}/{asked.pk}/invitations/letters/", sent, follow=True).content.decode()
    assert "3 письма поставлены" in page
    send_waiting_messages()
    assert sorted(letter.to[0] for letter in mail.outbox) == ["a@example.org", "b@example.org", "c@example.org"]


def test_a_bad_address_is_told_and_nothing_leaves(
    client_of: Callable[..., Client], surveys: Callable[..., Survey]
) -> None:
    asked = surveys(entry="invited")
    page = client_of("coordinator").post(f"{BASE}/{asked.pk}/invitations/letters/", {"typed": "не адрес"})
    assert "Не похоже на адреса" in page.content.decode()
    assert send_waiting_messages() == 0


def test_slips_are_a_pdf_with_eight_to_a_sheet(
    client_of: Callable[..., Client], surveys: Callable[..., Survey]
) -> None:
    asked = surveys(entry="invited")
    answer = client_of("coordinator").post(f"{BASE}/{asked.pk}/invitations/slips/", {"count": "9"})
    assert answer.content.startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    assert asked.invitations.count() == 9


def test_two_people_enter_a_pile_and_it_is_recorded(client_of: Callable[..., Client], running: Survey) -> None:
    first, second = client_of("registrar"), client_of("registrar")
    pile = {"title": "Кабинет 5", "answered_on": "2026-09-12", "sheet_count": "1", "second_share": "100"}
    first.post(f"{BASE}/{running.pk}/paper/", pile)
    batch = PaperBatch.objects.get()
    at = f"{BASE}/paper/{batch.pk}"
    assert "Выберите" in first.post(f"{at}/1/1/", {"whole": "9"}).content.decode()
    first.post(f"{at}/1/1/", {"whole": "5", "parts.wait": "4"})
    second.post(f"{at}/2/1/", {"whole": "5", "parts.wait": "2"})
    assert "Время ожидания" in second.get(f"{at}/differences/1/").content.decode()
    decided = {"box.parts.wait": "second", "first.parts.wait": "4", "second.parts.wait": "2"}
    second.post(f"{at}/differences/1/", decided)
    page = first.post(f"{at}/record/", follow=True).content.decode()
    assert "Записан" in page
    assert SurveyResponse.objects.get().answers == {"whole": 5, "parts": {"wait": 2}}


def test_another_persons_entry_is_never_shown(client_of: Callable[..., Client], running: Survey) -> None:
    first, second = client_of("registrar"), client_of("registrar")
    pile = {"title": "Кабинет 5", "answered_on": "2026-09-12", "sheet_count": "1", "second_share": "100"}
    first.post(f"{BASE}/{running.pk}/paper/", pile)
    at = f"{BASE}/paper/{PaperBatch.objects.get().pk}"
    first.post(f"{at}/1/1/", {"whole": "5", "comment": "Очередь длинная"})
    assert "Очередь длинная" in first.get(f"{at}/1/1/").content.decode()
    assert "Очередь длинная" not in second.get(f"{at}/1/1/").content.decode()
    assert "Очередь длинная" not in second.get(f"{at}/2/1/").content.decode()


def test_an_answer_by_telephone_is_recorded_by_its_own_link(client_of: Callable[..., Client], running: Survey) -> None:
    client = client_of("registrar")
    address = f"{BASE}/{running.pk}/phone/"
    form = {"whole": "4", "token": token_of(client.get(address))}
    assert "слишком долго" in client.post(address, {"whole": "4"}).content.decode()
    assert "Выберите оценку" in client.post(address, {**form, "whole": ""}).content.decode()
    told = [client.post(address, form, follow=True).content.decode() for _ in range(2)]
    assert "Ответы записаны" in told[0]
    assert "засчитана один раз" in told[1]
    stored = SurveyResponse.objects.get()
    assert stored.answers == {"whole": 4}
    assert running.links.get(pk=stored.link_id).source == "phone"


def test_a_service_given_counts_one_interaction_and_one_questionnaire(
    client_of: Callable[..., Client], running: Survey, process: Process
) -> None:
    client = client_of("registrar")
    sheet = client.post(f"{BASE}/given/hand/", {"process": process.pk}, follow=True)
    assert sheet.content.startswith(b"%PDF")
    client.post(f"{BASE}/given/hand/", {"process": process.pk, "only_count": "1"})
    assert InteractionCount.objects.get().count == 2
    given = GivenCount.objects.get()
    assert (given.count, given.way, given.process, given.survey) == (2, "hand", process, running)


def test_a_double_click_hands_out_one_questionnaire(
    client_of: Callable[..., Client], running: Survey, process: Process
) -> None:
    client = client_of("registrar")
    form = {"process": process.pk, "token": token_of(client.get(f"{BASE}/given/"))}
    for _ in range(2):
        assert client.post(f"{BASE}/given/hand/", form, follow=True).content.startswith(b"%PDF")
    assert (GivenCount.objects.get().count, InteractionCount.objects.get().count) == (1, 1)
    form["token"] = token_of(client.get(f"{BASE}/given/"))
    client.post(f"{BASE}/given/hand/", {**form, "only_count": "1"})
    assert (GivenCount.objects.get().count, InteractionCount.objects.get().count) == (2, 2)


def test_what_is_given_after_a_process_may_be_set_and_taken_back(
    client_of: Callable[..., Client], running: Survey, process: Process
) -> None:
    client = client_of("coordinator")
    client.post(f"{BASE}/given/rule/", {"place": f"process:{process.pk}", "survey": "none"})
    page = client.post(f"{BASE}/given/hand/", {"process": process.pk}, follow=True).content.decode()
    assert "анкета не выдаётся" in page
    client.post(f"{BASE}/given/rule/", {"place": f"process:{process.pk}", "survey": "decree"})
    assert client.post(f"{BASE}/given/hand/", {"process": process.pk}, follow=True).content.startswith(b"%PDF")


def test_numbers_of_a_file_are_taken_and_bad_rows_told(
    client_of: Callable[..., Client], process: Process, csv: Callable[..., Any]
) -> None:
    table = "Услуга;Дата;Количество\nвыдача справки;01.09.2026;7\nВыдача справки;2.9.2026;3\nЛетание;1.9.2026;1\n"
    client = client_of("registrar")
    for _ in range(2):
        page = client.post(f"{BASE}/given/numbers/", {"file_form": "1", "file": csv(table)}).content.decode()
        assert "строка 4" in page
    assert sorted(InteractionCount.objects.values_list("count", flat=True)) == [3, 7]


def test_coverage_shows_what_ended_was_given_and_was_answered(
    client_of: Callable[..., Client], running: Survey, process: Process, respond: Callable[..., Any]
) -> None:
    client = client_of("coordinator")
    today = timezone.localdate()
    client_of("registrar").post(f"{BASE}/given/hand/", {"process": process.pk, "only_count": "1"})
    InteractionCount.objects.update(count=4)
    running.process = process
    running.save()
    respond(running, on=today, whole=5)
    quarter = Quarter.of(today)
    page = " ".join(client.get(f"{BASE}/coverage/?quarter={quarter}").content.decode().split())
    assert "Завершено 4, дано анкет 1" in page
    assert "на приёме 1" in page
    table = client.get(f"{BASE}/coverage/csv/?quarter={quarter}").content.decode()
    assert "Выдача справки" in table
    assert client.get(f"{BASE}/coverage/xlsx/?quarter={quarter}").content.startswith(b"PK")


def test_a_contact_is_marked_as_told_and_erased(client_of: Callable[..., Client], survey: Survey) -> None:
    SurveyContact.objects.create(
        id=5, administration=survey.administration, survey=survey, month=date(2026, 9, 1), reach="a@example.org"
    )
    client = client_of("coordinator")
    assert "a@example.org" in client.get(f"{BASE}/contacts/").content.decode()
    client.post(f"{BASE}/contacts/5/told/", {"how": "письмом"})
    assert SurveyContact.objects.get().told_how == "письмом"
    client.post(f"{BASE}/contacts/5/erase/")
    assert not SurveyContact.objects.exists()
    assert client_of("registrar").get(f"{BASE}/contacts/").status_code == 404


@pytest.fixture
def csv() -> Callable[..., Any]:
    """A table as an uploaded file."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    return lambda text: SimpleUploadedFile("table.csv", text.encode())


def test_more_processes_cost_no_more_queries(
    client_of: Callable[..., Client],
    running: Survey,
    administration: Administration,
    django_assert_max_num_queries: Callable[..., Any],
) -> None:
    client = client_of("coordinator")
    for number in range(30):
        facts = {"slug": f"service{number}", "title": f"Услуга {number}", "subject": "services"}
        Process.objects.create(administration=administration, **facts)
    for page in ("given", "coverage"):
        with django_assert_max_num_queries(40):
            assert "Услуга 29" in client.get(f"{BASE}/{page}/").content.decode()
